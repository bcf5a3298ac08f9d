/** What the structure of a message may cost, counted over all of it, messages inside included. */

import type { Field } from "../message/fields.ts";
import { hasTooManyParameters } from "./parameters.ts";

export interface WalkLimits {
	readonly depth: number;
	/** Headers of parts and of messages, and uuencoded files. */
	readonly parts: number;
	/** Octets of one part's header. */
	readonly partHeaderBytes: number;
	/** Octets of the headers of all parts: reading fields costs far more than passing over a body. */
	readonly allHeaderBytes: number;
	/** Octets that are read more than once, because they lie in something that is read in two ways. */
	readonly rereadBytes: number;
}

export const defaultWalkLimits: WalkLimits = {
	depth: 30,
	parts: 1_000,
	partHeaderBytes: 65_536,
	allHeaderBytes: 524_288,
	rereadBytes: 134_217_728,
};

const TELLING: readonly string[] = ["content-type", "content-disposition", "content-transfer-encoding"];

export class Bounds {
	/** A bound was passed; what came after was not looked at. */
	passed = false;
	readonly #limits: WalkLimits;
	#parts = 0;
	#headerBytes = 0;
	#rereadBytes = 0;

	constructor(limits: WalkLimits) {
		this.#limits = limits;
	}

	/** A part or a file begins; `depth` is that of what it holds. */
	part(depth: number): void {
		this.#parts++;
		if (depth > this.#limits.depth || this.#parts > this.#limits.parts) this.passed = true;
	}

	/** Whether a header that is still being read may be this large. */
	headerGrows(octetCount: number): void {
		const { partHeaderBytes, allHeaderBytes } = this.#limits;
		if (octetCount > partHeaderBytes || octetCount + this.#headerBytes > allHeaderBytes) this.passed = true;
	}

	headerEnds(octetCount: number): void {
		this.#headerBytes += octetCount;
	}

	/** What a part says of itself has to be read to its end: a name may stand there. */
	fields(fields: readonly Field[]): void {
		if (fields.some(({ name, value }) => TELLING.includes(name) && hasTooManyParameters(value)))
			this.passed = true;
	}

	reread(octetCount: number): void {
		this.#rereadBytes += octetCount;
		if (this.#rereadBytes > this.#limits.rereadBytes) this.passed = true;
	}
}
