/**
 * Finds 4xx/5xx reply codes of SMTP and enhanced codes that are written outside the catalogue.
 *
 * A code belongs to a reason (src/terms/refusals) or to a fault of the protocol (src/rfc/smtp/faults.ts); a code
 * anywhere else is a refusal without a reason, a help article and a row in Activity. Not looked at: comments,
 * tests, and the places that read codes rather than say them. HTTP statuses are not SMTP codes: in the HTTP doors
 * a bare number is left alone. `cli/` is a client of the API and says no replies.
 */

import { globSync, readFileSync } from "node:fs";

/** Where codes live, or are read from other servers' replies. */
const HOMES =
	/^src\/(?:terms|rfc\/smtp\/(?:faults|reply)\.ts|rfc\/smtp\/client|rfc\/dsn|rfc\/arf)|\.test\.ts$/;
/** Servers of the closed internet play other people's mail servers: their replies are not ours. */
const OTHER_PEOPLES = /^src\/serve\/closed-internet\//;
const HTTP = /^src\/serve\/(?:http|api|web|metrics)/;

/** What the reference of the API shows is an illustration. */
const API_EXAMPLE = /\bexamples?: /;
const API_EXAMPLES = /^src\/serve\/api\/examples\.ts$/;

const SMTP_PATTERNS: readonly RegExp[] = [
	/(?<![\w.])[45]\d\d[ -][45]\.\d{1,3}\.\d{1,3}(?![\w.])/, // 550 5.7.1
	/["'`][45]\.\d{1,3}\.\d{1,3}(?:["'`]| )/, // "5.7.1"
	/["'`](?:421|45\d|5[0-5]\d)[ -]\p{L}/u, // "550 No"
];
const NUMBER =
	/\b(?:code|reply|replyCode|smtpCode)["']?\s{0,3}(?::|===?|!==?|=)\s{0,3}(?:421|45\d|5[0-5]\d)\b/;

export interface Stray {
	readonly file: string;
	readonly line: number;
	readonly text: string;
}

/** The strays of one file. */
export function straysIn(file: string, source: string): Stray[] {
	if ([HOMES, OTHER_PEOPLES, API_EXAMPLES].some((place) => place.test(file))) return [];
	const patterns = HTTP.test(file) ? SMTP_PATTERNS : [...SMTP_PATTERNS, NUMBER];
	return withoutComments(source)
		.split("\n")
		.map((text, at) => ({ file, line: at + 1, text: text.trim() }))
		.filter(({ text }) => patterns.some((pattern) => pattern.test(text)))
		.filter(({ text }) => !(HTTP.test(file) && API_EXAMPLE.test(text)));
}

/** Comments become spaces; lines keep their numbers. `//` in a string (an address) is no comment. */
const withoutComments = (source: string): string =>
	source
		.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "))
		.replace(/(^|\s)\/\/[^\n]*/g, "$1");

export interface Findings {
	readonly filesLookedAt: number;
	readonly strays: readonly Stray[];
}

export function findStrays(root = "."): Findings {
	const files = globSync("{src,web}/**/*.{ts,tsx}", { cwd: root }).map((file) => file.replaceAll("\\", "/"));
	return {
		filesLookedAt: files.length,
		strays: files.flatMap((file) => straysIn(file, readFileSync(`${root}/${file}`, "utf8"))),
	};
}

/** Fewer means that the check looks in the wrong place, and its silence means nothing. */
export const FEWEST_FILES = 20;

function main(): number {
	const { filesLookedAt, strays } = findStrays();
	for (const { file, line, text } of strays)
		console.error(`${file}:${line}: ${text}\n  Give it a reason in src/terms/refusals and call refuse().`);
	if (filesLookedAt < FEWEST_FILES)
		console.error(`Only ${filesLookedAt} files were looked at: run it at the root.`);
	return strays.length > 0 || filesLookedAt < FEWEST_FILES ? 1 : 0;
}

if (import.meta.main) process.exitCode = main();
