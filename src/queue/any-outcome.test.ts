import assert from "node:assert/strict";
import { test } from "node:test";
import { type VirtualClock, virtualClock } from "../../test/support/clock.ts";
import { fc, fuzzRuns } from "../../test/support/fuzz.ts";
import {
	again,
	aQueuedMessage,
	bounced,
	deferred,
	delivered,
	type QueueWorld,
	queueWorld,
	unreachable,
} from "../../test/support/queue-world.ts";
import { DAY, HOUR, MINUTE } from "../terms/clock.ts";
import type { LeasedRecipient, Outcome } from "../terms/outcome.ts";
import { isFinal } from "../terms/recipient.ts";
import { acts } from "./steering-ports.ts";

const outcomes: Record<string, (recipient: LeasedRecipient) => Outcome> = {
	delivered,
	bounced,
	unreachable,
	again,
	deferred: (recipient) => deferred(recipient),
	later: (recipient) => deferred(recipient, 3 * HOUR),
};

const nobody = { by: "", note: "" };

/** Time passes until it is done. */
async function during<Value>(clock: VirtualClock, work: Promise<Value>): Promise<Value> {
	let isDone = false;
	const done = work.finally(() => {
		isDone = true;
	});
	while (!isDone) await clock.advance(10);
	return done;
}

/** Draws one number after another from a list that fast-check made, over and over. */
function draw(numbers: readonly number[]): (below: number) => number {
	let at = 0;
	return (below) => (numbers[at++ % numbers.length] as number) % below;
}

/** Somebody does something to a destination, and may be refused while the store fails. */
async function steer({ queue }: QueueWorld, next: (below: number) => number): Promise<void> {
	const destination = `d${next(6)}.example`;
	const hand = { by: "ann", note: "" };
	const kind = next(acts.length + 2);
	const act = acts[kind];
	const work =
		act !== undefined
			? queue.steering.act(act, { destination }, hand)
			: kind === acts.length
				? queue.steering.pause(destination, hand)
				: queue.steering.resume(destination);
	await work.catch(() => undefined);
}

// The fakes behind this test refuse illegal moves, attempts without a lease, and two attempts at once: so what was held or
// cancelled, which is not leased, is not attempted.
test("whatever happens, every recipient ends in one state, and its attempts are numbered upwards", async () => {
	const numbers = fc.array(fc.nat(1_000), { minLength: 20, maxLength: 200 });
	const property = fc.asyncProperty(numbers, fc.integer({ min: 1, max: 60 }), async (list, messages) => {
		const next = draw(list);
		const clock = virtualClock();
		const kinds = Object.values(outcomes);
		const world = queueWorld({
			clock,
			random: () => next(1_000) / 1_000,
			configuration: { recipients: 40, recipientsPerDestination: 10, attempts: 8, claimEveryMs: 10 * MINUTE },
			verdict: ({ consignment }) =>
				new Promise((resolve, reject) => {
					const lost = next(10) === 0;
					clock.after(next(5_000), () => {
						if (next(50) === 0) reject(new Error("a bug"));
						const answered = consignment.recipients.slice(lost ? 1 : 0);
						resolve(answered.map((r) => (kinds[next(kinds.length)] as (typeof kinds)[0])(r)));
					});
				}),
		});
		await world.queue.start();
		for (let i = 0; i < messages; i++) {
			const to = Array.from({ length: 1 + next(5) }, () => `a@d${next(6)}.example`);
			world.accept(aQueuedMessage(to, { leased: world.queue.hasRoom() }));
			if (next(7) === 0) {
				world.store.failure = new Error("disk full");
				clock.after(next(20_000), () => {
					world.store.failure = null;
				});
			}
			if (next(4) === 0) void steer(world, next);
			await clock.advance(next(500));
		}
		world.store.failure = null;
		await clock.advance(MINUTE);
		for (let i = 0; i < 6; i++) {
			await during(clock, world.queue.steering.resume(`d${i}.example`));
			await during(clock, world.queue.steering.act("release", { destination: `d${i}.example` }, nobody));
		}
		await clock.advance(6 * DAY);

		for (const { state, history, message } of world.store.rows.values()) {
			assert.ok(isFinal(state), `${message.id} is ${state}`);
			const ends = history.filter(({ to }) => isFinal(to)).length;
			assert.equal(ends, state === "cancelled" ? 0 : 1);
			const numbers = history.filter(({ to }) => to !== "queued").map(({ attempt }) => attempt);
			for (const [i, attempt] of numbers.entries()) assert.equal(attempt, i + 1);
		}
		const { memory } = await world.queue.depth();
		assert.deepEqual([memory.recipients, memory.attempts, memory.contentBytes], [0, 0, 0]);
	});

	await fc.assert(property, { numRuns: fuzzRuns(30) });
});
