/** The numbers and lists of bits that a 7z header is made of (7zFormat.txt, "UINT64" and "BIT NUMBERS"). */

export class Numbers {
	#at = 0;
	readonly #octets: Buffer;

	constructor(octets: Buffer) {
		this.#octets = octets;
	}

	/** Something was read that is not there. */
	get isOver(): boolean {
		return this.#at > this.#octets.length;
	}

	octet(): number {
		return this.#octets[this.#at++] ?? 0;
	}

	/** The first octet says by its leading ones how many octets follow. */
	next(): number {
		const first = this.octet();
		let value = 0;
		let mask = 0x80;
		for (let i = 0; i < 8; i++, mask >>= 1) {
			if ((first & mask) === 0) return value + (first & (mask - 1)) * 256 ** i;
			value += this.octet() * 256 ** i;
		}
		return value;
	}

	take(length: number): Buffer {
		const taken = this.#octets.subarray(this.#at, this.#at + length);
		this.#at += Math.max(0, length);
		return taken;
	}

	bits(count: number): readonly boolean[] {
		const octets = this.take(Math.ceil(count / 8));
		return Array.from({ length: count }, (_, bit) => ((octets[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
	}

	/** One octet for "all of them", or the list. */
	bitsOrAll(count: number): readonly boolean[] {
		return this.octet() === 0 ? this.bits(count) : new Array<boolean>(count).fill(true);
	}
}
