/**
 * A file as the readers see it: its first and its last octets at hand, the rest by random access within a budget.
 * A reader that has used up the budget sees the file end there, and stops as it does at any end.
 */

import type { OctetSource } from "./source.ts";

const HEAD_BYTES = 64 * 1024;
/** A zip comment of 65,535 octets, the records before it, and what people append (APPNOTE 4.3.16). */
const TAIL_BYTES = 65_536 + 1024;

export class BoundedFile implements OctetSource {
	readonly sizeBytes: number;
	readonly head: Buffer;
	/** The last octets; the whole file when it is small. */
	readonly tail: Buffer;
	/** Where `tail` begins. */
	readonly tailAt: number;
	readonly #source: OctetSource;
	#budgetBytes: number;

	constructor(source: OctetSource, budgetBytes: number) {
		this.sizeBytes = source.sizeBytes;
		this.#source = source;
		this.head = source.read(0, HEAD_BYTES);
		this.tailAt = Math.max(0, this.sizeBytes - TAIL_BYTES);
		const isAtHand = this.head.length >= this.sizeBytes;
		this.tail = isAtHand ? this.head : source.read(this.tailAt, TAIL_BYTES);
		if (isAtHand) this.tailAt = 0;
		this.#budgetBytes = budgetBytes - this.head.length - (isAtHand ? 0 : this.tail.length);
	}

	read(at: number, length: number): Buffer {
		if (!(at >= 0 && at < this.sizeBytes && length > 0)) return NOTHING;
		if (at + length <= this.head.length) return this.head.subarray(at, at + length);
		if (at >= this.tailAt) return this.tail.subarray(at - this.tailAt, at - this.tailAt + length);
		const granted = Math.min(length, this.#budgetBytes);
		if (granted <= 0) return NOTHING;
		// Every read costs something, however few octets it wants.
		this.#budgetBytes -= Math.max(granted, READ_COST_BYTES);
		return this.#source.read(at, granted);
	}
}

const NOTHING = Buffer.alloc(0);
const READ_COST_BYTES = 64;
