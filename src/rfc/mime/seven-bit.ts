/**
 * Makes content fit for servers without 8BITMIME, and for anybody's limit of 998 octets a line, by re-encoding the
 * parts that need it; all other octets stay as they are. The second of two passes, since a part's header is
 * written before its body is known: `seven-bit-plan.ts` makes the plan that is followed here.
 *
 * Header fields are never changed but for the two that describe the encoding; fields beyond ASCII need SMTPUTF8,
 * which no encoding here replaces. To be done before signing (RFC 6376 §5.3). RFC 2045 §4, §6.
 */

import { type Field, parseFields } from "../message/fields.ts";
import { Bounds, defaultWalkLimits, type WalkLimits } from "./bounds.ts";
import { Base64Encoder, Base64Wrapper, type Encoder, QuotedPrintableEncoder } from "./encoders.ts";
import { ENCODING_FIELD, type PartHeader } from "./part-header.ts";
import type { PartPlan, SevenBitPlan } from "./seven-bit-plan.ts";
import { MimeStructure, type StructureSink } from "./structure.ts";
import type { TransferEncoding } from "./transfer-encoding.ts";

/** The octets returned by all calls, in order, are the new body. */
export class SevenBitEncoder {
	readonly #structure: MimeStructure;
	readonly #writer: Rewriter;

	constructor(fields: readonly Field[], plan: SevenBitPlan, limits: WalkLimits = defaultWalkLimits) {
		this.#writer = new Rewriter(plan);
		this.#structure = new MimeStructure({ kind: "body", fields }, new Bounds(limits), this.#writer);
	}

	write(chunk: Buffer): readonly Buffer[] {
		this.#structure.write(chunk);
		return this.#writer.take();
	}

	end(): readonly Buffer[] {
		this.#structure.end();
		return this.#writer.finish();
	}
}

/** The message's own header as the plan wants it; `section` with the empty line that ends it. */
export function sevenBitHeader(section: Buffer, plan: SevenBitPlan): Buffer {
	const part = plan.parts.get(0);
	const { fields } = parseFields(section);
	// RFC 2045 §4: without MIME-Version the encoding field means nothing.
	const isMime = plan.parts.size === 0 || fields.some(({ name }) => name === "mime-version");
	if (part === undefined && isMime) return section;
	const octets = part === undefined ? section : relabelled(fields, part);
	return isMime ? octets : Buffer.concat([octets.subarray(0, -2), Buffer.from("MIME-Version: 1.0\r\n\r\n")]);
}

const LABELS: Readonly<Record<PartPlan, TransferEncoding | "7bit">> = {
	"quoted-printable": "quoted-printable",
	base64: "base64",
	"mend-quoted-printable": "quoted-printable",
	"mend-base64": "base64",
	relabel: "7bit",
};

/** The encoding field set in its place, or at the end; other fields as they are. */
function relabelled(fields: readonly Field[], plan: PartPlan): Buffer {
	const field = Buffer.from(`Content-Transfer-Encoding: ${LABELS[plan]}\r\n`);
	const pieces: Buffer[] = [];
	let set = false;
	for (const { name, raw } of fields) {
		if (name !== ENCODING_FIELD) pieces.push(raw);
		else if (!set) set = pieces.push(field) > 0;
	}
	const octets = pieces.reduce((sum, { length }) => sum + length, 0);
	const ended = octets === 0 || pieces.at(-1)?.at(-1) === 0x0a;
	if (!ended) pieces.push(Buffer.from("\r\n"));
	if (!set) pieces.push(field);
	// Always: there are parts that begin without an empty line.
	return Buffer.concat([...pieces, Buffer.from("\r\n")]);
}

class Rewriter implements StructureSink {
	readonly #plan: SevenBitPlan;
	#out: Buffer[] = [];
	#encoder: Encoder | undefined;
	#lastOctet = 0x0a;
	#encodedLast = false;

	constructor(plan: SevenBitPlan) {
		this.#plan = plan;
	}

	header({ index, raw, fields }: PartHeader): void {
		const plan = this.#plan.parts.get(index);
		this.#encoder = plan === undefined ? undefined : encoderFor(plan);
		this.#put(plan === undefined || index === 0 ? raw : relabelled(fields, plan));
	}

	body(octets: Buffer): void {
		this.#put(this.#encoder === undefined ? octets : this.#encoder.write(octets));
	}

	leafEnds(): void {
		this.#encodedLast = this.#encoder !== undefined;
		if (this.#encoder !== undefined) this.#put(this.#encoder.end());
		this.#encoder = undefined;
	}

	between(octets: Buffer): void {
		this.#encodedLast = false;
		this.#put(octets);
	}

	take(): readonly Buffer[] {
		const out = this.#out;
		this.#out = [];
		return out;
	}

	/** A part that was re-encoded, and that no boundary follows, ends with a line end of its own. */
	finish(): readonly Buffer[] {
		if (this.#encodedLast && this.#lastOctet !== 0x0a) this.#put(Buffer.from("\r\n"));
		return this.take();
	}

	#put(octets: Buffer): void {
		if (octets.length === 0) return;
		this.#lastOctet = octets[octets.length - 1]!;
		this.#out.push(octets);
	}
}

function encoderFor(plan: PartPlan): Encoder | undefined {
	switch (plan) {
		case "quoted-printable":
			return new QuotedPrintableEncoder();
		case "mend-quoted-printable":
			return new QuotedPrintableEncoder(true);
		case "base64":
			return new Base64Encoder();
		case "mend-base64":
			return new Base64Wrapper();
		case "relabel":
			return undefined;
		default:
			return plan satisfies never;
	}
}
