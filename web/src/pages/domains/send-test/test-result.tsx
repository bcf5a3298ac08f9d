/** What became of a test so far: how it was handed in, and then each step of its delivery. */

import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Activity, Event as MessageEvent } from "../../../api/schema.ts";
import { Button, buttonClass, Spinner } from "../../../ui/button.tsx";
import { Code, CodeBlock } from "../../../ui/code.tsx";
import { HelpLink } from "../../../ui/help-link.tsx";
import { StatusMark } from "../../../ui/marks.tsx";
import { Time, useTime } from "../../../ui/time.tsx";
import { useWords } from "../../../words/use-words.ts";
import { isFinal, type Outcome, type Refused, type Test, useFollowed } from "./follow.ts";
import { sendTestWords } from "./words.ts";

interface ResultProps {
	readonly test: Test;
	readonly outcome: Outcome;
	readonly onAgain: () => void;
	readonly onClose: () => void;
}

export function TestResult({ test, outcome, onAgain, onClose }: ResultProps) {
	const words = useWords(sendTestWords);
	const buttons = (activityId: string | null): ReactNode => (
		<div className="flex flex-wrap gap-x-4 gap-y-2">
			<Button kind="primary" onClick={onClose}>
				{words.done}
			</Button>
			{activityId !== null && (
				<Link to={`/activity/${activityId}` as string} className={buttonClass("plain")}>
					{words.openMessage}
				</Link>
			)}
			<Button onClick={onAgain}>{words.again}</Button>
		</div>
	);
	return (
		<div className="grid grid-cols-[minmax(0,1fr)] gap-5">
			<p className="wrap-anywhere text-quiet">
				<Code>{test.from}</Code> → <Code>{test.to}</Code>
			</p>
			{outcome.kind === "refused" ? (
				<>
					<WhyRefused refused={outcome.refused} />
					{outcome.transcript !== null && <Transcript lines={outcome.transcript} />}
					{buttons(outcome.activityId)}
				</>
			) : (
				<Delivery messageId={outcome.messageId} sentAt={outcome.sentAt} buttons={buttons} />
			)}
		</div>
	);
}

function WhyRefused({ refused }: { readonly refused: Refused }) {
	const words = useWords(sendTestWords);
	const { title, because, remedy, help, reply } = refused;
	return (
		<div className="grid gap-2" role="status">
			<h3 className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-base">
				<StatusMark status="rejected" />
				<span>{title}</span>
			</h3>
			<p className="max-w-prose">{because}</p>
			{remedy !== "" && (
				<p className="max-w-prose">
					<span className="font-semibold">{words.remedy}</span> {remedy}
				</p>
			)}
			<p className="wrap-anywhere whitespace-pre-line text-quiet">
				<Code>{reply}</Code>
			</p>
			{help !== "" && (
				<p>
					<HelpLink to={help}>{words.readMore}</HelpLink>
				</p>
			)}
		</div>
	);
}

function Transcript({ lines }: { readonly lines: readonly string[] }) {
	const words = useWords(sendTestWords);
	return (
		<details>
			<summary className="link w-fit">{words.transcript}</summary>
			<div className="mt-2 min-w-0">
				<CodeBlock label={words.transcript}>{lines.join("\n")}</CodeBlock>
			</div>
		</details>
	);
}

function Delivery({
	messageId,
	sentAt,
	buttons,
}: {
	readonly messageId: string;
	readonly sentAt: number;
	readonly buttons: (activityId: string | null) => ReactNode;
}) {
	const words = useWords(sendTestWords);
	const { message, isFollowed } = useFollowed(messageId, sentAt);
	const recipient = message?.recipients[0];
	return (
		<>
			<section className="grid grid-cols-[minmax(0,1fr)] gap-3" aria-busy={isFollowed}>
				<div role="status" className="flex min-h-6 flex-wrap items-baseline gap-x-3 gap-y-1">
					<h3 className="text-base">
						<StatusMark status={recipient?.status ?? "accepted"} />
					</h3>
					<span className="text-quiet">
						<Standing recipient={recipient} isFollowed={isFollowed} />
					</span>
				</div>
				<ol className="grid grid-cols-[minmax(0,1fr)] gap-3 border-l-2 border-line pl-4">
					<li className="grid grid-cols-[minmax(0,1fr)] gap-1">
						<p>
							<Time at={message?.receivedAt ?? sentAt} form="time" /> {words.accepted}
						</p>
						{message?.session != null && <Transcript lines={message.session.transcript} />}
					</li>
					{recipient?.events.filter(isTold).map((event) => (
						<Step key={`${event.at} ${event.kind} ${event.attempt}`} event={event} />
					))}
					{isFollowed && (
						<li className="flex items-center gap-2 text-quiet">
							<Spinner /> {words.following}
						</li>
					)}
				</ol>
				{recipient != null && recipient.words !== null && <Reason words={recipient.words} />}
			</section>
			{buttons(recipient?.id ?? null)}
		</>
	);
}

/** What is known, and what comes next. */
function Standing({
	recipient,
	isFollowed,
}: {
	readonly recipient: Activity | undefined;
	readonly isFollowed: boolean;
}) {
	const words = useWords(sendTestWords);
	const when = useTime();
	if (recipient === undefined || isFinal(recipient.status)) return null;
	if (recipient.nextAttemptAt !== null && recipient.status === "deferred")
		return words.nextAttempt(when(recipient.nextAttemptAt, "time"));
	return isFollowed ? null : words.notFollowed;
}

/** That it waits for an attempt, or is in one, is seen from the status. */
const isTold = ({ kind }: MessageEvent): boolean =>
	kind !== "queued" && kind !== "leased" && kind !== "accepted";

function Step({ event: { at, kind, attempt, attemptFacts: facts } }: { readonly event: MessageEvent }) {
	const words = useWords(sendTestWords);
	const known = words.events as Readonly<Record<string, string>>;
	return (
		<li className="grid min-w-0 gap-1">
			<p>
				<Time at={at} form="time" /> {attempt > 0 && words.attempt(attempt)} {known[kind] ?? kind}
			</p>
			{facts?.host !== undefined && (
				<p className="text-xs wrap-anywhere text-quiet">
					<Code>
						{facts.host}
						{facts.address !== undefined && ` [${facts.address}]`}
					</Code>
					{facts.tls !== undefined && ` · ${facts.tls.version}, ${facts.tls.cipher}`}
				</p>
			)}
			{facts?.reply !== undefined && (
				<p className="text-xs wrap-anywhere whitespace-pre-line">
					<Code>{facts.reply}</Code>
				</p>
			)}
		</li>
	);
}

function Reason({ words: { because, remedy, help } }: { readonly words: NonNullable<Activity["words"]> }) {
	const words = useWords(sendTestWords);
	return (
		<div className="grid max-w-prose gap-1">
			<p>{because}</p>
			<p>
				<span className="font-semibold">{words.remedy}</span> {remedy}{" "}
				<HelpLink to={help}>{words.readMore}</HelpLink>
			</p>
		</div>
	);
}
