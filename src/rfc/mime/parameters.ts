/**
 * Content-Type and Content-Disposition: a value and its parameters, as mail programs read them.
 *
 * Where programs differ in what a name is, every reading is given: a filter that knows one of them only is a
 * filter that can be walked around. RFC 2045 §5.1, RFC 2183, RFC 2231.
 */

import { decodeCharset, decodeWords } from "../message/words.ts";

export interface Parameters {
	/** "text/plain", "attachment"; in lower case. */
	readonly value: string;
	/** Every value given for each name, in order; continuations joined, charsets decoded. */
	readonly parameters: ReadonlyMap<string, readonly string[]>;
}

/** Characters of a field that are read. More of them are somebody's padding: see bounds.ts. */
export const PARAMETERS_LIMIT = 8_192;
/** Each parameter may cost a look over the whole field; a name in a hundred pieces is still read. */
const MOST_PARAMETERS = 256;

/** Whether a field is longer, or has more parameters, than is read of it. */
export function hasTooManyParameters(text: string): boolean {
	if (text.length > PARAMETERS_LIMIT) return true;
	let count = 0;
	for (let at = text.indexOf("="); at >= 0 && count <= MOST_PARAMETERS; at = text.indexOf("=", at + 1))
		count++;
	return count > MOST_PARAMETERS;
}

/** `text` is an unfolded field value. */
export function parseParameters(text: string): Parameters {
	const bounded = text.slice(0, PARAMETERS_LIMIT);
	const semicolon = indexOr(bounded, ";", 0);
	const first = withoutComments(bounded.slice(0, semicolon))
		.replaceAll('"', "")
		.replace(/ ?\/ ?/, "/")
		.trim();
	const [value = ""] = first.split(/\s/, 1);
	// Where the first semicolon is missing ("text/plain name=x") the word before the "=" is a parameter's name.
	const begin = first.includes("=") ? 0 : semicolon;
	return { value: value.toLowerCase(), parameters: gathered(readPairs(bounded, begin)) };
}

interface Pair {
	readonly name: string;
	readonly value: string;
}

interface Value {
	/** As different programs read it. */
	readonly readings: readonly string[];
	/** Where the next parameter may begin. */
	readonly end: number;
}

function readPairs(text: string, from: number): Pair[] {
	const pairs: Pair[] = [];
	let at = from;
	for (let count = 0; at < text.length && count <= MOST_PARAMETERS; count++) {
		const equals = text.indexOf("=", at);
		if (equals < 0) break;
		const name = withoutComments(text.slice(at, equals)).trimEnd().split(/[\s;]/).at(-1)!;
		const start = equals + 1 + (/^\s*/.exec(text.slice(equals + 1))?.[0].length ?? 0);
		const { readings, end } = text[start] === '"' ? quoted(text, start + 1) : bare(text, start);
		const plain = name.replaceAll('"', "").toLowerCase();
		if (plain !== "") pairs.push(...readings.map((value) => ({ name: plain, value })));
		at = end;
	}
	return pairs;
}

function quoted(text: string, from: number): Value {
	let value = "";
	for (let at = from; at < text.length; at++) {
		const character = text[at];
		if (character === '"') return closed(text, at, value);
		value += character === "\\" && at + 1 < text.length ? text[++at] : character;
	}
	// Quotes that nobody closed end with the parameter for some programs.
	const end = indexOr(text, ";", from);
	return { readings: end === text.length ? [value] : [value, text.slice(from, end).trim()], end };
}

/** The quotes end at `at`; what follows them is a part of the value for some programs. */
function closed(text: string, at: number, value: string): Value {
	const end = indexOr(text, ";", at);
	const rest = withoutComments(text.slice(at + 1, end)).trim();
	// Of a parameter whose semicolon is missing nothing is a part of this value.
	if (rest === "" || rest.includes("=")) return { readings: [value], end: at + 1 };
	return { readings: [value, value + rest.replaceAll('"', "")], end };
}

/** Without quotes a value has no blanks (RFC 2045 §5.1); where it has, some programs end it there. */
function bare(text: string, from: number): Value {
	const end = indexOr(text, ";", from);
	const whole = text.slice(from, end).trim();
	const comment = whole.endsWith(")") ? whole.lastIndexOf(" (") : -1;
	const value = comment < 0 ? whole : whole.slice(0, comment).trimEnd();
	const gap = value.search(/\s/);
	const word = gap < 0 ? value : value.slice(0, gap);
	if (gap < 0) return { readings: [value], end };
	// The semicolon after it is missing: "charset=utf-8 name=x".
	const next = value.includes("=", word.length) ? from + word.length : end;
	// The first word of a name with blanks is no name of a file.
	return { readings: word.includes(".") || next < end ? [value, word] : [value], end: next };
}

function indexOr(text: string, sought: string, from: number): number {
	const at = text.indexOf(sought, from);
	return at < 0 ? text.length : at;
}

/** RFC 5322 §3.2.2; only outside quotes, which this is used for. */
const withoutComments = (text: string): string => text.replace(/\([^()]*\)/g, " ");

interface Piece {
	readonly index: number;
	readonly encoded: boolean;
	readonly value: string;
}

function gathered(pairs: readonly Pair[]): Map<string, readonly string[]> {
	const found = new Map<string, string[]>();
	const add = (name: string, value: string): void => {
		const known = found.get(name);
		if (known === undefined) found.set(name, [value]);
		else if (!known.includes(value)) known.push(value);
	};
	const pieces = new Map<string, Piece[]>();
	for (const { name, value } of pairs) {
		const continued = name.includes("*") ? /^([^*]+)\*(?:(\d{1,4})(\*)?)?$/.exec(name) : null;
		const [, base = name, index, star] = continued ?? [];
		if (continued === null) {
			add(name, decodeWords(value, ANY_CHARSET));
			if (value.includes("=?")) add(name, value);
		} else if (index === undefined) {
			addDecoded(add, base, [{ index: 0, encoded: true, value }]);
		} else {
			const list = pieces.get(base) ?? [];
			pieces.set(base, list);
			list.push({ index: Number(index), encoded: star === "*", value });
		}
	}
	for (const [base, list] of pieces) for (const reading of readingsOf(list)) addDecoded(add, base, reading);
	return found;
}

function addDecoded(
	add: (name: string, value: string) => void,
	name: string,
	pieces: readonly Piece[],
): void {
	const value = joined(pieces);
	add(name, value);
	if (value.includes("=?")) add(name, decodeWords(value, ANY_CHARSET));
}

/** Pieces in order of their numbers: all of them; of two alike the first or the last; and those before a gap. */
function readingsOf(list: readonly Piece[]): readonly (readonly Piece[])[] {
	const all = list.toSorted((a, b) => a.index - b.index);
	const readings = [all];
	const first = all.filter(({ index }, at) => at === 0 || index !== all[at - 1]!.index);
	if (first.length < all.length) {
		readings.push(first);
		readings.push(all.filter(({ index }, at) => index !== all[at + 1]?.index));
	}
	const gap = first.findIndex(({ index }, at) => index !== first[0]!.index + at);
	if (gap > 0) readings.push(first.slice(0, gap));
	return readings;
}

/** What stands for a charset that nobody knows: the extension is ASCII in nearly all. */
const ANY_CHARSET = "latin1";

/** RFC 2231 §3 and §4: the charset is told by the first piece. */
function joined(pieces: readonly Piece[]): string {
	let charset = "utf-8";
	const octets: Buffer[] = [];
	for (const [position, { encoded, value }] of pieces.entries()) {
		const tagged = position === 0 && encoded ? /^([^']*)'[^']*'(.*)$/s.exec(value) : null;
		if (tagged?.[1]) charset = tagged[1];
		const text = tagged === null ? value : (tagged[2] ?? "");
		octets.push(encoded ? percentDecoded(text) : Buffer.from(text));
	}
	const all = Buffer.concat(octets);
	return decodeCharset(all, charset) ?? all.toString("latin1");
}

function percentDecoded(text: string): Buffer {
	const octets: number[] = [];
	const bytes = Buffer.from(text);
	for (let at = 0; at < bytes.length; at++) {
		const hex = bytes[at] === 0x25 ? bytes.toString("latin1", at + 1, at + 3) : "";
		if (/^[\dA-Fa-f]{2}$/.test(hex)) {
			octets.push(Number.parseInt(hex, 16));
			at += 2;
		} else octets.push(bytes[at] ?? 0);
	}
	return Buffer.from(octets);
}
