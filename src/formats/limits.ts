/** How much work one file may cause, whatever it claims about itself. */

export interface IdentifyLimits {
	/** Octets read at most, the first and the last 64 kB included; what lies beyond is as if it were not there. */
	readonly readBytes: number;
	/** Entries of an archive, streams of a compound file. */
	readonly entries: number;
	/** An archive that unpacks to more is a bomb. */
	readonly unpackedBytes: number;
	/** An archive that grows more often than this is a bomb, when it also unpacks to `ratioFromBytes`. */
	readonly ratio: number;
	readonly ratioFromBytes: number;
}

const MIB = 1024 * 1024;

export const defaultIdentifyLimits: IdentifyLimits = {
	readBytes: 8 * MIB,
	entries: 10_000,
	unpackedBytes: 1024 * MIB,
	ratio: 200,
	ratioFromBytes: 100 * MIB,
};
