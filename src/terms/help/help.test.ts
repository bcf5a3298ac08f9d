import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { acceptedTypes } from "../attachments.ts";
import { causeIds } from "../causes/index.ts";
import { defaultLimits } from "../limits.ts";
import { statuses } from "../recipient.ts";
import { languages, reasons } from "../refusals/index.ts";
import { statusWords } from "../status-words.ts";
import {
	type Article,
	type ArticleFacts,
	articleAt,
	fileOf,
	type GeneralArticle,
	generalArticles,
	placeOf,
	renderArticle,
} from "./index.ts";

const folder = new URL("../../../help/", import.meta.url);
const read = (article: Article, language: (typeof languages)[number]): string =>
	readFileSync(new URL(fileOf(article, language), folder), "utf8");

const articles: readonly Article[] = [
	...(Object.keys(generalArticles) as GeneralArticle[]).map((name) => ({ kind: "general", name }) as const),
	...reasons.map((reason) => ({ kind: "reason", reason }) as const),
	...causeIds.map((cause) => ({ kind: "cause", cause }) as const),
];
/** Every article in every language, with its name for the messages of the tests. */
const texts = languages.flatMap((language) =>
	articles.map((article) => ({ article, language, called: fileOf(article, language) })),
);

const factsOf = (article: Article, language: (typeof languages)[number]): ArticleFacts => ({
	article,
	language,
	limits: defaultLimits,
	acceptedTypes,
	helpUrl: "https://relay.example",
});
const render = (article: Article, language: (typeof languages)[number] = "en"): string =>
	renderArticle(read(article, language), factsOf(article, language));
const general = (name: GeneralArticle): Article => ({ kind: "general", name });

test("every reason and every cause has an article in both languages, and no file is left over", () => {
	const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
		file.endsWith(".md"),
	);
	assert.deepEqual(files.toSorted(), texts.map(({ called }) => called).toSorted());
});

test("nothing but an article's place opens an article", () => {
	for (const article of articles) assert.deepEqual(articleAt(placeOf(article)), article);
	for (const place of [
		"../package",
		"statuses.md",
		"",
		"constructor",
		"STATUSES",
		"causes/",
		"causes/../statuses",
	])
		assert.equal(articleAt(place), undefined, place);
});

test("every name and table in an article is filled in", () => {
	for (const { article, language, called } of texts)
		assert.doesNotMatch(render(article, language), /\{\{|\}\}|<!--|[{}]\w+\}|…\./, called);
});

test("articles call a status what Activity calls it, and French ones say its French name first", () => {
	const table = { en: read(general("statuses"), "en"), fr: read(general("statuses"), "fr") };
	for (const status of statuses) {
		const [en, fr] = [statusWords.en[status], statusWords.fr[status]];
		assert.match(table.en, new RegExp(`\\| \\*\\*${en}\\*\\* \\|`));
		assert.match(table.fr, new RegExp(`\\| \\*\\*${fr}\\*\\* \\(${en}\\) \\|`));
		for (const { article, language, called } of texts)
			if (language === "fr") assert.doesNotMatch(read(article, "fr"), new RegExp(`\\*${en}\\*`), called);
	}
});

const headings = {
	en: { why: "## Why it is refused", how: "## How to fix it", related: "## Related" },
	fr: { why: "## Pourquoi c’est refusé", how: "## Comment y remédier", related: "## Voir aussi" },
} as const;

test("a reason's article begins with its title, shows a whole reply, and says why and how to fix it", () => {
	for (const { article, language, called } of texts) {
		if (article.kind !== "reason") continue;
		const markdown = read(article, language);
		assert.ok(markdown.startsWith("# {{title}}\n"), called);
		for (const part of ["{{example}}", ...Object.values(headings[language])])
			assert.ok(markdown.includes(part), `${called}: ${part}`);
		assert.match(
			render(article, language),
			new RegExp(`\\n\\d{3} \\d\\.\\d+\\.\\d+ \\[${article.reason}\\] https://`),
			called,
		);
	}
});

const causeHeadings = {
	en: ["## What it looks like", "## What happens now", "## What to do", "## Related"],
	fr: ["## À quoi cela ressemble", "## Ce qui se passe maintenant", "## Que faire", "## Voir aussi"],
} as const;

test("a cause's article says what it means, shows replies, and tells what happens and what to do", () => {
	for (const { article, language, called } of texts) {
		if (article.kind !== "cause") continue;
		const markdown = read(article, language);
		assert.ok(markdown.startsWith("# {{title}}\n\n{{because}}"), called);
		for (const part of ["{{move}}", ...causeHeadings[language]])
			assert.ok(markdown.includes(part), `${called}: ${part}`);
	}
});

test("an example says every one of its facts", () => {
	for (const reason of reasons) {
		// Its point is a letter that a reply cannot hold.
		if (reason === "address-needs-smtputf8") continue;
		const [, example = ""] = render({ kind: "reason", reason }).split("```");
		assert.doesNotMatch(example, /\?/, reason);
	}
});

test("no reason's article types a code or the size limit that the source knows", () => {
	for (const { article, language, called } of texts) {
		if (article.kind !== "reason") continue;
		assert.doesNotMatch(read(article, language), /\b[45]\d\d [45]\.\d+\.\d+|\b20 MB is the limit/, called);
	}
});

test("every link between articles leads to one", () => {
	for (const { article, language, called } of texts) {
		for (const [, target = ""] of render(article, language).matchAll(/\]\(\/help\/([^)]*)\)/g))
			assert.ok(articleAt(target), `${called} links to ${target}`);
	}
});

test("a changed limit changes the articles", () => {
	const article: Article = { kind: "reason", reason: "too-many-recipients" };
	const facts = { ...factsOf(article, "en"), limits: { ...defaultLimits, recipientsPerMessage: 7 } };
	const text = renderArticle(read(article, "en"), facts);
	assert.match(text, /than one message may have: 7\./);
	assert.match(text, /452-4\.5\.3 A message may have 7 recipients/);
});

test("the tables come from the catalogues and from the running list", () => {
	const codes = render(general("smtp-error-codes"));
	assert.ok(codes.includes("| [tls-required](/help/tls-required) | 530 5.7.0<br>538 5.7.11 (auth) |"));
	assert.ok(codes.includes("(/help/causes/greylisted) | go on |"));
	const facts = {
		...factsOf(general("accepted-attachments"), "en"),
		acceptedTypes: acceptedTypes.slice(0, 1),
	};
	assert.ok(
		renderArticle(read(general("accepted-attachments"), "en"), facts).includes("| Documents | pdf |"),
	);
});

test("in French the tables, the titles and the limits are French", () => {
	const codes = render(general("smtp-error-codes"), "fr");
	assert.ok(codes.includes("### Les adresses"));
	assert.ok(codes.includes("(/help/causes/greylisted) | se poursuivent |"));
	assert.match(render({ kind: "reason", reason: "message-too-large" }, "fr"), /20\sMo/);
});

test("an article may show the reply of a reason that it is not about", () => {
	const article = general("smtp-error-codes");
	const shown = renderArticle("{{example:line-too-long}} {{example:nothing}}", factsOf(article, "en"));
	assert.match(
		shown,
		/\[line-too-long\] https:\/\/relay\.example\/help\/line-too-long \{\{example:nothing\}\}$/,
	);
});

test("French articles have curved apostrophes, and no line can break before : ; ? ! or beside « »", () => {
	for (const { article, language, called } of texts) {
		if (language !== "fr") continue;
		const prose = read(article, language).replace(/```[\s\S]*?```|`[^`\n]*`|\]\([^)]*\)|<!--.*?-->/g, "x");
		assert.doesNotMatch(prose, /'| [:;?!»]|« /, called);
	}
});
