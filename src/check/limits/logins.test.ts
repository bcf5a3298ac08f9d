import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { LoginGuard } from "./logins.ts";
import { Offenders } from "./offenders.ts";

const MINUTE = 60_000;
const RUNS = { numRuns: fuzzRuns(100) };
const HOUR = 60 * MINUTE;
const LIMITS = {
	failedLoginsPerAddress: 3,
	failedLoginsPerUser: 5,
	loginWindowMs: 10 * MINUTE,
	loginBlockMs: MINUTE,
	longestLoginBlockMs: HOUR,
};
const HOME = "198.51.100.1";
const ATTACKER = "192.0.2.1";

/** Fails until the address is blocked for this username. */
function failUntilBlocked(logins: LoginGuard, address: string, username: string, now: number): number {
	for (let tries = 0; tries < 100; tries++) {
		const blockedMs = logins.blockedMs(address, username, now);
		if (blockedMs > 0) return blockedMs;
		logins.failed(address, username, now);
	}
	throw new Error("never blocked");
}

test("an address that fails too often is blocked, for any username, and nobody else is", () => {
	const logins = new LoginGuard(LIMITS);
	for (let i = 0; i < 3; i++) {
		assert.equal(logins.blockedMs(ATTACKER, "shop", 0), 0);
		logins.failed(ATTACKER, `user ${i}`, 0);
	}
	assert.equal(logins.blockedMs(ATTACKER, "shop", 0), MINUTE);
	assert.equal(logins.blockedMs("192.0.2.2", "shop", 0), 0);
	assert.equal(logins.blockedMs(ATTACKER, "shop", MINUTE), 0);
});

test("each block is twice as long as the one before, up to the longest", () => {
	const logins = new LoginGuard(LIMITS);
	let now = 0;
	const lengths: number[] = [];
	for (let i = 0; i < 8; i++) {
		const blockedMs = failUntilBlocked(logins, ATTACKER, "shop", now);
		lengths.push(blockedMs / MINUTE);
		now += blockedMs;
	}
	assert.deepEqual(lengths, [1, 2, 4, 8, 16, 32, 60, 60]);
	now += HOUR + 10 * MINUTE;
	assert.equal(failUntilBlocked(logins, ATTACKER, "shop", now), MINUTE);
});

test("what is tried during a block does not prolong it", () => {
	const logins = new LoginGuard(LIMITS);
	failUntilBlocked(logins, ATTACKER, "shop", 0);
	for (let now = 0; now < MINUTE; now += 100) logins.failed(ATTACKER, "shop", now);
	assert.equal(logins.blockedMs(ATTACKER, "shop", MINUTE - 1), 1);
	assert.equal(logins.blockedMs(ATTACKER, "shop", MINUTE), 0);
});

test("a username that is guessed at from many places leaves strangers one try, and others all of theirs", () => {
	const logins = new LoginGuard(LIMITS);
	logins.succeeded(HOME, "shop", 0);
	for (let i = 0; i < 5; i++) logins.failed(`192.0.2.${i}`, "shop", 0);
	assert.equal(logins.onGuardUntil("shop", 0), MINUTE);
	assert.equal(logins.blockedMs(HOME, "shop", 1), 0);
	assert.equal(logins.blockedMs("203.0.113.1", "shop", 1), 0, "who has not failed gets in");
	logins.failed("203.0.113.1", "shop", 1);
	assert.equal(logins.blockedMs("203.0.113.1", "shop", 1), MINUTE);
	assert.equal(logins.blockedMs("203.0.113.1", "other", 1), 0);
	assert.deepEqual(logins.blocksOf("shop", 1), [{ network: "203.0.113.1", until: MINUTE + 1 }]);
	logins.failed(HOME, "shop", 1);
	assert.equal(logins.blockedMs(HOME, "shop", 1), 0, "a known place has its usual tries");
});

test("a good account is no licence to guess at others from its address", () => {
	const logins = new LoginGuard(LIMITS);
	for (let i = 0; i < 2; i++) logins.failed(ATTACKER, "shop", 0);
	logins.succeeded(ATTACKER, "own", 0);
	logins.failed(ATTACKER, "shop", 0);
	assert.ok(logins.blockedMs(ATTACKER, "shop", 0) > 0);
	assert.equal(logins.blockedMs(ATTACKER, "own", 0), 0, "its own log-in is not blocked for that");
});

test("success forgives what failed for the user there", () => {
	const logins = new LoginGuard(LIMITS);
	logins.succeeded(HOME, "shop", 0);
	for (let i = 0; i < 10; i++) {
		logins.failed(HOME, "shop", i);
		logins.failed(HOME, "shop", i);
		logins.succeeded(HOME, "shop", i);
	}
	assert.equal(logins.blockedMs(HOME, "shop", 10), 0);
});

const addresses = fc.oneof(
	fc.nat(6).map((host) => `192.0.2.${host}`),
	fc.nat(3).map((net) => `2001:db8:0:${net}::1`),
	fc.constant(HOME),
);
const usernames = fc.constantFrom("shop", "other", "third", "x y", "y", "z".repeat(5_000));
const failures = fc.array(fc.record({ address: addresses, username: usernames, afterMs: fc.nat(MINUTE) }), {
	maxLength: 400,
});

test("no failures of others block a user where it has logged in before, nor where nothing failed", () => {
	fc.assert(
		fc.property(failures, (all) => {
			const logins = new LoginGuard(LIMITS);
			logins.succeeded(HOME, "shop", 0);
			let now = 0;
			for (const { address, username, afterMs } of all) {
				now += afterMs;
				if (address === HOME && username === "shop") continue;
				logins.failed(address, username, now);
				assert.equal(logins.blockedMs(HOME, "shop", now), 0);
				assert.equal(logins.blockedMs("203.0.113.9", "shop", now), 0);
			}
		}),
		RUNS,
	);
});

test("every block ends within the longest, whatever is tried meanwhile", () => {
	fc.assert(
		fc.property(failures, (all) => {
			const logins = new LoginGuard(LIMITS);
			let now = 0;
			for (const { address, username, afterMs } of all) {
				now += afterMs;
				const before = logins.blockedMs(address, username, now);
				logins.failed(address, username, now);
				const after = logins.blockedMs(address, username, now);
				assert.ok(after <= HOUR);
				if (before > 0) assert.ok(after <= Math.max(before, HOUR));
				assert.equal(logins.blockedMs(address, username, now + after), 0);
			}
		}),
		RUNS,
	);
});

const RULE = { windowMs: 10 * MINUTE, blockMs: MINUTE, longestBlockMs: HOUR };

test("a flood of fresh keys pushes out fresh keys, and no block", () => {
	const offenders = new Offenders(RULE, 1_000);
	for (let i = 0; i < 3; i++) offenders.failed("blocked", 3, 0);
	for (let i = 0; i < 100_000; i++) offenders.failed(`fresh ${i}`, 3, 1);
	assert.equal(offenders.size, 1_000);
	assert.ok(offenders.blockedMs("blocked", 1) > 0);
	assert.equal([...offenders.blocked(1)].length, 1);
});

test("what is known of a flood of addresses and usernames is bounded", () => {
	const logins = new LoginGuard(LIMITS);
	for (let i = 0; i < 120_000; i++)
		logins.failed(`2001:db8:${(i >> 12).toString(16)}:${i & 4_095}::1`, `user ${i}`, i);
	assert.ok(logins.now(0).remembered <= 150_000);
	assert.equal(logins.now(0).failures, 120_000);
});
