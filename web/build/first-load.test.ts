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
	const manifest = JSON.parse(read("manifest.json"));
	for (const part of ["src/main.tsx", "src/app/app.tsx"]) take(path.basename(manifest[part].file));
	return found;
}

/** All scripts of the page at an address. */
function scriptsOf(area: string): ReadonlySet<string> {
	const scripts = scriptsOfAreas(path.join(BUILT, "manifest.json"));
	const entry = [...read("index.html").matchAll(/"\/(app\/[\w.-]+\.js)"/g)].map(([, name = ""]) => name);
	return new Set([...entry, ...scripts(area).map((name) => name.slice(1))]);
}

for (const [area, { files, kilobytes }] of Object.entries({
	"sign-in": { files: 8, kilobytes: 140 },
	"": { files: 14, kilobytes: 165 },
	activity: { files: 12, kilobytes: 170 },
	domains: { files: 18, kilobytes: 165 },
}))
	test(`the page at /${area} has at most ${files} scripts of ${kilobytes} kB, since a browser asks for six at a time`, async () => {
		await buildWebApp(() => {});
		const sizes = [...scriptsOf(area)].map((name) => [name, gzipSync(read(name)).length / 1_000] as const);
		const whole = sizes.reduce((sum, [, size]) => sum + size, 0);
		const found = `${whole.toFixed(0)} kB in ${sizes.length}: ${sizes.map(([name, size]) => `${name} ${size.toFixed(1)}`)}`;
		assert.ok(sizes.length <= files && whole < kilobytes, found);
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
