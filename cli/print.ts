/** How the command line shows things: tables for people, JSON for programs. */

import type { Json } from "./api.ts";

/** Heading to how the cell is read off an item. */
export type Columns = Readonly<Record<string, (item: Json) => string | number | null | undefined>>;

export const printJson = (value: unknown): void => console.log(JSON.stringify(value, null, 2));

/** Aligned columns. */
export function printTable(items: readonly Json[], columns: Columns, nothing: string): void {
	if (items.length === 0) return console.log(nothing);
	const rows = [
		Object.keys(columns),
		...items.map((item) => Object.values(columns).map((read) => clean(read(item)))),
	];
	const widths = Object.keys(columns).map((_, index) =>
		Math.max(...rows.map((row) => (row[index] ?? "").length)),
	);
	for (const row of rows) {
		console.log(
			row
				.map((cell, index) => cell.padEnd(widths[index] ?? 0))
				.join("  ")
				.trimEnd(),
		);
	}
}

/** One thing, a line for each of its facts. */
export function printFacts(facts: Readonly<Record<string, string | number | null | undefined>>): void {
	const shown = Object.entries(facts).filter(
		([, value]) => value !== undefined && value !== null && value !== "",
	);
	const width = Math.max(...shown.map(([name]) => name.length));
	for (const [name, value] of shown) console.log(`${name.padEnd(width)}  ${clean(value)}`);
}

/** What strangers wrote into subjects and addresses must not steer the terminal. */
export const clean = (value: string | number | null | undefined): string =>
	String(value ?? "").replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ");

/** A text of several lines, each made harmless. */
export const printText = (text: string): void => {
	for (const line of text.split(/\r?\n/)) console.log(clean(line));
};

/** "2026-11-24 08:15:30" (UTC). */
export const moment = (iso: string | null | undefined): string =>
	iso === null || iso === undefined ? "" : iso.slice(0, 19).replace("T", " ");
