/**
 * The states of a recipient and the moves between them: the one table from which the type, the database
 * constraint, the diagram in ARCHITECTURE.md and the legal-transition test are made.
 *
 *     queued ──▶ leased ──▶ delivered ──▶ bounced (a later report)
 *        │          ├─────▶ bounced
 *        │          └─────▶ deferred ──▶ leased | expired
 *        ├──▶ held ◀──── deferred
 *        └──▶ cancelled ◀── deferred, held
 *     suppressed (never queued)
 */

export const transitions = {
	queued: ["leased", "held", "cancelled", "expired"],
	/** Claimed by a running process; back to queued when that process stops before it tried. */
	leased: ["delivered", "deferred", "bounced", "expired", "queued", "held"],
	deferred: ["leased", "expired", "held", "cancelled"],
	held: ["queued", "deferred", "cancelled", "expired"],
	delivered: ["bounced"],
	bounced: [],
	expired: [],
	cancelled: [],
	suppressed: [],
} as const satisfies Record<string, readonly string[]>;

export type RecipientState = keyof typeof transitions;

export const recipientStates = Object.keys(transitions) as readonly RecipientState[];

export const mayMove = (from: RecipientState, to: RecipientState): boolean =>
	(transitions[from] as readonly RecipientState[]).includes(to);

/** States in which nothing more will be attempted. */
export const isFinal = (state: RecipientState): boolean =>
	state === "delivered" ||
	state === "bounced" ||
	state === "expired" ||
	state === "cancelled" ||
	state === "suppressed";

/** What Activity shows, one for each recipient. */
export const statuses = [
	"rejected",
	"accepted",
	"pending",
	"deferred",
	"delivered",
	"soft-bounce",
	"hard-bounce",
] as const;

export type Status = (typeof statuses)[number];

/** `bounce` tells the two kinds of `bounced` apart; an expired recipient had only temporary trouble. */
export function statusOf(state: RecipientState, bounce: "soft" | "hard" = "hard"): Status {
	switch (state) {
		case "queued":
		case "held":
			return "accepted";
		case "leased":
			return "pending";
		case "deferred":
			return "deferred";
		case "delivered":
			return "delivered";
		case "expired":
		case "cancelled":
			return "soft-bounce";
		case "suppressed":
			return "hard-bounce";
		case "bounced":
			return bounce === "soft" ? "soft-bounce" : "hard-bounce";
		default:
			return state satisfies never;
	}
}
