import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { excerptOf, marked } from "./excerpt.ts";
import { asked, fold, wordsIn } from "./words.ts";

const plain = (text: string): string[] => wordsIn(text).map(({ word }) => word);

test("words are the same with and without case, accents and the s of the plural", () => {
	for (const [one, other] of [
		["Pièces", "piece"],
		["ADDRESSES", "address"],
		["Boîte", "boite"],
		["cœur", "coeur"],
		["domaines", "Domaine"],
		["E\u0301tats", "etat"],
	] as const)
		assert.equal(fold(one), fold(other), one);
	for (const word of ["dns", "tls", "address", "status", "this"]) assert.equal(fold(word), word);
});

test("codes are words, and so are compounds beside their parts", () => {
	assert.deepEqual(plain("550-5.7.1 [sender-domain-mismatch]"), [
		"550",
		"5.7.1",
		"senderdomainmismatch",
		"sender",
		"domain",
		"mismatch",
	]);
	assert.deepEqual(plain("l’adresse d'un log-in"), ["l", "adresse", "d", "un", "login", "log", "in"]);
});

test("of a question the words are asked that say something, each once", () => {
	const words = (question: string): string[] => asked(question).map(({ word }) => word);
	assert.deepEqual(words("How do I add a domain, and another domain?"), ["add", "domain", "another"]);
	assert.deepEqual(words("comment puis-je changer l’adresse ?"), ["puisje", "changer", "adresse"]);
	assert.deepEqual(words("what is it"), ["what", "is", "it"]);
	assert.deepEqual(words("… !? —"), []);
	assert.deepEqual(asked("rejeté")[0]?.others.includes("refuse"), true);
});

test("an excerpt stands where most of the words stand together, with the words marked", () => {
	const sections = [
		{ heading: null, id: "", text: "A mailbox is a box." },
		{
			heading: "Then",
			id: "then",
			text: `${"Nothing here. ".repeat(30)}The mailbox is full. ${"More. ".repeat(60)}`,
		},
	];
	const { section, pieces } = excerptOf(sections, new Set(["mailbox", "full"]));
	assert.equal(section, 1);
	assert.deepEqual(
		pieces.filter((piece) => piece.marked).map(({ text }) => text),
		["mailbox", "full"],
	);
	const whole = pieces.map(({ text }) => text).join("");
	assert.match(whole, /^… .*The mailbox is full\..* …$/);
	assert.ok(whole.length < 240, whole);
});

const texts = fc.oneof(
	fc.string({ unit: "binary", maxLength: 300 }),
	fc
		.array(fc.constantFrom("mail", "-", " ", "é", "e\u0301", "5.7.1", "\n", "’", "Œ", "s", "."), {
			maxLength: 80,
		})
		.map((all) => all.join("")),
);

test("whatever the text, words stand in it in order, and marking it changes nothing of it", () => {
	fc.assert(
		fc.property(texts, fc.array(fc.nat()), (text, chosen) => {
			const found = wordsIn(text);
			for (const { word, start, end } of found) {
				assert.ok(start < end && end <= text.length);
				assert.equal(fold(text.slice(start, end).replaceAll("-", "")), word);
			}
			const words = new Set(chosen.map((index) => found[index % Math.max(1, found.length)]?.word ?? ""));
			const pieces = marked(text, words);
			assert.equal(pieces.map((piece) => piece.text).join(""), text);
			assert.ok(pieces.every((piece) => piece.text !== ""));
			const { pieces: excerpt } = excerptOf([{ heading: null, id: "", text }], words);
			assert.ok(excerpt.map((piece) => piece.text).join("").length <= 300);
		}),
		{ numRuns: fuzzRuns(300) },
	);
});

test("whatever is asked, its words are few and can be found again in it", () => {
	fc.assert(
		fc.property(texts, (text) => {
			const words = asked(text);
			assert.equal(new Set(words.map(({ word }) => word)).size, words.length);
			const all = new Set(plain(text));
			for (const { word } of words) assert.ok(all.has(word), `${word} in ${text}`);
		}),
		{ numRuns: fuzzRuns(300) },
	);
});
