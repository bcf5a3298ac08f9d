/** Mail that goes on coming while somebody steers a destination. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { virtualClock } from "../../test/support/clock.ts";
import { aQueuedMessage, queueWorld } from "../../test/support/queue-world.ts";

const hand = { by: "ann@relay.example", note: "" };

for (const what of ["hold", "cancel"] as const) {
	test(`${what} is for what waits when somebody says so, not for the mail that comes after`, async () => {
		const clock = virtualClock();
		const world = queueWorld({ clock });
		const coming = () =>
			world.store.add(aQueuedMessage(undefined, { leased: false, receivedAt: clock.now() }));
		coming();
		const { steering } = world.store;
		const apply = steering.apply.bind(steering);
		let left = 20;
		Object.assign(steering, {
			async apply(...asked: Parameters<typeof apply>) {
				const changed = await apply(...asked);
				await clock.advance(20);
				if (left-- > 0) coming();
				return changed;
			},
		});
		const { changed } = await world.queue.steering.act(what, { destination: "there.example" }, hand);
		assert.equal(changed, 1);
		assert.equal([...world.store.rows.values()].filter(({ state }) => state === "queued").length, 1);
	});
}
