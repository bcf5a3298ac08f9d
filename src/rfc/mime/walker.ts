/**
 * The leaf parts of a message, found while its body arrives: type, every name, and the first octets decoded.
 *
 * It judges nothing. Memory is bounded by the number of parts times the octets kept of each. The taking apart is
 * `structure.ts`.
 */

import type { Field } from "../message/fields.ts";
import { decodeHead, type TransferEncoding } from "./decode.ts";
import {
	MimeStructure,
	type PartHeader,
	parametersOf,
	type StructureLimits,
	type StructureSink,
} from "./structure.ts";

export interface WalkLimits extends StructureLimits {
	/** Decoded octets kept of each leaf part. */
	readonly headBytes: number;
}

export const defaultWalkLimits: WalkLimits = {
	depth: 30,
	parts: 1_000,
	partHeaderBytes: 65_536,
	allHeaderBytes: 1_048_576,
	headBytes: 4_096,
};

/** A part that holds no other parts. */
export interface LeafPart {
	/** Multiparts and messages that it lies in. */
	readonly depth: number;
	/** As declared, in lower case; "text/plain" when nothing is. */
	readonly mediaType: string;
	/** "attachment", "inline"; "" when nothing is declared. */
	readonly disposition: string;
	/** Every spelling of its name. */
	readonly names: readonly string[];
	readonly encoding: TransferEncoding;
	readonly head: Buffer;
	/** Octets as transmitted, encoding included. */
	readonly encodedBytes: number;
}

export class MimeWalker {
	readonly #structure: MimeStructure;
	readonly #leaves: Leaves;

	/** `fields` are those of the message itself. */
	constructor(fields: readonly Field[], limits: WalkLimits = defaultWalkLimits) {
		this.#leaves = new Leaves(limits.headBytes);
		this.#structure = new MimeStructure(fields, limits, this.#leaves);
	}

	/** Those that are complete. */
	get leaves(): readonly LeafPart[] {
		return this.#leaves.found;
	}

	/** A bound was passed; what came after was not looked at. */
	get tooDeep(): boolean {
		return this.#structure.tooDeep;
	}

	write(chunk: Buffer): void {
		this.#structure.write(chunk);
	}

	end(): void {
		this.#structure.end();
	}
}

class Leaves implements StructureSink {
	readonly found: LeafPart[] = [];
	readonly #headBytes: number;
	#open: PartHeader | undefined;
	#kept: Buffer[] = [];
	#keptBytes = 0;
	#encodedBytes = 0;

	constructor(headBytes: number) {
		this.#headBytes = headBytes;
	}

	header(header: PartHeader): void {
		if (header.kind === "leaf") this.#open = header;
	}

	body(octets: Buffer): void {
		this.#encodedBytes += octets.length;
		// Quoted-printable may write three octets for one; more than that is line ends.
		const room = this.#headBytes * 4 - this.#keptBytes;
		if (room <= 0) return;
		const piece = octets.subarray(0, room);
		this.#kept.push(piece);
		this.#keptBytes += piece.length;
	}

	leafEnds(): void {
		const { fields, type, depth, mediaType, encoding } = this.#open!;
		const disposition = parametersOf(fields, "content-disposition");
		const named = [
			...(disposition?.parameters.get("filename") ?? []),
			...(type?.parameters.get("name") ?? []),
		];
		this.found.push({
			depth,
			mediaType,
			disposition: disposition?.value ?? "",
			names: [...new Set(named)].filter((name) => name !== ""),
			encoding,
			head: decodeHead(Buffer.concat(this.#kept, this.#keptBytes), encoding).subarray(0, this.#headBytes),
			encodedBytes: this.#encodedBytes,
		});
		this.#kept = [];
		this.#keptBytes = 0;
		this.#encodedBytes = 0;
	}

	between(): void {}
}
