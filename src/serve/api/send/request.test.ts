import assert from "node:assert/strict";
import { test } from "node:test";
import { sendingApi } from "../../../../test/support/sending-api.ts";
import { aMail, MIME, query } from "../../../../test/support/sent-over-http.ts";

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
