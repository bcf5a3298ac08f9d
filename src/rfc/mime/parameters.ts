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

const LIMIT = 8_192;
const MOST_PARAMETERS = 64;

/** `text` is an unfolded field value. */
export function parseParameters(text: string): Parameters {
	const bounded = text.slice(0, LIMIT);
	const semicolon = indexOr(bounded, ";", 0);
	const first = withoutComments(bounded.slice(0, semicolon)).replaceAll('"', "").trim();
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
	while (at < text.length && pairs.length < MOST_PARAMETERS) {
		const equals = text.indexOf("=", at);
		if (equals < 0) break;
		const name = withoutComments(text.slice(at, equals)).trimEnd().split(/[\s;]/).at(-1)!.toLowerCase();
		const start = equals + 1 + (/^\s*/.exec(text.slice(equals + 1))?.[0].length ?? 0);
		const { readings, end } = text[start] === '"' ? quoted(text, start + 1) : bare(text, start);
		if (name !== "") pairs.push(...readings.map((value) => ({ name, value })));
		at = end;
	}
	return pairs;
}

function quoted(text: string, from: number): Value {
	let value = "";
	for (let at = from; at < text.length; at++) {
		const character = text[at];
		if (character === '"') return { readings: [value], end: at + 1 };
		value += character === "\\" && at + 1 < text.length ? text[++at] : character;
	}
	// Quotes that nobody closed end with the parameter for some programs.
	const end = indexOr(text, ";", from);
	return { readings: end === text.length ? [value] : [value, text.slice(from, end).trim()], end };
}

/** Without quotes a value has no blanks (RFC 2045 §5.1); where it has, some programs end it there. */
function bare(text: string, from: number): Value {
	const end = indexOr(text, ";", from);
	const whole = text.slice(from, end).trim();
	const value = whole.replace(/\s\([^()]*\)$/, "").trimEnd();
	const [word = ""] = value.split(/\s/, 1);
	if (word.length === value.length) return { readings: [value], end };
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

function gathered(pairs: readonly Pair[]): Map<string, readonly string[]> {
	const plain = new Map<string, string[]>();
	const add = (name: string, value: string): void => {
		const known = plain.get(name);
		if (known === undefined) plain.set(name, [value]);
		else if (!known.includes(value)) known.push(value);
	};
	const parts = new Map<
		string,
		{ readonly index: number; readonly encoded: boolean; readonly value: string }[]
	>();
	for (const { name, value } of pairs) {
		const continued = /^([^*]+)\*(?:(\d{1,3})(\*)?)?$/.exec(name);
		if (continued === null) {
			add(name, decodeWords(value));
			if (value.includes("=?")) add(name, value);
			continue;
		}
		const [, base = "", index, star] = continued;
		const list = parts.get(base) ?? [];
		list.push({ index: Number(index ?? 0), encoded: index === undefined || star === "*", value });
		parts.set(base, list);
	}
	for (const [name, list] of parts) {
		const value = joined(list);
		add(name, value);
		if (value.includes("=?")) add(name, decodeWords(value));
	}
	return plain;
}

/** RFC 2231 §3 and §4: pieces in order of their numbers, the charset told by the first. */
function joined(
	list: readonly { readonly index: number; readonly encoded: boolean; readonly value: string }[],
): string {
	let charset = "utf-8";
	const octets: Buffer[] = [];
	for (const [position, { encoded, value }] of list.toSorted((a, b) => a.index - b.index).entries()) {
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
