/** Integers out of octets that strangers wrote: past the end there are zeros, so that no reader has to throw. */

export const uint16LE = (octets: Buffer, at: number): number =>
	(octets[at] ?? 0) | ((octets[at + 1] ?? 0) << 8);

export const uint32LE = (octets: Buffer, at: number): number =>
	uint16LE(octets, at) + uint16LE(octets, at + 2) * 0x10000;

/** Rounded above 2^53: only ever compared with the size of a file. */
export const uint64LE = (octets: Buffer, at: number): number =>
	uint32LE(octets, at) + uint32LE(octets, at + 4) * 0x100000000;

export const uint16BE = (octets: Buffer, at: number): number =>
	((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0);

export const uint32BE = (octets: Buffer, at: number): number =>
	uint16BE(octets, at) * 0x10000 + uint16BE(octets, at + 2);
