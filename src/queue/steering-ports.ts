/**
 * What steering the queue by hand needs of the store: what waits where and why, and what people do about it.
 *
 * A destination is the domain of recipients, lower-case A-label or address literal. What is leased is nobody's to change
 * but the lease's holder's: every act leaves it alone.
 */

import type { Instant } from "../terms/clock.ts";
import type { AccountId, ActivityId, MessageId } from "../terms/ids.ts";
import type { NewMessage, Notify } from "../terms/message.ts";
import type { RecipientKey } from "../terms/outcome.ts";

/** What can be done to recipients: try now, hold back, let go again, end. */
export const acts = ["retry", "hold", "release", "cancel"] as const;
export type Act = (typeof acts)[number];

/** Nothing of the destination is tried until it is resumed. */
export interface Pause {
	readonly destination: string;
	readonly since: Instant;
	/** Who paused it, as people know them. */
	readonly by: string;
	/** For whoever asks why: customers read it. Empty when nothing was written. */
	readonly note: string;
}

export interface DestinationRow {
	readonly destination: string;
	/** Recipients, by state. */
	readonly queued: number;
	readonly leased: number;
	readonly deferred: number;
	readonly held: number;
	/** When the oldest of their messages was accepted; null when there is none. */
	readonly oldestAt: Instant | null;
	/** When the next attempt is due; null when none is. */
	readonly nextAttemptAt: Instant | null;
	/** The most recent deferral while anything waits; null when there was none. */
	readonly lastDeferral: {
		readonly at: Instant;
		/** An id of src/terms/causes. */
		readonly cause: string;
		/** The remote server's reply; empty when there was none. */
		readonly reply: string;
	} | null;
	readonly pause: Pause | null;
}

export const destinationStates = ["queued", "deferred", "leased", "held", "paused"] as const;
export type DestinationState = (typeof destinationStates)[number];

export const destinationOrders = ["recipients", "oldest", "name"] as const;
export type DestinationOrder = (typeof destinationOrders)[number];

export interface DestinationFilter {
	/** Part of the destination, in lower case. */
	readonly text?: string;
	/** Those with a recipient in this state, or paused. */
	readonly state?: DestinationState;
	/** The most recipients first (the default), the oldest message first, or by name. */
	readonly order?: DestinationOrder;
}

/** Where a page of destinations ended: its last one, with the number that it was ordered by (0 by name). */
export interface DestinationPlace {
	readonly rank: number;
	readonly destination: string;
}

/** A recipient in the queue. */
export interface QueuedRecipient {
	readonly id: ActivityId;
	readonly messageId: MessageId;
	readonly recipient: string;
	readonly accountId: AccountId;
	readonly sender: string;
	readonly subject: string;
	readonly acceptedAt: Instant;
	readonly state: "queued" | "leased" | "deferred" | "held";
	readonly attempts: number;
	readonly nextAttemptAt: Instant | null;
	/** An id of src/terms/causes; empty when there is nothing to say. */
	readonly reason: string;
	readonly reply: string;
}

export interface RecipientFilter {
	readonly destination: string;
	readonly accountId?: AccountId;
	/** "waiting": queued or deferred. All when absent. */
	readonly state?: "waiting" | "held" | "leased";
}

export interface RecipientPage {
	/** Those that wait in the order in which they are due, then those held, then those leased. */
	readonly rows: readonly QueuedRecipient[];
	/** Opaque; null on the last page. */
	readonly next: string | null;
}

/** Whom an act is for: all of a destination, those of one account there, or one recipient. */
export interface Scope {
	readonly destination: string;
	readonly accountId?: AccountId;
	readonly recipient?: RecipientKey;
	/** Of messages accepted until then only. */
	readonly until?: Instant;
}

/** A recipient that an act would change, with what a report about it needs. */
export interface Candidate extends RecipientKey {
	readonly address: string;
	readonly notify: readonly Notify[] | null;
	readonly originalRecipient: string | null;
}

export interface Change {
	readonly act: Act;
	readonly at: Instant;
	readonly by: string;
	readonly note: string;
	readonly recipients: readonly RecipientKey[];
}

export interface SteeringStore {
	/** All pauses; also what Activity says of paused mail follows from. */
	pauses(): Promise<readonly Pause[]>;
	/** From the commit on, nothing of the destination is claimed. Pausing again replaces the note. */
	pause(pause: Pause): Promise<void>;
	resume(destination: string): Promise<void>;
	destinations(
		filter: DestinationFilter,
		limit: number,
		after?: DestinationPlace,
	): Promise<readonly DestinationRow[]>;
	/** All of it zero and null for one of which nothing waits. */
	destination(destination: string): Promise<DestinationRow>;
	/** `after` is the `next` of the page before. */
	recipients(filter: RecipientFilter, limit: number, after?: string): Promise<RecipientPage>;
	/** Up to `limit` recipients that `act` would change at `now`: none of them is leased, or what the act makes of it. */
	candidates(act: Act, scope: Scope, now: Instant, limit: number): Promise<readonly Candidate[]>;
	/** How many in scope are leased. */
	leased(scope: Scope): Promise<number>;
	/**
	 * Changes those that can still be changed, with events, counters and the reports, in one commit. Of a message with
	 * a recipient that cannot, nothing is cancelled, since its report would tell of all. Resolves to those changed.
	 */
	apply(change: Change, reports: readonly ReportOf[]): Promise<readonly RecipientKey[]>;
}

/** A DSN, and the message that it is about. */
export interface ReportOf {
	readonly about: MessageId;
	readonly report: NewMessage;
}
