import assert from "node:assert/strict";
import { test } from "node:test";
import { aPlan, aSender } from "../../../test/support/builders.ts";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { networkOf } from "../../rfc/address/network.ts";
import { defaultLimits } from "../../terms/limits.ts";
import { RateLimiter } from "./bucket.ts";
import { type Place, Places } from "./places.ts";
import { SendingRates } from "./rates.ts";
import { SessionCounter } from "./sessions.ts";

const MINUTE = 60_000;
const RUNS = { numRuns: fuzzRuns(100) };
/** As large as real moments are: sums of fractions have to stay exact there. */
const START = Date.UTC(2026, 0, 5);

test("a minute's worth may come at once, then the rate holds", () => {
	const limiter = new RateLimiter();
	for (let i = 0; i < 60; i++) {
		assert.equal(limiter.waitMs("user", 60, START), 0);
		assert.equal(limiter.left("user", 60, START), 60 - i);
		limiter.take("user", 60, START);
	}
	assert.equal(limiter.left("user", 60, START), 0);
	assert.equal(limiter.waitMs("user", 60, START), 1_000);
	assert.equal(limiter.waitMs("user", 60, START + 400), 600);
	assert.equal(limiter.waitMs("user", 60, START + 1_000), 0);
	assert.equal(limiter.waitMs("another", 60, START), 0);
});

/** Moments at which tokens passed, for a stream of attempts with these gaps. */
function passed(limiter: RateLimiter, perMinute: number, gaps: readonly number[]): number[] {
	const moments: number[] = [];
	let now = START;
	for (const gap of gaps) {
		now += gap;
		if (limiter.waitMs("user", perMinute, now) > 0) continue;
		limiter.take("user", perMinute, now);
		moments.push(now);
	}
	return moments;
}

const rates = fc.integer({ min: 1, max: 10_000 });
const bursts = fc.integer({ min: 100, max: 2 * MINUTE });
const gaps = fc.array(fc.oneof(fc.constant(0), fc.nat(20), fc.nat(5_000)), { maxLength: 300 });

test("no window lets more through than the burst and the rate", () => {
	fc.assert(
		fc.property(rates, bursts, gaps, (perMinute, burstMs, attempts) => {
			const limiter = new RateLimiter(burstMs);
			const moments = passed(limiter, perMinute, attempts);
			const burst = limiter.burst(perMinute);
			for (const [i, from] of moments.entries()) {
				for (let j = i; j < moments.length; j++) {
					const windowMs = (moments[j] as number) - from;
					assert.ok(j - i + 1 <= burst + (windowMs * perMinute) / MINUTE, `${j - i + 1} in ${windowMs} ms`);
				}
			}
		}),
		RUNS,
	);
});

test("who waits as long as was said gets through, and a millisecond less does not do", () => {
	fc.assert(
		fc.property(rates, bursts, gaps, (perMinute, burstMs, attempts) => {
			const limiter = new RateLimiter(burstMs);
			const last = passed(limiter, perMinute, attempts).at(-1) ?? START;
			const waitMs = limiter.waitMs("user", perMinute, last);
			assert.equal(limiter.waitMs("user", perMinute, last + waitMs), 0);
			if (waitMs > 0) assert.equal(limiter.waitMs("user", perMinute, last + waitMs - 1), 1);
		}),
		RUNS,
	);
});

test("full buckets are forgotten, so that memory holds those that were active lately", () => {
	const limiter = new RateLimiter(MINUTE);
	for (let i = 0; i < 10_000; i++) limiter.take(`user ${i}`, 60, START + i * 100);
	// A bucket with one token taken is full after a second, in which ten keys are new.
	assert.ok(limiter.size < 30, String(limiter.size));
	const bounded = new RateLimiter(MINUTE, 100);
	for (let i = 0; i < 1_000; i++) bounded.take(`user ${i}`, 1, START);
	assert.ok(bounded.size <= 101, String(bounded.size));
});

const SMALL = {
	recipientsPerMinute: 4,
	messagesPerMinute: 2,
	recipientsPerMinuteOfAccount: 6,
	messagesPerMinuteOfAccount: 3,
	rateBurstMs: MINUTE,
};

test("messages and recipients count for the user and for its account", () => {
	const sending = new SendingRates(SMALL);
	const ann = aSender();
	const bob = aSender({ user: { id: "01VSER00000000000000000001" as never } });
	for (let i = 0; i < 4; i++) sending.take("recipients", ann, START);
	assert.deepEqual(sending.forRecipient(ann, START), {
		counted: "recipients",
		scope: "user",
		limit: 4,
		waitMs: 15_000,
	});
	assert.equal(sending.forRecipient(bob, START), undefined);
	for (let i = 0; i < 2; i++) sending.take("recipients", bob, START);
	const { scope, limit } = sending.forRecipient(bob, START) ?? {};
	assert.deepEqual({ scope, limit }, { scope: "account", limit: 6 });
});

test("a message is not begun while no recipient could be taken, and the longer wait is told", () => {
	const sending = new SendingRates(SMALL);
	const ann = aSender();
	for (let i = 0; i < 4; i++) sending.take("recipients", ann, START);
	assert.equal(sending.forMessage(ann, START)?.counted, "recipients");
	for (let i = 0; i < 2; i++) sending.take("messages", ann, START);
	const tooFast = sending.forMessage(ann, START);
	assert.equal(tooFast?.counted, "messages");
	assert.equal(sending.forMessage(ann, START + (tooFast?.waitMs ?? 0)), undefined);
});

test("a user's own rate goes before the service's, for messages too, and never before the account's", () => {
	const sending = new SendingRates({ ...SMALL, messagesPerMinuteOfAccount: 100 });
	const ann = aSender({ user: { recipientsPerMinute: 50 } });
	assert.equal(sending.now("recipients", "user", ann, START).left, 50);
	assert.equal(sending.now("messages", "user", ann, START).left, 50);
	for (let i = 0; i < 6; i++) sending.take("recipients", ann, START);
	assert.equal(sending.forRecipient(ann, START)?.scope, "account");
});

test("a plan's rate is its account's, in the place of the service's, and a scheduled one's from its moment on", () => {
	const slow = { ...aPlan().limits, recipientsPerMinute: 3 };
	const plan = aPlan({ limits: slow });
	const nextPlan = { plan: aPlan({ limits: { ...slow, recipientsPerMinute: 2 } }), from: START + 60_000 };
	const sending = new SendingRates(SMALL);
	const ann = aSender({ account: { plan, nextPlan } });
	for (let i = 0; i < 3; i++) sending.take("recipients", ann, START);
	const { waitMs: _, ...tooFast } = sending.forRecipient(ann, START) ?? { waitMs: 0 };
	assert.deepEqual(tooFast, { counted: "recipients", scope: "account", limit: 3 });
	assert.equal(sending.now("recipients", "account", ann, START + 60_000).perMinute, 2);
});

test("a full counter lets nobody in until somebody leaves", () => {
	const sessions = new SessionCounter();
	assert.ok(sessions.enter("a", 2) && sessions.enter("a", 2) && sessions.enter("b", 2));
	assert.ok(!sessions.enter("a", 2));
	assert.deepEqual([sessions.holders, sessions.most], [2, 2]);
	sessions.leave("a");
	assert.ok(sessions.enter("a", 2));
	assert.equal(sessions.open("a"), 2);
});

/** Connections from this address until one is refused; those that got in. */
function flood(places: Places, address: string): Place[] {
	const inside: Place[] = [];
	for (;;) {
		const place = places.arrive();
		if ("scope" in place) return inside;
		if (place.identify(address) !== undefined) {
			place.leave();
			return inside;
		}
		inside.push(place);
	}
}

test("one address gets a share, others still get in, and the share comes back", () => {
	const places = new Places({ connections: 100, sessionsPerAddress: 100 });
	const first = flood(places, "192.0.2.1");
	assert.ok(first.length >= 15 && first.length <= 25, String(first.length));
	assert.ok(flood(places, "192.0.2.2").length >= 10);
	for (const place of first) place.leave();
	for (const place of first) place.leave();
	assert.ok(flood(places, "192.0.2.1").length >= 10);
});

test("while a place is free, an address that holds none gets in", () => {
	const arrivals = fc.array(fc.tuple(fc.nat(40), fc.boolean()), { maxLength: 300 });
	fc.assert(
		fc.property(arrivals, (all) => {
			const places = new Places({ connections: 30, sessionsPerAddress: 10 });
			const inside: Place[] = [];
			for (const [host, leaves] of all) {
				if (leaves) inside.shift()?.leave();
				const free = 30 - places.open;
				const place = places.arrive();
				if ("scope" in place) {
					assert.equal(free, 0);
					continue;
				}
				const refusal = place.identify(`192.0.2.${host}`);
				if (refusal === undefined) inside.push(place);
				else place.leave();
				const held = places.networks.open(`192.0.2.${host}`);
				assert.ok(held >= 1 && held <= 10);
			}
			for (const place of inside) place.leave();
			assert.deepEqual([places.open, places.networks.holders], [0, 0]);
		}),
		RUNS,
	);
});

test("a service that is full says so, and a proxy's connections count before their client is known", () => {
	const places = new Places({ connections: 2, sessionsPerAddress: 10 });
	const first = places.arrive() as Place;
	assert.ok(!("scope" in places.arrive()));
	assert.deepEqual(places.arrive(), { scope: "service", limit: 2 });
	first.leave();
	assert.ok(!("scope" in places.arrive()));
});

test("the share is not above what an address may have at most", () => {
	const places = new Places(defaultLimits);
	assert.equal(flood(places, "192.0.2.1").length, defaultLimits.sessionsPerAddress);
});

test("one host's IPv6 addresses are one network", () => {
	assert.equal(networkOf("2001:db8:1:2:aaaa::1"), networkOf("2001:db8:1:2::ffff"));
	assert.notEqual(networkOf("2001:db8:1:2::1"), networkOf("2001:db8:1:3::1"));
	assert.equal(networkOf("::ffff:192.0.2.1"), "192.0.2.1");
	assert.equal(networkOf("2001:0db8::1"), networkOf("2001:db8::2"));
});
