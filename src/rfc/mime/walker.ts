/**
 * Walks the MIME structure of a message while its body arrives: one pass, no whole message, bounded in depth,
 * parts, boundaries and octets kept.
 *
 * It looks for lines that begin with "--", since only those can be boundaries; in a part of base64 there are
 * none, and the walk costs one native search. What it yields of a leaf part is its type, every name, and its
 * first octets decoded. RFC 2046 §5.1.
 */

import { type Field, parseFields } from "../message/fields.ts";
import { decodeHead, type TransferEncoding, transferEncodingOf } from "./decode.ts";
import { type Parameters, parseParameters } from "./parameters.ts";

export interface WalkLimits {
	readonly depth: number;
	readonly parts: number;
	/** Octets of one part's header. */
	readonly partHeaderBytes: number;
	/** Decoded octets kept of each leaf part. */
	readonly headBytes: number;
}

export const defaultWalkLimits: WalkLimits = {
	depth: 30,
	parts: 1_000,
	partHeaderBytes: 65_536,
	headBytes: 4_096,
};

/** A part that holds no other parts. */
export interface LeafPart {
	readonly mediaType: string;
	readonly disposition: string;
	/** Every spelling of its name. */
	readonly names: readonly string[];
	readonly head: Buffer;
	/** Octets as transmitted, encoding included. */
	readonly encodedBytes: number;
}

interface OpenPart {
	readonly mediaType: string;
	readonly disposition: string;
	readonly names: readonly string[];
	readonly encoding: TransferEncoding;
	readonly kept: Buffer[];
	keptBytes: number;
	encodedBytes: number;
}

const DASHES = Buffer.from("\r\n--");
const HEADER_END = Buffer.from("\r\n\r\n");
/** RFC 2046 §5.1.1 allows 70; some programs write more. */
const BOUNDARY_LIMIT = 256;
/** A line that may be a boundary is held back until it is whole, up to this. */
const LINE_LIMIT = BOUNDARY_LIMIT + 16;

type Mode = "preamble" | "part-header" | "leaf" | "nested-header";

export class MimeWalker {
	readonly leaves: LeafPart[] = [];
	/** A bound was passed; what came after was not looked at. */
	tooDeep = false;
	readonly #limits: WalkLimits;
	/** Boundaries that are open, outermost first, each with its leading "--". */
	readonly #boundaries: string[] = [];
	#nesting = 0;
	#parts = 0;
	#mode: Mode = "leaf";
	#part: OpenPart | undefined;
	#header: Buffer[] = [];
	#headerBytes = 0;
	/** Octets not decided on yet; begins with the CRLF before a line. */
	#held: Buffer = Buffer.from("\r\n");
	#first = true;

	constructor(fields: readonly Field[], limits: WalkLimits = defaultWalkLimits) {
		this.#limits = limits;
		this.#enter(fields, "text/plain");
	}

	write(chunk: Buffer): void {
		if (this.tooDeep || chunk.length === 0) return;
		const octets = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
		this.#held = EMPTY;
		let from = 0;
		for (;;) {
			const at = octets.indexOf(DASHES, from);
			if (at < 0) {
				const keep = partialDashes(octets, from);
				this.#content(octets.subarray(from, octets.length - keep));
				this.#held = octets.subarray(octets.length - keep);
				return;
			}
			const lineEnd = octets.indexOf("\r\n", at + DASHES.length);
			if (lineEnd < 0 && octets.length - at < LINE_LIMIT) {
				this.#content(octets.subarray(from, at));
				this.#held = octets.subarray(at);
				return;
			}
			this.#content(octets.subarray(from, at));
			// In a header this CRLF may be the empty line, after which the line can be a boundary that it opened.
			const inHeader = this.#inHeader;
			if (inHeader) this.#content(octets.subarray(at, at + 2));
			const line = octets.toString("latin1", at + 2, lineEnd < 0 ? at + LINE_LIMIT : lineEnd);
			from = at + DASHES.length;
			if (!this.#boundary(line)) this.#content(octets.subarray(inHeader ? at + 2 : at, from));
			else from = lineEnd < 0 ? octets.length : lineEnd;
			if (this.tooDeep) return;
		}
	}

	/** The content is over; whatever was open ends here, as mail programs show it. */
	end(): void {
		if (this.tooDeep) return;
		const held = this.#held;
		this.#held = EMPTY;
		if (held.length > 2 || !this.#first) this.#content(held);
		if (this.#inHeader) this.#headerEnds(EMPTY);
		this.#close();
	}

	get #inHeader(): boolean {
		return this.#mode === "part-header" || this.#mode === "nested-header";
	}

	/** Whether `line` is one of the open boundaries; if so, what came before it ends. */
	#boundary(line: string): boolean {
		const text = line.replace(/[ \t]+$/, "");
		for (let level = this.#boundaries.length - 1; level >= 0; level--) {
			const boundary = this.#boundaries[level] ?? "";
			const closes = text === `${boundary}--`;
			if (text !== boundary && !closes) continue;
			if (this.#inHeader) this.#headerEnds(EMPTY);
			this.#close();
			this.#boundaries.length = closes ? level : level + 1;
			this.#mode = closes ? "preamble" : "part-header";
			this.#header = [];
			this.#headerBytes = 0;
			this.#nesting = this.#boundaries.length;
			return true;
		}
		return false;
	}

	#content(octets: Buffer): void {
		if (octets.length === 0) return;
		if (this.#mode === "leaf") this.#leafOctets(octets);
		if (this.#mode === "leaf" || this.#mode === "preamble") return;
		this.#header.push(octets);
		this.#headerBytes += octets.length;
		const section = this.#header.length === 1 ? octets : Buffer.concat(this.#header, this.#headerBytes);
		this.#header = [section];
		// Begins with the CRLF of the boundary line; two in a row end it, at once if there are no fields.
		const end = section.indexOf(HEADER_END);
		if (end >= 0) {
			this.#header = [section.subarray(0, end + 2)];
			this.#headerEnds(section.subarray(end + HEADER_END.length));
		} else if (this.#headerBytes > this.#limits.partHeaderBytes) this.tooDeep = true;
	}

	#headerEnds(rest: Buffer): void {
		const section = Buffer.concat(this.#header);
		this.#header = [];
		this.#headerBytes = 0;
		this.#first = false;
		const { fields } = parseFields(section.subarray(section[0] === 0x0d ? 2 : 0));
		this.#enter(fields, "text/plain");
		this.#content(rest);
	}

	/** A part begins whose header is known. */
	#enter(fields: readonly Field[], otherwise: string): void {
		if (++this.#parts > this.#limits.parts) this.tooDeep = true;
		const type = parametersOf(fields, "content-type");
		const mediaType = type?.value.includes("/") ? type.value : otherwise;
		const boundary = type?.parameters.get("boundary")?.[0];
		if (mediaType.startsWith("multipart/") && boundary !== undefined && boundary.length <= BOUNDARY_LIMIT) {
			this.#boundaries.push(
				`--${Buffer.from(boundary)
					.toString("latin1")
					.replace(/[ \t]+$/, "")}`,
			);
			this.#nest("preamble");
			return;
		}
		const encoding = transferEncodingOf(
			fields.find(({ name }) => name === "content-transfer-encoding")?.value,
		);
		if ((mediaType === "message/rfc822" || mediaType === "message/global") && encoding === "identity") {
			this.#nest("nested-header");
			return;
		}
		const disposition = parametersOf(fields, "content-disposition");
		const names = [
			...(disposition?.parameters.get("filename") ?? []),
			...(type?.parameters.get("name") ?? []),
		];
		this.#mode = "leaf";
		this.#part = {
			mediaType,
			disposition: disposition?.value ?? "",
			names: [...new Set(names)].filter((name) => name !== ""),
			encoding,
			kept: [],
			keptBytes: 0,
			encodedBytes: 0,
		};
	}

	#nest(mode: Mode): void {
		this.#mode = mode;
		if (++this.#nesting > this.#limits.depth) this.tooDeep = true;
	}

	#leafOctets(octets: Buffer): void {
		const part = this.#part;
		if (part === undefined) return;
		// The CRLF that the walker puts before the first line is not content.
		const own = this.#first && octets.length >= 2 ? octets.subarray(2) : octets;
		this.#first = false;
		part.encodedBytes += own.length;
		const room = this.#limits.headBytes * 2 - part.keptBytes;
		if (room <= 0) return;
		const piece = own.subarray(0, room);
		part.kept.push(piece);
		part.keptBytes += piece.length;
	}

	#close(): void {
		const part = this.#part;
		this.#part = undefined;
		if (part === undefined) return;
		const head = decodeHead(Buffer.concat(part.kept, part.keptBytes), part.encoding);
		this.leaves.push({
			mediaType: part.mediaType,
			disposition: part.disposition,
			names: part.names,
			head: head.subarray(0, this.#limits.headBytes),
			encodedBytes: part.encodedBytes,
		});
	}
}

const EMPTY: Buffer = Buffer.alloc(0);

/** Octets at the end that may become "\r\n--" with what arrives next. */
function partialDashes(octets: Buffer, from: number): number {
	for (let keep = Math.min(DASHES.length - 1, octets.length - from); keep > 0; keep--) {
		if (octets.subarray(octets.length - keep).equals(DASHES.subarray(0, keep))) return keep;
	}
	return 0;
}

function parametersOf(fields: readonly Field[], name: string): Parameters | undefined {
	const field = fields.find((each) => each.name === name);
	return field === undefined ? undefined : parseParameters(field.value);
}
