/**
 * One structure and all the ways to read its parts: as files, as text that holds files, and as structures of their
 * own, which are walked in turn. The order of the content is kept. See walker.ts.
 */

import { delimitersOf } from "./boundaries.ts";
import type { Bounds } from "./bounds.ts";
import type { Decoder } from "./decoder.ts";
import { InnerContent, type InnerKind, type InnerWalk } from "./inner-content.ts";
import { type LeafPart, type LeafSink, leafPartOf, type OpenLeaf } from "./leaf-part.ts";
import { isMessage, isMultipart, type PartHeader } from "./part-header.ts";
import { type Beginning, MimeStructure, type StructureSink } from "./structure.ts";
import { decoderFor } from "./transfer-encoding.ts";
import { UuFiles } from "./uuencode.ts";

/** One way to read what lies between a part's header and its end. */
interface Reading {
	/** Of the part. */
	readonly depth: number;
	readonly decoder: Decoder | undefined;
	readonly sinks: readonly LeafSink[];
	/** The octets are read in another way too. */
	readonly isAgain: boolean;
}

export class Walk implements StructureSink, InnerWalk {
	readonly #openLeaf: OpenLeaf;
	readonly #bounds: Bounds;
	readonly #structure: MimeStructure;
	/** Outermost first. */
	#readings: Reading[] = [];
	/** Multiparts said to be encoded, of which no part was seen yet that is not. */
	#doubtful: InnerContent[] = [];
	#headers = 0;
	#depth = 0;

	constructor(beginning: Beginning, openLeaf: OpenLeaf, bounds: Bounds, depth: number) {
		this.#openLeaf = openLeaf;
		this.#bounds = bounds;
		this.#structure = new MimeStructure(beginning, bounds, this, depth);
	}

	get hasParts(): boolean {
		return this.#headers > 0;
	}

	write(chunk: Buffer): void {
		this.#structure.write(chunk);
	}

	end(): void {
		this.#structure.end();
		if (!this.#bounds.passed) this.partsEnd(0);
	}

	header(header: PartHeader): void {
		this.#headers++;
		this.#depth = header.depth;
		this.body(header.raw);
		for (const inner of this.#doubtful) inner.isReadOtherwise();
		this.#doubtful = [];
		this.#open(header);
	}

	body(octets: Buffer): void {
		for (const { decoder, sinks, isAgain } of this.#readings) {
			if (isAgain) this.#bounds.reread(octets.length);
			const decoded = decoder === undefined ? octets : decoder.write(octets);
			if (decoded.length > 0) for (const sink of sinks) sink.write(decoded);
		}
	}

	/** It lies in all that is open. */
	between(octets: Buffer): void {
		this.body(octets);
	}

	leafEnds(): void {
		this.partsEnd(this.#depth);
	}

	partsEnd(depth: number): void {
		const first = this.#readings.findIndex((reading) => reading.depth >= depth);
		if (first < 0) return;
		for (const { decoder, sinks } of this.#readings.splice(first)) {
			const decoded = decoder?.end();
			for (const sink of sinks) {
				if (decoded !== undefined && decoded.length > 0) sink.write(decoded);
				sink.end();
			}
		}
	}

	#open(header: PartHeader): void {
		const { depth, kind, encoding } = header;
		const part = leafPartOf(header);
		const file = part === undefined ? undefined : this.#openLeaf(part);
		const decoded: LeafSink[] = [];
		const asWritten: LeafSink[] = [];
		if (encoding === "uuencode") asWritten.push(this.#uuFiles(depth, part?.names ?? []));
		if (file !== undefined) decoded.push(encoding === "uuencode" ? uudecoded(this.#counted(file)) : file);
		if (part !== undefined && isText(part))
			(encoding === "identity" ? asWritten : decoded).push(this.#uuFiles(depth, []));
		const structured = this.#structured(header, part?.names ?? []);
		decoded.push(...structured);
		// Whoever passes over an encoding that is not allowed sees the message as it is written.
		if (encoding !== "identity" && kind === "leaf") asWritten.push(...this.#structured(header, []));
		const isAgain = kind !== "leaf" || structured.length > 0;
		if (decoded.length > 0) {
			this.#readings.push({ depth, isAgain, decoder: decoderFor(encoding), sinks: decoded });
		}
		if (asWritten.length > 0) {
			this.#readings.push({ depth, isAgain, decoder: undefined, sinks: asWritten });
		}
	}

	/** The part as a structure that is not walked in any case, because it is encoded or said in other words. */
	#structured(header: PartHeader, names: readonly string[]): readonly InnerContent[] {
		const { kind, mediaTypes, types, encoding, depth } = header;
		const inner = (innerKind: InnerKind): InnerContent => {
			const begin = (beginning: Beginning): InnerWalk => {
				this.#bounds.part(depth + 1);
				return new Walk(beginning, this.#openLeaf, this.#bounds, depth + 1);
			};
			return new InnerContent(innerKind, begin);
		};
		const found: InnerContent[] = [];
		const isMail = mediaTypes.some(holdsMessage) || names.some(isMailFile);
		if (kind !== "message" && isMail) found.push(inner("message"));
		if (kind !== "multipart" && mediaTypes.some(isMultipart)) found.push(inner("unknown-multipart"));
		if (kind === "multipart" && encoding !== "identity") {
			const encoded = inner({ delimiters: delimitersOf(types) });
			this.#doubtful.push(encoded);
			found.push(encoded);
		}
		return found;
	}

	/** Files in text, but for those whose name the part has. */
	#uuFiles(depth: number, names: readonly string[]): UuFiles {
		const mediaType = "application/octet-stream";
		const type = { mediaType, mediaTypes: [mediaType], disposition: "attachment", standInNames: [] } as const;
		return new UuFiles((name) => {
			if (names.includes(name)) return undefined;
			this.#bounds.part(depth);
			const part = { ...type, depth, names: [name], encoding: "uuencode", origin: "uuencode" } as const;
			const file = this.#bounds.passed ? undefined : this.#openLeaf(part);
			return file === undefined ? undefined : this.#counted(file);
		});
	}

	/** Lines that are shorter than they say decode to more octets than they have. */
	#counted(file: LeafSink): LeafSink {
		return {
			write: (octets) => {
				this.#bounds.reread(octets.length);
				file.write(octets);
			},
			end: () => file.end(),
		};
	}
}

/** A part that is uuencoded as a whole: what stands around the encoded lines is not in it. */
function uudecoded(file: LeafSink): LeafSink {
	const lines = new UuFiles(() => ({ write: (octets) => file.write(octets), end: () => {} }));
	return {
		write: (octets) => lines.write(octets),
		end: () => {
			lines.end();
			file.end();
		},
	};
}

/** RFC 2046 §5.2.2: the first piece of a message has its header, and the last of what is in it. */
const holdsMessage = (mediaType: string): boolean => isMessage(mediaType) || mediaType === "message/partial";

/** Mail programs open it like a message that was forwarded, whatever type it has. */
const isMailFile = (name: string): boolean => /\.eml\W*$/i.test(name.slice(-64));

/**
 * Text that is shown in place: mail programs look for uuencoded files in no other. Some of them look at it as it is
 * written, and some (Roundcube, Evolution) once it is decoded.
 */
const isText = ({ encoding, mediaTypes, names, disposition }: LeafPart): boolean =>
	encoding !== "uuencode" &&
	mediaTypes.includes("text/plain") &&
	names.length === 0 &&
	disposition !== "attachment";
