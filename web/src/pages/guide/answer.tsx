/** What was found: what a pasted reply means, then the articles in which the words stand. */

import { useQuery } from "@tanstack/react-query";
import type { HelpAnswer } from "../../api/schema.ts";
import { HelpLink } from "../../ui/help-link.tsx";
import { Empty, Failed, Skeleton } from "../../ui/list-state.tsx";
import { useReader, useWords } from "../../words/use-words.ts";
import { answerQuery } from "./queries.ts";
import { guideWords } from "./words.ts";

export function Answer({ question }: { readonly question: string }) {
	const words = useWords(guideWords);
	const { language } = useReader();
	const { data, error, refetch, isPlaceholderData } = useQuery(answerQuery(question, language));
	if (data === undefined) return error ? <Failed error={error} onRetry={refetch} /> : <Skeleton rows={6} />;
	const { explanation, items, total } = data;
	const count = items.length < total ? words.best(items.length, total) : words.found(total);
	const outcome = explanation === null && total === 0 ? words.none : count;
	return (
		<div aria-busy={isPlaceholderData} className="max-w-3xl">
			{/* Always there, so that a screen reader is told when it changes. */}
			<p role="status" className="sr-only">
				{isPlaceholderData ? words.looking : [explanation?.title, outcome].filter(Boolean).join(". ")}
			</p>
			{explanation !== null && <Verdict explanation={explanation} />}
			{total > 0 && <h2 className="mb-1 text-sm text-quiet">{count}</h2>}
			{total > 0 && data.how !== "all" && <p className="mb-1 text-quiet">{words[data.how]}</p>}
			<ol className="divide-y divide-line">
				{items.map((item) => (
					<Found key={item.place} item={item} />
				))}
			</ol>
			{explanation === null && total === 0 && (
				<Empty
					title={words.none}
					action={
						<>
							<HelpLink to="/help/smtp-error-codes">{words.codes}</HelpLink>
							<HelpLink to="/help">{words.all}</HelpLink>
						</>
					}
				>
					{words.noneAbout}
				</Empty>
			)}
		</div>
	);
}

function Verdict({ explanation }: { readonly explanation: NonNullable<HelpAnswer["explanation"]> }) {
	const words = useWords(guideWords);
	const { title, because, remedy, moveSays, help } = explanation;
	return (
		<section className="sheet mb-6 grid gap-2 border-l-3 border-l-accent p-4">
			<h2 className="text-base">{title}</h2>
			<p>{because}</p>
			<p>
				<span className="font-semibold">{words.remedy}</span> {remedy}
			</p>
			{moveSays !== null && (
				<p>
					<span className="font-semibold">{words.whose}</span> {moveSays}
				</p>
			)}
			<p>
				<HelpLink to={help}>
					{words.more}
					<span className="sr-only">: {title}</span>
				</HelpLink>
			</p>
		</section>
	);
}

function Found({ item }: { readonly item: HelpAnswer["items"][number] }) {
	const { place, title, section, excerpt } = item;
	return (
		<li className="grid gap-0.5 py-3">
			<h3 className="text-base">
				<HelpLink to={`/help/${place}`}>{title}</HelpLink>
			</h3>
			{section !== null && (
				<p className="text-xs">
					<HelpLink to={`/help/${place}#${section.id}`}>{section.title}</HelpLink>
				</p>
			)}
			<p className="wrap-anywhere">
				{excerpt.map(({ text, marked }, index) =>
					marked ? (
						// biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no other name.
						<mark key={index} className="rounded-sm bg-amber-soft px-px font-semibold text-ink">
							{text}
						</mark>
					) : (
						text
					),
				)}
			</p>
		</li>
	);
}
