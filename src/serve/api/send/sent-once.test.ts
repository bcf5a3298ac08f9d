import assert from "node:assert/strict";
import { test } from "node:test";
import { sendingApi } from "../../../../test/support/sending-api.ts";
import { aMail, MIME, query } from "../../../../test/support/sent-over-http.ts";

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
