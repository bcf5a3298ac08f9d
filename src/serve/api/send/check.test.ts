import assert from "node:assert/strict";
import { test } from "node:test";
import { sendingApi } from "../../../../test/support/sending-api.ts";

type World = Awaited<ReturnType<typeof sendingApi>>;

const aMail = ({ shop }: World, change: object = {}) => ({
	smtpUser: shop.user.username,
	from: "billing@shop.example",
	to: ["zoe@client.example"],
	subject: "Your invoice",
	text: "It is attached.",
	...change,
});

/** All that a check must leave as it was. */
async function traces({ store, setup, shop, refused, queued }: World): Promise<unknown> {
	const { period } = await setup.directory.quota(shop.account.id);
	return {
		refused: refused.length,
		queued: queued.length,
		depth: await store.queue.depth(),
		activity: (await store.reports.activity({}, 50)).rows.length,
		tallies: await store.reports.tallies(shop.account.id, 0, Number.MAX_SAFE_INTEGER),
		used: await store.setup.usage(shop.account.id, period),
		user: await store.setup.smtpUser(shop.user.id),
	};
}

test("a good message would be accepted, and the answer tells what would be done to it", async (t) => {
	const world = await sendingApi(t);
	const { status, body } = await world.post("/v1/check", aMail(world, { text: "Grüße" }));
	assert.equal(status, 200);
	assert.equal(body.accepted, true);
	assert.deepEqual(body.refusals, []);
	assert.deepEqual(body.recipients, [{ address: "zoe@client.example", accepted: true }]);
	assert.deepEqual(
		body.changes.map(({ kind }: { kind: string }) => kind),
		["received-added", "message-id-added", "date-added", "signed"],
	);
	assert.deepEqual([body.quota.used, body.quota.remaining, body.rateWaitMs], [0, 100, 0]);
});

test("all that is wrong is told at once, each with its phase, reason, remedy and article", async (t) => {
	const world = await sendingApi(t, { recipientsPerMessage: 2 });
	await world.setup.accounts.update(world.shop.account.id, { monthlyRecipients: 1 });
	await world.setup.accounts.suspend(world.shop.account.id, "unpaid");
	const { status, body } = await world.post(
		"/v1/check",
		aMail(world, {
			from: "ann@other.example",
			to: ["a@client.example", "b@nowhere.example", "c@nullmx.example", "no address"],
			attachments: [
				{ filename: "a.exe", content: "TVqQAA==" },
				{ filename: "b.bat", content: "ZWNobw==" },
			],
		}),
	);
	assert.equal(status, 200);
	assert.equal(body.accepted, false);
	assert.deepEqual(
		body.refusals.map(({ phase, reason, recipient }: Record<string, string>) => [phase, reason, recipient]),
		[
			["auth", "account-suspended", null],
			["mail", "sender-domain-mismatch", null],
			["rcpt", "quota-exceeded", "b@nowhere.example"],
			["rcpt", "recipient-domain-not-found", "b@nowhere.example"],
			["rcpt", "quota-exceeded", "c@nullmx.example"],
			["rcpt", "recipient-domain-takes-no-mail", "c@nullmx.example"],
			["rcpt", "recipient-address-invalid", "no address"],
			["rcpt", "quota-exceeded", "no address"],
			["content", "sender-domain-mismatch", null],
			["content", "attachment-type-refused", null],
			["content", "attachment-type-refused", null],
		],
	);
	for (const refusal of body.refusals) {
		assert.ok(refusal.because.length > 10 && refusal.remedy.length > 10, refusal.reason);
		assert.equal(refusal.help, `https://relay.example/help/${refusal.reason}`);
		assert.match(refusal.reply, new RegExp(`\\[${refusal.reason}\\]`));
	}
});

test("a recipient that is refused takes nobody's place", async (t) => {
	const world = await sendingApi(t, { recipientsPerMessage: 2 });
	const to = ["a@nowhere.example", "b@client.example", "c@client.example", "d@client.example"];
	const { body } = await world.post("/v1/check", aMail(world, { to }));
	assert.deepEqual(
		body.refusals.map(({ reason, recipient }: Record<string, string>) => [reason, recipient]),
		[
			["recipient-domain-not-found", "a@nowhere.example"],
			["too-many-recipients", "d@client.example"],
		],
	);
});

test("nothing is written, counted or used up", async (t) => {
	const world = await sendingApi(t, { recipientsPerMinute: 3 });
	const before = await traces(world);
	const large = { filename: "a.txt", content: Buffer.alloc(900_000, "text\n").toString("base64") };
	for (let i = 0; i < 5; i++) {
		await world.post("/v1/check", aMail(world, { to: ["a@client.example", "b@nowhere.example"] }));
		await world.post("/v1/check", aMail(world, { attachments: [large] }));
		const key = { "idempotency-key": "k" };
		await world.post("/v1/check", aMail(world, { from: "ann@other.example" }), key);
	}
	assert.deepEqual(await traces(world), before);
	assert.equal((await world.post("/v1/messages", aMail(world))).status, 202, "the rate was not used up");
});

test("changes to MIME are told: blind copies, line endings, long lines, 8 bits", async (t) => {
	const world = await sendingApi(t);
	const message = [
		"From: billing@shop.example",
		"Bcc: zoe@client.example",
		"Date: Tue, 24 Nov 2026 08:00:00 +0000",
		"Angarium-Idempotency-Key: order-12",
		"Content-Type: multipart/mixed; boundary=b",
		"",
		"--b",
		"",
		"x".repeat(1_200),
		"--b",
		"Content-Type: text/plain; charset=utf-8",
		"",
		"Grüße",
		"--b--",
		"",
	].join("\n");
	const { body } = await world.post(`/v1/check?smtpUser=${world.shop.user.username}`, message, {
		"accept-language": "fr",
	});
	assert.equal(body.accepted, true, JSON.stringify(body.refusals));
	assert.deepEqual(
		body.changes.map(({ kind }: { kind: string }) => kind),
		[
			"line-endings-mended",
			"received-added",
			"message-id-added",
			"bcc-removed",
			"key-removed",
			"long-lines-re-encoded",
			"re-encoded-for-7-bit",
			"signed",
		],
	);
	assert.match(body.changes.at(-1).says, /domaine shop\.example/);
});

test("where the application sends from is judged when it is said", async (t) => {
	const world = await sendingApi(t);
	await world.setup.smtpUsers.update(world.shop.user.id, { allowedAddresses: ["192.0.2.0/24"] });
	const reasons = async (change: object) =>
		(await world.post("/v1/check", aMail(world, change))).body.refusals.map(
			({ reason }: { reason: string }) => reason,
		);
	assert.deepEqual(await reasons({}), []);
	assert.deepEqual(await reasons({ clientAddress: "192.0.2.9" }), []);
	assert.deepEqual(await reasons({ clientAddress: "198.51.100.1" }), ["client-address-refused"]);
});

test("a message that is too large, or hardly one at all, is told about all the same", async (t) => {
	const world = await sendingApi(t, { messageBytes: 200_000 });
	const path = `/v1/check?smtpUser=${world.shop.user.username}&from=a@shop.example&to=b@client.example`;
	const large = await world.post(path, `From: x@other.example\r\n\r\n${"line\r\n".repeat(50_000)}`);
	assert.deepEqual(
		large.body.refusals.map(({ phase, reason }: Record<string, string>) => [phase, reason]),
		[
			["content", "message-too-large"],
			["content", "sender-domain-mismatch"],
		],
	);
	const odd = await world.post(path, "no header\0\rat all");
	assert.deepEqual(
		odd.body.refusals.map(({ reason }: { reason: string }) => reason),
		["line-ending-invalid", "nul-byte", "from-missing"],
	);
});
