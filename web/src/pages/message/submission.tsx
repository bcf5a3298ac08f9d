/** How it was handed in: the dialogue with the client, and the header section that came of it. */

import type { SubmissionSession } from "../../api/activity.ts";
import { cx } from "../../ui/class-names.ts";
import { CodeBlock } from "../../ui/code.tsx";
import { useWords } from "../../words/use-words.ts";
import { messageWords } from "./words.ts";

export function Submission({
	session,
	refusal,
}: {
	readonly session: SubmissionSession | null;
	/** What was said last, which a session that was kept before it does not have; no lines when nothing was refused. */
	readonly refusal: readonly string[];
}) {
	const words = useWords(messageWords);
	if (session === null) return <p className="text-quiet">{words.noSession}</p>;
	const { address, helo, tls, door, transcript } = session;
	const encryption = tls === null ? words.noTls : `${tls.version}, ${tls.cipher}`;
	return (
		<div className="grid gap-3">
			<p className="text-quiet">
				{door === "api"
					? words.submissionApi(address)
					: words.submissionAbout(address, helo || words.none, encryption)}{" "}
				{words.masked}
			</p>
			<section aria-label={words.transcript} className="rounded-sm bg-hover p-3">
				<ol translate="no" className="font-mono text-xs leading-relaxed">
					{transcript.map((line, index) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: lines never move, and may be alike.
						<Spoken key={index} line={line} />
					))}
					{refusal.map((line) => (
						<Spoken key={line} line={`${lastMs(transcript)} S: ${line}`} />
					))}
				</ol>
			</section>
		</div>
	);
}

const lastMs = (transcript: readonly string[]): string => /^\d+/.exec(transcript.at(-1) ?? "")?.[0] ?? "0";

/** "12 S: 250 text": milliseconds, who, words. What is none stays as it is. */
function Spoken({ line }: { readonly line: string }) {
	const { speakers } = useWords(messageWords);
	const [, ms, who, words] = /^(\d+) ([SC-]):? (.*)$/s.exec(line) ?? [];
	if (ms === undefined || words === undefined)
		return <li className="wrap-anywhere whitespace-pre-wrap">{line}</li>;
	const speaker = who === "S" || who === "C" ? who : "-";
	const isRefusal = speaker === "S" && /^[45]\d\d/.test(words);
	return (
		<li className="flex gap-3 max-sm:gap-2">
			<span aria-hidden="true" className="w-12 shrink-0 text-right text-quiet max-sm:w-8">
				{ms}
			</span>
			<span aria-hidden="true" className="w-2 shrink-0 text-quiet">
				{speaker === "-" ? "" : speaker}
			</span>
			<span className="sr-only">{speakers[speaker]}: </span>
			<span
				className={cx(
					"min-w-0 wrap-anywhere whitespace-pre-wrap",
					speaker === "C" && "text-accent",
					speaker === "-" && "text-quiet italic",
					isRefusal && "font-semibold text-red",
				)}
			>
				{words}
			</span>
		</li>
	);
}

export function Headers({ header, notes }: { readonly header: string; readonly notes: readonly string[] }) {
	const words = useWords(messageWords);
	return (
		<div className="grid gap-3">
			<p className="text-quiet">{words.headersAbout}</p>
			{notes.length > 0 && (
				<ul className="list-inside list-disc">
					{notes.map((note) => (
						<li key={note}>{note}</li>
					))}
				</ul>
			)}
			<CodeBlock label={words.headersLabel}>{header.trimEnd()}</CodeBlock>
		</div>
	);
}
