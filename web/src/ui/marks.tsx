/**
 * Marks like postmarks, each with its word. They differ in shape, not only in colour, so that they can be told apart
 * in grey and by people who see few colours.
 */

import type { ReactNode } from "react";
import { useWords } from "../words/use-words.ts";
import { cx } from "./class-names.ts";
import { uiWords } from "./words.ts";

export type Status =
	| "accepted"
	| "pending"
	| "deferred"
	| "delivered"
	| "soft-bounce"
	| "hard-bounce"
	| "rejected";

export type RecordState = "valid" | "not-found" | "wrong-value" | "dns-error" | "not-checked";

/** Drawn in ink on paper, or in paper on a disc of ink. */
const line = { fill: "none", strokeWidth: 1.75, strokeLinecap: "round", strokeLinejoin: "round" } as const;
const Ink = ({ d }: { readonly d: string }) => <path d={d} stroke="currentColor" {...line} />;
const Paper = ({ d }: { readonly d: string }) => <path d={d} className="stroke-surface" {...line} />;
const ring = <circle cx="8" cy="8" r="6" stroke="currentColor" {...line} />;
const disc = <circle cx="8" cy="8" r="7" fill="currentColor" />;

const drawings: Readonly<Record<Status, ReactNode>> = {
	accepted: ring,
	pending: (
		<>
			<circle cx="8" cy="8" r="6" stroke="currentColor" opacity=".35" {...line} />
			<g className="origin-center animate-turn">
				<Ink d="M8 2a6 6 0 0 1 6 6" />
			</g>
		</>
	),
	deferred: (
		<>
			{ring}
			<Ink d="M8 4.8V8l2.2 1.5" />
		</>
	),
	delivered: (
		<>
			{disc}
			<Paper d="m4.9 8.3 2.2 2.2 4-4.6" />
		</>
	),
	"soft-bounce": (
		<>
			<path d="M8 1a7 7 0 0 1 0 14Z" fill="currentColor" />
			<Ink d="M6.2 5.4 3.4 8l2.8 2.6M3.6 8h3.6" />
		</>
	),
	"hard-bounce": (
		<>
			{disc}
			<Paper d="M7.2 4.7 4.4 7.4l2.8 2.7M4.6 7.4h4.1a2.2 2.2 0 0 1 2.2 2.2v1" />
		</>
	),
	rejected: (
		<>
			{ring}
			<Ink d="m3.9 12.1 8.2-8.2" />
		</>
	),
};

const statusColours: Readonly<Record<Status, string>> = {
	accepted: "text-quiet",
	pending: "text-accent",
	deferred: "text-amber",
	delivered: "text-green",
	"soft-bounce": "text-orange",
	"hard-bounce": "text-red",
	rejected: "text-red",
};

const records: Readonly<Record<RecordState, readonly [string, ReactNode]>> = {
	valid: ["text-green", drawings.delivered],
	"not-found": ["text-quiet", ring],
	"wrong-value": [
		"text-red",
		<g key="mark">
			{disc}
			<Paper d="M4.8 6.6h6.4M4.8 9.4h6.4M9.4 4.6l-2.8 6.8" />
		</g>,
	],
	"dns-error": [
		"text-amber",
		<g key="mark">
			{ring}
			<Ink d="M8 4.9v3.6M8 11v.1" />
		</g>,
	],
	"not-checked": [
		"text-quiet",
		<circle key="mark" cx="8" cy="8" r="6" stroke="currentColor" {...line} strokeDasharray="0.1 3.67" />,
	],
};

const Mark = ({
	colour,
	drawing,
	word,
}: {
	readonly colour: string;
	readonly drawing: ReactNode;
	readonly word: string;
}) => (
	<span className={cx("inline-flex items-baseline gap-1.5 whitespace-nowrap", colour)}>
		<svg viewBox="0 0 16 16" className="size-4 shrink-0 self-center" aria-hidden="true">
			{drawing}
		</svg>
		{word}
	</span>
);

/** `word` instead of the usual one, where the same mark stands for something else. */
interface Worded {
	readonly word?: string;
}

export function StatusMark({ status, word }: { readonly status: Status } & Worded) {
	const words = useWords(uiWords);
	return (
		<Mark colour={statusColours[status]} drawing={drawings[status]} word={word ?? words.status[status]} />
	);
}

export function RecordMark({ state, word }: { readonly state: RecordState } & Worded) {
	const words = useWords(uiWords);
	const [colour, drawing] = records[state];
	return <Mark colour={colour} drawing={drawing} word={word ?? words.record[state]} />;
}
