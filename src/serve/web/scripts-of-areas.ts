/** Which scripts the first page of each area needs, as the build tells (Vite's manifest). */

import { existsSync, readFileSync } from "node:fs";

interface Chunk {
	readonly file: string;
	readonly imports?: readonly string[];
}

/** "src/pages/activity/activity-page.tsx" is the page at /activity. */
const PAGE = /^src\/pages\/([a-z-]+)\/(?:list\/)?\1-page\.tsx$/;
/** The page at "/". */
const FIRST = "dashboard";
const ENTRY = "index.html";

/** By the first part of an address; without those that every page has. Empty where there is no manifest. */
export function scriptsOfAreas(manifest: string): ReadonlyMap<string, readonly string[]> {
	if (!existsSync(manifest)) return new Map();
	const chunks = JSON.parse(readFileSync(manifest, "utf8")) as Readonly<Record<string, Chunk>>;
	const always = closure(chunks, ENTRY);
	const pages = Object.keys(chunks).flatMap((key): [string, readonly string[]][] => {
		const area = PAGE.exec(key)?.[1];
		if (area === undefined) return [];
		const files = [...closure(chunks, key)].filter((file) => !always.has(file));
		return [[area === FIRST ? "" : area, files.map((file) => `/${file}`)]];
	});
	return new Map(pages);
}

/** The files of a chunk and of all that it imports by itself. */
function closure(
	chunks: Readonly<Record<string, Chunk>>,
	key: string,
	found = new Set<string>(),
): Set<string> {
	const chunk = chunks[key];
	if (chunk === undefined || found.has(chunk.file)) return found;
	found.add(chunk.file);
	for (const imported of chunk.imports ?? []) closure(chunks, imported, found);
	return found;
}
