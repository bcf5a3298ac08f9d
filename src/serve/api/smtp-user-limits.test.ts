import assert from "node:assert/strict";
import { test } from "node:test";
import { sendingApi } from "../../../test/support/sending-api.ts";

test("an account sees what is left of its user's limits, and where log-ins are blocked", async (t) => {
	const { limiters, shop, get, clock } = await sendingApi(t, { recipientsPerMinute: 3, sessionsPerUser: 9 });
	const path = `/v1/smtp-users/${shop.user.id}/limits`;
	const fresh = await get(path);
	assert.equal(fresh.status, 200);
	assert.deepEqual(fresh.body.sessions.user, { open: 0, limit: 9 });
	assert.deepEqual(fresh.body.recipients.user, { perMinute: 3, left: 3, nextAt: null });
	assert.deepEqual(fresh.body.logins, { lastFailure: null, blocks: [], onGuardUntil: null });

	limiters.userSessions.enter(shop.user.id, 9);
	const sender = { user: shop.user, account: shop.account } as never;
	for (let i = 0; i < 3; i++) limiters.rates.take("recipients", sender, clock.now());
	for (let i = 0; i < 10; i++) limiters.logins.failed("192.0.2.7", shop.user.username, clock.now());
	const { body } = await get(path);
	assert.equal(body.sessions.user.open, 1);
	const nextAt = new Date(clock.now() + 20_000).toISOString();
	assert.deepEqual(body.recipients.user, { perMinute: 3, left: 0, nextAt });
	assert.ok(body.recipients.account.left > 1_000);
	const until = new Date(clock.now() + 60_000).toISOString();
	assert.deepEqual(body.logins.blocks, [{ network: "192.0.2.7", until }]);
});

test("another account's user is not there", async (t) => {
	const { shop, another, get } = await sendingApi(t);
	const { token } = await another();
	assert.equal((await get(`/v1/smtp-users/${shop.user.id}/limits`, token)).status, 404);
});
