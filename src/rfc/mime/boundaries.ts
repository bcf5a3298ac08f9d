/**
 * The boundaries that are open at a place of the content, and whether a line is one of them.
 *
 * A boundary is a whole line, blanks at its end apart, so that one may begin like another. It still counts after its
 * end boundary: parts of an epilogue, which RFC 2046 §5.1.1 says to ignore, are shown by some programs.
 */

import type { Parameters } from "./parameters.ts";

/** RFC 2046 §5.1.1 allows 70; some programs write more. No line of mail is longer than this (RFC 5322 §2.1.1). */
export const BOUNDARY_OCTETS = 998;
/** A line that may be a boundary is held back until it is whole, up to this. */
const LINE_OCTETS = BOUNDARY_OCTETS + 16;
const DASH = 0x2d;
const CR = 0x0d;
const SPACE = 0x20;

export interface Level {
	/** With their leading "--": more than one where the boundary can be read in more than one way. */
	readonly delimiters: readonly string[];
	/** Of the parts in it. */
	readonly depth: number;
	/** Parts that say nothing are messages (RFC 2046 §5.1.5). */
	readonly isDigest: boolean;
}

export interface BoundaryLine {
	readonly level: number;
	readonly delimiter: string;
	readonly closes: boolean;
	/** From its first hyphen to its last visible character. */
	readonly octetCount: number;
}

export class Boundaries {
	/** Outermost first. */
	readonly #open: Level[] = [];
	/** Where each delimiter is in that list; of two alike the innermost counts. */
	#levels = new Map<string, number>();
	#delimiters: readonly string[] = [];

	get innermost(): Level | undefined {
		return this.#open.at(-1);
	}

	open(level: Level): void {
		this.#open.push(level);
		for (const delimiter of level.delimiters) this.#levels.set(delimiter, this.#open.length - 1);
		this.#delimiters = [...this.#levels.keys()];
	}

	/** The boundary that the line at `start` is; undefined when it is none, "wait" when more is needed to tell. */
	lineAt(octets: Buffer, start: number, last: boolean): BoundaryLine | "wait" | undefined {
		if (this.#open.length === 0 || octets[start] !== DASH) return undefined;
		if (octets.length === start + 1) return last ? undefined : "wait";
		if (octets[start + 1] !== DASH) return undefined;
		let mayCome = false;
		for (const closes of [false, true]) {
			for (const delimiter of this.#delimiters) {
				const is = isLineOf(octets, start, delimiter, closes);
				mayCome ||= is === undefined;
				if (is === true || (is === undefined && last && isWhole(octets, start, delimiter, closes))) {
					const octetCount = delimiter.length + (closes ? 2 : 0);
					return { level: this.#levels.get(delimiter)!, delimiter, closes, octetCount };
				}
			}
		}
		return mayCome && !last ? "wait" : undefined;
	}

	/** The line was met: what was open inside its level is over. Returns the level. */
	met({ level, delimiter, closes }: BoundaryLine): Level {
		const met = this.#open[level]!;
		const isOpenOutside = this.#open.slice(0, level).some(({ delimiters }) => delimiters.includes(delimiter));
		const left = closes && isOpenOutside ? level : level + 1;
		if (left < this.#open.length) {
			this.#open.length = left;
			this.#levels = new Map(
				this.#open.flatMap(({ delimiters }, at) => delimiters.map((each) => [each, at] as const)),
			);
			this.#delimiters = [...this.#levels.keys()];
		}
		return met;
	}
}

/** Whether the line is this delimiter, or its end, and blanks; undefined when more is needed to tell. */
function isLineOf(octets: Buffer, start: number, delimiter: string, closes: boolean): boolean | undefined {
	let at = start + 2;
	for (let i = 2; i < delimiter.length; i++, at++) {
		if (octets[at] !== delimiter.charCodeAt(i)) return at < octets.length ? false : undefined;
	}
	for (let i = 0; closes && i < 2; i++, at++) {
		if (octets[at] !== DASH) return at < octets.length ? false : undefined;
	}
	const limit = start + LINE_OCTETS;
	while (at < octets.length && at < limit && octets[at]! <= SPACE && octets[at] !== CR) at++;
	if (at >= limit || octets[at] === CR) return true;
	return at < octets.length ? false : undefined;
}

/** At the end of all, where only blanks may be missing. */
const isWhole = (octets: Buffer, start: number, delimiter: string, closes: boolean): boolean =>
	octets.length >= start + delimiter.length + (closes ? 2 : 0);

/** How the boundary of a multipart may be read. RFC 2046 §5.1.1: no white space at its end. */
export function delimitersOf(types: readonly Parameters[]): readonly string[] {
	const multiparts = types.filter(({ value }) => /^multipart(\/|$)/.test(value));
	if (multiparts.length === 0) return [];
	const said = multiparts
		.flatMap(({ parameters }) => parameters.get("boundary") ?? [])
		// As octets read one to one, so that any charset compares.
		.map((boundary) => Buffer.from(boundary).toString("latin1").trimEnd())
		.filter((boundary) => boundary.length <= BOUNDARY_OCTETS);
	// Quotes that are none, and blanks without quotes (RFC 2045 §5.1), are part of it for some programs only.
	const bare = said
		.flatMap((boundary) => [withoutQuotes(boundary), boundary.split(/\s/, 1)[0]!])
		.filter((boundary) => boundary !== "");
	return [...new Set([...said, ...bare])].map((boundary) => `--${boundary}`);
}

function withoutQuotes(boundary: string): string {
	const isQuote = (character: string | undefined): boolean => character === "'" || character === '"';
	const from = isQuote(boundary[0]) ? 1 : 0;
	return isQuote(boundary.at(-1)) ? boundary.slice(from, -1) : boundary.slice(from);
}
