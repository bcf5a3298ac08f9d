import assert from "node:assert/strict";
import { test } from "node:test";
import { aDoor, aSecondFactor, cookieOf, HOME, PASSWORD } from "../../../test/support/sign-in-door.ts";
import { totp } from "../../../test/support/totp.ts";
import { isProblem } from "../../setup/index.ts";

test("who has the password guesses at the code no longer, and the person at home still signs in", async (t) => {
	const { half, show, right } = await aSecondFactor(t);
	for (let i = 0; i < 50; i++) {
		const there = `10.1.${i}.1`;
		assert.equal((await show("000000", there, await half(there))).status, 401);
	}
	const elsewhere = "203.0.113.9";
	assert.equal((await show(right(), elsewhere, await half(elsewhere))).status, 429);
	assert.equal((await show(right(), HOME, await half(HOME))).status, 200);
});

test("nobody's wrong codes are counted for somebody else by a cookie of theirs beside", async (t) => {
	const door = await aDoor(t);
	const eve = { email: "eve@x.example", name: "Eve", password: PASSWORD };
	assert.ok(!isProblem(await door.people.setupLinks.makePerson(eve, [])));
	const { half, show, right, send } = await aSecondFactor(t, door);
	const password = JSON.stringify({ email: eve.email, password: PASSWORD });
	const own = cookieOf(await send("/sign-in/email", password, "10.2.0.1"));
	const body = JSON.stringify({ password: PASSWORD });
	const { totpURI } = (await (await send("/two-factor/enable", body, "10.2.0.1", own)).json()) as {
		totpURI: string;
	};
	assert.equal((await show(totp(totpURI), "10.2.0.1", own)).status, 200);
	const half2 = cookieOf(await send("/sign-in/email", password, "10.2.0.1"))["cookie"] ?? "";
	const beside = `angarium.two_factor=${/two_factor=([^;]+)/.exec(half2)?.[1]}`;
	for (let i = 0; i < 50; i++) {
		const there = `10.1.${i}.1`;
		const cookie = `${beside}; ${(await half(there))["cookie"]}`;
		assert.equal((await show("000000", there, { cookie })).status, 401);
	}
	const elsewhere = "203.0.113.9";
	const cookie = `angarium.two_factor=another; ${(await half(elsewhere))["cookie"]}`;
	assert.equal(
		(await show(right(), elsewhere, { cookie })).status,
		429,
		"all who send two are counted as one",
	);
});

test("a code signs in once, also when it comes twice at once", async (t) => {
	const { half, show, right, clock } = await aSecondFactor(t);
	const code = right();
	const both = await Promise.all([await half(HOME), await half(HOME)].map((each) => show(code, HOME, each)));
	assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 401]);
	const again = await show(code, HOME, await half(HOME));
	assert.deepEqual([again.status, ((await again.json()) as { code: string }).code], [401, "INVALID_CODE"]);
	const next = right(Date.now() + 30_000);
	assert.equal((await show(next, HOME, await half(HOME))).status, 200, "the one after it does");
	await clock.settle();
});
