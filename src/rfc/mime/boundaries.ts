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
const NONE = new Uint8Array(0);

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
	/** 1 for each octet that follows the two dashes of a delimiter that was ever open. */
	#thirds: Uint8Array = NONE;

	get innermost(): Level | undefined {
		return this.#open.at(-1);
	}

	open(level: Level): void {
		if (this.#thirds === NONE) this.#thirds = new Uint8Array(256);
		this.#open.push(level);
		for (const delimiter of level.delimiters) {
			this.#levels.set(delimiter, this.#open.length - 1);
			// An empty boundary, which RFC 2046 does not allow, makes a line of two dashes a delimiter.
			if (delimiter.length > 2) this.#thirds[delimiter.charCodeAt(2)] = 1;
			else this.#thirds.fill(1);
		}
	}

	/** The boundary that the line at `start` is; undefined when it is none, "wait" when more is needed to tell. */
	lineAt(octets: Buffer, start: number, last: boolean): BoundaryLine | "wait" | undefined {
		if (this.#open.length === 0 || octets[start] !== DASH) return undefined;
		if (octets.length === start + 1) return last ? undefined : "wait";
		if (octets[start + 1] !== DASH) return undefined;
		// Most such lines are told by one octet more: a line of dashes, the "-- " above a signature.
		const third = octets[start + 2];
		if (third === undefined && !last) return "wait";
		if (this.#thirds[third ?? CR] !== 1) return undefined;
		const limit = start + LINE_OCTETS;
		const lineEnd = octets.indexOf(CR, start);
		const end = lineEnd < 0 ? octets.length : lineEnd;
		if (lineEnd < 0 && octets.length < limit && !last) return "wait";
		const text = octets.toString("latin1", start, Math.min(end, limit)).trimEnd();
		const opens = this.#levels.get(text);
		if (opens !== undefined) return { level: opens, delimiter: text, closes: false, octetCount: text.length };
		if (!text.endsWith("--")) return undefined;
		const delimiter = text.slice(0, -2);
		const level = this.#levels.get(delimiter);
		return level === undefined ? undefined : { level, delimiter, closes: true, octetCount: text.length };
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
		}
		return met;
	}
}

/** How the boundary of a multipart may be read. RFC 2046 §5.1.1: no white space at its end. */
export function delimitersOf(types: readonly Parameters[]): readonly string[] {
	const multiparts = types.filter(({ value }) => value.startsWith("multipart/"));
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
