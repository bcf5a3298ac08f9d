import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { advice, bundledNode, isNewEnough } from "./node-version.js";

const script = new URL("node-version.js", import.meta.url).href;

/** A Node of the machine that is too old, to see the second run happen; undefined where there is none. */
function oldNode(): string | undefined {
	const outside = (process.env["PATH"] ?? "").split(":").filter((folder) => !folder.includes("node_modules"));
	for (const folder of [...outside, "/usr/bin", "/usr/local/bin"]) {
		const asked = spawnSync(path.join(folder, "node"), ["-p", "process.versions.node"], { encoding: "utf8" });
		const major = Number.parseInt(asked.stdout ?? "", 10);
		if (asked.status === 0 && major >= 18 && !isNewEnough(asked.stdout)) return path.join(folder, "node");
	}
	return undefined;
}

const old = oldNode();
const needsOldNode = old === undefined ? { skip: "no Node older than 24 on this machine" } : {};

const folders: string[] = [];
after(() => {
	for (const folder of folders) rmSync(folder, { recursive: true });
});

function program(body: string): { file: string } {
	const folder = mkdtempSync(path.join(tmpdir(), "angarium-node-"));
	folders.push(folder);
	const file = path.join(folder, "program.mjs");
	writeFileSync(
		file,
		`import { runsOnThisNode } from ${JSON.stringify(script)};\nif (runsOnThisNode()) { ${body} }`,
	);
	return { file };
}

test("Node 24 is new enough and Node 22 is not", () => {
	assert.equal(isNewEnough("24.0.0"), true);
	assert.equal(isNewEnough("26.10.0"), true);
	assert.equal(isNewEnough("22.23.3"), false);
	assert.equal(isNewEnough("9.0.0"), false);
});

test("a platform without a package of its own is told to install Node", () => {
	assert.equal(bundledNode("plan9-mips"), undefined);
	assert.match(advice("v20.20.2", "plan9-mips"), /Install Node 24 or newer/);
});

test("a machine without the platform package is told to run npm ci", () => {
	assert.match(advice("v20.20.2", "linux-x64"), /npm ci.*without --omit=optional/);
});

test(
	"an old Node starts the program again on the bundled one, arguments and exit status kept",
	needsOldNode,
	() => {
		const it = program(
			"console.log(process.versions.node, process.argv.slice(2).join('+')); process.exit(7)",
		);
		const run = spawnSync(old as string, [it.file, "--a", "b c"], { encoding: "utf8" });
		const bundled = execFileSync(bundledNode() as string, ["-p", "process.versions.node"], {
			encoding: "utf8",
		});
		assert.equal(run.stdout, `${bundled.trim()} --a+b c\n`);
		assert.equal(run.status, 7);
	},
);

test("a signal to the first process reaches the program", needsOldNode, async () => {
	const it = program(
		"process.on('SIGTERM', () => process.exit(3)); console.log('up'); setInterval(() => {}, 1000)",
	);
	const child = spawn(old as string, [it.file], { stdio: ["ignore", "pipe", "inherit"] });
	await once(child.stdout, "data");
	child.kill("SIGTERM");
	assert.deepEqual(await once(child, "exit"), [3, null]);
});

test("killing the first process ends the program too", needsOldNode, async () => {
	const it = program("console.log(process.pid); setInterval(() => {}, 1000)");
	const child = spawn(old as string, [it.file], { stdio: ["ignore", "pipe", "inherit"] });
	const [line] = await once(child.stdout, "data");
	assert.ok(Number(line) > 0 && Number(line) !== child.pid);
	child.kill("SIGKILL");
	// The pipe ends when nobody holds it any more: neither the first process nor the program.
	child.stdout.resume();
	await once(child.stdout, "end");
});
