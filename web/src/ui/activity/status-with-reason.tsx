/** The mark of a row; of those that need it, with the reason behind it. */

import type { ReactNode } from "react";
import type { ActivityRow } from "../../api/activity.ts";
import { useWords } from "../../words/use-words.ts";
import { later } from "../later.ts";
import { type Status, StatusMark } from "../marks.tsx";
import { ReasonCard, useReasonPopover } from "../reason-card.tsx";
import { reasonWords } from "./words.ts";

const useReason = later(() => import("./reason.tsx"));

/** For pages with such rows: the first reason opens without a wait. */
export function useReasonsSoon(): void {
	useReason();
	useReasonPopover();
}

const EXPLAINED: readonly Status[] = ["rejected", "deferred", "soft-bounce", "hard-bounce"];

/** Also what waits because the operator paused or held it. */
export const isExplained = ({ status, reason }: ActivityRow): boolean =>
	EXPLAINED.includes(status) || reason !== "";

/** `open` leads to the message. */
export function StatusWithReason({
	row,
	open,
	tabIndex,
	onOpenChange,
}: {
	readonly row: ActivityRow;
	readonly open: ReactNode;
	readonly tabIndex?: number;
	readonly onOpenChange?: (isOpen: boolean) => void;
}) {
	const words = useWords(reasonWords);
	if (!isExplained(row)) return <StatusMark status={row.status} />;
	return (
		<ReasonCard
			label={words.why(row.recipient || row.author || row.sender)}
			trigger={<StatusMark status={row.status} />}
			{...(tabIndex === undefined ? {} : { tabIndex })}
			{...(onOpenChange === undefined ? {} : { onOpenChange })}
		>
			<Content row={row} open={open} />
		</ReasonCard>
	);
}

function Content(props: { readonly row: ActivityRow; readonly open: ReactNode }) {
	const parts = useReason(true);
	return parts && <parts.ReasonInCard {...props} />;
}
