import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { RateLimiter } from "./bucket.ts";
import { LoginGuard } from "./logins.ts";
import { networkOf } from "./network.ts";
import { SessionCounter } from "./sessions.ts";

const MINUTE = 60_000;

test("a minute's worth may come at once, then the rate holds", () => {
	const limiter = new RateLimiter();
	for (let i = 0; i < 60; i++) {
		assert.equal(limiter.waitMs("user", 60, 0), 0);
		limiter.take("user", 60, 0);
	}
	assert.equal(limiter.waitMs("user", 60, 0), 1_000);
	assert.equal(limiter.waitMs("user", 60, 400), 600);
	assert.equal(limiter.waitMs("user", 60, 1_000), 0);
	assert.equal(limiter.waitMs("another", 60, 0), 0);
});

test("no pattern of asking gets more than the rate and one burst through", () => {
	fc.assert(
		fc.property(fc.array(fc.nat(5_000), { maxLength: 300 }), (gaps) => {
			const limiter = new RateLimiter();
			let now = 0;
			let passed = 0;
			for (const gap of gaps) {
				now += gap;
				if (limiter.waitMs("user", 30, now) > 0) continue;
				limiter.take("user", 30, now);
				passed++;
			}
			assert.ok(passed <= 30 + Math.ceil((now * 30) / MINUTE));
		}),
	);
});

test("a full counter lets nobody in until somebody leaves", () => {
	const sessions = new SessionCounter();
	assert.ok(sessions.enter("a", 2) && sessions.enter("a", 2));
	assert.ok(!sessions.enter("a", 2));
	sessions.leave("a");
	assert.ok(sessions.enter("a", 2));
	assert.equal(sessions.open("a"), 2);
});

const guard = () =>
	new LoginGuard({ failedLoginsPerAddress: 3, failedLoginsPerUser: 5, loginWindowMs: 10 * MINUTE });

test("an address that fails too often is blocked until its window ends", () => {
	const logins = guard();
	for (let i = 0; i < 3; i++) {
		assert.equal(logins.blockedMs("192.0.2.1", "u", 0), 0);
		logins.failed("192.0.2.1", `u${i}`, 0);
	}
	assert.equal(logins.blockedMs("192.0.2.1", "u", MINUTE), 9 * MINUTE);
	assert.equal(logins.blockedMs("192.0.2.2", "u", MINUTE), 0);
	assert.equal(logins.blockedMs("192.0.2.1", "u", 10 * MINUTE), 0);
});

test("guessing at a user from many addresses blocks strangers and never the customer's own address", () => {
	const logins = guard();
	logins.succeeded("198.51.100.1", "shop", 0);
	for (let i = 0; i < 5; i++) logins.failed(`192.0.2.${i}`, "shop", 0);
	assert.ok(logins.blockedMs("203.0.113.1", "shop", 1) > 0);
	assert.equal(logins.blockedMs("198.51.100.1", "shop", 1), 0);
	assert.equal(logins.blockedMs("203.0.113.1", "other", 1), 0);
});

test("one host's IPv6 addresses are one network", () => {
	assert.equal(networkOf("2001:db8:1:2:aaaa::1"), networkOf("2001:db8:1:2::ffff"));
	assert.notEqual(networkOf("2001:db8:1:2::1"), networkOf("2001:db8:1:3::1"));
	assert.equal(networkOf("::ffff:192.0.2.1"), "192.0.2.1");
	assert.equal(networkOf("2001:0db8::1"), networkOf("2001:db8::2"));
});
