/**
 * Which parts of a message have to be re-encoded before a server without 8BITMIME, or any server's limit of 998
 * octets a line, can take it: the first of two passes. `seven-bit.ts` is the second.
 *
 * What is signed (multipart/signed) is left alone where only 8-bit octets speak against it: the signature would
 * break, and most servers take 8 bits. For a long line it is re-encoded all the same, because a server that cuts
 * the line breaks it too; both are told as findings.
 *
 * RFC 6152 §3, RFC 5321 §4.5.3.1.6, RFC 2045 §6, RFC 1847 §2.1.
 */

import { isAscii } from "node:buffer";
import type { Field } from "../message/fields.ts";
import { Bounds, defaultWalkLimits, type WalkLimits } from "./bounds.ts";
import { ENCODING_FIELD, type PartHeader } from "./part-header.ts";
import { MimeStructure, type StructureSink } from "./structure.ts";
import { isKnownEncoding } from "./transfer-encoding.ts";

/** RFC 5322 §2.1.1: octets of a line, CRLF not counted. */
export const LINE_OCTETS = 998;

/** What becomes of a part, by the index of its header; the others stay as they are. */
export interface SevenBitPlan {
	readonly parts: ReadonlyMap<number, PartPlan>;
	readonly findings: readonly SevenBitFinding[];
}

/** A container is only relabelled. */
export type PartPlan = "quoted-printable" | "base64" | "mend-quoted-printable" | "mend-base64" | "relabel";

export type SevenBitFinding =
	/** Something signed holds octets above 127, and was left as it is. */
	| "signed-left-8bit"
	/** Something signed had too long a line: its signature no longer holds. */
	| "signed-re-encoded"
	/** A part is in an encoding that is not known here, or may not be encoded: it stays as it is. */
	| "not-to-be-encoded"
	/** Octets above 127 or too long a line outside of all parts, or in a part's header: they stay. */
	| "outside-of-parts"
	/** Bounds of the structure were passed: nothing is re-encoded. */
	| "structure-too-deep";

export interface SevenBitWishes {
	/** False when only long lines have to go. */
	readonly eightBitToo: boolean;
}

/** The first pass. */
export class SevenBitSurvey {
	readonly #structure: MimeStructure;
	readonly #surveyor: Surveyor;

	/** `fields` are those of the message itself. */
	constructor(fields: readonly Field[], wishes: SevenBitWishes, limits: WalkLimits = defaultWalkLimits) {
		this.#surveyor = new Surveyor(wishes);
		this.#structure = new MimeStructure({ kind: "body", fields }, new Bounds(limits), this.#surveyor);
	}

	write(chunk: Buffer): void {
		this.#structure.write(chunk);
	}

	end(): SevenBitPlan {
		this.#structure.end();
		if (this.#structure.tooDeep) return { parts: new Map(), findings: ["structure-too-deep"] };
		return this.#surveyor.plan();
	}
}

/** Sees lines that are too long and octets above 127. A CRLF is never cut in two (MimeStructure holds it back). */
class Lines {
	eightBit = false;
	long = false;
	#column = 0;

	write(octets: Buffer): void {
		this.eightBit ||= !isAscii(octets);
		let at = 0;
		while (!this.long) {
			const end = octets.indexOf("\r\n", at);
			const length = this.#column + (end < 0 ? octets.length : end) - at;
			if (length > LINE_OCTETS) this.long = true;
			if (end < 0) {
				this.#column = length;
				return;
			}
			this.#column = 0;
			at = end + 2;
		}
	}
}

class Surveyor implements StructureSink {
	readonly #wishes: SevenBitWishes;
	readonly #parts = new Map<number, PartPlan>();
	readonly #findings = new Set<SevenBitFinding>();
	/** The containers of the part that is open, outermost first. */
	readonly #containers: PartHeader[] = [];
	#leaf: PartHeader | undefined;
	#lines = new Lines();
	#between = new Lines();

	constructor(wishes: SevenBitWishes) {
		this.#wishes = wishes;
	}

	header(header: PartHeader): void {
		this.#between.write(header.raw);
		this.#containers.length = header.depth;
		if (header.kind === "leaf") this.#leaf = header;
		else this.#containers.push(header);
	}

	body(octets: Buffer): void {
		this.#lines.write(octets);
	}

	leafEnds(): void {
		const { eightBit, long } = this.#lines;
		this.#lines = new Lines();
		if (!long && !(eightBit && this.#wishes.eightBitToo)) return;
		const leaf = this.#leaf!;
		if (mayNotBeEncoded(leaf)) {
			this.#findings.add("not-to-be-encoded");
			return;
		}
		if (this.#containers.some(({ mediaTypes }) => mediaTypes.includes("multipart/signed"))) {
			this.#findings.add(long ? "signed-re-encoded" : "signed-left-8bit");
			if (!long) return;
		}
		this.#parts.set(leaf.index, planFor(leaf));
		if (!this.#wishes.eightBitToo) return;
		for (const container of this.#containers) {
			if (isLabelledEightBit(container)) this.#parts.set(container.index, "relabel");
		}
	}

	between(octets: Buffer): void {
		this.#between.write(octets);
	}

	plan(): SevenBitPlan {
		const { eightBit, long } = this.#between;
		if (long || (eightBit && this.#wishes.eightBitToo)) this.#findings.add("outside-of-parts");
		// A container that keeps 8 bits somewhere keeps its label too.
		const isLeft = this.#findings.has("signed-left-8bit") || this.#findings.has("not-to-be-encoded");
		const parts = isLeft ? new Map([...this.#parts].filter(([, plan]) => plan !== "relabel")) : this.#parts;
		return { parts, findings: [...this.#findings] };
	}
}

function planFor({ mediaType, encoding }: PartHeader): PartPlan {
	if (encoding === "base64") return "mend-base64";
	if (encoding === "quoted-printable") return "mend-quoted-printable";
	return mediaType.startsWith("text/") || mediaType.startsWith("message/") ? "quoted-printable" : "base64";
}

/**
 * Fragments of a message and references to one are 7bit (RFC 2046 §5.2.2.1, §5.2.3). What has an encoding that is
 * not known here would lose it for another.
 */
const mayNotBeEncoded = ({ mediaType, encoding, fields }: PartHeader): boolean =>
	mediaType === "message/partial" ||
	mediaType === "message/external-body" ||
	encoding === "uuencode" ||
	!isKnownEncoding(fields.filter(({ name }) => name === ENCODING_FIELD).map(({ value }) => value));

/** RFC 2045 §6.4: a container is 7bit, 8bit or binary, nothing else. */
const isLabelledEightBit = ({ fields }: PartHeader): boolean =>
	fields.some(({ name, value }) => name === ENCODING_FIELD && /^(8bit|binary)\b/i.test(value));
