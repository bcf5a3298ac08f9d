/** What every store promises of the outbox. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { ServiceEvent } from "../../src/terms/events.ts";
import type { EventId } from "../../src/terms/ids.ts";
import { aDomain, anAccount } from "../support/builders.ts";
import { virtualClock } from "../support/clock.ts";
import type { OpenStore } from "./messages.ts";

const NOON = Date.UTC(2026, 10, 30, 12);

const event = (n: number): ServiceEvent => ({
	id: `01EVENT000000000000000000${n}` as EventId,
	at: NOON + n,
	accountId: anAccount().id,
	type: "domain.broken",
	data: {
		domainId: aDomain().id,
		name: "shop.example",
		records: [{ purpose: "dkim-1", state: "not-found" }],
	},
});

export function outboxContract(name: string, open: OpenStore): void {
	test(`${name}: events wait, oldest first, until they were told, also over a restart`, async (t) => {
		const first = await open(t, virtualClock(NOON));
		const { id } = anAccount();
		await first.setup.insertAccount(anAccount());
		await first.setup.updateAccount(id, {}, event(2), event(1));
		await first.setup.updateAccount(id, {}, event(3));
		await first.close();

		const { outbox } = await open(t, virtualClock(NOON), first.folder);
		assert.deepEqual(await outbox.waiting(2), [event(1), event(2)]);
		assert.deepEqual(await outbox.waiting(2, event(2).id), [event(3)]);
		await outbox.told([event(1).id, event(2).id]);
		assert.deepEqual(await outbox.waiting(10), [event(3)]);
	});
}
