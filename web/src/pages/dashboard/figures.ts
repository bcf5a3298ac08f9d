/** Four figures of a period, and what became of them since the one before. Pure. */

import type { Figures } from "../../api/schema.ts";

export type Counts = Pick<Figures, "recipients" | "delivered" | "softBounces" | "hardBounces" | "rejected">;

export const figureNames = ["recipients", "deliveryRate", "softBounceRate", "hardBounceRate"] as const;
export type FigureName = (typeof figureNames)[number];

/** Of those whose fate is known. Null when it is of nobody. */
const rate = (part: number, { delivered, softBounces, hardBounces }: Counts): number | null => {
	const finished = delivered + softBounces + hardBounces;
	return finished === 0 ? null : part / finished;
};

export const figuresOf = (counts: Counts): Readonly<Record<FigureName, number | null>> => ({
	recipients: counts.recipients,
	deliveryRate: rate(counts.delivered, counts),
	softBounceRate: rate(counts.softBounces, counts),
	hardBounceRate: rate(counts.hardBounces, counts),
});

export interface Change {
	/** Of the number of recipients in parts of what it was, of a rate in points: 0.012 is 1.2 percentage points. */
	readonly by: number;
	readonly direction: "up" | "down" | "same";
	/** Whether that is good news; null where it is neither. */
	readonly isGood: boolean | null;
}

/** Less than what is shown of it. */
const UNSEEN = 0.0005;

/** Null when there is nothing to compare. */
export function changeOf(name: FigureName, now: number | null, before: number | null): Change | null {
	if (now === null || before === null) return null;
	if (name === "recipients" && before === 0) return null;
	const by = name === "recipients" ? (now - before) / before : now - before;
	const direction = Math.abs(by) < UNSEEN ? "same" : by > 0 ? "up" : "down";
	const isNeutral = name === "recipients" || direction === "same";
	return { by, direction, isGood: isNeutral ? null : (direction === "up") === (name === "deliveryRate") };
}
