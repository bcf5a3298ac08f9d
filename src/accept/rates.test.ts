import assert from "node:assert/strict";
import { test } from "node:test";
import { aSender } from "../../test/support/builders.ts";
import { loggedIn, MAIL, RCPT, reasonOf, reception } from "../../test/support/reception.ts";

test("a rate that is used up is said at the next recipient", async () => {
	const world = reception({}, { recipientsPerMinute: 2 });
	const session = await loggedIn(world);
	await session.mail("ann@shop.example", MAIL);
	await session.rcpt("a@client.example", RCPT);
	await session.rcpt("b@client.example", RCPT);
	assert.equal(reasonOf(await session.rcpt("c@client.example", RCPT)), "sending-too-fast");
	await world.clock.advance(60_000);
	assert.equal(await session.rcpt("c@client.example", RCPT), undefined);
});

test("messages have a rate, and who waits as long as was said begins the next", async () => {
	const world = reception({}, { messagesPerMinute: 2 });
	const session = await loggedIn(world);
	assert.equal(await session.mail("ann@shop.example", MAIL), undefined);
	assert.equal(await session.mail("ann@shop.example", MAIL), undefined);
	const refusal = await session.mail("ann@shop.example", MAIL);
	assert.deepEqual(refusal?.facts, { counted: "messages", scope: "user", limit: 2, retryAfterMs: 30_000 });
	await world.clock.advance(30_000);
	assert.equal(await session.mail("ann@shop.example", MAIL), undefined);
});

test("a recipient that is given up has been asked about, and counts", async () => {
	const world = reception({}, { recipientsPerMinute: 2 });
	const session = await loggedIn(world);
	for (const path of ["a@client.example", "b@client.example"]) {
		await session.mail("ann@shop.example", MAIL);
		assert.equal(await session.rcpt(path, RCPT), undefined);
		session.reset();
	}
	const refusal = await session.mail("ann@shop.example", MAIL);
	assert.equal(refusal?.facts["counted"], "recipients");
});

test("an account's rate holds for all its users together", async () => {
	const world = reception(
		{},
		{ recipientsPerMinuteOfAccount: 2 },
		aSender({ user: { recipientsPerMinute: 100 } }),
	);
	const session = await loggedIn(world);
	await session.mail("ann@shop.example", MAIL);
	for (const path of ["a@client.example", "b@client.example"]) await session.rcpt(path, RCPT);
	const refusal = await session.rcpt("c@client.example", RCPT);
	assert.deepEqual([refusal?.facts["scope"], refusal?.facts["limit"]], ["account", 2]);
});
