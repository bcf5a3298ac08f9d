/** Webhooks that are really sent, over a store of a test, with time that is moved. */

import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { WebhookConfiguration, Webhooks, WithSecret } from "../../src/report/index.ts";
import type { WebhookPorts } from "../../src/report/ports.ts";
import type { ServiceEvent } from "../../src/terms/events.ts";
import type { AccountId, DomainId, EventId } from "../../src/terms/ids.ts";
import type { Webhook } from "../../src/terms/webhook.ts";
import { newId } from "../contracts/messages.ts";
import { anAccount } from "./builders.ts";
import { type VirtualClock, virtualClock } from "./clock.ts";
import { openTestStore, type TestStore } from "./store.ts";
import { until, webhooksOver } from "./webhooks.ts";

const SHOP = anAccount().id;
export const NOON = Date.UTC(2026, 10, 30, 12);

export const anEvent = (at = NOON, accountId: AccountId = SHOP): ServiceEvent => ({
	id: newId<EventId>(at),
	at,
	accountId,
	type: "domain.broken",
	data: { domainId: newId<DomainId>(), name: "shop.example", records: [] },
});

export interface World {
	readonly clock: VirtualClock;
	readonly store: TestStore;
	readonly webhooks: Webhooks;
}

/** To be stopped before their store is closed. */
const running = new WeakMap<TestContext, readonly Webhooks[]>();

export async function aWorld(
	t: TestContext,
	ports: Partial<WebhookPorts> = {},
	configuration: Partial<WebhookConfiguration> = {},
): Promise<World> {
	const clock = virtualClock(NOON);
	t.after(() => Promise.all((running.get(t) ?? []).map((each) => each.stop(0))));
	const store = await openTestStore(t, clock);
	await store.setup.insertAccount(anAccount());
	return { clock, store, webhooks: await started(t, store, clock, ports, configuration) };
}

export async function started(
	t: TestContext,
	store: TestStore,
	clock: VirtualClock,
	ports: Partial<WebhookPorts> = {},
	configuration: Partial<WebhookConfiguration> = {},
): Promise<Webhooks> {
	const webhooks = webhooksOver({ store, clock }, ports, configuration);
	await webhooks.start();
	running.set(t, [...(running.get(t) ?? []), webhooks]);
	return webhooks;
}

export async function made(webhooks: Webhooks, url: string): Promise<WithSecret> {
	const created = await webhooks.create(SHOP, { url, eventTypes: ["domain.broken"] });
	assert.ok("secret" in created, JSON.stringify(created));
	return created;
}

export const attempts = async ({ webhooks }: Pick<World, "webhooks">, { id }: Webhook): Promise<number> => {
	const all = await webhooks.deliveries.list(id, {}, 200);
	return all.reduce((sum, each) => sum + each.attempts, 0);
};

/** Time goes on to the next attempt, and that is waited for. */
export async function nextAttempt(world: Pick<World, "webhooks" | "clock">, webhook: Webhook, ms: number) {
	const before = await attempts(world, webhook);
	await world.clock.advance(ms);
	await until(async () => (await attempts(world, webhook)) > before, `there is an attempt after ${ms} ms`);
}
