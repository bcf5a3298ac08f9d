import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { MARKUP, pages } from "../../../test/support/pages.ts";
import { articles, placeOf } from "../../terms/help/index.ts";

const asked = (text: string): string => `/help?q=${encodeURIComponent(text)}`;

test("a pasted reply is explained with what to do and whose move it is, in the reader's language", async (t) => {
	const { get } = await pages(t);
	const reply = asked("552 5.2.2 <ann@client.example>: user is over quota");
	const english = (await get(reply)).text;
	assert.match(english, /<h2>The recipient&#39;s mailbox is full<\/h2>/);
	assert.match(english, /Whose move<\/strong> The recipient, or who looks after their mail,/);
	assert.match(english, /href="\/help\/causes\/mailbox-full">Read more/);
	const french = (await get(`${reply}&lang=fr`)).text;
	assert.match(french, /Que faire<\/strong> .*\n.*À qui d’agir<\/strong> C’est au destinataire/);
	assert.match(french, /href="\/help\/causes\/mailbox-full\?lang=fr">En savoir plus/);
	assert.doesNotMatch((await get(asked("good morning"))).text, /Whose move/);
});

test("words find articles, which are counted, with what was asked marked and the place in the article", async (t) => {
	const { get } = await pages(t);
	const { text } = await get("/help?q=dmarc&lang=en");
	const [, count = ""] = /<h2 class="count">(\d+) articles<\/h2>/.exec(text) ?? [];
	assert.equal(text.match(/<li><h3>/g)?.length, Number(count));
	assert.match(text, /<title>\d+ articles – Help – Angarium<\/title>/);
	assert.match(text, /href="\/help\/authenticate-a-domain\?lang=en#dmarc">DMARC</);
	assert.match(text, /A <mark>DMARC<\/mark> record is not needed/);
});

test("the box and every link keep the language that was asked for", async (t) => {
	const { get } = await pages(t);
	for (const path of ["/help", "/help?q=bo%C3%AEte+pleine", "/help/statuses", "/help?q=xyzzy"]) {
		const { text } = await get(`${path}${path.includes("?") ? "&" : "?"}lang=fr`, {
			"accept-language": "en",
		});
		assert.match(text, /<html lang="fr"/);
		assert.match(text, /<input type="hidden" name="lang" value="fr">/);
		for (const [, address = ""] of text.matchAll(/href="(\/help[^"]*)"/g))
			assert.match(address, /\?lang=(?:fr|en)(?:#|$)/, `${path}: ${address}`);
	}
});

test("where nothing is found, the next step is said", async (t) => {
	const { get } = await pages(t);
	const { text } = await get(asked("xyzzy"));
	assert.match(text, /Nothing was found[\s\S]*fewer or other words[\s\S]*href="\/help\/smtp-error-codes"/);
});

test("without a question all articles are there, each once, causes of refusals first", async (t) => {
	const { get } = await pages(t);
	for (const path of ["/help", "/help?q=+"]) {
		const { text } = await get(path);
		const list = text.slice(text.indexOf('<h2 id="start">'));
		const places = [...list.matchAll(/href="\/help\/([^"]+)"/g)].map(([, place = ""]) => place);
		assert.deepEqual(places.toSorted(), articles.map(placeOf).toSorted());
		assert.equal(places[0], "why-was-my-email-rejected");
	}
});

test("every link within Help leads somewhere, to the part that it names, in both languages", async (t) => {
	const { get } = await pages(t);
	const fetched = new Map<string, Promise<{ status: number; text: string }>>();
	const open = (path: string) => {
		const page = fetched.get(path) ?? get(path);
		fetched.set(path, page);
		return page;
	};
	const followed = new Set<string>();
	for (const waiting = ["/help?lang=en", "/help?lang=fr"]; waiting.length > 0; ) {
		const here = waiting.pop() ?? "";
		const { text } = await open(here);
		for (const [, target = ""] of text.matchAll(/<a [^>]*?href="([^"]+)"/g)) {
			const { pathname, search, hash } = new URL(target, `http://help.invalid${here}`);
			if (!/^\/help(?:\/|$)/.test(pathname)) continue;
			const path = pathname + search;
			const page = await open(path);
			assert.equal(page.status, 200, `${here} links to ${target}`);
			if (hash !== "") assert.ok(page.text.includes(` id="${hash.slice(1)}"`), `${here} links to ${target}`);
			if (!followed.has(path)) waiting.push(path);
			followed.add(path);
		}
	}
	assert.ok(followed.size >= 2 * articles.length, String(followed.size));
});

test("no two parts of an article have one name", async (t) => {
	const { get } = await pages(t);
	for (const language of ["en", "fr"])
		for (const article of articles) {
			const { text } = await get(`/help/${placeOf(article)}?lang=${language}`);
			const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
			assert.deepEqual(ids.length, new Set(ids).size, `${placeOf(article)} (${language}): ${ids}`);
			assert.ok(!ids.includes(""), placeOf(article));
		}
});

test("whatever is asked, it stays text, and the page is whole", async (t) => {
	const { get } = await pages(t);
	const piece = fc.constantFrom(
		"<",
		">",
		'"',
		"'",
		"&",
		"mark",
		"quota",
		" ",
		"550",
		"é",
		"-",
		"\u0000",
		"\ud800",
	);
	const question = fc.oneof(
		fc.string({ maxLength: 200 }),
		fc.array(piece).map((all) => all.join("")),
	);
	await fc.assert(
		fc.asyncProperty(question, async (text) => {
			const { status, text: page } = await get(`/help?${new URLSearchParams({ q: text })}`);
			assert.equal(status, 200);
			assert.ok(page.endsWith("</html>"));
			const [, value = "", rest = ""] =
				/<input type="search" name="q" value="([^"]*)"([^>]*)>/.exec(page) ?? [];
			assert.doesNotMatch(value, /[<>]/);
			assert.match(
				rest,
				/^ placeholder="[^"]*" autocomplete="off" maxlength="4000" aria-keyshortcuts="[^"]*"$/,
			);
		}),
		{ numRuns: fuzzRuns(60) },
	);
	assert.doesNotMatch((await get(asked(`quota ${MARKUP}`))).text, /<script>|<img/);
});

test("a question is cut where it is longer than anybody asks", async (t) => {
	const { get } = await pages(t);
	const { status, text } = await get(asked("quota ".repeat(2_000)));
	assert.equal(status, 200);
	assert.ok((/name="q" value="([^"]*)"/.exec(text)?.[1] ?? "").length <= 4_000);
});
