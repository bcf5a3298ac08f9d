import assert from "node:assert/strict";
import { test } from "node:test";
import { aMessage, aRefusal, basic, MARKUP, nobody, pages } from "../../../test/support/pages.ts";
import { isProblem } from "../../setup/index.ts";
import { reasons } from "../../terms/refusals/index.ts";
import type { WebDependencies } from "./index.ts";

test("a refusal opens to what it means, what to do, and the reply as it was sent", async (t) => {
	const { get, store, clock } = await pages(t);
	await store.reports.recordRefusals([aRefusal(clock.now())]);
	const { text } = await get("/");
	assert.match(text, /<details class="reason"/);
	assert.match(text, /The sender&#39;s domain is not this SMTP user&#39;s domain/);
	assert.match(text, /What to do<\/strong> Send as an address @shop\.example/);
	assert.match(text, /550 5\.7\.1 no/);
	assert.match(text, /href="\/help\/sender-domain-mismatch"/);
	assert.match(text, /said at MAIL FROM/);
});

test("when a reply came is told in words: after the content, not at a phase of ours", async (t) => {
	const { get, store, clock } = await pages(t);
	await store.reports.recordRefusals([aRefusal(clock.now(), { phase: "content" })]);
	assert.match((await get("/")).text, /said after the content/);
	assert.match((await get("/", { "accept-language": "fr" })).text, /dit après le contenu/);
});

test("the reason is said in French to who reads French", async (t) => {
	const { get, store, clock } = await pages(t);
	await store.reports.recordRefusals([aRefusal(clock.now())]);
	const { text } = await get("/", { "accept-language": "de, fr-CA;q=0.8, en;q=0.3" });
	assert.match(text, /lang="fr"/);
	assert.match(text, /Que faire/);
	assert.doesNotMatch((await get("/", { "accept-language": "en-GB,fr;q=0.5" })).text, /Que faire/);
});

test("a pasted reply is explained with what to do and whose move it is, in the reader's language", async (t) => {
	const { get } = await pages(t);
	const text = encodeURIComponent("552 5.2.2 <ann@client.example>: user is over quota");
	const english = (await get(`/help?text=${text}`)).text;
	assert.match(english, /<h3>The recipient&#39;s mailbox is full<\/h3>/);
	assert.match(english, /Whose move<\/strong> The recipient, or who looks after their mail,/);
	assert.match(english, /href="\/help\/causes\/mailbox-full">Read more/);
	const french = (await get(`/help?text=${text}&lang=fr`)).text;
	assert.match(french, /Que faire<\/strong> .*\n.*À qui d’agir<\/strong> C’est au destinataire/);
	assert.match(french, /href="\/help\/causes\/mailbox-full\?lang=fr">En savoir plus/);
	assert.doesNotMatch((await get("/help?text=good+morning")).text, /Whose move/);
});

test("the session of a message is told as what it was", async (t) => {
	const session = aRefusal(1).session;
	assert.ok(session !== null);
	const seen = async (door: "submission" | "api") => {
		const message = aMessage({ session: { ...session, client: { ...session.client, door } } });
		const reports = { message: async () => message } as unknown as WebDependencies["reports"];
		return (await (await pages(t, { reports })).get(`/messages/${message.id}`)).text;
	};
	assert.match(await seen("submission"), /From 192\.0\.2\.7, which calls itself crm · no TLS\./);
	assert.match(await seen("api"), /From 192\.0\.2\.7, by the HTTP API\./);
});

test("what strangers wrote is text on every page", async (t) => {
	const message = aMessage();
	const { get, store, clock } = await pages(t);
	const row = aRefusal(clock.now(), {
		subject: MARKUP,
		recipient: MARKUP,
		author: MARKUP,
		reply: MARKUP,
		facts: { field: "From", domain: MARKUP, userDomain: MARKUP },
	});
	await store.reports.recordRefusals([row]);
	const withMessage = await pages(t, { reports: { ...store.reports, message: async () => message } });
	const query = encodeURIComponent(`">${MARKUP}`);
	const seen = await Promise.all([
		get("/"),
		get(`/activity/${row.id}`),
		get(`/?subject=${query}&before=${query}&from=${query}`),
		get(`/help?text=${query}`),
		withMessage.get(`/messages/${message.id}`),
	]);
	for (const { status, text } of seen) {
		assert.equal(status, 200);
		assert.doesNotMatch(text, /<script>|<img/);
	}
	for (const { text } of [seen[0], seen[1], seen[4]].filter((page) => page !== undefined))
		assert.match(text, /&lt;script&gt;alert/);
});

test("a page may load nothing from elsewhere, run nothing inline and stand in no frame", async (t) => {
	const { get } = await pages(t);
	for (const path of ["/", "/help", "/nothing", "/assets/page.js"]) {
		const { headers } = await get(path);
		const policy = headers.get("content-security-policy") ?? "";
		assert.match(policy, /default-src 'none'/);
		assert.match(policy, /script-src 'self'/);
		assert.match(policy, /frame-ancestors 'none'/);
		assert.doesNotMatch(policy, /unsafe/);
		assert.equal(headers.get("x-content-type-options"), "nosniff");
		assert.equal(headers.get("referrer-policy"), "no-referrer");
	}
	const { text } = await get("/");
	assert.doesNotMatch(text, / style=| on[a-z]+=|<script>|<style/);
});

test("an account's key shows that account's mail, and no other's by its address", async (t) => {
	const web = await pages(t, { open: false });
	const [shop, other] = [await web.anAccount("shop"), await web.anAccount("other")];
	const theirs = aRefusal(web.clock.now(), { accountId: other.id, subject: "Their invoice" });
	await web.store.reports.recordRefusals([
		theirs,
		aRefusal(web.clock.now(), { accountId: shop.id, subject: "Our invoice" }),
	]);

	const { text } = await web.get("/", { authorization: shop.authorization });
	assert.match(text, /Our invoice/);
	assert.doesNotMatch(text, /Their invoice/);
	assert.equal((await web.get(`/activity/${theirs.id}`, { authorization: shop.authorization })).status, 404);
	assert.equal((await web.get(`/activity/${theirs.id}`, { authorization: other.authorization })).status, 200);

	const operator = await web.setup.apiKeys.create(null, "operator");
	assert.ok(!isProblem(operator));
	const all = await web.get("/", { authorization: basic(operator.token) });
	assert.match(all.text, /Their invoice/);
	assert.match(all.text, /Our invoice/);
});

test("a message's page is not shown to another account", async (t) => {
	const reports = { message: async () => aMessage() } as unknown as WebDependencies["reports"];
	const web = await pages(t, { open: false, reports });
	const { authorization } = await web.anAccount("shop");
	assert.equal((await web.get(`/messages/${nobody}`, { authorization })).status, 404);
});

test("without a key only help is shown, and guessing ends", async (t) => {
	const { get } = await pages(t, { open: false });
	const asked = await get("/");
	assert.equal(asked.status, 401);
	assert.match(asked.headers.get("www-authenticate") ?? "", /^Basic /);
	assert.equal((await get("/help/quota-exceeded")).status, 200);
	let status = 401;
	for (let tries = 0; tries < 100 && status === 401; tries++)
		status = (await get("/", { authorization: basic(`ak_${nobody}_guess${tries}`) })).status;
	assert.equal(status, 429);
});

test("try mode answers only to this machine's names: another site's name may point here", async (t) => {
	const { get } = await pages(t);
	assert.equal((await get("http://127.0.0.1:8080/")).status, 200);
	assert.equal((await get("http://rebound.example/")).status, 403);
});

test("activity is filtered by the address, and an older page begins where the newer one ended", async (t) => {
	const { get, store, clock } = await pages(t);
	const DAY = 86_400_000;
	const rows = Array.from({ length: 60 }, (_, n) =>
		aRefusal(clock.now() - n * DAY, { subject: `Invoice no. ${n}!` }),
	);
	await store.reports.recordRefusals(rows);

	const subjects = (text: string) => [...text.matchAll(/Invoice no\. (\d+)!/g)].map(([, n]) => Number(n));
	const first = (await get("/")).text;
	assert.deepEqual(
		subjects(first),
		Array.from({ length: 50 }, (_, n) => n),
	);
	const older = /href="([^"]+)" rel="next"/.exec(first)?.[1]?.replaceAll("&amp;", "&") ?? "";
	assert.deepEqual(
		subjects((await get(older)).text),
		Array.from({ length: 10 }, (_, n) => 50 + n),
	);

	assert.deepEqual(subjects((await get("/?subject=no.%2017!")).text.replace(/value="[^"]*"/g, "")), [17]);
	assert.deepEqual(subjects((await get("/?from=2026-01-02&to=2026-01-03")).text), [2, 3]);
	assert.deepEqual(subjects((await get("/?days=1")).text).includes(5), false);
	assert.deepEqual(subjects((await get("/?status=delivered")).text), []);
	assert.equal(subjects((await get("/?days=nonsense&status=none&before='&from=2026-99-99")).text).length, 50);
});

test("a message's page tells what happened, in order, with host, time and reply", async (t) => {
	const message = aMessage({ subject: "Invoice 2290" });
	const reports = { message: async () => message } as unknown as WebDependencies["reports"];
	const { get } = await pages(t, { reports });
	const { status, text } = await get(`/messages/${message.id}`);
	assert.equal(status, 200);
	assert.match(text, /Accepted and written down[\s\S]*Bounced[\s\S]*mx\.client\.example \[192\.0\.2\.25\]/);
	assert.match(text, /took 14 ms[\s\S]*550 no/);
	assert.match(text, /2\.0 kB/);
	assert.match(text, /a ZIP archive · 4\.0 kB · 3 files inside/);
});

test("try mode says how to send the first mail, and shows what arrived", async (t) => {
	const mail = {
		id: "1",
		receivedAt: "2026-01-05T08:00:00.000Z",
		from: "billing@shop.example",
		to: ["ok@client.example"],
		subject: MARKUP,
		sizeBytes: 42,
		tls: "TLSv1.3",
	};
	const before = await pages(t);
	const { id } = await before.anAccount("Demo shop");
	const { get } = await pages(t, {
		setup: before.setup,
		demo: { account: id, username: "demo", password: "secret", from: mail.from, to: "ok@client.example" },
		mailbox: {
			messages: () => [mail],
			raw: (id) => (id === "1" ? Buffer.from(`Subject: ${MARKUP}\r\n\r\nHello`) : undefined),
		},
	});
	const home = await get("/");
	assert.match(home.text, /smtp:\/\/127\.0\.0\.1:2525/);
	assert.match(home.text, /Nothing has been sent yet/);
	assert.match((await get("/mailbox")).text, /href="\/mailbox\/1"/);
	const shown = await get("/mailbox/1");
	assert.match(shown.text, /Hello/);
	assert.doesNotMatch(shown.text, /<script>/);
	const raw = await get("/mailbox/1/raw");
	assert.match(raw.headers.get("content-disposition") ?? "", /^attachment/);
	assert.equal((await get("/mailbox/2")).status, 404);
});

test("in production there is no mailbox", async (t) => {
	const { get } = await pages(t);
	assert.equal((await get("/mailbox")).status, 404);
});

test("every reason has an article, with nothing left to fill in", async (t) => {
	const { get } = await pages(t);
	for (const reason of reasons) {
		const { status, text } = await get(`/help/${reason}`);
		assert.equal(status, 200, reason);
		assert.doesNotMatch(text, /\{\{/, reason);
	}
});

test("a name that is no article opens no file", async (t) => {
	const { get } = await pages(t);
	for (const name of ["..%2fREADME", "..%2f..%2fpackage", "README", "%00", "constructor"])
		assert.equal((await get(`/help/${name}`)).status, 404, name);
});

test("a fault shows its incident's id and nothing of the error", async (t) => {
	const reports = {
		activity: async () => {
			throw new Error("secret detail");
		},
	} as unknown as WebDependencies["reports"];
	const { get, incidents } = await pages(t, { reports });
	const { status, text } = await get("/");
	assert.equal(status, 503);
	assert.match(text, /incident-1/);
	assert.doesNotMatch(text, /secret detail/);
	assert.equal(incidents.length, 1);
});
