/**
 * The web app is built on the machine that serves it, before it is served: once after an install or a change, in a
 * few seconds. What it was built from is kept beside it as a hash, so that nothing is built twice.
 * Why so: docs/decisions/0022-web-app.md.
 */

import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const ROOT = path.join(import.meta.dirname, "..");
const BUILT = path.join(ROOT, "dist");
/** The hash of what it was built from. */
const MADE_OF = "made-of";

const SOURCES = ["index.html", "tsconfig.json", "build/*.ts", "src/**/*.{ts,tsx,css,svg}", "../package.json"];

/** Of everything that goes into it: our sources, and by package.json the exact versions of packages. */
function fingerprint(): string {
	const hash = createHash("sha256");
	for (const file of globSync(SOURCES, { cwd: ROOT }).sort()) {
		if (file.endsWith(".test.ts")) continue;
		hash
			.update(`${file}\0`)
			.update(readFileSync(path.join(ROOT, file)))
			.update("\0");
	}
	return hash.digest("hex");
}

function isBuiltFrom(hash: string): boolean {
	const file = path.join(BUILT, MADE_OF);
	return existsSync(file) && readFileSync(file, "utf8") === hash;
}

/** Beside each file of text, the same as it is sent: .br for browsers that take it, .gz for all others. */
function compress(folder: string): void {
	for (const file of globSync("*.{js,css,svg}", { cwd: folder })) {
		const octets = readFileSync(path.join(folder, file));
		writeFileSync(path.join(folder, `${file}.br`), brotliCompressSync(octets));
		writeFileSync(path.join(folder, `${file}.gz`), gzipSync(octets, { level: 9 }));
	}
}

/**
 * Builds when missing or stale. Two that build at once do not disturb each other: each builds aside, and the last
 * one to finish is kept.
 * @param say is told when it has to build, since that takes seconds
 * @throws when it cannot be built; what was built before is left as it was
 */
export async function buildWebApp(say: (text: string) => void): Promise<void> {
	const hash = fingerprint();
	if (isBuiltFrom(hash)) return;
	say("Building the web app, once for this version …");
	const startedAt = performance.now();
	// Here and not above: where it is built already, Vite is not even loaded.
	const [{ build }, { options }] = await Promise.all([import("vite"), import("./options.ts")]);
	const aside = path.join(ROOT, `dist-${process.pid}`);
	try {
		await build(options(ROOT, aside));
		compress(path.join(aside, "app"));
		writeFileSync(path.join(aside, MADE_OF), hash);
		mkdirSync(ROOT, { recursive: true });
		rmSync(BUILT, { recursive: true, force: true });
		renameSync(aside, BUILT);
	} catch (error) {
		rmSync(aside, { recursive: true, force: true });
		if (!isBuiltFrom(hash)) throw error;
	}
	say(`Built in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s.`);
}
