import assert from "node:assert/strict";
import { test } from "node:test";
import PostalMime from "postal-mime";
import { aShop, sendingApi } from "../../../../test/support/sending-api.ts";
import { aMail, MIME, query, stored } from "../../../../test/support/sent-over-http.ts";
import { refuse } from "../../../terms/refusals/index.ts";

test("a message as JSON is accepted, written down and says who is reached", async (t) => {
	const world = await sendingApi(t);
	const mail = aMail(world, {
		to: ["Zoë Client <zoe@client.example>"],
		cc: [{ address: "carl@client.example", name: 'Carl "C" Client' }],
		bcc: ["bob@client.example"],
		replyTo: ["help@shop.example"],
		subject: "Rechnung für Zoë",
		html: "<p>Grüße</p>",
		headers: { "X-Order": "12" },
		attachments: [{ filename: "Größen.csv", contentType: "text/csv", content: "YTtiCg==" }],
	});
	const { status, body } = await world.post("/v1/messages", mail);
	assert.equal(status, 202, JSON.stringify(body));
	assert.deepEqual(
		body.recipients.map((one: { address: string; accepted: boolean }) => [one.address, one.accepted]),
		[
			["zoe@client.example", true],
			["carl@client.example", true],
			["bob@client.example", true],
		],
	);
	const octets = await stored(world);
	assert.match(octets, /^Received: from unknown \(\[\]\)\r\n\tby relay\.example with HTTP id [0-9A-Z]{26};/);
	const parsed = await PostalMime.parse(octets);
	assert.deepEqual(parsed.to, [{ name: "Zoë Client", address: "zoe@client.example" }]);
	assert.deepEqual(parsed.cc, [{ name: 'Carl "C" Client', address: "carl@client.example" }]);
	assert.equal(parsed.subject, "Rechnung für Zoë");
	assert.equal(parsed.attachments[0]?.filename, "Größen.csv");
	assert.equal(Buffer.from(parsed.attachments[0]?.content as ArrayBuffer).toString(), "a;b\n");
	assert.doesNotMatch(octets, /bob@client/);
	const view = await world.store.reports.message(body.id);
	assert.equal(view?.session?.client.door, "api");
	assert.match(view?.session?.transcript.join("\n") ?? "", /to <bob@client\.example>/);
});

test("a message that is MIME already is relayed as it came, with its envelope from query or header", async (t) => {
	const world = await sendingApi(t);
	const to = "&from=bounces@shop.example&to=a@client.example&to=b@client.example";
	assert.equal((await world.post(query(world, to), MIME)).status, 202);
	assert.ok((await stored(world)).endsWith(MIME));
	assert.equal(world.queued[0]?.reversePath, "bounces@shop.example");
	assert.deepEqual(
		world.queued[0]?.recipients.map(({ address }) => address),
		["a@client.example", "b@client.example"],
	);
	await world.post(
		query(world),
		`Bcc: b@client.example\r\nCc: zoe@client.example, c@client.example\r\n${MIME}`,
	);
	assert.equal(world.queued[1]?.reversePath, "billing@shop.example");
	assert.deepEqual(world.queued[1]?.recipients.map(({ address }) => address).sort(), [
		"b@client.example",
		"c@client.example",
		"zoe@client.example",
	]);
	assert.doesNotMatch(await stored(world, 1), /Bcc/);
});

test("bare line feeds of a file become CRLF, and a bare CR is refused", async (t) => {
	const world = await sendingApi(t);
	assert.equal((await world.post(query(world), MIME.replaceAll("\r\n", "\n"))).status, 202);
	assert.ok((await stored(world)).endsWith(MIME));
	const { status, body } = await world.post(query(world), MIME.replace("works.\r\n", "works.\r\r\n"));
	assert.deepEqual([status, body.reason], [422, "line-ending-invalid"]);
});

test("recipients that are refused do not keep the others from being sent to", async (t) => {
	const world = await sendingApi(t);
	const to = ["ann@nowhere.example", "zoe@client.example", "no address"];
	const { status, body } = await world.post("/v1/messages", aMail(world, { to }));
	assert.equal(status, 202);
	const [gone, fine, malformed] = body.recipients;
	assert.equal(gone.refusal.reason, "recipient-domain-not-found");
	assert.match(gone.refusal.reply, /^550 5\.1\.2 .*\n550 5\.1\.2 \[recipient-domain-not-found\] https:/);
	assert.equal(gone.refusal.help, "https://relay.example/help/recipient-domain-not-found");
	assert.deepEqual([fine.accepted, fine.refusal], [true, null]);
	assert.equal(malformed.refusal.reason, "recipient-address-invalid");
	assert.match(await stored(world), /^To: ann@nowhere\.example, zoe@client\.example\r\n/m);
	assert.deepEqual(world.said, ["recipient-domain-not-found", "recipient-address-invalid"]);
	assert.deepEqual(
		world.refused.map(({ refusal, phase }) => [refusal.reason, phase]),
		[
			["recipient-domain-not-found", "rcpt"],
			["recipient-address-invalid", "rcpt"],
		],
	);
});

test("a message that nobody is sent is a problem with the reason of the first refusal", async (t) => {
	const world = await sendingApi(t, { recipientsPerMessage: 2 });
	for (const [reason, status, change] of [
		["sender-domain-mismatch", 422, { from: "ann@other.example" }],
		["sender-domain-mismatch", 422, { from: "ann@other.example", envelope: { from: "x@shop.example" } }],
		["sender-address-invalid", 422, { from: "no address" }],
		["recipient-domain-takes-no-mail", 422, { to: ["a@nullmx.example"] }],
		["attachment-type-refused", 422, { attachments: [{ filename: "a.exe", content: "TVqQAA==" }] }],
	] as const) {
		const { status: got, headers, body } = await world.post("/v1/messages", aMail(world, change));
		assert.deepEqual([body.reason, got, body.status], [reason, status, status], JSON.stringify(body));
		assert.equal(headers.get("content-type"), "application/problem+json");
		assert.equal(body.type, `https://relay.example/help/${reason}`);
		assert.equal(world.refused.at(-1)?.refusal.reason, reason);
		assert.equal(world.said.at(-1), reason);
		assert.ok(body.recipients.every(({ accepted }: { accepted: boolean }) => !accepted));
	}
	assert.equal(world.queued.length, 0);
});

test("quota, suspension and a disabled user refuse as they do over SMTP", async (t) => {
	const world = await sendingApi(t);
	const { setup, shop } = world;
	const reason = async () => {
		const { status, body } = await world.post("/v1/messages", aMail(world));
		return [status, body.reason];
	};
	await setup.accounts.update(shop.account.id, { monthlyRecipients: 0 });
	assert.deepEqual(await reason(), [429, "quota-exceeded"]);
	await setup.accounts.update(shop.account.id, { monthlyRecipients: 100 });
	await setup.smtpUsers.update(shop.user.id, { disabled: true });
	assert.deepEqual(await reason(), [403, "smtp-user-disabled"]);
	await setup.smtpUsers.update(shop.user.id, { disabled: false, allowedAddresses: ["192.0.2.7"] });
	assert.deepEqual(await reason(), [403, "client-address-refused"]);
	await setup.smtpUsers.update(shop.user.id, { allowedAddresses: [] });
	assert.deepEqual(await reason(), [202, undefined]);
});

test("an account sends as its own SMTP users only", async (t) => {
	const world = await sendingApi(t);
	const other = await aShop(world.setup, "other.example");
	const { status } = await world.post("/v1/messages", aMail(world), {}, other.token);
	assert.equal(status, 404);
	const byId = await world.post("/v1/messages", aMail(world, { smtpUser: world.shop.user.id }));
	assert.equal(byId.status, 202);
});

test("a refusal that says when to come back says it to programs too", async (t) => {
	const tooFast = refuse("authentication-blocked", { retryAfterMs: 61_000 });
	const world = await sendingApi(t);
	const { programs } = world;
	const open = t.mock.method(programs, "open", async () => tooFast);
	const { status, headers } = await world.post("/v1/messages", aMail(world));
	assert.deepEqual([status, headers.get("retry-after")], [429, "61"]);
	open.mock.restore();
});
