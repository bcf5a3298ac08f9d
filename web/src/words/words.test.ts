import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { parseSync } from "@swc/core";
import { type Catalogue, catalogue, isSame, languages, type Words } from "./catalogue.ts";

const SRC = path.join(import.meta.dirname, "..");
const files = globSync("**/*words.ts", { cwd: SRC }).filter((file) => file !== "words/use-words.ts");

/** All words with their paths; functions as what they say of "1", "2" and "3". */
function flat(words: Words, before = ""): [string, string][] {
	return Object.entries(words).flatMap(([name, word]): [string, string][] => {
		const place = `${before}${name}`;
		if (typeof word === "string") return [[place, word]];
		if (typeof word === "function") return [[place, word(1, 2, 3)]];
		return flat(word, `${place}.`);
	});
}

const isCatalogue = (value: unknown): value is Catalogue =>
	typeof value === "object" &&
	value !== null &&
	languages.every((language) => typeof (value as Record<string, unknown>)[language] === "object");

test("there are words, and all of them are found", () => assert.ok(files.length >= 8, String(files)));

for (const file of files) {
	test(`${file} says the same things in French as in English`, async () => {
		const catalogues = Object.entries<unknown>(await import(path.join(SRC, file))).filter(([, value]) =>
			isCatalogue(value),
		) as [string, Catalogue][];
		assert.ok(catalogues.length > 0, "it has no catalogue");
		for (const [name, { en, fr }] of catalogues) {
			const [english, french] = [flat(en), new Map(flat(fr))];
			assert.deepEqual(english.map(([place]) => place).sort(), [...french.keys()].sort(), name);
			for (const [place, text] of english) {
				const translation = french.get(place) ?? "";
				const where = `${name}.${place}: ${text}`;
				assert.notEqual(translation.trim(), "", where);
				assert.ok(translation !== text || isSame(text), `not translated: ${where}`);
				assert.doesNotMatch(text + translation, /'|!/, `straight apostrophe or exclamation mark: ${where}`);
			}
		}
	});
}

interface Node {
	readonly type?: string;
	readonly value?: unknown;
	readonly name?: { readonly value?: string };
}

/** What a reader would see or hear. */
const SAID = ["aria-label", "title", "placeholder", "alt", "label", "hint", "about", "header", "action"];
const LETTERS = /\p{L}{2,}/u;

/** Texts that stand in the markup itself, where no catalogue sees them. */
function textsIn(source: string): string[] {
	const found: string[] = [];
	const look = (node: unknown): void => {
		if (typeof node !== "object" || node === null) return;
		const { type, value, name } = node as Node;
		if (type === "JSXText" && typeof value === "string" && LETTERS.test(value)) found.push(value.trim());
		const text = (value as Node | null | undefined)?.value;
		if (type === "JSXAttribute" && SAID.includes(name?.value ?? "") && typeof text === "string")
			found.push(text);
		for (const child of Object.values(node)) look(child);
	};
	look(parseSync(source, { syntax: "typescript", tsx: true }));
	return found.filter((text) => LETTERS.test(text) && text !== "Angarium");
}

/** The specimen is for developers, in English. */
const components = globSync("**/*.tsx", { cwd: SRC }).filter((file) => !file.startsWith("pages/specimen/"));

for (const file of components) {
	test(`${file} takes its words from a catalogue`, () => {
		assert.deepEqual(textsIn(readFileSync(path.join(SRC, file), "utf8")), []);
	});
}

test("French has its no-break spaces, also around what is filled in", () => {
	const { fr } = catalogue(
		{ ask: "Sure?", say: (x: string) => x },
		{ ask: "Sûr ?", say: (x) => `« ${x} » : oui` },
	);
	assert.equal(fr.ask, "Sûr\u00a0?");
	assert.equal(fr.say("x"), "«\u00a0x\u00a0»\u00a0: oui");
});

test("a planted text is found", () => {
	assert.deepEqual(textsIn("const a = <p>Read more</p>;"), ["Read more"]);
	assert.deepEqual(textsIn('const a = <Icon aria-label="Close" name="close" />;'), ["Close"]);
	assert.deepEqual(textsIn("const a = <p>{words.more} · {1}</p>;"), []);
});
