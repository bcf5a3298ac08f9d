/** One record: what it is for, what to publish, and what was found instead. */

import { type ReactNode, useId } from "react";
import { Banner } from "../../../ui/banner.tsx";
import { Button } from "../../../ui/button.tsx";
import { Code, CopyableCode } from "../../../ui/code.tsx";
import { Icon } from "../../../ui/icons.tsx";
import { RecordMark } from "../../../ui/marks.tsx";
import { Time } from "../../../ui/time.tsx";
import { useWords } from "../../../words/use-words.ts";
import type { Domain, DomainRecord } from "../standing.ts";
import { domainWords } from "../words.ts";
import type { Check } from "./check.ts";
import { differing, visible } from "./differing.ts";
import { recordWords } from "./words.ts";

export function RecordCard({
	record,
	domain,
	check,
}: {
	readonly record: DomainRecord;
	readonly domain: Domain;
	readonly check: Check | undefined;
}) {
	const words = useWords(recordWords);
	const title = useWords(domainWords).purpose[record.purpose];
	const id = useId();
	const { state, name, value, hint, hintText, checkedAt, changedAt } = record;
	return (
		<article aria-labelledby={id} className="sheet p-4 sm:p-5" data-record={record.purpose}>
			<header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
				<h3 id={id} className="text-base">
					{title}
				</h3>
				<span className="font-semibold">
					<RecordMark state={state} />
				</span>
			</header>
			<p className="mt-1 max-w-prose text-quiet">{words.purposes[record.purpose]}</p>
			<dl className="mt-3 grid gap-x-4 gap-y-2 sm:grid-cols-[6rem_1fr]">
				<Line label={words.type}>
					<span className="inline-block sm:pt-1.5">
						<Code>{record.type}</Code>
					</span>
				</Line>
				<Line label={words.name}>
					<CopyableCode value={name} what={words.nameOf(title)} />
					<ShortName name={name} domain={domain.name} />
				</Line>
				<Line label={words.value}>
					<CopyableCode value={value} what={words.valueOf(title)} />
				</Line>
			</dl>
			{state !== "valid" && <Found record={record} />}
			{hintText !== undefined && (
				<div className="mt-3">
					<Banner kind={state === "valid" ? "info" : "warning"}>
						<span data-hint={hint}>{hintText}</span>
					</Banner>
				</div>
			)}
			<footer className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-xs text-quiet">
				<span className="mr-auto flex flex-wrap gap-x-3">
					{checkedAt === null ? words.neverChecked : <When label={words.checked} at={checkedAt} />}
					{changedAt !== null && <When label={words.changed} at={changedAt} />}
				</span>
				{check !== undefined && (
					<Button size="small" busy={check.busy} onClick={check.run}>
						{!check.busy && <Icon name="refresh" className="size-3.5" />}
						{words.checkNow}
						<span className="sr-only">: {title}</span>
					</Button>
				)}
			</footer>
		</article>
	);
}

const Line = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
	<div className="contents">
		<dt className="text-xs text-quiet max-sm:-mb-1.5 sm:pt-2.5">{label}</dt>
		<dd className="min-w-0">{children}</dd>
	</div>
);

const DAY_MS = 86_400_000;

/** With seconds on the same day: one waits for it. */
const When = ({ label, at }: { readonly label: string; readonly at: string }) => (
	<span className="whitespace-nowrap">
		{label} <Time at={at} form={Date.now() - Date.parse(at) < DAY_MS ? "time" : "date-time"} />
	</span>
);

/** Most providers want the name without the domain, and append that by themselves. */
function ShortName({ name, domain }: { readonly name: string; readonly domain: string }) {
	const words = useWords(recordWords);
	if (!name.endsWith(`.${domain}`)) return null;
	const short = name.slice(0, -1 - domain.length);
	return (
		<p className="mt-1 text-xs text-quiet">
			{words.shortName} <Code>{short}</Code>
		</p>
	);
}

/** What was found, against what is expected, with what differs marked in both. */
function Found({ record: { found, value, state } }: { readonly record: DomainRecord }) {
	const words = useWords(recordWords);
	if (found === undefined) return null;
	if (state !== "wrong-value")
		return (
			<p className="mt-3 wrap-anywhere">
				<span className="text-xs text-quiet">{words.found}</span> <Code>{visible(found)}</Code>
			</p>
		);
	const parts = differing(found, value);
	const rows = [
		[words.found, parts.found],
		[words.expected, parts.expected],
	] as const;
	return (
		<dl className="mt-3 grid gap-x-4 gap-y-1 rounded-sm border border-red/40 p-3 sm:grid-cols-[5.25rem_1fr]">
			{rows.map(([label, pieces]) => (
				<div key={label} className="contents">
					<dt className="text-xs text-quiet">{label}</dt>
					<dd translate="no" className="min-w-0 font-mono text-xs wrap-anywhere">
						{pieces.map(({ text, differs }) =>
							differs ? (
								<mark
									key={text}
									className="rounded-sm bg-red-soft font-semibold text-red underline decoration-2 underline-offset-2"
								>
									{visible(text)}
								</mark>
							) : (
								visible(text)
							),
						)}
					</dd>
				</div>
			))}
		</dl>
	);
}
