/**
 * A check that has never been seen failing is decoration: each rule of .dependency-cruiser.mjs catches a violation
 * planted in a copy of the tree, and the copy without plants is clean for the reason that its modules were read.
 */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import floors from "../../.dependency-cruiser.mjs";
import { plants } from "./plants.ts";

interface Report {
	readonly modules: readonly { readonly source: string }[];
	readonly summary: {
		readonly totalCruised: number;
		readonly totalDependenciesCruised: number;
		readonly violations: readonly {
			readonly from: string;
			readonly to: string;
			readonly rule: { readonly name: string };
		}[];
	};
}

const ROOT = path.join(import.meta.dirname, "../..");
const FOLDERS = ["src", "cli", "web", "scripts", "test", "bench"];
/** A run that reads fewer has gone blind. The tree has passed these figures for good. */
const FEWEST_MODULES = 250;
const FEWEST_DEPENDENCIES = 800;

function copyTree(): string {
	const copy = mkdtempSync(path.join(tmpdir(), "angarium-floors-"));
	for (const name of [...FOLDERS, "package.json", "tsconfig.json", ".dependency-cruiser.mjs"]) {
		const data = (source: string): boolean => !/\/(corpus|results|data)(\/|$)/.test(source);
		cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true, filter: data });
	}
	symlinkSync(path.join(ROOT, "node_modules"), path.join(copy, "node_modules"));
	return copy;
}

function cruise(folder: string): Report {
	const program = path.join(ROOT, "node_modules/.bin/depcruise");
	const args = ["--output-type", "json", ...FOLDERS];
	const run = spawnSync(program, args, { cwd: folder, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 });
	assert.ok(run.stdout.startsWith("{"), run.stderr);
	return JSON.parse(run.stdout) as Report;
}

describe("the floors", () => {
	let folder = "";
	let caught: Report["summary"]["violations"] = [];

	before(() => {
		folder = copyTree();
	});
	after(() => rmSync(folder, { recursive: true, force: true }));

	test("are kept by the tree, every module of which was read", () => {
		const { summary } = cruise(folder);
		assert.deepEqual(summary.violations, []);
		assert.ok(summary.totalCruised > FEWEST_MODULES, `${summary.totalCruised} modules read`);
		assert.ok(summary.totalDependenciesCruised > FEWEST_DEPENDENCIES);
	});

	test("are watched by rules that all have a plant", () => {
		const rules = floors.forbidden.map(({ name }) => name);
		assert.deepEqual(new Set(plants.map(({ rule }) => rule)), new Set(rules));
		for (const { file, source } of plants) writeFileSync(path.join(folder, file), `${source}\n`);
		caught = cruise(folder).summary.violations;
	});

	for (const { rule, file, source } of plants) {
		test(`${rule} catches ${source} in ${file}`, () => {
			const found = caught.some(({ from, to, rule: { name } }) => [from, to].includes(file) && name === rule);
			assert.ok(found, `caught instead: ${JSON.stringify(caught.filter(({ from }) => from === file))}`);
		});
	}
});
