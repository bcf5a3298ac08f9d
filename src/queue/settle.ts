/** From what an attempt meant for a recipient to what is written down of it. Pure. */

import { causeOf, suppresses } from "../terms/causes/index.ts";
import type { Instant } from "../terms/clock.ts";
import type { Consignment, LeasedRecipient, Outcome } from "../terms/outcome.ts";
import type { QueueConfiguration } from "./configuration.ts";
import type { Settlement } from "./ports.ts";
import { nextAttemptAt } from "./schedule.ts";

/** An outcome that ends the lease; `again` goes on under the same lease. */
export type Final = Exclude<Outcome, { kind: "again" }>;

export interface SettleFacts {
	readonly at: Instant;
	/** Uniform in [0, 1). */
	readonly random: number;
	readonly configuration: QueueConfiguration;
}

export function settle(consignment: Consignment, outcome: Final, facts: SettleFacts): Settlement {
	const { message, recipients } = consignment;
	const { recipient } = outcome;
	const { at, random, configuration } = facts;
	const common = { ...keyed(recipient), at, facts: outcome.facts };
	switch (outcome.kind) {
		case "delivered":
			return { ...common, to: "delivered" };
		case "bounced":
			return {
				...common,
				to: "bounced",
				cause: outcome.cause,
				bounce: causeOf(outcome.cause).bounce,
				...(configuration.asksOwnServers ? suppression(outcome, recipients.length) : {}),
			};
		case "deferred": {
			const dueAt = nextAttemptAt(
				{
					now: at,
					receivedAt: message.receivedAt,
					isReport: message.reversePath === "",
					attempt: recipient.attempt,
					interruptions: recipient.interruptions,
					random,
					...(outcome.retryAfterMs === undefined ? {} : { retryAfterMs: outcome.retryAfterMs }),
				},
				configuration,
			);
			if (dueAt === null) return { ...common, to: "expired", cause: outcome.cause };
			return { ...common, to: "deferred", dueAt, cause: outcome.cause };
		}
		default:
			return outcome satisfies never;
	}
}

/** Names the host whose reply proves that there is no such mailbox, so that the store suppresses the address. */
function suppression(
	{ recipient, cause, facts }: Extract<Final, { kind: "bounced" }>,
	recipients: number,
): Pick<Settlement, "suppressedBy"> {
	const { phase = "", reply = "", host = recipient.domain } = facts;
	return suppresses({ cause, phase, reply, recipients }) ? { suppressedBy: host } : {};
}

/** Given back untried: due at once for whoever claims it. Its attempt number is free again. */
export const givenBack = (recipient: LeasedRecipient, at: Instant): Settlement => ({
	...keyed(recipient),
	to: "queued",
	at,
	dueAt: at,
});

/** Ended without delivery, so that the sender may have to be told. */
export const isFailure = ({ to }: Settlement): boolean => to === "bounced" || to === "expired";

const keyed = ({ message, index, attempt }: LeasedRecipient) => ({ recipient: { message, index }, attempt });
