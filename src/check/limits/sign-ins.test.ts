import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { HOUR, MINUTE } from "../../terms/clock.ts";
import { SignInGuard } from "./sign-ins.ts";

const ANN = "ann@shop.example";
const HOME = "192.0.2.1";

test("ten wrong passwords from one network make it wait a minute, then twice as long", () => {
	const guard = new SignInGuard();
	for (let i = 0; i < 9; i++) guard.failed(HOME, ANN, i);
	assert.equal(guard.blockedMs(HOME, ANN, 10), 0);
	guard.failed(HOME, ANN, 10);
	assert.equal(guard.blockedMs(HOME, ANN, 10), MINUTE);
	assert.equal(guard.blockedMs(HOME, "bob@shop.example", 10), MINUTE, "whoever it guesses at");
	assert.equal(guard.blockedMs("192.0.2.2", ANN, 10), 0, "another network is free");
	const later = 10 + MINUTE;
	for (let i = 0; i < 10; i++) guard.failed(HOME, ANN, later);
	assert.equal(guard.blockedMs(HOME, ANN, later), 2 * MINUTE);
});

test("guessing at a person from many networks stops strangers, and not the person at a known network", () => {
	const guard = new SignInGuard();
	guard.succeeded(HOME, ANN, 0);
	for (let i = 0; i < 50; i++) guard.failed(`198.51.100.${i}`, ANN, 1_000);
	assert.equal(guard.blockedMs("203.0.113.9", ANN, 1_000), MINUTE, "a new network waits");
	assert.equal(guard.blockedMs("203.0.113.9", "bob@shop.example", 1_000), 0, "for this person only");
	assert.equal(guard.blockedMs(HOME, ANN, 1_000), 0);
});

test("guessing at everybody stops all strangers for a short while, and nobody who is known", () => {
	const guard = new SignInGuard();
	guard.succeeded(HOME, ANN, 0);
	for (let i = 0; i < 1_000; i++) guard.failed(`10.0.${i >> 8}.${i & 255}`, `person-${i}@x.example`, 1_000);
	assert.equal(guard.blockedMs("203.0.113.9", "bob@shop.example", 1_000), MINUTE);
	assert.equal(guard.blockedMs(HOME, ANN, 1_000), 0);
});

test("an IPv6 network is a /64", () => {
	const guard = new SignInGuard();
	for (let i = 0; i < 10; i++) guard.failed(`2001:db8::${i}`, ANN, 0);
	assert.equal(guard.blockedMs("2001:db8::ffff", "bob@shop.example", 0), MINUTE);
	assert.equal(guard.blockedMs("2001:db8:0:1::1", "bob@shop.example", 0), 0);
});

test("no failures of others block a known person at a known network, and every block ends", () => {
	const anyone = fc.record({
		address: fc.oneof(fc.ipV4(), fc.ipV6()),
		person: fc.oneof(fc.constantFrom(ANN, ANN.toUpperCase(), "bob@shop.example"), fc.string()),
		after: fc.integer({ min: 0, max: MINUTE }),
	});
	fc.assert(
		fc.property(fc.array(anyone, { maxLength: 300 }), (tries) => {
			const guard = new SignInGuard();
			guard.succeeded(HOME, ANN, 0);
			let now = 0;
			for (const { address, person, after } of tries) {
				now += after;
				if (address !== HOME) guard.failed(address, person, now);
				assert.equal(guard.blockedMs(HOME, ANN, now), 0);
			}
			for (const { address, person } of tries)
				assert.ok(
					guard.blockedMs(address, person, now) <= HOUR && guard.blockedMs(address, person, now + HOUR) === 0,
				);
		}),
		{ numRuns: fuzzRuns(50) },
	);
});
