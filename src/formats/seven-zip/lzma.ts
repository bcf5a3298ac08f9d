/**
 * LZMA (the specification in the LZMA SDK, lzma-specification.txt) for the list of files of a 7z archive, which 7-Zip
 * packs by it unless told otherwise. It unpacks into one buffer of known size and stops at whatever does not fit.
 */

const TOP = 2 ** 24;
const MODEL_BITS = 11;
const HALF = 1 << (MODEL_BITS - 1);
const MOVE_BITS = 5;

const probabilities = (count: number): Uint16Array => new Uint16Array(count).fill(HALF);

class RangeDecoder {
	#range = 0xffffffff;
	#code = 0;
	#at = 5;
	readonly #octets: Buffer;

	constructor(octets: Buffer) {
		this.#octets = octets;
		for (let at = 1; at < 5; at++) this.#code = ((this.#code << 8) | (octets[at] ?? 0)) >>> 0;
	}

	/** More was read than there is. */
	get isOver(): boolean {
		return this.#at > this.#octets.length + 8;
	}

	#normalise(): void {
		if (this.#range >= TOP) return;
		this.#range = (this.#range << 8) >>> 0;
		this.#code = ((this.#code << 8) | (this.#octets[this.#at++] ?? 0)) >>> 0;
	}

	bit(model: Uint16Array, at: number): 0 | 1 {
		const probability = model[at] ?? HALF;
		const bound = (this.#range >>> MODEL_BITS) * probability;
		const isOne = this.#code >= bound;
		if (isOne) {
			model[at] = probability - (probability >> MOVE_BITS);
			this.#range = (this.#range - bound) >>> 0;
			this.#code = (this.#code - bound) >>> 0;
		} else {
			model[at] = probability + (((1 << MODEL_BITS) - probability) >> MOVE_BITS);
			this.#range = bound;
		}
		this.#normalise();
		return isOne ? 1 : 0;
	}

	direct(count: number): number {
		let value = 0;
		for (let bit = 0; bit < count; bit++) {
			this.#range >>>= 1;
			const isOne = this.#code >= this.#range;
			if (isOne) this.#code = (this.#code - this.#range) >>> 0;
			value = value * 2 + (isOne ? 1 : 0);
			this.#normalise();
		}
		return value;
	}

	/** A number of `bits` bits, the highest first. */
	tree(model: Uint16Array, bits: number, from = 0): number {
		let node = 1;
		for (let bit = 0; bit < bits; bit++) node = (node << 1) | this.bit(model, from + node);
		return node - (1 << bits);
	}

	/** The same, the lowest first. */
	reverseTree(model: Uint16Array, bits: number, from: number): number {
		let node = 1;
		let value = 0;
		for (let bit = 0; bit < bits; bit++) {
			const read = this.bit(model, from + node);
			node = (node << 1) | read;
			value |= read << bit;
		}
		return value;
	}
}

const POSITION_STATES = 16;

class LengthModel {
	readonly #choice = probabilities(2);
	readonly #low = probabilities(POSITION_STATES << 3);
	readonly #middle = probabilities(POSITION_STATES << 3);
	readonly #high = probabilities(256);

	decode(decoder: RangeDecoder, positionState: number): number {
		if (decoder.bit(this.#choice, 0) === 0) return decoder.tree(this.#low, 3, positionState << 3);
		if (decoder.bit(this.#choice, 1) === 0) return 8 + decoder.tree(this.#middle, 3, positionState << 3);
		return 16 + decoder.tree(this.#high, 8);
	}
}

const STATES = 12;
const FULL_DISTANCES = 128;

function models(literalBits: number) {
	return {
		literal: probabilities(0x300 << literalBits),
		isMatch: probabilities(STATES * POSITION_STATES),
		isRepeat: probabilities(STATES),
		isOlder: probabilities(STATES),
		isLong: probabilities(STATES * POSITION_STATES),
		isSecond: probabilities(STATES),
		isThird: probabilities(STATES),
		slots: probabilities(4 << 6),
		near: probabilities(1 + FULL_DISTANCES),
		align: probabilities(16),
		matchLength: new LengthModel(),
		repeatLength: new LengthModel(),
	};
}
type Models = ReturnType<typeof models>;

interface Parameters {
	readonly literalContextBits: number;
	readonly literalPositionMask: number;
	readonly positionMask: number;
}

/** `unpackedBytes` of it; null when the data do not hold as much. */
export function unpackLzma(packed: Buffer, properties: Buffer, unpackedBytes: number): Buffer | null {
	const told = properties[0] ?? 255;
	if (told >= 9 * 5 * 5) return null;
	const literalContextBits = told % 9;
	const literalPositionBits = Math.floor(told / 9) % 5;
	if (literalContextBits + literalPositionBits > 8) return null;
	const parameters = {
		literalContextBits,
		literalPositionMask: (1 << literalPositionBits) - 1,
		positionMask: (1 << Math.floor(told / 45)) - 1,
	};
	const out = Buffer.alloc(unpackedBytes);
	const isWhole = decode(
		new RangeDecoder(packed),
		models(literalContextBits + literalPositionBits),
		parameters,
		out,
	);
	return isWhole ? out : null;
}

function decode(decoder: RangeDecoder, model: Models, parameters: Parameters, out: Buffer): boolean {
	let state = 0;
	let distances: Distances = [0, 0, 0, 0];
	let at = 0;
	while (at < out.length) {
		if (decoder.isOver) return false;
		const positionState = at & parameters.positionMask;
		const context = (state << 4) + positionState;
		if (decoder.bit(model.isMatch, context) === 0) {
			out[at] = literal(decoder, model, parameters, out, at, state < 7 ? -1 : distances[0]);
			at++;
			state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
			continue;
		}
		let length: number;
		if (decoder.bit(model.isRepeat, state) === 0) {
			length = model.matchLength.decode(decoder, positionState) + 2;
			distances = [distanceOf(decoder, model, length), distances[0], distances[1], distances[2]];
			state = state < 7 ? 7 : 10;
		} else {
			const isLast = decoder.bit(model.isOlder, state) === 0;
			const isShort = isLast && decoder.bit(model.isLong, context) === 0;
			if (!isLast) distances = older(decoder, model, state, distances);
			length = isShort ? 1 : model.repeatLength.decode(decoder, positionState) + 2;
			state = isShort ? (state < 7 ? 9 : 11) : state < 7 ? 8 : 11;
		}
		const from = at - distances[0] - 1;
		if (from < 0) return false;
		const end = Math.min(out.length, at + length);
		for (let copied = from; at < end; at++, copied++) out[at] = out[copied] ?? 0;
	}
	return !decoder.isOver;
}

type Distances = readonly [number, number, number, number];

/** `distance`: of the last match, whose next octet is likely not to come again; -1 after a literal. */
function literal(
	decoder: RangeDecoder,
	{ literal: model }: Models,
	parameters: Parameters,
	out: Buffer,
	at: number,
	distance: number,
): number {
	const before = at > 0 ? (out[at - 1] ?? 0) : 0;
	const { literalContextBits, literalPositionMask } = parameters;
	const context = ((at & literalPositionMask) << literalContextBits) + (before >> (8 - literalContextBits));
	const from = 0x300 * context;
	let symbol = 1;
	if (distance >= 0) {
		let matched = out[at - distance - 1] ?? 0;
		while (symbol < 0x100) {
			const expected = (matched >> 7) & 1;
			matched = (matched << 1) & 0xff;
			const bit = decoder.bit(model, from + ((1 + expected) << 8) + symbol);
			symbol = (symbol << 1) | bit;
			if (bit !== expected) break;
		}
	}
	while (symbol < 0x100) symbol = (symbol << 1) | decoder.bit(model, from + symbol);
	return symbol & 0xff;
}

function older(
	decoder: RangeDecoder,
	model: Models,
	state: number,
	[first, second, third, last]: Distances,
): Distances {
	if (decoder.bit(model.isSecond, state) === 0) return [second, first, third, last];
	if (decoder.bit(model.isThird, state) === 0) return [third, first, second, last];
	return [last, first, second, third];
}

function distanceOf(decoder: RangeDecoder, model: Models, length: number): number {
	const slot = decoder.tree(model.slots, 6, Math.min(length - 2, 3) << 6);
	if (slot < 4) return slot;
	const bits = (slot >> 1) - 1;
	const base = (2 | (slot & 1)) * 2 ** bits;
	if (slot < 14) return base + decoder.reverseTree(model.near, bits, base - slot);
	return base + decoder.direct(bits - 4) * 16 + decoder.reverseTree(model.align, 4, 0);
}
