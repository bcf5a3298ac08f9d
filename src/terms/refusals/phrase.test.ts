import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import type { FileFinding } from "../../formats/finding.ts";
import { parseMailboxList } from "../../rfc/address/mailbox-list.ts";
import { parsePath } from "../../rfc/address/path.ts";
import { contentWords, hidden, unsafe, verdictIn, verdictOf } from "../attachment-verdict.ts";
import { kindName } from "../file-kinds.ts";
import { NO_NAME, refuse, words } from "./index.ts";
import { frenchKinds } from "./words/fr/kinds.ts";
import { phrases } from "./words/fr/phrases.ts";
import { frenchPhrase } from "./words/phrase.ts";

const french = (english: string): string => {
	const said = frenchPhrase(english);
	assert.ok(said !== undefined, `no French for: ${english}`);
	return said;
};

test("what an attachment was found to be is said in French", () => {
	assert.equal(french("a Windows program (exe)"), "un programme Windows (exe)");
	assert.equal(french("by its name a Windows program (exe)"), "d’après son nom, un programme Windows (exe)");
	assert.equal(
		french("a PNG picture and a ZIP archive and a PDF document at once"),
		"une image PNG et une archive ZIP et un document PDF à la fois",
	);
	assert.equal(french("a Word document (doc) with macros"), "un document Word (doc) avec des macros");
	assert.equal(french("it grows 1,200 times"), "sa taille est multipliée par 1\u202f200");
	assert.equal(french("a file of the type xyz"), "un fichier du type xyz");
	assert.equal(
		french('an address in angle brackets is badly formed: there is a ">" where it cannot be'),
		"une adresse entre chevrons est mal formée\u00a0: il y a «\u00a0>\u00a0» là où il ne peut pas être",
	);
});

test("what is no phrase is none, and is not searched for long", () => {
	for (const text of ["", "Eicar-Test-Signature", "invoice.pdf", "it grows many times", "constructor"])
		assert.equal(frenchPhrase(text), undefined);
	const begun = performance.now();
	for (const unit of ["by its name ", " with macros", " and ", "cannot be looked into: ", " at once"])
		assert.equal(frenchPhrase(unit.repeat(20_000)), undefined);
	assert.ok(performance.now() - begun < 1_000);
});

test("a French reader has nothing in English of a refused attachment", () => {
	const type = { file: NO_NAME, extension: "no extension", finding: "by its name of no accepted type" };
	assert.equal(
		words(refuse("attachment-type-refused", type), "fr").because,
		"«\u00a0(sans nom)\u00a0» est du type sans extension, qui ne figure pas dans la liste des pièces jointes " +
			"acceptées. Il s’agit de\u00a0: d’après son nom, d’aucun type accepté.",
	);
	const named = { file: "no extension", extension: ".exe", finding: "Eicar", expected: "a PDF document" };
	const { because } = words(refuse("attachment-content-mismatch", named), "fr");
	assert.match(because, /«\u00a0no extension\u00a0» annonce un document PDF/);
	assert.match(because, /Eicar/);
});

const kind = fc.constantFrom(...Object.keys(frenchKinds), "xyz");
const details = [...phrases.keys()].filter((each) => /^it|^an? (?:archive|header)|^more|^files/.test(each));
const finding: fc.Arbitrary<FileFinding> = fc.record({
	sizeBytes: fc.nat(),
	kind,
	alsoKinds: fc.array(kind, { maxLength: 2 }),
	text: fc.constant(null),
	macros: fc.boolean(),
	encrypted: fc.boolean(),
	archive: fc.option(
		fc.record({
			entries: fc.array(
				fc.record({
					name: fc.string(),
					sizeBytes: fc.constant(1),
					encrypted: fc.boolean(),
					isFolder: fc.boolean(),
				}),
				{ maxLength: 3 },
			),
			unpackedBytes: fc.constant(null),
			problem: fc.constantFrom("damaged", "names-hidden", "bomb", "too-many-entries", "nested", null),
			detail: fc.constantFrom(
				...(["", "it is cut off", "it grows 12 times", "more than 10,000 entries"] as const),
			),
		}),
	),
});

test("whatever is found has its French", () => {
	for (const each of Object.keys(frenchKinds)) french(kindName(each));
	assert.ok(details.length > 5);
	fc.assert(
		fc.property(finding, (found) => {
			french(contentWords(found));
			for (const why of [hidden(found), found.archive === null ? undefined : unsafe(found.archive)])
				if (why !== undefined) french(why);
			const verdict = verdictIn(verdictOf(["a"], "text/plain", found), "fr");
			assert.doesNotMatch(
				[verdict.words, ...verdict.notes].join("\n"),
				/\b(?:an|the|files|with|it|and|at)\b/,
			);
		}),
		{ numRuns: fuzzRuns(300) },
	);
});

/** Each is wrong in a way of its own. */
const WRONG_PATHS = [
	...["", "ann", "@x.example", "ann@", `${"a".repeat(65)}@x.example`, `ann@${"a".repeat(256)}`],
	...["@a:", "@a,b.example", `@${"a.".repeat(900)}:a@b.example`, "ann@[1.2.3]", "ann@a_b.example"],
	...["ann@xn--a.example", "ann@a..example", `ann@${"a".repeat(64)}.example`, "ann@-a.example"],
	...['"ann@x.example', '"a"b@x.example', ".ann@x.example", "a..b@x.example", "a b@x.example"],
	...["a@b@x.example", "a(b@x.example", "a\u0000b@x.example", `ann@${"a".repeat(60)}.`.repeat(5)],
	...[`ann@${`${"a".repeat(60)}.`.repeat(4)}aaaaaaaaaa.example`, "ann@a\u200b.example", "@a.example,@b:"],
];
const WRONG_LISTS = [
	...["", "a@b.example,", ":a@b.example;", "g:a@b.example", "g:a@b.example c@d.example;", "A <a@b.example"],
	...["<(c)a@b.example>", "<a@b.example(c)>", "<>", "=?utf-8?q?a?=@b.example", "ann", "a @b.example", "a@"],
	...["a@b.example c", 'a "b', "a@[1.2", "a)@b.example", "a]@b.example", "a\\b@c.example", "a\u0001"],
	...["(".repeat(200), "(\u0001)", "(a", "(a\r\n\r\nb)", "\r\n\r\n", `${"(".repeat(2)}a`, "a@b.example;"],
	...[`${"a".repeat(64)}@${`${"b".repeat(60)}.`.repeat(4)}example`, "a..b@c.example", "a@b.example<"],
	...["a@b..example", '""@', "<a@b.example>x", "ann <@a:b@c.example>", "<a", "@"],
];

test("whatever is wrong with an address or a From field has its French", () => {
	for (const raw of WRONG_PATHS) {
		const parsed = parsePath(raw);
		assert.ok(parsed.kind === "invalid", raw);
		french(parsed.why);
	}
	for (const raw of WRONG_LISTS) {
		const parsed = parseMailboxList(raw);
		assert.ok(parsed.kind === "invalid", raw);
		french(parsed.why);
	}
	const sign = fc.constantFrom(...'ab.@<>:;,()[]"\\ \t\r\n\u0001é=?-_');
	fc.assert(
		fc.property(fc.string({ unit: sign, maxLength: 30 }), (raw) => {
			for (const parsed of [parsePath(raw), parseMailboxList(raw)])
				if (parsed.kind === "invalid") french(parsed.why);
		}),
		{ numRuns: fuzzRuns(2_000) },
	);
});
