import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { aMessage, aRefusal, newId, recipientsAt } from "../../../test/contracts/messages.ts";
import type { Json } from "../../../test/support/json.ts";
import { sendingApi } from "../../../test/support/sending-api.ts";
import { GATHER_MS } from "../../report/feed.ts";
import type { RefusalRow } from "../../report/ports.ts";
import { SECOND } from "../../terms/clock.ts";
import { type ActivityId, activityIdOf } from "../../terms/ids.ts";
import { HEARTBEAT_MS } from "./activity-events.ts";

async function aWorld(t: TestContext) {
	const api = await sendingApi(t);
	const { account, domain, user } = api.shop;
	const own = { accountId: account.id, domainId: domain.id, smtpUserId: user.id };
	const at = api.clock.now();
	const accept = async (to: string, change: Parameters<typeof aMessage>[0] = {}) => {
		const message = aMessage({ ...own, receivedAt: at, recipients: recipientsAt(to), ...change });
		await api.store.spool.accept(message);
		return message;
	};
	const refuse = async (change: Partial<RefusalRow> = {}) => {
		const row = aRefusal({
			...own,
			at,
			reason: "sender-domain-mismatch",
			phase: "mail",
			facts: { senderDomain: "other.example", userDomain: "shop.example" },
			reply: "550 5.7.1 No",
			sender: "ann@other.example",
			recipient: "",
			...change,
		});
		await api.store.reports.recordRefusals([row]);
		return row;
	};
	return { ...api, accept, refuse };
}

const recipientsIn = ({ body }: { body: Json }): string[] => body.items.map((row: Json) => row.recipient);

test("statuses and reasons may be given several times, and text is looked for everywhere", async (t) => {
	const { get, accept, refuse } = await aWorld(t);
	await accept("ann@client.example", { subject: "Invoice 7" });
	await refuse({ recipient: "bob@client.example" });
	await refuse({ recipient: "eve@client.example", reason: "quota-exceeded", facts: {} });
	const found = async (query: string) =>
		recipientsIn(await get(`/v1/activity?${query}`))
			.map((one) => one.slice(0, 3))
			.sort();
	assert.deepEqual(await found("status=pending&status=rejected"), ["ann", "bob", "eve"]);
	assert.deepEqual(await found("status=pending,rejected"), ["ann", "bob", "eve"]);
	assert.deepEqual(await found("status=rejected&reason=quota-exceeded"), ["eve"]);
	assert.deepEqual(await found("reason=quota-exceeded&reason=sender-domain-mismatch"), ["bob", "eve"]);
	assert.deepEqual(await found("text=invoice"), ["ann"]);
	assert.deepEqual(await found("text=other.example"), ["bob", "eve"]);
	const wrong = await get("/v1/activity?status=lost");
	assert.equal(wrong.status, 422);
	assert.match(wrong.body.errors[0].detail, /none of rejected/);
});

test("a page leads down to older rows and up to newer ones, which may have come meanwhile", async (t) => {
	const { get, refuse, clock, another } = await aWorld(t);
	for (const name of ["a", "b", "c"]) {
		await refuse({ id: newId<ActivityId>(clock.now()), recipient: `${name}@x.example` });
		await clock.advance(10);
	}
	const top = await get("/v1/activity?limit=2");
	assert.deepEqual(recipientsIn(top), ["c@x.example", "b@x.example"]);
	const older = await get(`/v1/activity?limit=2&cursor=${top.body.next}`);
	assert.deepEqual(recipientsIn(older), ["a@x.example"]);
	assert.equal(older.body.next, null);
	await refuse({ id: newId<ActivityId>(clock.now()), recipient: "d@x.example" });
	const newer = await get(`/v1/activity?after=${top.body.previous}`);
	assert.deepEqual(recipientsIn(newer), ["d@x.example"]);
	const back = await get(`/v1/activity?limit=2&after=${older.body.previous}`);
	assert.deepEqual(recipientsIn(back), ["c@x.example", "b@x.example"]);
	assert.deepEqual(recipientsIn(await get(`/v1/activity?after=${back.body.previous}`)), ["d@x.example"]);
	const none = await get(`/v1/activity?after=${newer.body.previous}`);
	assert.deepEqual([recipientsIn(none), none.body.previous], [[], newer.body.previous]);
	assert.equal((await get("/v1/activity?after=x")).status, 422);
	const { token } = await another();
	assert.deepEqual(recipientsIn(await get(`/v1/activity?after=${older.body.previous}`, token)), []);
});

test("the export has the rows of the filter, and nothing in it is a formula", async (t) => {
	const { app, shop, accept, refuse, another } = await aWorld(t);
	await accept("ann@client.example", { subject: '=HYPERLINK("http://x")' });
	await refuse({ recipient: "bob@client.example" });
	const csv = async (query: string, token = shop.token) => {
		const headers = { authorization: `Bearer ${token}` };
		const response = await app.request(`/v1/activity.csv?${query}`, { headers });
		assert.equal(response.headers.get("content-type"), "text/csv; charset=utf-8");
		return (await response.text()).trimEnd().split("\r\n");
	};
	const [heading, ...rows] = await csv("");
	assert.match(heading ?? "", /^id,at,updated_at,status,recipient,subject,/);
	assert.equal(rows.length, 2);
	assert.ok(rows.some((row) => row.includes(`"'=HYPERLINK(""http://x"")"`)));
	const [, ...rejected] = await csv("status=rejected");
	assert.equal(rejected.length, 1);
	assert.match(rejected[0] ?? "", /,rejected,bob@client\.example,/);
	assert.equal((await csv("", (await another()).token)).length, 1);
});

test("a row's page has header, verdicts and alignment; a refusal's has cause and remedy in the reader's words", async (t) => {
	const { app, get, shop, accept, refuse, another } = await aWorld(t);
	const message = await accept("ann@client.example");
	const path = `/v1/activity/${activityIdOf(message.id, 0)}`;
	const { body } = await get(path);
	assert.equal(body.message.header, message.header.toString());
	assert.deepEqual(body.message.alignment, {
		dkim: { domain: "shop.example", aligned: true },
		spf: { domain: body.message.alignment.spf.domain, aligned: true },
	});
	assert.match(body.message.alignment.spf.domain, /\.shop\.example$/);
	assert.deepEqual(body.session.transcript, message.session?.transcript);
	assert.equal((await get(path, (await another()).token)).status, 404);
	const strange = await accept("bob@client.example", {
		signingDomain: null,
		reversePath: "",
		author: "x@else.example",
	});
	const { alignment } = (await get(`/v1/activity/${activityIdOf(strange.id, 0)}`)).body.message;
	assert.deepEqual(alignment, {
		dkim: { domain: null, aligned: false },
		spf: { domain: null, aligned: false },
	});
	const refusal = await refuse();
	const french = await app.request(`/v1/activity/${refusal.id}`, {
		headers: { authorization: `Bearer ${shop.token}`, "accept-language": "fr" },
	});
	const shown = (await french.json()) as Json;
	assert.equal(shown.message, null);
	assert.equal(shown.reply, refusal.reply);
	assert.equal(shown.facts.senderDomain, "other.example");
	assert.match(shown.words.help, /\/help\/sender-domain-mismatch$/);
	const english = (await get(`/v1/activity/${refusal.id}`)).body;
	assert.notEqual(shown.words.remedy, english.words.remedy);
});

/** The events of a stream, as they come. */
function eventsOf(response: Response) {
	assert.equal(response.status, 200);
	assert.equal(response.headers.get("content-type"), "text/event-stream; charset=utf-8");
	const reader = (response.body as ReadableStream<Uint8Array>).getReader();
	return {
		async next(): Promise<{ id?: string; data?: Json; text: string } | undefined> {
			const { done, value } = await reader.read();
			if (done) return undefined;
			const text = Buffer.from(value).toString();
			const id = /^id: (.*)$/m.exec(text)?.[1];
			const data = /^data: (.*)$/m.exec(text)?.[1];
			return { text, ...(id && { id }), ...(data && { data: JSON.parse(data) }) };
		},
		leave: () => reader.cancel(),
	};
}

async function aStream(t: TestContext) {
	const world = await aWorld(t);
	const follow = (token = world.shop.token, headers: Readonly<Record<string, string>> = {}) =>
		Promise.resolve(
			world.app.request("/v1/activity/events", { headers: { authorization: `Bearer ${token}`, ...headers } }),
		);
	return { ...world, follow };
}

test("who follows an account is told of its rows after their commit, and goes on where it was", async (t) => {
	const { accept, follow, clock, another } = await aStream(t);
	const stream = eventsOf(await follow());
	const theirs = eventsOf(await follow((await another()).token));
	const hello = await stream.next();
	assert.match(hello?.text ?? "", /^retry: 3000\nid: \w+-0\n/);
	await theirs.next();
	const message = await accept("ann@client.example");
	await clock.advance(GATHER_MS);
	const event = await stream.next();
	assert.equal(event?.data.type, "activity");
	assert.equal(event.data.id, activityIdOf(message.id, 0));
	assert.equal(event.data.recipient, "ann@client.example");
	await stream.leave();
	await accept("bob@client.example");
	await clock.advance(GATHER_MS);
	const again = eventsOf(await follow(undefined, { "last-event-id": event.id as string }));
	assert.equal((await again.next())?.text, "retry: 3000\n\n", "no later place than what was told");
	assert.equal((await again.next())?.data.recipient, "bob@client.example");
	const lost = eventsOf(await follow(undefined, { "last-event-id": "0-1" }));
	await lost.next();
	assert.deepEqual((await lost.next())?.data, { type: "reset" });
	const quiet = theirs.next();
	await clock.advance(HEARTBEAT_MS);
	assert.equal((await quiet)?.text, ": still here\n\n", "the other account hears nothing of it");
});

test("who loses the right to it is told nothing more after five seconds", async (t) => {
	const { accept, follow, clock, setup, shop } = await aStream(t);
	const made = await setup.apiKeys.create(shop.account.id, "page");
	assert.ok("token" in made);
	const stream = eventsOf(await follow(made.token));
	await stream.next();
	await setup.apiKeys.remove(made.key.id);
	await clock.advance(5 * SECOND);
	await accept("ann@client.example");
	await clock.advance(GATHER_MS);
	assert.equal(await stream.next(), undefined);
});

test("an account has so many followers, and the next one is told to wait", async (t) => {
	const { follow } = await aStream(t);
	const open = [];
	for (let i = 0; i < 20; i++) open.push(eventsOf(await follow()));
	const refused = await follow();
	assert.equal(refused.status, 429);
	assert.equal(((await refused.json()) as Json).reason, "too-many-followers");
	await open[0]?.leave();
	assert.equal((await follow()).status, 200);
});

test("statistics count what Activity has, by domain and reason, for this period and the one before", async (t) => {
	const { get, accept, refuse, clock, store, setup, shop, another } = await aWorld(t);
	const from = clock.now();
	await accept("a@x.example", { receivedAt: from - 1 });
	const message = await accept("b@x.example", { receivedAt: from });
	await refuse({ count: 4, lastAt: from });
	await store.queue.complete(
		[{ recipient: { message: message.id, index: 0 }, attempt: 1, to: "delivered", at: from + 1 }],
		[],
	);
	const path = `/v1/statistics?from=${new Date(from).toISOString()}&to=${new Date(from + 3_600_000).toISOString()}&timeZone=Europe/Paris`;
	const { body } = await get(path);
	const nothing = { softBounces: 0, hardBounces: 0, deferred: 0, complaints: 0 };
	assert.deepEqual(body.figures, { ...nothing, recipients: 1, delivered: 1, rejected: 4 });
	assert.deepEqual(body.previousFigures, { ...nothing, recipients: 1, delivered: 0, rejected: 0 });
	assert.deepEqual(body.topReasons, [{ reason: "sender-domain-mismatch", count: 4 }]);
	const watcher = await setup.apiKeys.create(shop.account.id, "figures", { permissions: ["dashboard:read"] });
	assert.ok("token" in watcher);
	const seen = (await get(path, watcher.token)).body;
	assert.deepEqual([seen.figures, seen.topReasons], [body.figures, []], "reasons are part of Activity");
	const figures = { accepted: 1, delivered: 1, bounced: 0, rejected: 4 };
	assert.deepEqual(body.domains, [{ domainId: shop.domain.id, ...figures, name: "shop.example" }]);
	assert.equal(body.series.length, 1);
	assert.equal((await get(path, (await another()).token)).body.figures.recipients, 0);
	assert.equal((await get("/v1/statistics?timeZone=Mars/Olympus")).status, 422);
	assert.equal((await get("/v1/statistics?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")).status, 422);
	assert.equal((await get("/v1/statistics?from=2020-01-02T00:00:00Z")).status, 422);
	assert.equal((await get("/v1/statistics")).body.unit, "day");
});
