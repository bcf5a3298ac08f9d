/** An act on the queue is for the mail that was accepted until somebody asked for it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { acts } from "../../src/queue/steering-ports.ts";
import { virtualClock } from "../support/clock.ts";
import { openTestStore } from "../support/store.ts";
import { aMessage, keyOf, NOON, recipientsAt } from "./messages.ts";

test("candidates of an act are of messages accepted until its moment", async (t) => {
	const store = await openTestStore(t, virtualClock(NOON));
	const at = (receivedAt: number) =>
		aMessage({ receivedAt, leased: false, recipients: recipientsAt("a@x.example") });
	const [before, after] = [at(NOON), at(NOON + 1)];
	for (const message of [before, after]) await store.spool.accept(message);
	const found = async () => {
		const scope = { destination: "x.example", until: NOON };
		const all = acts.map((act) => store.steering.candidates(act, scope, NOON - 1_000, 10));
		return (await Promise.all(all)).map((some) => some.map(({ message }) => message));
	};
	assert.deepEqual(await found(), [[before.id], [before.id], [], [before.id]]);
	const recipients = [before, after].map((message) => keyOf(message));
	await store.steering.apply({ act: "hold", at: NOON, by: "ann", note: "", recipients }, []);
	assert.deepEqual(await found(), [[], [], [before.id], [before.id]]);
});
