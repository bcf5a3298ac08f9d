import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { acceptedTypes } from "./attachments.ts";
import { type ArticleFacts, generalArticles, isArticle, renderArticle } from "./help.ts";
import { defaultLimits } from "./limits.ts";
import { isReason, reasons } from "./refusals/index.ts";

const folder = new URL("../../help/", import.meta.url);
const names = readdirSync(folder).map((file) => file.replace(/\.md$/, ""));
const read = (name: string): string => readFileSync(new URL(`${name}.md`, folder), "utf8");

const factsOf = (name: string): ArticleFacts => ({
	reason: isReason(name) ? name : null,
	limits: defaultLimits,
	acceptedTypes,
	helpUrl: "https://relay.example",
});
const render = (name: string): string => renderArticle(read(name), factsOf(name));

test("every reason has an article, and every article a reason or a place among the general ones", () => {
	assert.deepEqual(names.toSorted(), [...reasons, ...generalArticles].sort());
	assert.ok(names.every(isArticle));
});

test("nothing but an article's name opens an article", () => {
	for (const name of ["../package", "statuses.md", "", "constructor", "STATUSES"])
		assert.ok(!isArticle(name), name);
});

test("every name and table in an article is filled in", () => {
	for (const name of names) assert.doesNotMatch(render(name), /\{\{|\}\}|<!--|[{}]\w+\}|…\./, name);
});

test("a reason's article begins with its title, shows a whole reply, and says why and how to fix it", () => {
	for (const reason of reasons) {
		const markdown = read(reason);
		for (const part of [
			"# {{title}}",
			"{{example}}",
			"## Why it is refused",
			"## How to fix it",
			"## Related",
		])
			assert.ok(markdown.includes(part), `${reason}: ${part}`);
		assert.match(render(reason), new RegExp(`\\n\\d{3} \\d\\.\\d+\\.\\d+ \\[${reason}\\] https://`), reason);
	}
});

test("an example says every one of its facts", () => {
	for (const reason of reasons) {
		// Its point is a letter that a reply cannot hold.
		if (reason === "address-needs-smtputf8") continue;
		const [, example = ""] = render(reason).split("```");
		assert.doesNotMatch(example, /\?/, reason);
	}
});

test("no article types a code or the size limit that the source knows", () => {
	for (const reason of reasons) {
		assert.doesNotMatch(read(reason), /\b[45]\d\d [45]\.\d+\.\d+|\b20 MB is the limit/, reason);
	}
});

test("every link between articles leads to one", () => {
	for (const name of names) {
		for (const [, target = ""] of render(name).matchAll(/\]\(\/help\/([^)]*)\)/g))
			assert.ok(isArticle(target), `${name} links to ${target}`);
	}
});

test("a changed limit changes the articles", () => {
	const facts = { ...factsOf("too-many-recipients"), limits: { ...defaultLimits, recipientsPerMessage: 7 } };
	const article = renderArticle(read("too-many-recipients"), facts);
	assert.match(article, /than one message may have: 7\./);
	assert.match(article, /452-4\.5\.3 A message may have 7 recipients/);
});

test("the tables come from the catalogue and from the running list", () => {
	assert.ok(
		render("smtp-error-codes").includes(
			"| [tls-required](/help/tls-required) | 530 5.7.0<br>538 5.7.11 (auth) |",
		),
	);
	const facts = { ...factsOf("accepted-attachments"), acceptedTypes: acceptedTypes.slice(0, 1) };
	assert.ok(renderArticle(read("accepted-attachments"), facts).includes("| Documents | pdf |"));
});
