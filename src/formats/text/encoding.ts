/**
 * Whether octets are text, and in what encoding. Any charset will do: text has no NUL and hardly any other control
 * characters, which compressed or compiled octets have one in ten of.
 */

import { isAscii, isUtf8 } from "node:buffer";
import type { BoundedFile } from "../bounded-file.ts";
import type { TextFinding } from "../finding.ts";

export interface Decoded {
	readonly encoding: TextFinding["encoding"];
	/** The first octets as characters, without a byte order mark; Latin-1 stands for unknown charsets. */
	readonly start: string;
	readonly end: string;
	/** `start` is the whole of it. */
	readonly isWhole: boolean;
}

/** Null when the file is not text, by its first and its last octets. */
export function decodeText(file: BoundedFile): Decoded | null {
	const { head, sizeBytes } = file;
	const isWhole = head.length >= sizeBytes;
	const last = file.tail.subarray(-END_BYTES);
	const wide = wideOrder(head);
	if (wide !== null) {
		const start = decodeWide(head, wide);
		// An even distance from the beginning keeps the pairs together.
		const end = decodeWide(last.subarray((sizeBytes - last.length) % 2), wide);
		return isProse(start) && isProse(end) ? { encoding: "utf-16", start, end, isWhole } : null;
	}
	if (!isPlain(head) || !(isWhole || isPlain(last))) return null;
	const encoding = narrowEncoding(head, isWhole ? null : last);
	const charset = encoding === "utf-8" ? "utf8" : "latin1";
	return { encoding, start: withoutMark(head.toString(charset)), end: last.toString(charset), isWhole };
}
const END_BYTES = 8 * 1024;

/** The text before the first octet that is none: a page or a program, with something else behind it. */
export function decodePrefix(head: Buffer): Decoded {
	const limit = Math.min(head.length, PREFIX_BYTES);
	let end = 0;
	while (end < limit && !isControl(head[end] ?? 0)) end++;
	const pdf = head.subarray(0, end).indexOf("%PDF-", 0, "latin1");
	const start = withoutMark(head.toString("latin1", 0, pdf < 0 ? end : pdf));
	return { encoding: "8-bit", start, end: start, isWhole: false };
}
const PREFIX_BYTES = 4096;

/** Tab, line and form feeds, return, the end mark of DOS, and the escape of ISO 2022 charsets. */
const LAYOUT = [0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1a, 0x1b];
/** 1 for each control character that no text needs. */
const CONTROL = Uint8Array.from({ length: 0x20 }, (_, code) => (LAYOUT.includes(code) ? 0 : 1));

const isControl = (code: number): boolean => code < 0x20 && CONTROL[code] === 1;

const withoutMark = (text: string): string => text.replace(/^(\ufeff|\xef\xbb\xbf)/, "");

/** By the byte order mark; without one when every other octet of a good beginning is NUL. */
function wideOrder(head: Buffer): "le" | "be" | null {
	if (head[0] === 0xff && head[1] === 0xfe) return "le";
	if (head[0] === 0xfe && head[1] === 0xff) return "be";
	const looked = Math.min(head.length, 1024) & ~1;
	if (looked < 4) return null;
	const nulls = [0, 0];
	for (let at = 0; at < looked; at++) if (head[at] === 0) nulls[at % 2] = (nulls[at % 2] ?? 0) + 1;
	const [even = 0, odd = 0] = nulls;
	const most = (looked / 2) * 0.9;
	if (odd >= most && even === 0) return "le";
	return even >= most && odd === 0 ? "be" : null;
}

function decodeWide(octets: Buffer, order: "le" | "be"): string {
	const even = octets.subarray(0, octets.length & ~1);
	const text = (order === "le" ? even : Buffer.from(even).swap16()).toString("utf16le");
	return withoutMark(text);
}

/** U+0000 or many other control characters: pairs of octets that only look like text. */
function isProse(text: string): boolean {
	let control = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 0) return false;
		if (isControl(code)) control++;
	}
	return control * 100 <= text.length;
}

/** Without NUL and with hardly any control character: most text has none at all, which is found out at once. */
function isPlain(octets: Buffer): boolean {
	const text = octets.toString("latin1");
	return !ANY_CONTROL.test(text) || isProse(text);
}
const ANY_CONTROL = /[\0-\x08\x0e-\x19\x1c-\x1f]/;

function narrowEncoding(head: Buffer, tail: Buffer | null): TextFinding["encoding"] {
	const pieces = tail === null ? [head] : [cutAtCharacter(head), tail.subarray(characterBegin(tail))];
	if (pieces.every((piece) => isAscii(piece))) return "ascii";
	return pieces.every((piece) => isUtf8(piece)) ? "utf-8" : "8-bit";
}

const isContinuation = (octet: number | undefined): boolean => octet !== undefined && (octet & 0xc0) === 0x80;

/** The beginning was cut anywhere: a character of up to four octets may be torn. */
function cutAtCharacter(octets: Buffer): Buffer {
	let end = octets.length;
	while (end > octets.length - 4 && isContinuation(octets[end - 1])) end--;
	return octets.subarray(0, Math.max(0, (octets[end - 1] ?? 0) >= 0xc0 ? end - 1 : octets.length));
}

function characterBegin(octets: Buffer): number {
	let begin = 0;
	while (begin < 3 && isContinuation(octets[begin])) begin++;
	return begin;
}
