/** Why a row is as it is: the answer first, then the value that offends, what to do, the reply last. */

import type { ReactNode } from "react";
import { sayFact } from "../../../../src/terms/refusals/facts.ts";
import type { ActivityRow } from "../../api/activity.ts";
import { useService } from "../../api/me.ts";
import { useReader, useWords } from "../../words/use-words.ts";
import { Code } from "../code.tsx";
import { CopyButton } from "../copy-button.tsx";
import { HelpLink } from "../help-link.tsx";
import { Time } from "../time.tsx";
import { supportAddress, supportText } from "./support-text.ts";
import { reasonWords } from "./words.ts";

/** What stands in place of a reply is the operator's own words. */
const BY_HAND: readonly string[] = ["destination-paused", "held-by-operator", "cancelled-by-operator"];

/** In a card: the reason, and where it leads. `open` leads to the message. */
export const ReasonInCard = ({ row, open }: { readonly row: ActivityRow; readonly open: ReactNode }) => (
	<div className="grid gap-3">
		<Reason row={row} />
		<div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line pt-3">
			<ArticleLink row={row} />
			{open}
			<SupportActions row={row} />
		</div>
	</div>
);

/** Whole, with the sentence that explains, on the message's page; in a card where no value says it already. */
export function Reason({ row, isWhole = false }: { readonly row: ActivityRow; readonly isWhole?: boolean }) {
	const words = useWords(reasonWords);
	const { language } = useReader();
	const title =
		row.words?.title ?? (row.reason || (row.status === "deferred" ? words.deferred : words.unknown));
	const because = row.words?.because ?? "";
	const facts = Object.entries(row.facts);
	const names: Readonly<Record<string, string>> = words.facts;
	return (
		<>
			<p className="text-base leading-snug text-balance font-semibold">{title}</p>
			{because !== "" && because !== `${title}.` && (isWhole || facts.length === 0) && <p>{because}</p>}
			<dl className="grid grid-cols-[fit-content(9rem)_minmax(0,1fr)] gap-x-4 gap-y-1">
				{facts.map(([name, value]) => (
					<Line key={name} name={names[name] ?? name}>
						<Code>{sayFact(name, value, language)}</Code>
					</Line>
				))}
				{row.words !== null && row.words.remedy !== "" && (
					<Line name={words.remedy} isStrong>
						{row.words.remedy}
					</Line>
				)}
				{row.nextAttemptAt !== null && (
					<Line name={words.next} isStrong>
						<Time at={row.nextAttemptAt} form="date-time" />
					</Line>
				)}
			</dl>
			<Reply row={row} />
		</>
	);
}

const Line = ({
	name,
	isStrong = false,
	children,
}: {
	readonly name: string;
	readonly isStrong?: boolean;
	readonly children: ReactNode;
}) => (
	<>
		<dt className={isStrong ? "font-semibold" : "text-quiet"}>{name}</dt>
		<dd className="min-w-0 wrap-break-word">{children}</dd>
	</>
);

function Reply({ row }: { readonly row: ActivityRow }) {
	const words = useWords(reasonWords);
	const phase = Object.entries(words.said).find(([name]) => name === row.phase)?.[1];
	const isOurs = row.status === "rejected";
	const isByHand = BY_HAND.includes(row.reason);
	if (row.reply === "") return null;
	return (
		<div className="grid gap-1">
			<pre
				translate="no"
				role="note"
				aria-label={isByHand ? words.written : isOurs ? words.reply : words.theirReply}
				className="rounded-sm border border-line bg-paper px-2.5 py-2 font-mono text-xs leading-normal wrap-anywhere whitespace-pre-wrap"
			>
				{row.reply}
			</pre>
			<p className="flex flex-wrap gap-x-1.5 text-xs text-quiet">
				{phase !== undefined && <span>{phase},</span>}
				{!isByHand && row.attempts > 0 && <span>{words.after(row.attempts)},</span>}
				<Time at={isOurs ? row.at : row.updatedAt} form="moment" />
				<LastOf row={row} />
			</p>
		</div>
	);
}

const LastOf = ({ row }: { readonly row: ActivityRow }) => {
	const words = useWords(reasonWords);
	if (row.count <= 1) return null;
	return (
		<span>
			· {words.times(row.count)} <Time at={row.updatedAt} form="time" />
		</span>
	);
};

/** The article, in the reader's language; its address is that of this service. */
export function ArticleLink({
	row,
	words: text,
}: {
	readonly row: ActivityRow;
	/** Instead of "Read more". */
	readonly words?: string;
}) {
	const words = useWords(reasonWords);
	if (row.words === null) return null;
	return <HelpLink to={row.words.help}>{text ?? words.readMore}</HelpLink>;
}

export function SupportActions({ row }: { readonly row: ActivityRow }) {
	const words = useWords(reasonWords);
	const { language } = useReader();
	const address = supportAddress(useService(), row, language);
	return (
		<>
			{address !== undefined && (
				<a className="link" href={address} {...(address.startsWith("mailto:") ? {} : elsewhere)}>
					{words.contact}
				</a>
			)}
			<CopyButton value={supportText(row, language)} what={words.copyWhat} label={words.copy} />
		</>
	);
}

const elsewhere = { target: "_blank", rel: "noreferrer" } as const;
