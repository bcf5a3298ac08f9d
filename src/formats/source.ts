/** Octets that can be read anywhere, wherever they are kept: what every reader of a file format is given. */

export interface OctetSource {
	readonly sizeBytes: number;
	/** Up to `length` octets from `at`; fewer where the file ends, none past its end. Not to be changed. */
	read(at: number, length: number): Buffer;
}

/** A file that is small enough to be in memory. */
export const sourceOf = (octets: Buffer): OctetSource => ({
	sizeBytes: octets.length,
	read: (at, length) => octets.subarray(Math.max(0, at), Math.max(0, at + length)),
});
