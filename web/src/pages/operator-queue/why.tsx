/** Why something waits: the mark, with what was last heard behind it. */

import type { ReactNode } from "react";
import type { QueueDestination, QueuedRecipient } from "../../api/schema.ts";
import { HelpLink } from "../../ui/help-link.tsx";
import { Icon } from "../../ui/icons.tsx";
import { StatusMark } from "../../ui/marks.tsx";
import { ReasonCard } from "../../ui/reason-card.tsx";
import { Time } from "../../ui/time.tsx";
import { useWords } from "../../words/use-words.ts";
import { queueWords } from "./words.ts";

/** Two bars, and the word. */
export const StoppedMark = ({ word }: { readonly word: string }) => (
	<span className="inline-flex items-center gap-1.5 whitespace-nowrap text-amber">
		<Icon name="pause" />
		<span>{word}</span>
	</span>
);

interface Known {
	readonly title: string;
	readonly because: string;
	readonly remedy: string;
	readonly help: string;
}

/** What was heard, in words; the reply last. */
export function Heard({
	words: known,
	fallback,
	reply,
	at,
}: {
	readonly words: Known | null;
	/** Where there are no words for it. */
	readonly fallback: string;
	readonly reply: string;
	readonly at?: string;
}) {
	const words = useWords(queueWords);
	return (
		<div className="grid gap-2">
			<p className="text-base leading-snug font-semibold text-balance">{known?.title ?? fallback}</p>
			{known !== null && known.because !== "" && <p>{known.because}</p>}
			{known !== null && known.remedy !== "" && (
				<p>
					<span className="font-semibold">{words.remedy}</span> {known.remedy}
				</p>
			)}
			{reply !== "" && (
				<pre
					translate="no"
					role="note"
					aria-label={words.lastReply}
					className="rounded-sm border border-line bg-paper px-2.5 py-2 font-mono text-xs leading-normal wrap-anywhere whitespace-pre-wrap"
				>
					{reply}
				</pre>
			)}
			<p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-quiet">
				{at !== undefined && <Time at={at} form="moment" />}
				{known !== null && (
					<HelpLink to={known.help} className="link text-sm">
						{words.readMore}
					</HelpLink>
				)}
			</p>
		</div>
	);
}

const Beside = ({ mark, children }: { readonly mark: ReactNode; readonly children: ReactNode }) => (
	<span className="flex min-w-0 items-center gap-2 max-sm:flex-wrap">
		<span className="shrink-0">{mark}</span>
		<span className="min-w-0 truncate text-quiet max-sm:whitespace-normal">{children}</span>
	</span>
);

export function WhyDestination({ row }: { readonly row: QueueDestination }) {
	const words = useWords(queueWords);
	const { pause, lastDeferral } = row;
	if (pause !== null) {
		return (
			<Beside mark={<StoppedMark word={words.states.paused} />}>
				{pause.note === "" ? words.pausedBy(pause.by) : pause.note}
			</Beside>
		);
	}
	if (lastDeferral !== null) {
		const title = lastDeferral.words?.title ?? lastDeferral.cause;
		const card = (
			<ReasonCard label={words.whyOf(row.id)} trigger={<StatusMark status="deferred" />}>
				<Heard
					words={lastDeferral.words}
					fallback={lastDeferral.cause}
					reply={lastDeferral.reply}
					at={lastDeferral.at}
				/>
			</ReasonCard>
		);
		return <Beside mark={card}>{title}</Beside>;
	}
	if (row.queued > 0) return <StatusMark status="accepted" />;
	return row.leased > 0 ? <StatusMark status="pending" /> : <StoppedMark word={words.states.held} />;
}

const STATUS = { queued: "accepted", deferred: "deferred", leased: "pending" } as const;

export function WhyRecipient({ row }: { readonly row: QueuedRecipient }) {
	const words = useWords(queueWords);
	const mark =
		row.state === "held" ? (
			<StoppedMark word={words.states.held} />
		) : (
			<StatusMark status={STATUS[row.state]} />
		);
	if (row.reason === "") return mark;
	return (
		<ReasonCard label={words.whyOf(row.recipient)} trigger={mark}>
			<Heard words={row.words} fallback={row.reason} reply={row.reply} />
		</ReasonCard>
	);
}
