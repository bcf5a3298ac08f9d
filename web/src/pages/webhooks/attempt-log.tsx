/** A delivery with every request and what was answered. */

import type { WebhookDeliveryHistory as DeliveryHistory } from "../../api/schema.ts";
import { Banner } from "../../ui/banner.tsx";
import { Code, CodeBlock } from "../../ui/code.tsx";
import { Time } from "../../ui/time.tsx";
import { localeOf, useReader, useWords } from "../../words/use-words.ts";
import { webhookWords } from "./words.ts";

type Attempt = DeliveryHistory["log"][number];

const REDIRECTS = { from: 300, to: 400 } as const;

export function AttemptLog({ history }: { readonly history: DeliveryHistory }) {
	const words = useWords(webhookWords).log;
	const whyOf = useFailure();
	const last = history.log.at(-1);
	return (
		<div className="grid gap-4">
			{last === undefined ? (
				<Banner>{words.notYet}</Banner>
			) : last.error === null ? (
				<Banner kind="good">{words.taken(last.status ?? 0)}</Banner>
			) : (
				<Banner kind="error">{words.failed(whyOf(last))}</Banner>
			)}
			<div className="grid gap-1">
				<h3 className="text-sm">{words.request}</h3>
				<CodeBlock label={words.request}>{pretty(history.body)}</CodeBlock>
			</div>
			{history.log.length > 0 && (
				<ol className="grid gap-3" reversed>
					{[...history.log].reverse().map((attempt, index) => (
						<AttemptEntry key={attempt.at} attempt={attempt} isOpen={index === 0} />
					))}
				</ol>
			)}
		</div>
	);
}

function AttemptEntry({ attempt, isOpen }: { readonly attempt: Attempt; readonly isOpen: boolean }) {
	const words = useWords(webhookWords).log;
	const { language } = useReader();
	const duration = new Intl.NumberFormat(localeOf(language), { style: "unit", unit: "millisecond" }).format(
		attempt.durationMs,
	);
	const headers = Object.entries(attempt.requestHeaders)
		.map(([name, value]) => `${name}: ${value}`)
		.join("\n");
	return (
		<li>
			<details open={isOpen} className="rounded-md border border-line">
				<summary className="px-3 py-2">
					<span className={attempt.error === null ? "font-semibold text-green" : "font-semibold text-red"}>
						{attempt.status ?? words.noAnswer}
					</span>
					{" · "}
					<Time at={attempt.at} form="time" />
					{" · "}
					{duration}
					{attempt.address !== null && (
						<>
							{" · "}
							<Code>{attempt.address}</Code>
						</>
					)}
				</summary>
				<div className="grid gap-3 border-t border-line p-3">
					<div className="grid gap-1">
						<h4 className="text-xs text-quiet">{words.headers}</h4>
						<CodeBlock label={words.headers}>{headers}</CodeBlock>
					</div>
					{attempt.status !== null && (
						<div className="grid gap-1">
							<h4 className="text-xs text-quiet">{words.response}</h4>
							{attempt.response === "" ? (
								<p className="text-quiet">{words.empty}</p>
							) : (
								<CodeBlock label={words.response}>{attempt.response}</CodeBlock>
							)}
						</div>
					)}
				</div>
			</details>
		</li>
	);
}

/** Why an attempt counts as a failure, as the rest of a sentence. What the network said stays as it was said. */
function useFailure(): (attempt: Attempt) => string {
	const words = useWords(webhookWords).log;
	return ({ status, error }) => {
		if (status === null) return words.silent(error ?? "–");
		return status >= REDIRECTS.from && status < REDIRECTS.to
			? words.redirected(status)
			: words.answered(status);
	};
}

/** JSON as it is read best; anything else as it is. */
function pretty(text: string): string {
	try {
		return JSON.stringify(JSON.parse(text), null, 2);
	} catch {
		return text;
	}
}
