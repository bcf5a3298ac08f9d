/** All that the queue needs from outside. */

import type { Clock, Instant } from "../terms/clock.ts";
import type { NewMessage } from "../terms/message.ts";
import type { AttemptFacts, Consignment, LeasedRecipient, Outcome, RecipientKey } from "../terms/outcome.ts";
import type { RecipientState } from "../terms/recipient.ts";
import type { Act, SteeringStore } from "./steering-ports.ts";

/** A change of one recipient's state, with the event that tells of it. Applied once for each attempt. */
export interface Settlement {
	readonly recipient: RecipientKey;
	/** The attempt that this is the outcome of; a settlement for another attempt changes nothing. */
	readonly attempt: number;
	readonly to: Exclude<RecipientState, "leased" | "suppressed">;
	readonly at: Instant;
	/** When it is due again; with "deferred" and "queued". "queued" is given back untried: its number is free again. */
	readonly dueAt?: Instant;
	/** An id of src/terms/causes. */
	readonly cause?: string;
	/** With "bounced". */
	readonly bounce?: "soft" | "hard";
	/** With "bounced": the host whose reply proves that there is no such mailbox. The address is suppressed. */
	readonly suppressedBy?: string;
	readonly facts?: AttemptFacts;
}

export interface ClaimRequest {
	readonly now: Instant;
	/** Most recipients to claim. */
	readonly limit: number;
	/** Most recipients to claim for one destination. */
	readonly perDestination: number;
	/** Destinations that have enough in memory, or rest: nothing of theirs is claimed. */
	readonly except: readonly string[];
}

export interface Claimed {
	readonly consignments: readonly Consignment[];
	/** When the next recipient that was not claimed is due (destinations in `except` left out); null: none. */
	readonly nextDueAt: Instant | null;
}

/** The durable queue. Everything resolves after a synced commit. */
export interface QueueStore {
	/** Takes due recipients: numbers their attempts, marks them leased by this process. */
	claim(request: ClaimRequest): Promise<Claimed>;
	/**
	 * Applies outcomes: state, event, counters, suppressions and the DSNs that follow, in one transaction. Content whose last
	 * recipient is finished is removed. Applying a settlement again changes nothing, and a report whose id is known
	 * is not written again.
	 */
	complete(settlements: readonly Settlement[], reports: readonly NewMessage[]): Promise<void>;
	/**
	 * At start: recipients that an earlier process had leased become due now, with an event that says so; those
	 * interrupted more than `heldAfterInterruptions` times are held. Resolves to how many there were.
	 */
	recover(now: Instant, heldAfterInterruptions: number): Promise<{ requeued: number; held: number }>;
	/** Counts of what is queued, for people and metrics. */
	depth(): Promise<QueueDepth>;
}

export interface QueueDepth {
	readonly queued: number;
	readonly leased: number;
	readonly deferred: number;
	readonly held: number;
}

/** One attempt over the network: src/relay, connected by src/main.ts. */
export interface Relayer {
	/** Never rejects: every recipient gets an outcome. `destination` is the recipients' common domain. */
	relay(destination: string, consignment: Consignment, signal: AbortSignal): Promise<readonly Outcome[]>;
	/** Connections to `destination` kept for reuse may be closed: nothing waits for them. */
	idle(destination: string): void;
}

/** Writes the DSN for recipients that failed for good; undefined when none is due. src/report, by src/main.ts. */
export interface FailureReporter {
	report(failed: readonly FailedRecipient[]): Promise<NewMessage | undefined>;
}

export interface FailedRecipient {
	readonly recipient: Pick<LeasedRecipient, "message" | "address" | "notify" | "originalRecipient">;
	readonly settlement: Pick<Settlement, "at" | "to" | "cause" | "facts">;
}

export interface QueuePorts {
	readonly store: QueueStore;
	readonly steering: SteeringStore;
	readonly relayer: Relayer;
	readonly reporter: FailureReporter;
	readonly clock: Clock;
	/** Uniform in [0, 1). */
	readonly random: () => number;
	/** Told of what was done by hand, once it is on disk: for the log, and for counting. */
	readonly steered?: (act: Act, recipients: readonly RecipientKey[], by: string) => void;
	/** Faults that the queue survived, for the log. */
	readonly fault: (during: string, error: unknown) => void;
}
