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
	const semicolon = bounded.indexOf(";");
	const value = withoutComments(semicolon < 0 ? bounded : bounded.slice(0, semicolon))
		.trim()
		.toLowerCase();
	const pairs = semicolon < 0 ? [] : readPairs(bounded, semicolon + 1);
	return { value, parameters: gathered(pairs) };
}

interface Pair {
	readonly name: string;
	readonly value: string;
}

function readPairs(text: string, from: number): Pair[] {
	const pairs: Pair[] = [];
	let at = from;
	while (at < text.length && pairs.length < MOST_PARAMETERS) {
		const equals = text.indexOf("=", at);
		if (equals < 0) break;
		const name = withoutComments(text.slice(at, equals)).replace(/[\s;]/g, "").toLowerCase();
		const start = equals + 1 + (/^\s*/.exec(text.slice(equals + 1))?.[0].length ?? 0);
		const { value, end } = text[start] === '"' ? quoted(text, start + 1) : bare(text, start);
		if (name !== "") pairs.push({ name, value });
		const next = text.indexOf(";", end);
		if (next < 0) break;
		at = next + 1;
	}
	return pairs;
}

function quoted(text: string, from: number): { value: string; end: number } {
	let value = "";
	for (let at = from; at < text.length; at++) {
		const character = text[at];
		if (character === '"') return { value, end: at + 1 };
		value += character === "\\" && at + 1 < text.length ? text[++at] : character;
	}
	return { value, end: text.length };
}

function bare(text: string, from: number): { value: string; end: number } {
	const semicolon = text.indexOf(";", from);
	const end = semicolon < 0 ? text.length : semicolon;
	return { value: text.slice(from, end).trim(), end };
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
	for (const [name, list] of parts) add(name, joined(list));
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
