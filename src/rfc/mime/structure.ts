/**
 * Takes the body of a message apart into part headers, leaf bodies and what lies between, while it arrives: one
 * pass, every octet handed on exactly once and in order, nothing decoded and nothing kept.
 *
 * What is done with the pieces is the sink's: `walker.ts` looks for attachments, `seven-bit.ts` re-encodes. Only
 * lines that begin with "--" can be boundaries, so a part of base64 costs one native search. Past a bound it looks
 * at nothing more. RFC 2046 §5.1 (multipart), §5.2.1 (message/rfc822), RFC 6532 §3.7 (message/global).
 */

import { type Field, parseFields } from "../message/fields.ts";
import { Boundaries, type BoundaryLine } from "./boundaries.ts";
import type { Bounds } from "./bounds.ts";
import { type PartHeader, readHeader } from "./part-header.ts";

/** Called in the order of the content. The pieces are slices, not to be changed. */
export interface StructureSink {
	header(header: PartHeader): void;
	/** Octets of the leaf whose header came last; the CRLF before a boundary is not among them. */
	body(octets: Buffer): void;
	/** The leaf is complete. */
	leafEnds(): void;
	/** Boundary lines with the CRLF before them, preambles and epilogues. */
	between(octets: Buffer): void;
	/** A boundary comes: parts of this depth and deeper are complete. */
	partsEnd?(depth: number): void;
}

/** What the first octet belongs to: a body whose header is known, the header of a message, or a preamble. */
export type Beginning =
	| { readonly kind: "body"; readonly fields: readonly Field[] }
	| { readonly kind: "message" }
	| { readonly kind: "multipart"; readonly delimiters: readonly string[] };

const EMPTY: Buffer = Buffer.alloc(0);
const CRLF = Buffer.from("\r\n");
const LINE_DASHES = Buffer.from("\r\n--");
const CR = 0x0d;

/** "boundary-rest" is what follows a boundary on its line. */
type Mode = "between" | "boundary-rest" | "header" | "leaf";

export class MimeStructure {
	readonly #sink: StructureSink;
	readonly #bounds: Bounds;
	readonly #boundaries = new Boundaries();
	#depth: number;
	#headers = 0;
	#mode: Mode = "between";
	#afterBoundary: "header" | "between" = "between";
	/** The next octet begins a line whose CRLF was handed on already. */
	#lineStart = true;
	#held: Buffer = EMPTY;
	#header: Buffer[] = [];
	#headerBytes = 0;

	/** `depth` is that of what begins: more than 0 inside of another structure. */
	constructor(beginning: Beginning, bounds: Bounds, sink: StructureSink, depth = 0) {
		this.#sink = sink;
		this.#bounds = bounds;
		this.#depth = depth;
		if (beginning.kind === "body") this.#enter(beginning.fields, EMPTY);
		else if (beginning.kind === "message") this.#mode = "header";
		else this.#boundaries.open({ delimiters: beginning.delimiters, depth, isDigest: false });
	}

	/** A bound was passed; what came after was not looked at. */
	get tooDeep(): boolean {
		return this.#bounds.passed;
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
			const line = this.#boundaries.lineAt(octets, from, last);
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
			const line = this.#boundaries.lineAt(octets, at + 2, last);
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

	/** What came before it ends; `from` is where its CRLF begins, `start` its line. */
	#boundary(octets: Buffer, from: number, start: number, line: BoundaryLine): number {
		if (this.#mode === "header") this.#headerEnds();
		if (this.#mode === "leaf") this.#sink.leafEnds();
		const { depth } = this.#boundaries.met(line);
		this.#depth = depth;
		this.#sink.partsEnd?.(depth);
		this.#sink.between(octets.subarray(from, start + line.octetCount));
		this.#afterBoundary = line.closes ? "between" : "header";
		this.#mode = "boundary-rest";
		return start + line.octetCount;
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
		const line = this.#boundaries.lineAt(octets, from, last);
		if (line === "wait") return this.#hold(octets, from);
		if (line !== undefined) return this.#boundary(octets, from, from, line);
		const at = octets.indexOf(CRLF, from);
		const end = at < 0 ? octets.length : at + 2;
		this.#bounds.headerGrows(this.#headerBytes + end - from);
		if (this.tooDeep) return octets.length;
		if (at < 0 && !last) return this.#hold(octets, from);
		this.#header.push(octets.subarray(from, end));
		this.#headerBytes += end - from;
		if (at === from) this.#headerEnds();
		return end;
	}

	#headerEnds(): void {
		const octets = Buffer.concat(this.#header, this.#headerBytes);
		this.#header = [];
		this.#bounds.headerEnds(this.#headerBytes);
		this.#headerBytes = 0;
		this.#enter(parseFields(octets).fields, octets);
	}

	/** A part begins whose header is known. */
	#enter(fields: readonly Field[], octets: Buffer): void {
		const index = this.#headers++;
		const depth = this.#depth;
		this.#bounds.fields(fields);
		const { delimiters, ...reading } = readHeader(fields, this.#isInDigest());
		const { kind } = reading;
		const count = kind === "leaf" ? fieldCount(fields) : fields.length;
		const own = count === fields.length ? fields : fields.slice(0, count);
		const raw = own === fields ? octets : octets.subarray(0, lengthOf(own));
		this.#sink.header({ index, depth, fields: own, raw, ...reading });
		this.#lineStart = true;
		this.#mode = kind === "multipart" ? "between" : kind === "message" ? "header" : "leaf";
		if (kind !== "leaf") this.#depth++;
		if (kind === "multipart") {
			const isDigest = reading.types.some(({ value }) => value === "multipart/digest");
			this.#boundaries.open({ delimiters, depth: this.#depth, isDigest });
		}
		this.#bounds.part(this.#depth);
		this.#give(octets.subarray(raw.length));
	}

	/** Directly, not in a message in a digest. */
	#isInDigest(): boolean {
		const innermost = this.#boundaries.innermost;
		return innermost?.isDigest === true && innermost.depth === this.#depth;
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

/** Octets at the end that may become "\r\n--" with what arrives next. */
function partialDashes(octets: Buffer, from: number): number {
	const end = octets.length;
	for (let keep = Math.min(LINE_DASHES.length - 1, end - from); keep > 0; keep--) {
		let same = 0;
		while (same < keep && octets[end - keep + same] === LINE_DASHES[same]) same++;
		if (same === keep) return keep;
	}
	return 0;
}

/**
 * Without the last lines that are no fields: there the body begins. Some program wrote no empty line, or somebody
 * hides a file from readers that pass over such lines.
 */
const fieldCount = (fields: readonly Field[]): number => fields.findLastIndex(({ name }) => name !== "") + 1;

const lengthOf = (fields: readonly Field[]): number => fields.reduce((sum, { raw }) => sum + raw.length, 0);
