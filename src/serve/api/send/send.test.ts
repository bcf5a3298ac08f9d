import assert from "node:assert/strict";
import { test } from "node:test";
import PostalMime from "postal-mime";
import { collect } from "../../../../test/contracts/messages.ts";
import { aShop, sendingApi } from "../../../../test/support/sending-api.ts";
import { refuse } from "../../../terms/refusals/index.ts";

type World = Awaited<ReturnType<typeof sendingApi>>;

const aMail = ({ shop }: World, change: object = {}) => ({
	smtpUser: shop.user.username,
	from: "Shop <billing@shop.example>",
	to: ["zoe@client.example"],
	subject: "Your invoice",
	text: "It is attached.",
	...change,
});

const MIME = "From: billing@shop.example\r\nTo: zoe@client.example\r\nSubject: Hello\r\n\r\nIt works.\r\n";
const query = ({ shop }: World, more = ""): string => `/v1/messages?smtpUser=${shop.user.username}${more}`;

async function stored({ store, queued }: World, at = 0): Promise<string> {
	const { header, body } = await store.content.read(queued[at]!.id);
	return Buffer.concat([header, await collect(body())]).toString();
}

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

test("what is not understood is named, and no text reaches the header as a field of its own", async (t) => {
	const world = await sendingApi(t);
	for (const [field, change] of [
		["body.subject", { subject: "a\r\nBcc: x@evil.example" }],
		["body.to.0", { to: ["zoe@client.example\nX: y"] }],
		["body.headers.X-A", { headers: { "X-A": "a\rb" } }],
		["body.headers.X A", { headers: { "X A": "b" } }],
		["body.headers.From", { headers: { From: "b" } }],
		["body.headers.Content-Type", { headers: { "Content-Type": "b" } }],
		["body.attachments.0.filename", { attachments: [{ filename: "a\u2028b", content: "" }] }],
		["body.attachments.0.contentType", { attachments: [{ contentType: "multipart/mixed", content: "" }] }],
		["body.attachments.0.contentId", { attachments: [{ contentId: "a>\r\nX: y", content: "" }] }],
		["body.attachments.0.content", { attachments: [{ content: "no base64!" }] }],
		["body.to", { to: [] }],
		["body.smtpUser", { smtpUser: undefined }],
		["body.attachment", { attachment: [] }],
	] as const) {
		const { status, body } = await world.post("/v1/messages", aMail(world, change));
		assert.equal(status, 422, field);
		assert.ok(
			body.errors.some((error: { field: string }) => error.field === field),
			`${field}: ${JSON.stringify(body.errors)}`,
		);
	}
	assert.equal((await world.post(query(world), "Subject: x\r\n\r\n")).body.errors[0].field, "query.to");
	assert.equal((await world.post("/v1/messages", MIME)).body.errors[0].field, "query.smtpUser");
	assert.equal((await world.post(query(world), aMail(world))).status, 422);
	assert.equal(world.refused.length + world.queued.length, 0);
});

test("what is wrong with a field is said in words", async (t) => {
	const world = await sendingApi(t);
	for (const [change, field, detail] of [
		[{ smtpUser: undefined }, "body.smtpUser", "is missing"],
		[{ from: undefined }, "body.from", "is missing"],
		[{ from: 5 }, "body.from", "has none of the forms that are taken here"],
		[{ from: { name: "Ann" } }, "body.from.address", "is missing"],
		[{ to: "zoe@client.example" }, "body.to", "has to be a list"],
		[{ to: ["a\nb"] }, "body.to.0", "holds a line break or another control character"],
		[{ to: Array(201).fill("zoe@client.example") }, "body.to", "may be 200 entries at most"],
		[{ envelope: { to: [] } }, "body.envelope.to", "is empty"],
		[{ subject: "x".repeat(2_001) }, "body.subject", "may be 2000 characters at most"],
		[{ headers: { Subject: "x" } }, "body.headers.Subject", "is not set here"],
		[{ attachments: [{ name: "a", content: "" }] }, "body.attachments.0.name", "is not known here"],
	] as const) {
		const { body } = await world.post("/v1/messages", aMail(world, change));
		assert.deepEqual(body.errors, [{ field, detail }]);
	}
	const { body } = await world.get("/v1/suppressions?kind=odd&limit=x");
	assert.deepEqual(
		body.errors.map(({ detail }: { detail: string }) => detail),
		["has to be a number", "is none of hard-bounce, complaint, unsubscription, by-hand"],
	);
});

test("an account sends as its own SMTP users only", async (t) => {
	const world = await sendingApi(t);
	const other = await aShop(world.setup, "other.example");
	const { status } = await world.post("/v1/messages", aMail(world), {}, other.token);
	assert.equal(status, 404);
	const byId = await world.post("/v1/messages", aMail(world, { smtpUser: world.shop.user.id }));
	assert.equal(byId.status, 202);
});

test("a client that goes away in the middle leaves no message and no incident", async (t) => {
	const world = await sendingApi(t);
	for (const type of ["message/rfc822", "application/json"]) {
		const body = new ReadableStream({
			start: (controller) => controller.enqueue(Buffer.from("Subject: half")),
			pull: (controller) => controller.error(new Error("aborted")),
		});
		const path = type === "message/rfc822" ? query(world, "&to=zoe@client.example") : "/v1/messages";
		const answer = await world.post(path, body, { "content-type": type });
		assert.equal(answer.body.reason, "request-unfinished");
	}
	assert.equal(world.queued.length + world.refused.length, 0);
});

/** Never ends by itself; counts what is read of it. */
function endless(start: string) {
	const seen = { bytes: 0 };
	const stream = new ReadableStream({
		start: (controller) => controller.enqueue(Buffer.from(start)),
		pull(controller) {
			const piece = Buffer.alloc(65_536, "line\r\n");
			seen.bytes += piece.length;
			controller.enqueue(piece);
		},
	});
	return { seen, stream };
}

test("a message beyond the limit is refused without being read to its end", async (t) => {
	const world = await sendingApi(t, { messageBytes: 1024 * 1024 });
	const mime = endless(MIME);
	const refused = await world.post(query(world), mime.stream);
	assert.deepEqual([refused.status, refused.body.reason], [413, "message-too-large"]);
	assert.ok(mime.seen.bytes < 3 * 1024 * 1024, `${mime.seen.bytes}`);
	const declared = endless(MIME);
	const length = { "content-length": String(2 * 1024 * 1024) };
	const early = await world.post(
		query(world, "&from=a@shop.example&to=b@client.example"),
		declared.stream,
		length,
	);
	assert.deepEqual([early.status, early.body.phase], [413, "mail"]);
	assert.ok(declared.seen.bytes <= 65_536 * 2);
	const json = endless('{"text": "');
	const type = { "content-type": "application/json" };
	assert.equal((await world.post("/v1/messages", json.stream, type)).body.reason, "message-too-large");
	const large = aMail(world, { text: "x".repeat(1024 * 1024 + 1) });
	assert.equal((await world.post("/v1/messages", large)).body.reason, "message-too-large");
	assert.equal(world.queued.length, 0);
});

test("the same request under the same key is sent once and answered alike", async (t) => {
	const world = await sendingApi(t);
	const key = { "idempotency-key": "order-12" };
	const mail = aMail(world, { to: ["zoe@client.example", "a@nowhere.example"], html: "<p>two parts</p>" });
	const answers = await Promise.all(Array.from({ length: 8 }, () => world.post("/v1/messages", mail, key)));
	assert.deepEqual([...new Set(answers.map(({ status }) => status))], [202]);
	assert.equal(new Set(answers.map(({ body }) => JSON.stringify(body))).size, 1);
	assert.equal(answers.filter(({ headers }) => headers.get("idempotent-replayed") === "true").length, 7);
	assert.equal(world.queued.length, 1);
	const again = await world.post("/v1/messages", mail, key);
	assert.deepEqual(again.body, answers[0]?.body);
	const other = await world.post("/v1/messages", { ...mail, subject: "Another" }, key);
	assert.deepEqual([other.status, other.body.reason], [422, "idempotency-key-reused"]);
	const mime = { "idempotency-key": "order-13" };
	const [first, second] = [
		await world.post(query(world), MIME, mime),
		await world.post(query(world), MIME, mime),
	];
	assert.deepEqual(first?.body, second?.body);
	assert.equal((await world.post(query(world), `${MIME}more`, mime)).status, 422);
	assert.equal(world.queued.length, 2);
	await world.clock.advance(24 * 3_600_000);
	await world.store.audit.prune(0); // What was being written meanwhile looks a day late: the service would be overloaded.
	assert.equal((await world.post("/v1/messages", mail, key)).headers.get("idempotent-replayed"), null);
	assert.equal(world.queued.length, 3);
});

test("a header field of the message asks for the same, and is answered with its recipients", async (t) => {
	const world = await sendingApi(t);
	const mime = `Angarium-Idempotency-Key: job 7\r\n${MIME}`;
	const answers = [await world.post(query(world), mime), await world.post(query(world), mime)];
	assert.deepEqual(answers[0]?.body, answers[1]?.body);
	assert.equal(answers[1]?.headers.get("idempotent-replayed"), "true");
	assert.equal(world.queued.length, 1);
});

test("a refused request may be repeated under its key once its cause is gone", async (t) => {
	let suppressed = true;
	const world = await sendingApi(t, {}, { lookUpDomain: () => (suppressed ? "not-found" : "takes-mail") });
	const key = { "idempotency-key": "order-12" };
	assert.equal((await world.post("/v1/messages", aMail(world), key)).status, 422);
	suppressed = false;
	assert.equal((await world.post("/v1/messages", aMail(world), key)).status, 202);
});

test("of one key with two messages at once, one is sent and the other is told", async (t) => {
	const world = await sendingApi(t);
	const key = { "idempotency-key": "order-12" };
	const answers = await Promise.all(
		["one", "two"].map((subject) => world.post("/v1/messages", aMail(world, { subject }), key)),
	);
	assert.deepEqual(answers.map(({ status }) => status).sort(), [202, 422]);
	assert.equal(world.queued.length, 1);
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
