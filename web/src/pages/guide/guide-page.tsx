/** Help within the app: a box to ask in, and what answers, or all articles. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { HelpArticles } from "../../api/schema.ts";
import { HelpLink } from "../../ui/help-link.tsx";
import { Failed, Skeleton } from "../../ui/list-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useReader, useWords } from "../../words/use-words.ts";
import { Answer } from "./answer.tsx";
import { Ask } from "./ask.tsx";
import { shelfQuery } from "./queries.ts";
import { guideWords } from "./words.ts";

const route = getRouteApi("/app/guide");

export function GuidePage() {
	const words = useWords(guideWords);
	const { q = "" } = route.useSearch();
	return (
		<>
			<PageHeader title={words.title} about={words.about} />
			<Ask question={q} live />
			{q === "" ? <Shelf /> : <Answer question={q} />}
		</>
	);
}

function Shelf() {
	const words = useWords(guideWords);
	const { language } = useReader();
	const { data, error, refetch } = useQuery(shelfQuery(language));
	if (data === undefined) return error ? <Failed error={error} onRetry={refetch} /> : <Skeleton rows={8} />;
	return (
		<>
			<nav aria-label={words.groups} className="mb-2 flex flex-wrap gap-x-5 gap-y-1">
				{data.groups.map(({ id, title }) => (
					<a key={id} href={`#${id}`} className="link">
						{title}
					</a>
				))}
			</nav>
			{data.groups.map((group) => (
				<Group key={group.id} group={group} />
			))}
		</>
	);
}

function Group({ group: { id, title, sections } }: { readonly group: HelpArticles["groups"][number] }) {
	return (
		<section aria-labelledby={id} className="pt-6">
			<h2 id={id} className="mb-3 scroll-mt-4 text-lg">
				{title}
			</h2>
			<div className="grid items-start gap-x-10 gap-y-6 lg:grid-cols-2">
				{sections.map((section) => (
					<div key={section.title ?? id}>
						{section.title !== null && <h3 className="mb-1 text-base">{section.title}</h3>}
						<ul className="divide-y divide-line border-y border-line">
							{section.articles.map((one) => (
								<li key={one.place} className="flex flex-wrap justify-between gap-x-4 py-2">
									<HelpLink to={`/help/${one.place}`}>{one.title}</HelpLink>
									{one.name !== null && (
										<code className="font-mono text-xs wrap-anywhere text-quiet" translate="no">
											{one.name}
										</code>
									)}
								</li>
							))}
						</ul>
					</div>
				))}
			</div>
		</section>
	);
}
