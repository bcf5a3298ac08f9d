/**
 * DEFLATE (RFC 1951) for the few small files in a zip that say what the zip is. It yields at most what it is asked
 * for, and what it has so far when the data are broken. Unpacking whole files is not its work.
 */

/** RFC 1951 §3.2.5: base and extra bits of lengths (from symbol 257) and distances. */
const LENGTHS = rows([8, 4, 4, 4, 4, 4], 3);
const DISTANCES = rows([4, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2], 1);
/** RFC 1951 §3.2.7: the order in which the code lengths of code lengths come. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** `counts[n]` symbols have n extra bits each. */
function rows(counts: readonly number[], first: number): readonly (readonly [base: number, bits: number])[] {
	let base = first;
	return counts.flatMap((count, bits) =>
		Array.from({ length: count }, () => {
			const row = [base, bits] as const;
			base += 1 << bits;
			return row;
		}),
	);
}

class Bits {
	#at = 0;
	#held = 0;
	#count = 0;
	readonly #octets: Buffer;

	constructor(octets: Buffer) {
		this.#octets = octets;
	}

	/** -1 past the end. */
	take(count: number): number {
		while (this.#count < count) {
			const octet = this.#octets[this.#at++];
			if (octet === undefined) return -1;
			this.#held |= octet << this.#count;
			this.#count += 8;
		}
		const value = this.#held & ((1 << count) - 1);
		this.#held >>>= count;
		this.#count -= count;
		return value;
	}

	/** The octets of a stored block, from the next whole octet on. */
	takeOctets(count: number): Buffer {
		this.#held = 0;
		this.#count = 0;
		const taken = this.#octets.subarray(this.#at, this.#at + count);
		this.#at += count;
		return taken;
	}
}

/** Canonical Huffman codes: how many codes of each length, and the symbols in their order. */
interface Codes {
	readonly counts: readonly number[];
	readonly symbols: readonly number[];
}

function codesOf(lengths: readonly number[]): Codes {
	const counts = new Array<number>(16).fill(0);
	for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
	counts[0] = 0;
	const symbols = [...lengths.keys()].filter((symbol) => lengths[symbol] !== 0);
	symbols.sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b);
	return { counts, symbols };
}

/** -1 past the end and for a code that is none. */
function symbolOf(bits: Bits, { counts, symbols }: Codes): number {
	let code = 0;
	let first = 0;
	let index = 0;
	for (let length = 1; length <= 15; length++) {
		const bit = bits.take(1);
		if (bit < 0) return -1;
		code |= bit;
		const count = counts[length] ?? 0;
		if (code - count < first) return symbols[index + code - first] ?? -1;
		index += count;
		first = (first + count) << 1;
		code <<= 1;
	}
	return -1;
}

const repeat = (length: number, times: number): number[] => new Array<number>(times).fill(length);

const FIXED = {
	literals: codesOf([...repeat(8, 144), ...repeat(9, 112), ...repeat(7, 24), ...repeat(8, 8)]),
	distances: codesOf(repeat(5, 30)),
};

/** At most `limitBytes` of what `packed` holds. */
export function inflate(packed: Buffer, limitBytes: number): Buffer {
	const out = Buffer.alloc(limitBytes);
	const bits = new Bits(packed);
	let written = 0;
	for (let isLast = false; !isLast && written < limitBytes; ) {
		isLast = bits.take(1) !== 0;
		const type = bits.take(2);
		if (type === 0) {
			const stored = bits.takeOctets(4);
			if (stored.length < 4) break;
			written += bits.takeOctets(stored.readUInt16LE(0)).copy(out, written);
			continue;
		}
		const codes = type === 1 ? FIXED : type === 2 ? dynamicCodes(bits) : null;
		if (codes === null) break;
		const end = inflateBlock(bits, codes, out, written);
		if (end.isBroken) return out.subarray(0, end.written);
		written = end.written;
	}
	return out.subarray(0, written);
}

type BlockCodes = typeof FIXED;

function inflateBlock(bits: Bits, { literals, distances }: BlockCodes, out: Buffer, from: number) {
	let written = from;
	while (written < out.length) {
		const symbol = symbolOf(bits, literals);
		if (symbol === 256) return { written, isBroken: false };
		if (symbol < 0) return { written, isBroken: true };
		if (symbol < 256) {
			out[written++] = symbol;
			continue;
		}
		// The last symbol is a length of 258 without extra bits.
		const length = symbol === 285 ? 258 : extended(bits, LENGTHS[symbol - 257]);
		const distance = extended(bits, DISTANCES[symbolOf(bits, distances)]);
		if (length < 0 || distance < 0 || distance > written) return { written, isBroken: true };
		for (let i = 0; i < length && written < out.length; i++, written++)
			out[written] = out[written - distance] ?? 0;
	}
	return { written, isBroken: false };
}

function extended(bits: Bits, row: readonly [number, number] | undefined): number {
	if (row === undefined) return -1;
	const extra = bits.take(row[1]);
	return extra < 0 ? -1 : row[0] + extra;
}

/** RFC 1951 §3.2.7. */
function dynamicCodes(bits: Bits): BlockCodes | null {
	const literalCount = bits.take(5) + 257;
	const distanceCount = bits.take(5) + 1;
	const lengthCount = bits.take(4) + 4;
	const lengthLengths = repeat(0, 19);
	for (let i = 0; i < lengthCount; i++) lengthLengths[ORDER[i] ?? 0] = Math.max(0, bits.take(3));
	const lengthCodes = codesOf(lengthLengths);
	const lengths: number[] = [];
	while (lengths.length < literalCount + distanceCount) {
		const symbol = symbolOf(bits, lengthCodes);
		if (symbol < 0) return null;
		if (symbol < 16) lengths.push(symbol);
		else if (symbol === 16) lengths.push(...repeat(lengths.at(-1) ?? 0, 3 + bits.take(2)));
		else lengths.push(...repeat(0, symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7)));
	}
	return {
		literals: codesOf(lengths.slice(0, literalCount)),
		distances: codesOf(lengths.slice(literalCount, literalCount + distanceCount)),
	};
}
