import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { deferredMail } from "../../../test/support/deferred-mail.ts";
import type { Json } from "../../../test/support/json.ts";
import { sendingApi } from "../../../test/support/sending-api.ts";
import { activityIdOf } from "../../terms/ids.ts";

/** The API, an operator, and mail of the shop that was deferred by client.example. */
async function aQueue(t: TestContext) {
	const api = await sendingApi(t);
	const operator = await api.setup.apiKeys.create(null, "ann's key");
	assert.ok("token" in operator);
	const mail = await deferredMail(api);
	const post = (path: string, body: object = {}, token = operator.token) =>
		api.post(`/v1/queue/${path}`, body, {}, token);
	const get = (path: string, token = operator.token) => api.get(path, token);
	const ids = [0, 1].map((index) => activityIdOf(mail.id, index));
	return { ...api, operator, mail, ids, post, get };
}

test("the operator sees where mail waits, why, and until when; in French when asked", async (t) => {
	const { get, app, operator, ids } = await aQueue(t);
	const { items, next } = (await get("/v1/queue")).body;
	assert.deepEqual([items.length, items[0].id, items[0].deferred, next], [1, "client.example", 2, null]);
	assert.deepEqual([items[0].oldestAt, items[0].pause], ["2026-11-24T08:00:00.000Z", null]);
	assert.equal(items[0].nextAttemptAt, "2026-11-24T09:00:00.000Z");
	assert.deepEqual(
		[items[0].lastDeferral.cause, items[0].lastDeferral.reply],
		["mailbox-full", "452 4.2.2 Mailbox full"],
	);
	const headers = { authorization: `Bearer ${operator.token}`, "accept-language": "fr" };
	const french = (await (await app.request("/v1/queue/Client.Example", { headers })).json()) as Json;
	assert.match(french.lastDeferral.words.title, /destinataire/);
	assert.match(french.lastDeferral.words.help, /\/help\/causes\/mailbox-full$/);
	const recipients = (await get("/v1/queue/client.example/recipients?state=waiting")).body;
	assert.deepEqual(
		recipients.items.map(({ id, recipient, state, attempts }: Json) => [id, recipient, state, attempts]),
		[
			[ids[0], "a@client.example", "deferred", 1],
			[ids[1], "b@client.example", "deferred", 1],
		],
	);
	assert.equal((await get("/v1/queue/nothing.example")).body.queued, 0);
	assert.deepEqual((await get("/v1/queue?text=CLIENT&state=held")).body.items, []);
});

test("both lists go on where a page ended", async (t) => {
	const { get, post } = await aQueue(t);
	for (const name of ["one", "two", "three"]) await post(`${name}.example/pause`);
	for (const order of ["recipients", "oldest", "name"]) {
		const seen: string[] = [];
		for (let query = `order=${order}&limit=1`; ; ) {
			const { items, next } = (await get(`/v1/queue?${query}`)).body;
			seen.push(...items.map(({ id }: Json) => id));
			if (next === null) break;
			query = `order=${order}&limit=1&cursor=${next}`;
		}
		assert.deepEqual(seen, ["client.example", "one.example", "three.example", "two.example"], order);
	}
	const path = "/v1/queue/client.example/recipients?limit=1";
	const first = (await get(path)).body;
	const second = (await get(`${path}&cursor=${first.next}`)).body;
	assert.deepEqual(
		[first.items[0].recipient, second.items[0].recipient],
		["a@client.example", "b@client.example"],
	);
	assert.equal(second.next, null);
	const wrong = await get(`/v1/queue?cursor=${first.next}`);
	assert.deepEqual([wrong.status, wrong.body.errors[0].field], [422, "query.cursor"]);
	assert.equal((await get(`${path}&cursor=${(await get("/v1/queue?limit=1")).body.next}`)).status, 422);
});

test("a pause is told with who and why, its mail says so, and no retry gets around it", async (t) => {
	const { get, post, ids, shop } = await aQueue(t);
	const { status, body } = await post("client.example/pause", { note: "until noon" });
	assert.equal(status, 200);
	assert.deepEqual([body.pause.by, body.pause.note, body.nextAttemptAt], ["ann's key", "until noon", null]);
	const row = (await get(`/v1/activity/${ids[0]}`, shop.token)).body;
	assert.deepEqual([row.status, row.reason, row.reply], ["deferred", "destination-paused", "until noon"]);
	assert.match(row.words.help, /causes\/destination-paused$/);
	const found = await get("/v1/activity?reason=destination-paused&status=deferred", shop.token);
	assert.ok(found.body.items.some(({ id }: Json) => id === ids[0]));
	assert.deepEqual((await get("/v1/activity?reason=mailbox-full", shop.token)).body.items, []);
	const retry = await post("client.example/retry");
	assert.deepEqual([retry.status, retry.body.reason], [409, "unavailable"]);
	assert.equal((await post("client.example/resume")).body.pause, null);
	assert.equal((await post("client.example/retry")).body.changed, 2);
});

test("one recipient is held, released and cancelled, and its account reads who did it", async (t) => {
	const { get, post, ids, shop, store, clock } = await aQueue(t);
	const [recipient] = ids;
	const note = "asked by phone";
	const held = await post("client.example/hold", { recipient, note });
	assert.deepEqual(held.body, { changed: 1, underWay: 0, accountId: null, recipient, note });
	assert.equal((await post("client.example/hold", { recipient })).body.changed, 0);
	assert.equal((await get("/v1/queue/client.example")).body.held, 1);
	assert.equal((await post("client.example/release", { recipient })).body.changed, 1);
	assert.equal((await post("client.example/cancel", { recipient, note })).body.changed, 1);
	await clock.advance(1);
	assert.equal((await post("client.example/cancel", { recipient, note })).body.changed, 0);
	const gone = await post("client.example/hold", { recipient });
	assert.deepEqual([gone.status, gone.body.reason], [409, "unavailable"]);

	const row = (await get(`/v1/activity/${recipient}`, shop.token)).body;
	assert.deepEqual([row.status, row.reason, row.reply], ["soft-bounce", "cancelled-by-operator", note]);
	const told = row.events.map(({ kind, attemptFacts }: Json) => [kind, attemptFacts?.by]);
	assert.deepEqual(told.slice(2), [
		["held", "ann's key"],
		["released", "ann's key"],
		["cancelled", "ann's key"],
	]);
	const [last] = await store.audit.list({ action: "destination" }, 10);
	assert.deepEqual(
		[last?.action, last?.target.id, last?.actor.name],
		["destination.cancel", "client.example", "ann's key"],
	);
	const after = last?.after as Json;
	assert.deepEqual([after.recipient, after.changed, after.deferred], [recipient, 0, 1]);
});

test("what is not there is said, and nobody but the operator may look", async (t) => {
	const { get, post, shop, another, ids } = await aQueue(t);
	const other = await another();
	assert.equal((await post("client.example/hold", { accountId: other.account.id })).body.changed, 0);
	assert.equal((await post("client.example/hold", { accountId: shop.account.id })).body.changed, 2);
	assert.equal(
		(await post("client.example/hold", { recipient: "01KAHV3Q5E8Y7ZJ4N2M6T9R0WX.0000" })).status,
		404,
	);
	assert.equal((await post("else.example/cancel", { recipient: ids[0] })).body.changed, 0);
	const wrong = await get("/v1/queue/no_domain.example");
	assert.deepEqual([wrong.status, wrong.body.errors[0].field], [422, "path.destination"]);
	for (const path of ["/v1/queue", "/v1/queue/client.example"])
		assert.equal((await get(path, shop.token)).body.reason, "operator-only");
	assert.equal((await post("client.example/cancel", {}, shop.token)).body.reason, "operator-only");
});
