/** A program that gives all its messages one key: what is under the key is not read anew for each of them. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { IdempotencyClaim } from "../../src/accept/ports.ts";
import { DAY } from "../../src/terms/clock.ts";
import { KEY_USES_TOLD } from "../../src/terms/message.ts";
import { virtualClock } from "../support/clock.ts";
import { openTestStore } from "../support/store.ts";
import { aMessage, NOON } from "./messages.ts";

const claim = (payload: number, exclusive = false): IdempotencyClaim => ({
	key: "always the same",
	payloadHash: String(payload).padStart(64, "0"),
	exclusive,
	answer: "",
});

test("of very many uses of one key some are told, and each repeat is known all the same", async (t) => {
	const store = await openTestStore(t, virtualClock(NOON));
	const messages = Array.from({ length: KEY_USES_TOLD + 50 }, () => aMessage());
	await Promise.all(messages.map((each, i) => store.spool.accept(each, claim(i))));
	const { accountId } = aMessage();
	const uses = await store.spool.keyUses(accountId, "always the same", NOON - DAY);
	assert.equal(uses.length, KEY_USES_TOLD);
	for (const [i, { id }] of messages.entries()) {
		const answer = await store.spool.accept(aMessage(), claim(i, i % 2 === 0));
		assert.equal(answer.kind === "accepted-before" && answer.use.message, id);
	}
	const other = await store.spool.accept(aMessage(), claim(messages.length, true));
	assert.equal(other.kind, "accepted-before");
});
