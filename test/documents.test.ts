/** Documents rot where nothing reads them: here their paths are looked up and the form of decisions is held. */

import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

const ROOT = path.join(import.meta.dirname, "..");
const documents = globSync(["*.md", "docs/decisions/*.md", "docs/*.md"], { cwd: ROOT }).sort();
const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

/** Targets of links within the repository, relative to the document; anchors cut off. */
const links = (text: string): string[] =>
	[...text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)].map(([, target = ""]) => target);

/** Paths in backticks that name a folder of ours and no pattern, relative to the root. */
const mentions = (text: string): string[] =>
	[...text.matchAll(/`((?:src|cli|test|docs|scripts|help|bench|\.ci)\/[\w./-]+)`/g)].map(
		([, name = ""]) => name,
	);

test("the documents are there", () => {
	for (const name of ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"]) {
		assert.ok(documents.includes(name), name);
	}
	assert.ok(links(read("ARCHITECTURE.md")).length > 15);
});

for (const document of documents) {
	test(`every path that ${document} names exists`, () => {
		const text = read(document);
		const places = [
			...links(text).map((target) => path.join(ROOT, path.dirname(document), target)),
			...mentions(text).map((name) => path.join(ROOT, name)),
		];
		assert.deepEqual(
			places.filter((place) => !existsSync(place)),
			[],
		);
	});
}

const SECTIONS = ["Situation", "Decision", "What we give up", "What would change our mind", "Checked by"];

for (const decision of documents.filter((name) => name.startsWith("docs/decisions/"))) {
	test(`${decision} has the form of a decision`, () => {
		const text = read(decision);
		const number = path.basename(decision).slice(0, 4);
		assert.match(text, new RegExp(`^# ${number} \\S`));
		assert.deepEqual(
			[...text.matchAll(/^## (.+)$/gm)].map(([, name]) => name),
			SECTIONS,
		);
		assert.ok(text.split("\n").length <= 61, "at most 60 lines");
	});
}

test("every dependency has its reason in decision 0009", () => {
	const { dependencies } = JSON.parse(read("package.json")) as { dependencies: Record<string, string> };
	const rows = [...read("docs/decisions/0009-dependencies.md").matchAll(/^\| ([@a-z][^|]*) \|/gm)];
	const named = rows.flatMap(([, names = ""]) => names.split(", ")).filter((name) => name !== "package");
	assert.deepEqual(named.sort(), Object.keys(dependencies).sort());
});

test("the README's test command is what CI runs", () => {
	const command = "npm ci && npm test";
	assert.ok(read("README.md").includes(command));
	assert.ok(read(".ci/run").trimEnd().endsWith(command));
});
