/**
 * Line endings of a message that comes from a file and not over SMTP: a bare LF becomes CRLF. Only for content
 * whose length is known by other means than its lines; over SMTP a bare LF is how one message becomes two, and is
 * refused there. A bare CR is left to be found by whoever reads on.
 *
 * RFC 5321 §2.3.8, RFC 5322 §2.1.
 */

const CR = 0x0d;
const LF = 0x0a;
const CRLF = Buffer.from("\r\n");

export class LineEndings {
	#afterCr = false;

	/** The octets with their line endings mended: the same chunk when there is nothing to mend. */
	write(chunk: Buffer): Buffer {
		if (chunk.length === 0) return chunk;
		const pieces: Buffer[] = [];
		let from = 0;
		for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, at + 1)) {
			const whole = at === 0 ? this.#afterCr : chunk[at - 1] === CR;
			if (whole) continue;
			pieces.push(chunk.subarray(from, at), CRLF);
			from = at + 1;
		}
		this.#afterCr = chunk[chunk.length - 1] === CR;
		if (pieces.length === 0) return chunk;
		pieces.push(chunk.subarray(from));
		return Buffer.concat(pieces);
	}
}
