import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { scriptsOfAreas } from "../../src/serve/web/scripts-of-areas.ts";
import { buildWebApp } from "./index.ts";

const BUILT = path.join(import.meta.dirname, "..", "dist");
const MOST_KB = 200;

const read = (name: string): string => readFileSync(path.join(BUILT, name), "utf8");

/** What a module imports by itself, as Vite writes it: `from"./x.js"` and `import"./x.js"`, not `import("./x.js")`. */
const importsOf = (script: string): readonly string[] =>
	[...script.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([\w.-]+\.js)["']/g)].map(([, name = ""]) => name);

/** The scripts of the entry and of the app, which every page waits for, with everything they import. */
function firstScripts(): ReadonlyMap<string, string> {
	const found = new Map<string, string>();
	const take = (name: string): void => {
		if (found.has(name)) return;
		const script = read(`app/${name}`);
		found.set(name, script);
		for (const imported of importsOf(script)) take(imported);
	};
	for (const [, name = ""] of read("index.html").matchAll(/"\/app\/([\w.-]+\.js)"/g)) take(name);
	take(path.basename(JSON.parse(read("manifest.json"))["src/app/app.tsx"].file));
	return found;
}

/** In how many files the scripts of the page at an address come. */
function filesOf(area: string): number {
	const scripts = scriptsOfAreas(path.join(BUILT, "manifest.json"));
	const entry = [...read("index.html").matchAll(/"\/app\/[\w.-]+\.js"/g)];
	return new Set([...entry.map(([name]) => name.slice(1, -1)), ...scripts(area)]).size;
}

test("the scripts of a page are few files, since a browser asks for six at a time", async () => {
	await buildWebApp(() => {});
	assert.ok(filesOf("sign-in") <= 7, `sign-in: ${filesOf("sign-in")}`);
	for (const area of ["", "activity", "domains"]) assert.ok(filesOf(area) <= 15, `${area}: ${filesOf(area)}`);
});

test(`the first load is under ${MOST_KB} kB of script, as it is sent`, async () => {
	await buildWebApp(() => {});
	const scripts = firstScripts();
	assert.ok(scripts.size > 1, "the page begins with a script that imports others");
	const sizes = [...scripts].map(([name, script]) => [name, gzipSync(script).length / 1_000] as const);
	const whole = sizes.reduce((sum, [, size]) => sum + size, 0);
	assert.ok(
		whole < MOST_KB,
		`${whole.toFixed(0)} kB: ${sizes.map(([name, size]) => `${name} ${size.toFixed(0)}`)}`,
	);
});
