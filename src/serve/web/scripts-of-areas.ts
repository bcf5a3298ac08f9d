/** Which scripts the first page of each area needs beside the entry, as the build tells (Vite's manifest). */

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
/** Starts the app, which it imports. */
const MAIN = "src/main.tsx";
const APP = "src/app/app.tsx";
/** The frame of pages for people who are signed in. */
const SHELL = "src/app/shell.tsx";
/** Areas for people who are not. */
const ENTRANCES = ["forgot-password", "invitation", "new-address", "reset-password", "setup", "sign-in"];

/** The addresses of the scripts, by the first part of a page's address. */
export type ScriptsOfAreas = (area: string) => readonly string[];

/** None where there is no manifest. */
export function scriptsOfAreas(manifest: string): ScriptsOfAreas {
	if (!existsSync(manifest)) return () => [];
	const chunks = JSON.parse(readFileSync(manifest, "utf8")) as Readonly<Record<string, Chunk>>;
	const pages = new Map(
		Object.keys(chunks).flatMap((key): [string, string][] => {
			const area = PAGE.exec(key)?.[1];
			return area === undefined ? [] : [[area === FIRST ? "" : area, key]];
		}),
	);
	const always = closure(chunks, ENTRY);
	const scripts = (area: string): readonly string[] => {
		const parts = [MAIN, APP, ...(ENTRANCES.includes(area) ? [] : [SHELL]), pages.get(area) ?? ""];
		const files = new Set(parts.flatMap((key) => [...closure(chunks, key)]));
		return [...files].filter((file) => !always.has(file)).map((file) => `/${file}`);
	};
	const known = new Map([...pages.keys(), ...ENTRANCES].map((area) => [area, scripts(area)]));
	const others = scripts("-");
	return (area) => known.get(area) ?? others;
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
