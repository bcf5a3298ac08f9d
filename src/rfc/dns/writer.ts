/**
 * Writes the octets of a message with compressed names (RFC 1035 §4.1.4). One buffer serves all messages: take what is
 * written before the next one begins. What does not fit is not written, and `overflown` says so.
 */

import { MESSAGE_BYTES } from "./numbers.ts";

/** Pointers have 14 bits. */
const REACHABLE = 0x3fff;
const POINTER = 0xc000;

export class MessageWriter {
	#octets = Buffer.allocUnsafe(MESSAGE_BYTES);
	#at = 0;
	#names = new Map<string, number>();
	#overflown = false;

	get length(): number {
		return this.#at;
	}

	get overflown(): boolean {
		return this.#overflown;
	}

	/** Begins a message anew; names that are written at `start` and later can be pointed at. */
	begin(start = 0): void {
		this.#at = start;
		this.#names.clear();
		this.#overflown = false;
	}

	/** Forgets what was written after a moment: a record that did not fit. Only names before it can be pointed at. */
	cutTo(length: number): void {
		this.#at = length;
		for (const [name, at] of this.#names) if (at >= length) this.#names.delete(name);
		this.#overflown = false;
	}

	u8(value: number): void {
		if (this.#fits(1)) this.#octets[this.#at++] = value;
	}

	u16(value: number): void {
		if (this.#fits(2)) this.#at = this.#octets.writeUInt16BE(value, this.#at);
	}

	u32(value: number): void {
		if (this.#fits(4)) this.#at = this.#octets.writeUInt32BE(value, this.#at);
	}

	bytes(octets: Buffer): void {
		if (!this.#fits(octets.length)) return;
		octets.copy(this.#octets, this.#at);
		this.#at += octets.length;
	}

	/** `name` uncompressed and in lower case. `compressed` where RFC 3597 §4 allows it. */
	name(name: Buffer, compressed = true): void {
		let at = 0;
		while (at < name.length && name[at] !== 0) {
			const rest = name.toString("latin1", at);
			const known = compressed ? this.#names.get(rest) : undefined;
			if (known !== undefined) return this.u16(POINTER | known);
			if (this.#at <= REACHABLE && !this.#names.has(rest)) this.#names.set(rest, this.#at);
			const next = at + 1 + (name[at] ?? 0);
			this.bytes(name.subarray(at, next));
			at = next;
		}
		this.u8(0);
	}

	/** Two octets that say how many are written by `write`. */
	counted(write: () => void): void {
		const start = this.#at;
		this.u16(0);
		write();
		if (!this.#overflown) this.#octets.writeUInt16BE(this.#at - start - 2, start);
	}

	setU16(at: number, value: number): void {
		this.#octets.writeUInt16BE(value, at);
	}

	/** What was written from `start` on, until the next message begins. */
	view(start: number): Buffer {
		return this.#octets.subarray(start, this.#at);
	}

	/** A copy of what was written from `start` on. */
	taken(start = 0): Buffer {
		return Buffer.from(this.#octets.subarray(start, this.#at));
	}

	#fits(count: number): boolean {
		if (this.#at + count > MESSAGE_BYTES) this.#overflown = true;
		return !this.#overflown;
	}
}
