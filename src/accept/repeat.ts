/**
 * The header field by which a sender over SMTP makes sure that a message is accepted once: a program that heard
 * no reply to its final dot may send again with the same key.
 *
 * What counts as the same message is its envelope, its body, and its header but for the fields that a program
 * writes anew each time. Another message under the same key is accepted like any other and its page says so:
 * here is no way to say "key used before" that a mail program would understand, and dropping it would lose mail.
 */

import { createHash } from "node:crypto";
import type { Field } from "../rfc/message/fields.ts";
import type { AccountId } from "../terms/ids.ts";
import { IDEMPOTENCY_FIELD, isIdempotencyKey, REPEATS_WITHIN_MS } from "../terms/message.ts";
import type { AcceptPorts, IdempotencyClaim } from "./ports.ts";
import type { Transaction } from "./transaction.ts";

/** Written anew when a message is made again. */
const VOLATILE: readonly string[] = [
	IDEMPOTENCY_FIELD,
	"date",
	"message-id",
	"received",
	"bcc",
	"resent-bcc",
];

export interface Repeat {
	readonly claim: IdempotencyClaim;
	/** For the message's page. */
	readonly notes: readonly string[];
}

/** Undefined for a message without a key, which is nearly every one. */
export async function repeatOf(
	{ spool, clock }: Pick<AcceptPorts, "spool" | "clock">,
	account: AccountId,
	fields: readonly Field[],
	transaction: Transaction,
	bodyHash: Buffer,
): Promise<Repeat | undefined> {
	const key = fields.find(({ name }) => name === IDEMPOTENCY_FIELD)?.value;
	if (key === undefined || !isIdempotencyKey(key)) return undefined;
	const claim = {
		key,
		payloadHash: payloadHash(fields, transaction, bodyHash),
		exclusive: false,
		answer: "",
	};
	const uses = await spool.keyUses(account, key, clock.now() - REPEATS_WITHIN_MS);
	const other = uses.find((use) => use.payloadHash !== claim.payloadHash);
	const notes =
		other === undefined ? [] : [`idempotency key used before, by another message: ${other.message}`];
	return { claim, notes };
}

function payloadHash(fields: readonly Field[], transaction: Transaction, bodyHash: Buffer): string {
	const hash = createHash("sha256").update(`smtp\n${transaction.reversePath}\n`);
	for (const address of transaction.recipients.map((each) => each.address).sort())
		hash.update(`${address}\n`);
	for (const { name, raw } of fields) if (!VOLATILE.includes(name)) hash.update(raw);
	return hash.update(bodyHash).digest("hex");
}
