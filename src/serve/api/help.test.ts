import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "../../../test/support/json.ts";
import { sendingApi } from "../../../test/support/sending-api.ts";
import { articles, placeOf } from "../../terms/help/index.ts";

type Api = Awaited<ReturnType<typeof sendingApi>>;

/** By nobody who is known. */
const ask = async ({ app }: Api, path: string, language = "en") => {
	const response = await app.request(path, { headers: { "accept-language": language } });
	return { status: response.status, body: (await response.json()) as Json };
};

test("Help is searched by anybody: articles with excerpts in pieces, and where they are", async (t) => {
	const api = await sendingApi(t);
	const { status, body } = await ask(api, "/v1/help/search?q=mailbox%20full");
	assert.deepEqual([status, body.explanation, body.how], [200, null, "all"]);
	assert.ok(body.total >= body.items.length && body.items.length > 0);
	const [first] = body.items;
	assert.equal(first.place, "causes/mailbox-full");
	assert.match(first.url, /^https:\/\/relay\.example\/help\/causes\/mailbox-full(?:#[a-z-]+)?$/);
	const marked = first.excerpt.filter((piece: Json) => piece.marked).map(({ text }: Json) => text);
	assert.ok(marked.includes("mailbox"), String(marked));
});

test("a reply in the question is explained, in the language of the asker", async (t) => {
	const api = await sendingApi(t);
	const path = `/v1/help/search?q=${encodeURIComponent("450 4.2.2 Mailbox full")}`;
	const { explanation } = (await ask(api, path)).body;
	assert.deepEqual(
		[explanation.kind, explanation.id, explanation.temporary],
		["cause", "mailbox-full", true],
	);
	assert.match(explanation.moveSays, /recipient/i);
	assert.match((await ask(api, path, "fr")).body.explanation.moveSays, /destinataire/);
});

test("every article is listed once and can be got, filled in, in both languages", async (t) => {
	const api = await sendingApi(t);
	for (const language of ["en", "fr"]) {
		const { groups } = (await ask(api, "/v1/help", language)).body;
		const listed = groups.flatMap(({ sections }: Json) =>
			sections.flatMap((section: Json) => section.articles.map(({ place }: Json) => place)),
		);
		assert.deepEqual(listed.toSorted(), articles.map(placeOf).toSorted());
		for (const place of listed) {
			const { status, body } = await ask(
				api,
				`/v1/help/article?place=${encodeURIComponent(place)}`,
				language,
			);
			assert.deepEqual([status, body.language], [200, language], place);
			assert.ok(body.markdown.startsWith(`# ${body.title}\n`), place);
			assert.doesNotMatch(body.markdown, /\{\{/, place);
		}
	}
});

test("what is no article, and a question without end, are refused as such", async (t) => {
	const api = await sendingApi(t);
	for (const place of ["nothing", "..%2FREADME", "constructor", "causes%2F"]) {
		const { status, body } = await ask(api, `/v1/help/article?place=${place}`);
		assert.deepEqual([status, body.reason], [404, "not-found"], place);
	}
	for (const q of ["", "a".repeat(4_001)])
		assert.equal((await ask(api, `/v1/help/search?q=${q}`)).status, 422);
});
