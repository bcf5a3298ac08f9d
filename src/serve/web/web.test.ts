import assert from "node:assert/strict";
import { test } from "node:test";
import { basic, MARKUP, nobody, pages } from "../../../test/support/pages.ts";
import { reasons } from "../../terms/refusals/index.ts";

test("help follows the language and theme chosen in the app, unless its address asks for another", async (t) => {
	const { get } = await pages(t);
	const chosen = { cookie: "angarium-language=fr; angarium-theme=dark" };
	const french = (await get("/help", chosen)).text;
	assert.match(french, /<html lang="fr" data-theme="dark">/);
	assert.match(french, /<title>Aide – Angarium<\/title>[\s\S]*Tableau de bord<\/a>/);
	assert.match((await get("/help?lang=en", chosen)).text, /<html lang="en" data-theme="dark">/);
	const forged = { cookie: 'angarium-language=x"><b>; angarium-theme=red' };
	assert.match((await get("/help", forged)).text, /<html lang="en" data-theme="system">/);
});

test("help reads in the app's typeface, which comes from here", async (t) => {
	const { get } = await pages(t);
	const { text } = await get("/assets/fonts.css");
	const files = [...text.matchAll(/url\(([\w.-]+)\)/g)].map(([, file = ""]) => file);
	assert.ok(files.length >= 6);
	for (const file of files) {
		const { status, headers } = await get(`/assets/${file}`);
		assert.deepEqual([status, headers.get("content-type")], [200, "font/woff2"], file);
	}
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

test("try mode answers only to this machine's names: another site's name may point here", async (t) => {
	const { get } = await pages(t, { mailbox });
	assert.equal((await get("http://127.0.0.1:8080/mailbox")).status, 200);
	assert.equal((await get("http://rebound.example/mailbox")).status, 403);
});

test("where there is nothing, that is said in the reader's language", async (t) => {
	const { get } = await pages(t);
	const french = await get("/nothing", { "accept-language": "fr" });
	assert.equal(french.status, 404);
	assert.match(french.text, /Il n’y a rien ici/);
	assert.match((await get("/nothing")).text, /There is nothing here/);
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

const mail = {
	id: "1",
	receivedAt: "2026-01-05T08:00:00.000Z",
	from: "billing@shop.example",
	to: ["ok@client.example"],
	subject: MARKUP,
	sizeBytes: 42,
	tls: "TLSv1.3",
};
const mailbox = {
	messages: () => [mail],
	raw: (id: string) => (id === "1" ? Buffer.from(`Subject: ${MARKUP}\r\n\r\nHello`) : undefined),
};
const demo = {
	account: nobody,
	username: "demo",
	password: "secret",
	from: mail.from,
	to: "ok@client.example",
};

test("what strangers wrote is text on every page", async (t) => {
	const { get } = await pages(t, { mailbox });
	const query = encodeURIComponent(`">${MARKUP}`);
	for (const path of ["/mailbox", "/mailbox/1", `/help?q=${query}`]) {
		const { status, text } = await get(path);
		assert.equal(status, 200);
		assert.doesNotMatch(text, /<script>|<img/);
		assert.match(text, /&lt;script&gt;alert/);
	}
});

test("without a key only help is shown, and guessing ends", async (t) => {
	const { get, anAccount } = await pages(t, { open: false, mailbox });
	const asked = await get("/mailbox");
	assert.equal(asked.status, 401);
	assert.match(asked.headers.get("www-authenticate") ?? "", /^Basic /);
	assert.equal((await get("/help/quota-exceeded")).status, 200);
	const { authorization } = await anAccount("shop");
	assert.equal((await get("/mailbox", { authorization })).status, 200);
	let status = 401;
	for (let tries = 0; tries < 100 && status === 401; tries++)
		status = (await get("/mailbox", { authorization: basic(`ak_${nobody}_guess${tries}`) })).status;
	assert.equal(status, 429);
});

test("try mode says how to send the first mail, and shows what arrived", async (t) => {
	const { get } = await pages(t, { demo, mailbox });
	const shown = await get("/mailbox");
	assert.match(shown.text, /smtp:\/\/127\.0\.0\.1:2525/);
	assert.match(shown.text, /href="\/mailbox\/1"/);
	assert.match((await get("/mailbox/1")).text, /Hello/);
	const raw = await get("/mailbox/1/raw");
	assert.match(raw.headers.get("content-disposition") ?? "", /^attachment/);
	assert.equal((await get("/mailbox/2")).status, 404);
	const empty = await pages(t, { demo, mailbox: { ...mailbox, messages: () => [] } });
	assert.match((await empty.get("/mailbox")).text, /<details class="try" open>[\s\S]*The mailbox is empty/);
});

test("without the built app the start says how to build it", async (t) => {
	const { get } = await pages(t);
	assert.match((await get("/")).text, /npm run build/);
});

test("a fault shows its incident's id and nothing of the error", async (t) => {
	const messages = () => {
		throw new Error("secret detail");
	};
	const { get, incidents } = await pages(t, { mailbox: { ...mailbox, messages } });
	const { status, text } = await get("/mailbox");
	assert.equal(status, 503);
	assert.match(text, /incident-1/);
	assert.doesNotMatch(text, /secret detail/);
	assert.equal(incidents.length, 1);
});
