/** The status of a row of Activity; behind those that need one, the reason: the answer first, the code last. */

import type { Activity } from "../api/schema.ts";
import { Code } from "../ui/code.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { StatusMark } from "../ui/marks.tsx";
import { ReasonCard } from "../ui/reason-card.tsx";
import { useReader, useWords } from "../words/use-words.ts";
import { mailWords } from "./words.ts";

export function RowStatus({ row }: { readonly row: Activity }) {
	const words = useWords(mailWords);
	const mark = <StatusMark status={row.status} />;
	if (row.words === null && row.reply === "") return mark;
	return (
		<ReasonCard label={words.why(row.recipient)} trigger={mark}>
			<Reason row={row} />
		</ReasonCard>
	);
}

function Reason({ row }: { readonly row: Activity }) {
	const words = useWords(mailWords);
	const { language } = useReader();
	const article = row.words === null ? null : URL.parse(row.words.help);
	const details = [row.reason, row.reply, row.headerMessageId, row.at].filter((text) => text !== "");
	return (
		<div className="grid gap-3">
			{row.words !== null && (
				<>
					<p className="text-base font-semibold">{row.words.title}</p>
					<p>{row.words.because}</p>
					<p>
						<span className="font-semibold">{words.remedy}</span> {row.words.remedy}
					</p>
				</>
			)}
			{row.reply !== "" && (
				<p className="text-xs text-quiet">
					<Code>{row.reply}</Code>
				</p>
			)}
			<div className="flex flex-wrap items-center gap-4">
				{article !== null && (
					<a className="link" href={`${article.pathname}?lang=${language}`}>
						{words.readMore}
					</a>
				)}
				<CopyButton value={details.join("\n")} what={words.details} label={words.copy} />
			</div>
		</div>
	);
}
