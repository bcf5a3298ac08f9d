/** What happened to one recipient, in order; each entry opens to all that was seen. */

import type { ReactNode } from "react";
import { isCause } from "../../../../src/terms/causes/catalogue.ts";
import { causeWords } from "../../../../src/terms/causes/words.ts";
import type { ActivityDetail, ActivityEvent, Attempt } from "../../api/activity.ts";
import { isExplained } from "../../ui/activity/status-with-reason.tsx";
import { reasonWords } from "../../ui/activity/words.ts";
import { cx } from "../../ui/class-names.ts";
import { Code } from "../../ui/code.tsx";
import { Icon } from "../../ui/icons.tsx";
import { Time } from "../../ui/time.tsx";
import { localeOf, useReader, useWords } from "../../words/use-words.ts";
import { Line, Lines } from "./lines.tsx";
import { messageWords } from "./words.ts";

export function Timeline({ row }: { readonly row: ActivityDetail }) {
	const words = useWords(messageWords);
	const [first, ...rest] = row.events;
	return (
		<section aria-labelledby="timeline">
			<h2 id="timeline" className="mb-3 text-base">
				{words.timeline}
			</h2>
			<ol className="grid">
				{row.message === null && <Refused row={row} />}
				{first !== undefined && <Event event={first} row={row} isShown={false} />}
				{row.message !== null && <Checked row={row} />}
				{rest.map((event, index) => (
					<Event
						key={`${event.at} ${event.kind} ${event.attempt}`}
						event={event}
						row={row}
						// What became of it in the end; of what did not arrive, the reason above says it.
						isShown={index === rest.length - 1 && !isExplained(row)}
					/>
				))}
				{row.nextAttemptAt !== null && (
					<Entry colour="text-quiet" isOpenEnd title={words.nextAttempt} at={row.nextAttemptAt} />
				)}
			</ol>
		</section>
	);
}

const colours: Readonly<Record<string, string>> = {
	delivered: "text-green",
	confirmed: "text-green",
	deferred: "text-amber",
	delayed: "text-amber",
	bounced: "text-red",
	reported: "text-red",
	expired: "text-red",
	cancelled: "text-red",
	suppressed: "text-red",
	complained: "text-red",
	leased: "text-accent",
};

interface EventProps {
	readonly event: ActivityEvent;
	readonly row: ActivityDetail;
	/** Open from the start. */
	readonly isShown: boolean;
}

function Event({ event, row, isShown }: EventProps) {
	const words = useWords(messageWords);
	const { language } = useReader();
	const { kind, attempt, cause, attemptFacts: facts } = event;
	const named = Object.entries(words.event).find(([name]) => name === kind)?.[1] ?? kind;
	const isReport = facts?.phase === "report";
	const isAttempt = attempt > 0 && !isReport && facts?.phase !== "by-hand";
	const what = isAttempt ? `${words.attempt(attempt)} · ${named}` : named;
	const code = isReport ? undefined : /^\d{3}/.exec(facts?.reply ?? "")?.[0];
	const why = cause === "" ? undefined : isCause(cause) ? causeWords(cause, language).title : cause;
	return (
		<Entry
			colour={colours[kind] ?? "text-ink"}
			title={code === undefined ? what : `${what} (${code})`}
			at={event.at}
			about={why}
			isShown={isShown}
		>
			{facts === null ? (
				kind === "queued" && <Submitted row={row} />
			) : facts.phase === "by-hand" ? (
				<HandLines facts={facts} />
			) : (
				<AttemptLines facts={facts} />
			)}
		</Entry>
	);
}

/** Who did it, and what they wrote about it. */
function HandLines({ facts: { by = "", notes = [] } }: { readonly facts: Attempt }) {
	const words = useWords(messageWords);
	return (
		<Lines>
			<Line name={words.byWhom}>{by}</Line>
			{notes.length > 0 && <Line name={words.written}>{notes.join("; ")}</Line>}
		</Lines>
	);
}

function AttemptLines({ facts }: { readonly facts: Attempt }) {
	const words = useWords(messageWords);
	const { said } = useWords(reasonWords);
	const { language } = useReader();
	const { host, address, tls, reply, phase = "", durationMs, notes = [], uncertain } = facts;
	const isReport = phase === "report";
	const step = Object.entries(said).find(([name]) => name === phase)?.[1] ?? phase;
	return (
		<>
			{isReport && <p className="mb-1">{words.byReport}</p>}
			{uncertain && <p className="mb-1 font-semibold">{words.uncertain}</p>}
			<Lines>
				{host !== undefined && (
					<Line name={words.host}>
						<Code>{host}</Code>
					</Line>
				)}
				{address !== undefined && (
					<Line name={words.address}>
						<Code>{address}</Code>
					</Line>
				)}
				{!isReport && address !== undefined && (
					<Line name={words.encryption}>
						{tls !== undefined ? (
							<Code>
								{tls.version}, {tls.cipher}
							</Code>
						) : facts.plainAfterTlsFailure ? (
							words.plainAfterTls
						) : (
							words.noTls
						)}
					</Line>
				)}
				{phase !== "" && !isReport && <Line name={words.step}>{step}</Line>}
				{!isReport && <Line name={words.took}>{durationIn(durationMs, localeOf(language))}</Line>}
				{notes.length > 0 && <Line name={words.notes}>{notes.join("; ")}</Line>}
			</Lines>
			{reply !== undefined && reply !== "" && <ReplyText label={words.reply} text={reply} />}
		</>
	);
}

const SECOND_MS = 1_000;

const durationIn = (ms: number, locale: string): string =>
	new Intl.NumberFormat(locale, {
		style: "unit",
		unit: ms < SECOND_MS ? "millisecond" : "second",
		maximumFractionDigits: ms < SECOND_MS ? 0 : 1,
	}).format(ms < SECOND_MS ? ms : ms / SECOND_MS);

const ReplyText = ({ label, text }: { readonly label: string; readonly text: string }) => (
	<pre
		translate="no"
		role="note"
		aria-label={label}
		className="mt-2 rounded-sm bg-hover px-2.5 py-2 font-mono text-xs leading-normal wrap-anywhere whitespace-pre-wrap"
	>
		{text}
	</pre>
);

function Refused({ row }: { readonly row: ActivityDetail }) {
	const words = useWords(messageWords);
	const { said } = useWords(reasonWords);
	const phase = Object.entries(said).find(([name]) => name === row.phase)?.[1];
	const what = row.count > 1 ? words.refusedTimes(row.count) : words.refusedAt;
	return (
		<Entry
			colour="text-red"
			isOpenEnd
			title={phase === undefined ? what : `${what}, ${phase}`}
			at={row.at}
			about={row.words?.title ?? row.reason}
		>
			<Submitted row={row} />
			{row.reply !== "" && <ReplyText label={words.reply} text={row.reply} />}
		</Entry>
	);
}

function Submitted({ row: { session } }: { readonly row: ActivityDetail }) {
	const words = useWords(messageWords);
	if (session === null) return null;
	const door = Object.entries(words.doors).find(([name]) => name === session.door)?.[1] ?? session.door;
	return (
		<Lines>
			<Line name={words.client}>
				<Code>
					{session.address}
					{session.helo !== "" && ` (${session.helo})`}
				</Code>
			</Line>
			<Line name={words.door}>{door}</Line>
			{session.tls !== null && (
				<Line name={words.encryption}>
					<Code>
						{session.tls.version}, {session.tls.cipher}
					</Code>
				</Line>
			)}
		</Lines>
	);
}

/** What had to hold before it was accepted. */
function Checked({ row: { message, at, smtpUserId } }: { readonly row: ActivityDetail }) {
	const words = useWords(messageWords);
	if (message === null || smtpUserId === null) return null;
	const { attachments, alignment } = message;
	const { domain, attachments: looked, signed } = words.checkedAbout;
	const checks = [
		domain,
		...(attachments.length > 0 ? [looked(attachments.length)] : []),
		...(alignment.dkim.domain === null ? [] : [signed(alignment.dkim.domain)]),
	];
	return (
		<Entry colour="text-ink" title={words.checked} at={at}>
			<ul className="grid gap-1">
				{checks.map((check) => (
					<li key={check} className="flex items-baseline gap-2">
						<Icon name="check" className="size-3.5 self-center text-green" />
						{check}
					</li>
				))}
			</ul>
		</Entry>
	);
}

const Chevron = () => (
	<Icon name="chevron" className="size-3.5 self-center text-quiet group-open/entry:rotate-180" />
);

interface EntryProps {
	readonly title: string;
	readonly at: string;
	readonly colour: string;
	readonly about?: string | undefined;
	/** The last, which nothing follows. */
	readonly isOpenEnd?: boolean;
	readonly isShown?: boolean;
	readonly children?: ReactNode;
}

function Entry({ title, at, colour, about, isOpenEnd = false, isShown = false, children }: EntryProps) {
	const head = (
		<>
			<span className="font-semibold">{title}</span>
			<span className="flex gap-x-3 text-quiet">
				<Time at={at} form="moment" />
				{children && <Chevron />}
			</span>
			{about !== undefined && about !== "" && <span className="w-full text-quiet">{about}</span>}
		</>
	);
	return (
		<li className="group relative pb-4 pl-7 last:pb-0">
			<span
				aria-hidden="true"
				className={cx(
					"absolute top-1.25 left-0.5 size-3 rounded-full border-2 border-current",
					colour,
					!isOpenEnd && "bg-current",
				)}
			/>
			<span
				aria-hidden="true"
				className="absolute top-5.5 bottom-0 left-[7px] w-px bg-line group-last:hidden"
			/>
			{children ? (
				<details className="group/entry" open={isShown}>
					<summary className="pointer-coarse:-my-2 pointer-coarse:py-2 flex list-none flex-wrap items-baseline gap-x-3 rounded-sm">
						{head}
					</summary>
					<div className="mt-2 rounded-md border border-line bg-surface p-3">{children}</div>
				</details>
			) : (
				<div className="flex flex-wrap items-baseline gap-x-3">{head}</div>
			)}
		</li>
	);
}
