/** Takes a CSV file in while it arrives: a bounded number of lines, in commits of some hundreds. */

import { type CsvItem, CsvReader } from "../../rfc/csv/reader.ts";
import { type Defaults, fromRecord, type Layout, layoutOf } from "./csv.ts";

export interface ImportProblem {
	/** Of the file, counted from 1. */
	readonly line: number;
	/** One English sentence without its full stop. */
	readonly detail: string;
}

export interface ImportReport {
	/** Records that were read, the heading left out. */
	readonly records: number;
	readonly added: number;
	/** On the list before, or twice in the file: what stood first stands. */
	readonly duplicates: number;
	readonly invalid: number;
	/** False when the file has more records than one import takes, or the list more addresses than it may. */
	readonly complete: boolean;
	/** The first of what is wrong. */
	readonly problems: readonly ImportProblem[];
}

type Line = Exclude<ReturnType<typeof fromRecord>, string>;

export const MOST_RECORDS = 100_000;
const MOST_PROBLEMS = 100;
const BATCH = 500;
const CSV_LIMITS = { recordBytes: 16 * 1024, fields: 64 };

/** How many of the lines were taken in, the first ones, and how many of those were not on the list before. */
type Add = (lines: readonly Line[]) => Promise<{ readonly taken: number; readonly added: number }>;

/** `full` is said of the first line that `add` does not take; nothing after it is. Rejects as `add` and the file do. */
export async function importCsv(
	file: AsyncIterable<Uint8Array>,
	defaults: Defaults,
	full: string,
	add: Add,
): Promise<ImportReport> {
	const reader = new CsvReader(CSV_LIMITS);
	const work = new Import(defaults, full, add);
	for await (const chunk of file) {
		if (!(await work.take(reader.push(chunk)))) return work.report(false);
	}
	const complete = await work.take(reader.end());
	return work.report(complete);
}

class Import {
	readonly #defaults: Defaults;
	readonly #full: string;
	readonly #add: Add;
	readonly #problems: ImportProblem[] = [];
	#layout: Layout | undefined;
	#batch: { readonly line: Line; readonly at: number }[] = [];
	#isFull = false;
	#records = 0;
	#valid = 0;
	#added = 0;
	#invalid = 0;

	constructor(defaults: Defaults, full: string, add: Add) {
		this.#defaults = defaults;
		this.#full = full;
		this.#add = add;
	}

	/** False when no more is taken. */
	async take(items: readonly CsvItem[]): Promise<boolean> {
		for (const item of items) {
			// Spreadsheets leave records of empty cells behind.
			if (item.kind === "record" && item.fields.every((cell) => cell.trim() === "")) continue;
			if (item.kind === "record" && this.#isHeading(item.fields)) continue;
			if (this.#records === MOST_RECORDS) {
				this.#note(item.line, `One import takes ${MOST_RECORDS} lines: import the rest by itself`);
				return false;
			}
			this.#records++;
			this.#takeOne(item);
			if (this.#batch.length >= BATCH) await this.#write();
			if (this.#isFull) return false;
		}
		return true;
	}

	async report(complete: boolean): Promise<ImportReport> {
		await this.#write();
		return {
			records: this.#records,
			added: this.#added,
			duplicates: this.#valid - this.#added,
			invalid: this.#invalid,
			complete: complete && !this.#isFull,
			problems: this.#problems,
		};
	}

	/** The first record tells which column is which; a file without a heading has the address in the first. */
	#isHeading(fields: readonly string[]): boolean {
		if (this.#layout !== undefined) return false;
		const named = layoutOf(fields);
		this.#layout = named ?? { address: 0 };
		return named !== undefined;
	}

	#takeOne(item: CsvItem): void {
		const line =
			item.kind === "problem"
				? `The line cannot be read: ${item.why}`
				: fromRecord(item.fields, this.#layout ?? { address: 0 }, this.#defaults);
		if (typeof line !== "string") {
			this.#valid++;
			this.#batch.push({ line, at: item.line });
			return;
		}
		this.#invalid++;
		this.#note(item.line, line);
	}

	#note(line: number, detail: string): void {
		if (this.#problems.length < MOST_PROBLEMS) this.#problems.push({ line, detail });
	}

	async #write(): Promise<void> {
		const batch = this.#batch;
		this.#batch = [];
		if (batch.length === 0) return;
		const { taken, added } = await this.#add(batch.map(({ line }) => line));
		this.#added += added;
		const left = batch[taken];
		if (left === undefined) return;
		this.#isFull = true;
		this.#valid -= batch.length - taken;
		this.#records -= batch.length - taken;
		this.#note(left.at, this.#full);
	}
}
