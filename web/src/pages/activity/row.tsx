// biome-ignore-all lint/a11y/useSemanticElements: in a real table rows cannot be left out, nor laid out as a grid by all screen readers.
// biome-ignore-all lint/a11y/useFocusableInteractive: what is in the rows has the focus, not they.
/** One recipient, or one refusal: a line of a table, and on a narrow screen a small sheet. */

import { Link } from "@tanstack/react-router";
import { memo, type ReactNode } from "react";
import type { ActivityRow } from "../../api/activity.ts";
import { StatusWithReason } from "../../ui/activity/status-with-reason.tsx";
import { reasonWords } from "../../ui/activity/words.ts";
import { cx } from "../../ui/class-names.ts";
import { Time } from "../../ui/time.tsx";
import { useWords } from "../../words/use-words.ts";
import { activityWords } from "./words.ts";

/** Time, status, recipient, subject, sender; the head of the table has the same. */
export const COLUMNS =
	"grid grid-cols-[7.75rem_10.5rem_minmax(0,5fr)_minmax(0,6fr)_minmax(0,4fr)] gap-x-4 px-3 max-sm:grid-cols-[1fr_auto]";
/** Px; under a finger, and on a narrow screen until it is measured. */
export const ROW_HEIGHT = { line: 40, touch: 48, sheet: 108 } as const;

interface RowProps {
	readonly row: ActivityRow;
	readonly index: number;
	/** The one row that Tab comes to. */
	readonly isStop: boolean;
	/** When the reader's day began: of its rows the clock alone is shown. */
	readonly today: number;
	readonly onOpenChange: (isOpen: boolean) => void;
	/** On a narrow screen its height depends on what is in it. */
	readonly measure: ((element: HTMLElement | null) => void) | undefined;
}

export const Row = memo(function Row({ row, index, isStop, today, onOpenChange, measure }: RowProps) {
	const words = useWords(reasonWords);
	const tabIndex = isStop ? 0 : -1;
	const isUnsaid = row.messageId === null && row.phase !== "content";
	const none = <span className="text-quiet">{isUnsaid ? words.subjectNotSaid : words.noSubject}</span>;
	return (
		<div
			ref={measure}
			role="row"
			data-row=""
			data-index={index}
			aria-rowindex={index + 2}
			className={cx(
				COLUMNS,
				"relative h-10 scroll-mt-28 scroll-mb-8 items-center border-b border-line leading-[1.35] tabular-nums hover:bg-hover pointer-coarse:h-12",
				"max-sm:h-auto max-sm:gap-y-0.5 max-sm:bg-surface max-sm:py-3 max-sm:pointer-coarse:h-auto",
			)}
		>
			<Cell className="text-quiet max-sm:order-2 max-sm:text-xs">
				<Time at={row.at} form={Date.parse(row.at) >= today ? "time" : "date-time"} />
			</Cell>
			<Cell className="relative z-10 has-[[role=dialog]]:z-30 justify-self-start whitespace-nowrap max-sm:order-1">
				<StatusWithReason
					row={row}
					tabIndex={tabIndex}
					onOpenChange={onOpenChange}
					open={
						<MessageLink row={row} className="link">
							{row.messageId === null ? words.openRefusal : words.open}
						</MessageLink>
					}
				/>
				{row.count > 1 && <Times count={row.count} />}
			</Cell>
			<Cell className="truncate font-mono text-[0.93em] max-sm:order-3 max-sm:col-span-2 max-sm:whitespace-normal">
				<MessageLink
					row={row}
					tabIndex={tabIndex}
					className="after:absolute after:inset-0 max-sm:wrap-anywhere"
				>
					{row.recipient || <span className="font-sans text-quiet">{words.recipientNotSaid}</span>}
				</MessageLink>
			</Cell>
			<Cell className="truncate max-sm:order-4 max-sm:col-span-2" title={row.subject}>
				{row.subject || none}
			</Cell>
			<Cell className="truncate font-mono text-[0.93em] text-quiet max-sm:order-5 max-sm:col-span-2">
				{row.author || row.sender || <span className="font-sans">{words.noSender}</span>}
			</Cell>
		</div>
	);
});

const Cell = ({
	className,
	title,
	children,
}: {
	readonly className: string;
	readonly title?: string;
	readonly children: ReactNode;
}) => (
	<div role="cell" className={className} title={title}>
		{children}
	</div>
);

function Times({ count }: { readonly count: number }) {
	const words = useWords(activityWords);
	return (
		<span className="ml-1.5 text-xs text-quiet">
			<span aria-hidden="true" title={words.timesHint(count)}>
				{words.times(count)}
			</span>
			<span className="sr-only">{words.timesHint(count)}</span>
		</span>
	);
}

const MessageLink = ({
	row,
	className,
	tabIndex,
	children,
}: {
	readonly row: ActivityRow;
	readonly className: string;
	readonly tabIndex?: number;
	readonly children: ReactNode;
}) => (
	<Link to="/activity/$id" params={{ id: row.id }} preload={false} tabIndex={tabIndex} className={className}>
		{children}
	</Link>
);
