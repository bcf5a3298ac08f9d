/**
 * Takes the body of a message apart into part headers, leaf bodies and what lies between, while it arrives: one
 * pass, every octet handed on exactly once and in order, nothing decoded and nothing kept.
 *
 * What is done with the pieces is the sink's: `walker.ts` looks for attachments, `seven-bit.ts` re-encodes. Only
 * lines that begin with "--" can be boundaries, so a part of base64 costs one native search. Bounded in depth,
 * parts and octets of a part's header; past a bound it is `tooDeep` and looks at nothing more.
 *
 * RFC 2046 §5.1 (multipart), §5.2.1 (message/rfc822), RFC 6532 §3.7 (message/global).
 */

import { type Field, parseFields } from "../message/fields.ts";
import { type TransferEncoding, transferEncodingOf } from "./decode.ts";
import { type Parameters, parseParameters } from "./parameters.ts";

export interface StructureLimits {
	readonly depth: number;
	readonly parts: number;
	/** Octets of one part's header. */
	readonly partHeaderBytes: number;
	/** Octets of the headers of all parts: reading fields costs far more than passing over a body. */
	readonly allHeaderBytes: number;
}

/** The header of a part, or of a message inside one. */
export interface PartHeader {
	/** Counted over all headers in the order of the content; the message's own is 0. */
	readonly index: number;
	/** Multiparts and messages that it lies in. */
	readonly depth: number;
	readonly fields: readonly Field[];
	/** As written, with the empty line when there was one. Empty for the message's own. */
	readonly raw: Buffer;
	/** What follows: parts, the header of a message, or a body. */
	readonly kind: "multipart" | "message" | "leaf";
	readonly mediaType: string;
	readonly type: Parameters | undefined;
	readonly encoding: TransferEncoding;
}

/** Called in the order of the content. The pieces are slices, not to be changed. */
export interface StructureSink {
	header(header: PartHeader): void;
	/** Octets of the leaf whose header came last; the CRLF before a boundary is not among them. */
	body(octets: Buffer): void;
	/** The leaf is complete. */
	leafEnds(): void;
	/** Boundary lines with the CRLF before them, preambles and epilogues. */
	between(octets: Buffer): void;
}

const EMPTY: Buffer = Buffer.alloc(0);
const CRLF = Buffer.from("\r\n");
const LINE_DASHES = Buffer.from("\r\n--");
const DASH = 0x2d;
const CR = 0x0d;
/** RFC 2046 §5.1.1 allows 70; some programs write more. */
const BOUNDARY_OCTETS = 256;
/** A line that may be a boundary is held back until it is whole, up to this. */
const LINE_OCTETS = BOUNDARY_OCTETS + 16;

/** "boundary-rest" is what follows a boundary on its line. */
type Mode = "between" | "boundary-rest" | "header" | "leaf";

export class MimeStructure {
	/** A bound was passed; what came after was not looked at. */
	tooDeep = false;
	readonly #sink: StructureSink;
	readonly #limits: StructureLimits;
	/** Open boundaries with their leading "--", outermost first, and the number of messages open at each. */
	readonly #open: { readonly delimiter: string; readonly depth: number }[] = [];
	/** Where each delimiter is in that list; of two alike the innermost counts. */
	#levels = new Map<string, number>();
	/** 1 for each octet that follows the two dashes of a delimiter that was ever open. */
	readonly #thirds = new Uint8Array(256);
	#depth = 0;
	#headers = 0;
	#allHeaderBytes = 0;
	#mode: Mode = "between";
	#afterBoundary: "header" | "between" = "between";
	/** The next octet begins a line whose CRLF was handed on already. */
	#lineStart = true;
	#held: Buffer = EMPTY;
	#header: Buffer[] = [];
	#headerBytes = 0;

	/** `fields` are those of the message itself. */
	constructor(fields: readonly Field[], limits: StructureLimits, sink: StructureSink) {
		this.#limits = limits;
		this.#sink = sink;
		this.#enter(fields, EMPTY);
	}

	write(chunk: Buffer): void {
		if (this.tooDeep) return;
		const octets = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
		this.#held = EMPTY;
		this.#scan(octets, false);
	}

	/** The content is over; whatever was open ends here, as mail programs show it. */
	end(): void {
		if (this.tooDeep) return;
		const octets = this.#held;
		this.#held = EMPTY;
		this.#scan(octets, true);
		if (this.tooDeep) return;
		if (this.#mode === "header") this.#headerEnds();
		if (this.#mode === "leaf") this.#sink.leafEnds();
	}

	#scan(octets: Buffer, last: boolean): void {
		let at = 0;
		while (at < octets.length && !this.tooDeep) {
			if (this.#mode === "boundary-rest") at = this.#boundaryRest(octets, at, last);
			else if (this.#mode === "header") at = this.#headerLine(octets, at, last);
			else at = this.#text(octets, at, last);
		}
	}

	/** Preamble, epilogue or leaf body: up to the next boundary, or all there is. */
	#text(octets: Buffer, from: number, last: boolean): number {
		if (this.#lineStart) {
			const line = this.#delimiterAt(octets, from, last);
			if (line === "wait") return this.#hold(octets, from);
			if (line !== undefined) return this.#boundary(octets, from, from, line);
			this.#lineStart = false;
		}
		let search = from;
		for (;;) {
			const at = octets.indexOf(LINE_DASHES, search);
			if (at < 0) {
				const keep = last ? 0 : partialDashes(octets, from);
				this.#give(octets.subarray(from, octets.length - keep));
				return this.#hold(octets, octets.length - keep);
			}
			const line = this.#delimiterAt(octets, at + 2, last);
			if (line === "wait") {
				this.#give(octets.subarray(from, at));
				return this.#hold(octets, at);
			}
			if (line !== undefined) {
				this.#give(octets.subarray(from, at));
				return this.#boundary(octets, at, at + 2, line);
			}
			search = at + LINE_DASHES.length;
		}
	}

	/** The boundary that the line at `start` is; undefined when it is none, "wait" when more is needed to tell. */
	#delimiterAt(octets: Buffer, start: number, last: boolean): Delimiter | "wait" | undefined {
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
		if (opens !== undefined) return { level: opens, closes: false, octetCount: text.length };
		const level = text.endsWith("--") ? this.#levels.get(text.slice(0, -2)) : undefined;
		return level === undefined ? undefined : { level, closes: true, octetCount: text.length };
	}

	/** What came before it ends; `from` is where its CRLF begins, `start` its line. */
	#boundary(octets: Buffer, from: number, start: number, { level, closes, octetCount }: Delimiter): number {
		if (this.#mode === "header") this.#headerEnds();
		if (this.#mode === "leaf") this.#sink.leafEnds();
		this.#depth = this.#open[level]!.depth;
		this.#open.length = closes ? level : level + 1;
		this.#levels = new Map(this.#open.map(({ delimiter }, at) => [delimiter, at]));
		this.#sink.between(octets.subarray(from, start + octetCount));
		this.#afterBoundary = closes ? "between" : "header";
		this.#mode = "boundary-rest";
		return start + octetCount;
	}

	#boundaryRest(octets: Buffer, from: number, last: boolean): number {
		const at = octets.indexOf(CRLF, from);
		if (at < 0) {
			const keep = !last && octets[octets.length - 1] === CR ? 1 : 0;
			if (octets.length - keep > from) this.#sink.between(octets.subarray(from, octets.length - keep));
			return this.#hold(octets, octets.length - keep);
		}
		this.#sink.between(octets.subarray(from, at + 2));
		this.#mode = this.#afterBoundary;
		this.#lineStart = true;
		return at + 2;
	}

	/** One line of a part's header, taken whole. */
	#headerLine(octets: Buffer, from: number, last: boolean): number {
		const line = this.#delimiterAt(octets, from, last);
		if (line === "wait") return this.#hold(octets, from);
		if (line !== undefined) return this.#boundary(octets, from, from, line);
		const at = octets.indexOf(CRLF, from);
		const end = at < 0 ? octets.length : at + 2;
		const { partHeaderBytes, allHeaderBytes } = this.#limits;
		const size = this.#headerBytes + end - from;
		if (size > partHeaderBytes || size + this.#allHeaderBytes > allHeaderBytes) {
			this.tooDeep = true;
			return octets.length;
		}
		if (at < 0 && !last) return this.#hold(octets, from);
		this.#header.push(octets.subarray(from, end));
		this.#headerBytes += end - from;
		if (at === from) this.#headerEnds();
		return end;
	}

	#headerEnds(): void {
		const raw = Buffer.concat(this.#header, this.#headerBytes);
		this.#header = [];
		this.#allHeaderBytes += this.#headerBytes;
		this.#headerBytes = 0;
		this.#enter(parseFields(raw).fields, raw);
	}

	/** A part begins whose header is known. */
	#enter(fields: readonly Field[], raw: Buffer): void {
		const index = this.#headers++;
		const type = parametersOf(fields, "content-type");
		const mediaType = type?.value.includes("/") ? type.value : "text/plain";
		const encoding = transferEncodingOf(
			fields.find(({ name }) => name === "content-transfer-encoding")?.value,
		);
		const delimiter = mediaType.startsWith("multipart/") ? delimiterOf(type) : undefined;
		const isMessage =
			encoding === "identity" && (mediaType === "message/rfc822" || mediaType === "message/global");
		const kind = delimiter !== undefined ? "multipart" : isMessage ? "message" : "leaf";
		this.#sink.header({ index, depth: this.#depth, fields, raw, kind, mediaType, type, encoding });
		this.#lineStart = true;
		this.#mode = kind === "multipart" ? "between" : kind === "message" ? "header" : "leaf";
		if (kind !== "leaf") this.#depth++;
		if (delimiter !== undefined) {
			this.#levels.set(delimiter, this.#open.length);
			// An empty boundary, which RFC 2046 does not allow, makes a line of two dashes a delimiter.
			if (delimiter.length > 2) this.#thirds[delimiter.charCodeAt(2)] = 1;
			else this.#thirds.fill(1);
			this.#open.push({ delimiter, depth: this.#depth });
		}
		if (this.#depth > this.#limits.depth || this.#headers > this.#limits.parts) this.tooDeep = true;
	}

	#give(octets: Buffer): void {
		if (octets.length === 0) return;
		if (this.#mode === "leaf") this.#sink.body(octets);
		else this.#sink.between(octets);
	}

	/** Keeps what cannot be told yet; returns the end, so that the scan stops. */
	#hold(octets: Buffer, from: number): number {
		this.#held = octets.subarray(from);
		return octets.length;
	}
}

interface Delimiter {
	readonly level: number;
	readonly closes: boolean;
	/** From its first hyphen to its last visible character. */
	readonly octetCount: number;
}

/** Octets at the end that may become "\r\n--" with what arrives next. */
function partialDashes(octets: Buffer, from: number): number {
	for (let keep = Math.min(LINE_DASHES.length - 1, octets.length - from); keep > 0; keep--) {
		if (octets.subarray(octets.length - keep).equals(LINE_DASHES.subarray(0, keep))) return keep;
	}
	return 0;
}

/** As octets read one to one, so that any charset compares. RFC 2046 §5.1.1: no white space at its end. */
function delimiterOf(type: Parameters | undefined): string | undefined {
	const boundary = type?.parameters.get("boundary")?.[0];
	if (boundary === undefined || boundary.length > BOUNDARY_OCTETS) return undefined;
	return `--${Buffer.from(boundary).toString("latin1").trimEnd()}`;
}

export function parametersOf(fields: readonly Field[], name: string): Parameters | undefined {
	const field = fields.find((each) => each.name === name);
	return field === undefined ? undefined : parseParameters(field.value);
}
