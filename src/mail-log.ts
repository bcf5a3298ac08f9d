/**
 * The log's lines about mail: one for each message that is accepted, and one for each outcome of a recipient. All carry
 * the message's id; the first carries the session's as well, so that a line leads from the connection to the delivery.
 * Refusals have no line: they are in Activity with their session, and a flood of them must not fill the disk.
 */

import type { QueueStore, Settlement } from "./queue/ports.ts";
import type { Act } from "./queue/steering-ports.ts";
import type { NewMessage } from "./terms/message.ts";
import type { RecipientKey } from "./terms/outcome.ts";
import type { Log } from "./world/log.ts";

export function logAccepted(log: Log, { id, accountId, session, recipients, sizeBytes }: NewMessage): void {
	const { sessionId = null, door = null } = session?.client ?? {};
	log.often("accepted", {
		message: id,
		session: sessionId,
		door,
		account: accountId,
		recipients: recipients.length,
		sizeBytes,
	});
}

/** The store with a line for each outcome, once it is on disk, and for each report of ours that went with it. */
export const logged = (store: QueueStore, log: Log): QueueStore => ({
	claim: (request) => store.claim(request),
	async complete(settlements, reports) {
		await store.complete(settlements, reports);
		for (const settlement of settlements) logOutcome(log, settlement);
		for (const report of reports) logAccepted(log, report);
	},
	recover: (now, heldAfter) => store.recover(now, heldAfter),
	depth: () => store.depth(),
});

/** A line for each recipient that something was done to by hand. */
export function logSteered(log: Log, act: Act, recipients: readonly RecipientKey[], by: string): void {
	for (const { message, index } of recipients) log.often("steered", { message, recipient: index, act, by });
}

function logOutcome(log: Log, { recipient, attempt, to, cause, facts, dueAt }: Settlement): void {
	log.often("outcome", {
		message: recipient.message,
		recipient: recipient.index,
		attempt,
		state: to,
		...(cause === undefined ? {} : { cause }),
		...(facts?.host === undefined ? {} : { host: facts.host }),
		...(dueAt === undefined ? {} : { dueAt: new Date(dueAt).toISOString() }),
	});
}
