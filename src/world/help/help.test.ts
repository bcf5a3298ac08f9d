import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { aHelp } from "../../../test/support/help.ts";
import { answer, articles, placeOf } from "../../terms/help/index.ts";
import { type Language, languages } from "../../terms/refusals/index.ts";

const places = (question: string, language: Language = "en"): readonly string[] =>
	aHelp.search(question, language).items.map(({ place }) => place);

test("what people ask for comes first", () => {
	const expected: readonly (readonly [string, Language, string])[] = [
		["quota", "en", "quota-exceeded"],
		["why was my email rejected", "en", "why-was-my-email-rejected"],
		["mailbox full", "en", "causes/mailbox-full"],
		["login failed", "en", "authentication-blocked"],
		["greylis", "en", "causes/greylisted"],
		["how do I add a domain", "en", "authenticate-a-domain"],
		["DMARC", "en", "causes/dmarc-failed"],
		["pieces jointes", "fr", "accepted-attachments"],
		["boite pleine", "fr", "causes/mailbox-full"],
		["mot de passe", "fr", "credentials-invalid"],
		["message rejeté", "fr", "why-was-my-email-rejected"],
	];
	for (const [question, language, place] of expected)
		assert.equal(places(question, language)[0], place, `${question}: ${places(question, language)}`);
});

test("an article is found by its title, in either language, and by its reason or cause", () => {
	for (const language of languages)
		for (const article of articles) {
			const place = placeOf(article);
			const title = aHelp.article(place, language)?.title ?? "";
			assert.ok(places(title, language).slice(0, 2).includes(place), `${title}: ${places(title, language)}`);
			const name =
				article.kind === "reason" ? article.reason : article.kind === "cause" ? article.cause : place;
			assert.ok(places(name, language).slice(0, 5).includes(place), `${name}: ${places(name, language)}`);
		}
});

test("a code finds the articles of its reasons, and is not the beginning of another code", () => {
	const found = aHelp.search("538 5.7.11", "en");
	assert.deepEqual([found.how, found.items[0]?.place], ["all", "tls-required"]);
	assert.ok(!places("552 5.3.4").includes("quota-exceeded"));
});

test("every word has to be there; else similar ones are shown, else articles with some of them, and it is said", () => {
	assert.equal(aHelp.search("quota renews", "en").how, "all");
	assert.deepEqual(
		[aHelp.search("attachmnet", "en").how, places("attachmnet").includes("accepted-attachments")],
		["similar", true],
	);
	assert.equal(aHelp.search("quota zebra", "en").how, "some");
	assert.deepEqual(aHelp.search("zebra", "en"), { how: "all", total: 0, items: [] });
});

test("a pasted reply is explained, and words are answered by articles where there are any", () => {
	const ask = (text: string) => {
		const { explanation, search } = answer(aHelp, text, "en");
		const about =
			explanation?.kind === "reason" ? explanation.reason : explanation === null ? null : explanation.cause;
		return [about, search.total > 0];
	};
	assert.deepEqual(ask("550 5.7.1 [sender-domain-mismatch] https://zebra.example/help/x"), [
		"sender-domain-mismatch",
		false,
	]);
	assert.deepEqual(ask("sender-domain-mismatch"), ["sender-domain-mismatch", true]);
	assert.deepEqual(ask("550 5.1.1 <kim@zebra.example>: Recipient address rejected: User unknown"), [
		"recipient-unknown",
		false,
	]);
	assert.deepEqual(ask("mailbox full"), [null, true]);
	assert.deepEqual(ask("User unknown in virtual mailbox table"), ["recipient-unknown", true]);
	assert.deepEqual(ask("zebra xyzzy"), [null, false]);
});

test("whatever is asked, the answer is bounded", () => {
	const words = fc.array(
		fc.constantFrom("mail", "quota", "550", "5.7.1", "log-in", "recieve", "é", "constructor"),
		{
			maxLength: 40,
		},
	);
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string(),
				words.map((all) => all.join(" ")),
			),
			(question) => {
				const { items, total, how } = aHelp.search(question, "fr");
				assert.ok(items.length <= 20 && items.length <= total && total <= articles.length);
				assert.ok(total > 0 || how === "all");
				for (const { excerpt } of items) assert.ok(excerpt.map(({ text }) => text).join("").length <= 300);
			},
		),
		{ numRuns: fuzzRuns(60) },
	);
});
