/**
 * The leaf parts of a message, found while its body arrives: type, every name, and the first octets decoded.
 *
 * It judges nothing. Memory is bounded by the number of parts times the octets kept of each. The taking apart is
 * `structure.ts`.
 */

import type { Field } from "../message/fields.ts";
import { decodeHead, encodedBytesFor, type TransferEncoding } from "./decode.ts";
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
	allHeaderBytes: 524_288,
	headBytes: 4_096,
};

/** A part that holds no other parts; or a message inside this one that has a name, like a file. */
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
	/** Octets as transmitted, encoding included; for a message with the boundaries around its parts. */
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
		this.#leaves.end();
	}
}

class Leaves implements StructureSink {
	readonly found: LeafPart[] = [];
	readonly #headBytes: number;
	/** What is being collected: the leaf that is open, and the named messages that it lies in. */
	#leaf: Collected | undefined;
	#messages: Collected[] = [];

	constructor(headBytes: number) {
		this.#headBytes = headBytes;
	}

	header(header: PartHeader): void {
		this.#messagesEnd(header.depth);
		this.#toMessages(header.raw);
		if (header.kind === "leaf") this.#leaf = collect(header, this.#headBytes);
		// Looked into, and yet a file for programs that save it under its name, whatever it really holds.
		else if (header.kind === "message" && isNamed(header))
			this.#messages.push(collect(header, this.#headBytes));
	}

	body(octets: Buffer): void {
		this.#keep(this.#leaf!, octets);
		this.#toMessages(octets);
	}

	leafEnds(): void {
		this.#complete(this.#leaf!);
		this.#leaf = undefined;
	}

	between(octets: Buffer): void {
		this.#toMessages(octets);
	}

	/** The content is over. */
	end(): void {
		this.#messagesEnd(0);
	}

	#toMessages(octets: Buffer): void {
		for (const message of this.#messages) this.#keep(message, octets);
	}

	/** Messages end where a part begins that does not lie in them. */
	#messagesEnd(depth: number): void {
		if (this.#messages.length === 0) return;
		for (const message of this.#messages) if (message.header.depth >= depth) this.#complete(message);
		this.#messages = this.#messages.filter(({ header }) => header.depth < depth);
	}

	#keep(part: Collected, octets: Buffer): void {
		part.bytes += octets.length;
		const room = part.wantedBytes - part.keptBytes;
		if (room <= 0) return;
		const piece = octets.subarray(0, room);
		part.kept.push(piece);
		part.keptBytes += piece.length;
	}

	#complete({ header, disposition, names, kept, keptBytes, bytes }: Collected): void {
		const { depth, mediaType, encoding } = header;
		const head = decodeHead(Buffer.concat(kept, keptBytes), encoding).subarray(0, this.#headBytes);
		this.found.push({ depth, mediaType, disposition, names, encoding, head, encodedBytes: bytes });
	}
}

interface Collected {
	readonly header: PartHeader;
	readonly disposition: string;
	readonly names: readonly string[];
	/** Encoded octets to keep. */
	readonly wantedBytes: number;
	readonly kept: Buffer[];
	keptBytes: number;
	bytes: number;
}

function collect(header: PartHeader, headBytes: number): Collected {
	const disposition = parametersOf(header.fields, "content-disposition");
	const named = [
		...(disposition?.parameters.get("filename") ?? []),
		...(header.type?.parameters.get("name") ?? []),
	];
	return {
		header,
		disposition: disposition?.value ?? "",
		names: [...new Set(named)].filter((name) => name !== ""),
		wantedBytes: encodedBytesFor(headBytes, header.encoding),
		kept: [],
		keptBytes: 0,
		bytes: 0,
	};
}

const isNamed = (header: PartHeader): boolean => collect(header, 0).names.length > 0;
