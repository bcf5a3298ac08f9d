import assert from "node:assert/strict";
import { test } from "node:test";
import { virtualClock } from "../../test/support/clock.ts";
import {
	allAfter,
	aQueuedMessage,
	delivered,
	queueWorld,
	unreachable,
} from "../../test/support/queue-world.ts";
import { SECOND } from "../terms/clock.ts";

const DESTINATIONS = 1_000;
const DEAD = 50;
const RECIPIENTS = 100_000;
const MEMORY = 10_000;

const domainOf = (n: number): string => (n < DEAD ? `dead${n}.example` : `d${n}.example`);

/** How long the healthy destinations take, with the dead ones in between or without their mail. */
async function run(
	withDead: boolean,
): Promise<{ lastDeliveredMs: number; held: number; connections: number }> {
	const clock = virtualClock();
	const healthy = allAfter(clock, 100, delivered);
	// A host that does not answer: the longest that an attempt can be in vain.
	const silent = allAfter(clock, 30 * SECOND, unreachable);
	let lastDeliveredMs = 0;
	let held = 0;
	const world = queueWorld({
		clock,
		configuration: { recipients: MEMORY },
		verdict: async (attempt) => {
			if (attempt.destination.startsWith("dead")) return silent(attempt);
			const outcomes = await healthy(attempt);
			lastDeliveredMs = clock.monotonicMs();
			return outcomes;
		},
	});
	const add = (n: number) =>
		world.store.add(
			aQueuedMessage(
				Array.from({ length: 10 }, (_, i) => `r${i}@${domainOf(n)}`),
				{ leased: false },
			),
		);
	for (let i = 0; i < RECIPIENTS / 10; i++) {
		// The dead ones' mail lies before the others', and there is ten times as much of it for each.
		const n = i < RECIPIENTS / 30 ? i % DEAD : DEAD + (i % (DESTINATIONS - DEAD));
		if (withDead || n >= DEAD) add(n);
	}
	await world.queue.start();
	for (let second = 0; second < 30; second++) {
		await clock.advance(SECOND);
		const { memory } = await world.queue.depth();
		held = Math.max(held, memory.recipients + memory.unrecorded);
	}
	const healthyRows = [...world.store.rows.values()].filter(({ domain }) => !domain.startsWith("dead"));
	assert.ok(healthyRows.every(({ state }) => state === "delivered"));
	const connections = world.attempts.filter(({ destination }) => destination.startsWith("dead")).length;
	return { lastDeliveredMs, held, connections };
}

test("100,000 recipients, a third of them for 50 dead destinations: memory is bounded, the others hardly wait", async () => {
	const undisturbed = await run(false);
	const disturbed = await run(true);

	assert.ok(disturbed.held <= MEMORY, `${disturbed.held} recipients in memory`);
	assert.ok(disturbed.connections <= DEAD * 20, `${disturbed.connections} connections in vain`);
	assert.ok(
		disturbed.lastDeliveredMs <= undisturbed.lastDeliveredMs * 1.5 + 5 * SECOND,
		`${disturbed.lastDeliveredMs} ms instead of ${undisturbed.lastDeliveredMs} ms`,
	);
});
