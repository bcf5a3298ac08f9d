import assert from "node:assert/strict";
import { test } from "node:test";
import { aDelivery, aWebhook } from "../../../test/contracts/webhooks.ts";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { DAY, HOUR, SECOND } from "../../terms/clock.ts";
import type { WebhookDelivery } from "../../terms/webhook.ts";
import { failureOf, retryDelaysMs, settle } from "./outcome.ts";
import type { Exchange } from "./ports.ts";

const NOW = Date.UTC(2026, 10, 30, 12);
const webhook = aWebhook();

const answer = (status: number, change: Partial<Exchange> = {}): Exchange => ({
	durationMs: 5,
	address: "192.0.2.1",
	status,
	retryAfter: null,
	body: "",
	error: null,
	...change,
});
const settled = (exchange: Exchange, change: Partial<WebhookDelivery> = {}, random = 0) =>
	settle(webhook, aDelivery(webhook, change), exchange, { now: NOW, random });

test("2xx is success and nothing else", () => {
	for (const status of [200, 201, 204, 299]) assert.equal(failureOf(answer(status)), null, `${status}`);
	for (const status of [100, 199, 301, 302, 308, 400, 410, 429, 500, 599])
		assert.match(failureOf(answer(status)) ?? "", new RegExp(`${status}`));
	assert.match(failureOf(answer(302)) ?? "", /redirects are not followed/);
	assert.equal(failureOf(answer(200, { error: "the answer broke off" })), "the answer broke off");
	assert.equal(failureOf({ status: null, error: null }), "no answer");
});

test("a success ends the delivery, and the webhook is not failing any more", () => {
	const { delivery, change, paused } = settled(answer(204), { attempts: 3, tries: 3 });
	assert.deepEqual([delivery.state, delivery.dueAt, delivery.attempts], ["delivered", null, 4]);
	assert.deepEqual([change, paused], [{ failingSince: null, lastDeliveryAt: NOW }, null]);
});

test("failures are tried again later and later, for not quite a day, and then given up", () => {
	let at = NOW;
	let delivery = aDelivery(webhook);
	const waits: number[] = [];
	while (delivery.state === "waiting") {
		({ delivery } = settle({ ...webhook, failingSince: at }, delivery, answer(500), { now: at, random: 0 }));
		if (delivery.dueAt !== null) {
			waits.push(delivery.dueAt - at);
			at = delivery.dueAt;
		}
	}
	assert.deepEqual(waits, retryDelaysMs);
	assert.equal(delivery.state, "failed");
	assert.ok(at - NOW > 20 * HOUR && at - NOW <= DAY, `${(at - NOW) / HOUR} h`);
});

test("chance takes up to a tenth off a delay", () => {
	assert.equal(settled(answer(500)).delivery.dueAt, NOW + 5 * SECOND);
	assert.equal(settled(answer(500), {}, 0.999_999).delivery.dueAt, NOW + 4.5 * SECOND);
});

test("Retry-After is waited for, in seconds or as a date, within bounds", () => {
	const wait = (retryAfter: string): number =>
		((settled(answer(429, { retryAfter })).delivery.dueAt ?? 0) - NOW) / SECOND;
	assert.equal(wait("60"), 60);
	assert.equal(wait(new Date(NOW + 90 * SECOND).toUTCString()), 90);
	assert.equal(wait("999999999"), 4 * 3_600);
	for (const nonsense of ["", "soon", "-5", "1", "1e9", "Infinity"])
		assert.equal(wait(nonsense), 5, nonsense);
});

test("whatever Retry-After holds, the next attempt is from seconds to hours away", () => {
	fc.assert(
		fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (retryAfter, tries) => {
			const { dueAt } = settled(answer(503, { retryAfter }), { tries }).delivery;
			const waitMs = (dueAt ?? Number.NaN) - NOW;
			assert.ok(waitMs >= SECOND && waitMs <= 8 * HOUR);
		}),
		{ numRuns: fuzzRuns(300) },
	);
});

test("410 pauses at once, and the event waits with all that comes", () => {
	const { delivery, change, paused } = settled(answer(410), { tries: 10, attempts: 10 });
	assert.equal(paused, "gone");
	assert.equal(delivery.state, "waiting");
	assert.deepEqual(change, { failingSince: NOW, pausedReason: "gone" });
});

test("nothing but failures for a day pauses; a failure after a success does not", () => {
	const failing = (failingSince: number | null) =>
		settle({ ...webhook, failingSince }, aDelivery(webhook, { tries: 2 }), answer(500), {
			now: NOW,
			random: 0,
		});
	assert.equal(failing(NOW - DAY).paused, "failing");
	assert.equal(failing(NOW - DAY + 1).paused, null);
	assert.equal(failing(null).paused, null);
	const already = { ...webhook, failingSince: NOW - DAY, pausedReason: "gone" } as const;
	assert.equal(settle(already, aDelivery(webhook), answer(500), { now: NOW, random: 0 }).paused, null);
});
