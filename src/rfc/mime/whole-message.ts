/**
 * A small message that is in memory, taken apart: its fields, and its parts in order with decoded octets. For reports,
 * where one reading is enough; what judges files is walker.ts, which gives every reading.
 *
 * Messages in it are parts and are not looked into: what a returned message says is not what the report says. Lenient
 * about line ends, missing end boundaries and parts without a header; bounded in parts and depth; never fails.
 * RFC 2045, RFC 2046 §5.1.
 */

import { type Field, parseFields } from "../message/fields.ts";
import { isMultipart, readHeader } from "./part-header.ts";
import { decoderFor } from "./transfer-encoding.ts";

export interface WholePart {
	readonly fields: readonly Field[];
	/** In lower case; "text/plain" when nothing is declared. */
	readonly mediaType: string;
	/** The charset said; "" when none is. */
	readonly charset: string;
	/** Decoded. May share memory with the message. */
	readonly octets: Buffer;
}

export interface WholeMessage {
	readonly fields: readonly Field[];
	/** Of the message itself. */
	readonly mediaType: string;
	/** Of a multipart/report (RFC 6522 §3), in lower case; "" otherwise. */
	readonly reportType: string;
	/** Those that hold no others. */
	readonly parts: readonly WholePart[];
}

const MOST_PARTS = 64;
const MOST_DEPTH = 8;
const LF = 0x0a;
const CR = 0x0d;
const DASH = 0x2d;

export function readWhole(octets: Buffer): WholeMessage {
	const { fields, body } = opened(octets);
	const { mediaType, types } = readHeader(fields, false);
	const parts: WholePart[] = [];
	gather(fields, body, 0, parts);
	const reportType = types.flatMap(({ parameters }) => parameters.get("report-type") ?? [])[0] ?? "";
	return { fields, mediaType, reportType: reportType.toLowerCase(), parts };
}

/** A header section and what follows it. */
export function opened(octets: Buffer): { readonly fields: readonly Field[]; readonly body: Buffer } {
	let at = 0;
	while (at < octets.length) {
		const end = octets.indexOf(LF, at);
		if (end < 0) break;
		if (end === at || (end === at + 1 && octets[at] === CR)) {
			const { fields } = parseFields(octets.subarray(0, at));
			return { fields, body: octets.subarray(end + 1) };
		}
		at = end + 1;
	}
	return { fields: parseFields(octets).fields, body: octets.subarray(octets.length) };
}

function gather(fields: readonly Field[], body: Buffer, depth: number, parts: WholePart[]): void {
	if (parts.length >= MOST_PARTS) return;
	const { kind, mediaType, types, encoding, delimiters } = readHeader(fields, false);
	if (kind === "multipart" && depth < MOST_DEPTH) {
		const pieces = split(body, delimiters);
		for (const piece of pieces) {
			const part = opened(piece);
			gather(part.fields, part.body, depth + 1, parts);
		}
		// Without its boundary it is text for whoever reads it.
		if (pieces.length > 0) return;
	}
	const decoder = decoderFor(encoding);
	const decoded = decoder === undefined ? body : Buffer.concat([decoder.write(body), decoder.end()]);
	const charset = types.flatMap(({ parameters }) => parameters.get("charset") ?? [])[0] ?? "";
	parts.push({
		fields,
		mediaType: isMultipart(mediaType) ? "text/plain" : mediaType,
		charset,
		octets: decoded,
	});
}

/** Between boundary lines; what is before the first and after the end is nobody's. */
function split(body: Buffer, delimiters: readonly string[]): Buffer[] {
	const pieces: Buffer[] = [];
	let begin = -1;
	for (let at = 0; at < body.length && pieces.length < MOST_PARTS; ) {
		const end = body.indexOf(LF, at);
		const next = end < 0 ? body.length : end + 1;
		const boundary =
			body[at] === DASH && body[at + 1] === DASH ? boundaryIn(body, at, next, delimiters) : undefined;
		if (boundary !== undefined) {
			if (begin >= 0) pieces.push(body.subarray(begin, at));
			if (boundary === "end") return pieces;
			begin = next;
		}
		at = next;
	}
	if (begin >= 0 && pieces.length < MOST_PARTS) pieces.push(body.subarray(begin));
	return pieces;
}

/** No line of mail is longer (RFC 5322 §2.1.1), and neither is a boundary. */
const LONGEST_LINE = 1_000;

function boundaryIn(
	body: Buffer,
	from: number,
	to: number,
	delimiters: readonly string[],
): "part" | "end" | undefined {
	if (to - from > LONGEST_LINE) return undefined;
	const line = body.toString("latin1", from, to).trimEnd();
	for (const delimiter of delimiters) {
		if (line === delimiter) return "part";
		if (line === `${delimiter}--`) return "end";
	}
	return undefined;
}
