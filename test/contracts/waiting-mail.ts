/** What people see of the queue, whatever keeps it. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Act, DestinationRow } from "../../src/queue/steering-ports.ts";
import { HOUR } from "../../src/terms/clock.ts";
import { type AccountId, activityIdOf } from "../../src/terms/ids.ts";
import { virtualClock } from "../support/clock.ts";
import { aMessage, keyOf, NOON, type OpenStore, recipientsAt } from "./messages.ts";
import { act, by, deferred, namesOf, waiting } from "./steered-messages.ts";

export function waitingMailContract(name: string, open: OpenStore): void {
	describe(`${name}: what waits`, { concurrency: 4 }, () => {
		test("destinations are listed with counts, age, next attempt and the last reason", async (t) => {
			const store = await open(t, virtualClock(NOON));
			await deferred(store, {
				receivedAt: NOON - HOUR,
				recipients: recipientsAt("a@x.example", "b@x.example"),
			});
			const held = await waiting(store, "c@x.example", "d@y.example");
			await act(store, "hold", held);
			await store.spool.accept(aMessage({ recipients: recipientsAt("e@z.example") }));
			const rows = await store.steering.destinations({}, 10);
			assert.deepEqual(namesOf(rows), ["x.example", "y.example", "z.example"]);
			const x: DestinationRow = {
				destination: "x.example",
				queued: 0,
				leased: 0,
				deferred: 2,
				held: 1,
				oldestAt: NOON - HOUR,
				nextAttemptAt: NOON + HOUR,
				lastDeferral: { at: NOON + 1_000, cause: "mailbox-full", reply: "452 4.2.2 Mailbox full" },
				pause: null,
			};
			assert.deepEqual(rows[0], x);
			assert.deepEqual(await store.steering.destination("x.example"), x);
			assert.deepEqual([rows[1]?.queued, rows[2]?.leased], [1, 1]);
			assert.equal((await store.steering.destination("nobody.example")).oldestAt, null);
			assert.deepEqual(namesOf(await store.steering.destinations({ state: "held" }, 10)), ["x.example"]);
			assert.deepEqual(namesOf(await store.steering.destinations({ text: "y.ex" }, 10)), ["y.example"]);
		});

		test("pages of destinations go on where they ended, in every order", async (t) => {
			const store = await open(t, virtualClock(NOON));
			for (const [i, size] of [3, 1, 2, 1, 3].entries()) {
				const addresses = Array.from({ length: size }, (_, n) => `u${n}@d${i}.example`);
				const receivedAt = NOON - ((i * 7) % 5) * HOUR;
				await store.spool.accept(
					aMessage({ leased: false, receivedAt, recipients: recipientsAt(...addresses) }),
				);
			}
			await store.steering.pause({ destination: "empty.example", since: NOON, ...by });
			const orders = {
				recipients: ["d0", "d4", "d2", "d1", "d3", "empty"],
				oldest: ["d2", "d4", "d1", "d3", "d0", "empty"],
				name: ["d0", "d1", "d2", "d3", "d4", "empty"],
			} as const;
			for (const order of ["recipients", "oldest", "name"] as const) {
				const seen: DestinationRow[] = [];
				for (;;) {
					const last = seen.at(-1);
					const count = last && last.queued + last.deferred + last.leased + last.held;
					const rank = { recipients: count ?? 0, oldest: last?.oldestAt ?? 0, name: 0 }[order];
					const after = last && { rank, destination: last.destination };
					const page = await store.steering.destinations({ order }, 2, after);
					if (page.length === 0) break;
					seen.push(...page);
				}
				assert.deepEqual(
					namesOf(seen),
					orders[order].map((one) => `${one}.example`),
					order,
				);
			}
		});

		test("the recipients of a destination come in pages: due ones, held ones, leased ones", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const later = await deferred(store);
			const held = await waiting(store, "h@client.example");
			await act(store, "hold", held);
			const first = await waiting(store, "a@client.example", "b@client.example");
			const leased = aMessage({ recipients: recipientsAt("l@client.example") });
			await store.spool.accept(leased);
			await waiting(store, "else@x.example");
			const wanted = [activityIdOf(first.id, 0), activityIdOf(first.id, 1), activityIdOf(later.id, 0)];
			wanted.push(activityIdOf(held.id, 0), activityIdOf(leased.id, 0));
			for (const limit of [1, 2, 3, 4, 5, 9]) {
				const ids: string[] = [];
				for (let next: string | null | undefined; next !== null; ) {
					const page = await store.steering.recipients(
						{ destination: "client.example" },
						limit,
						next ?? undefined,
					);
					ids.push(...page.rows.map(({ id }) => id));
					next = page.next;
				}
				assert.deepEqual(ids, wanted, `${limit} at a time`);
			}
			const { rows } = await store.steering.recipients({ destination: "client.example" }, 9);
			assert.deepEqual(rows[2], {
				id: activityIdOf(later.id, 0),
				messageId: later.id,
				recipient: "ann@client.example",
				accountId: later.accountId,
				sender: "orders@shop.example",
				subject: "Your order",
				acceptedAt: NOON,
				state: "deferred",
				attempts: 1,
				nextAttemptAt: NOON + HOUR,
				reason: "mailbox-full",
				reply: "452 4.2.2 Mailbox full",
			});
			const other = { destination: "client.example", accountId: "01AN0THER00000000000000000" as AccountId };
			assert.deepEqual(await store.steering.recipients(other, 9), { rows: [], next: null });
			const onlyHeld = await store.steering.recipients({ destination: "client.example", state: "held" }, 9);
			assert.deepEqual([onlyHeld.rows.length, onlyHeld.rows[0]?.reason], [1, "held-by-operator"]);
		});

		test("candidates are those of the scope that an act would change", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const message = await deferred(store, { recipients: recipientsAt("a@x.example", "b@x.example") });
			await waiting(store, "c@x.example", "d@y.example");
			await store.spool.accept(aMessage({ recipients: recipientsAt("l@x.example") }));
			await act(store, "hold", message, [1]);
			const counts = async (scope: object) => {
				const of = async (what: Act) =>
					(await store.steering.candidates(what, { destination: "x.example", ...scope }, NOON, 10)).length;
				return [await of("retry"), await of("hold"), await of("release"), await of("cancel")];
			};
			assert.deepEqual(await counts({}), [1, 2, 1, 3]);
			assert.deepEqual(await counts({ accountId: message.accountId }), [1, 2, 1, 3]);
			assert.deepEqual(await counts({ accountId: "01AN0THER00000000000000000" }), [0, 0, 0, 0]);
			assert.deepEqual(await counts({ recipient: keyOf(message, 1) }), [0, 0, 1, 1]);
			assert.equal(await store.steering.leased({ destination: "x.example" }), 1);
		});
	});
}
