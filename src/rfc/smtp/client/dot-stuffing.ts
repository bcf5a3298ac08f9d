/**
 * Content as it travels after DATA: a dot before each line that begins with one, and the final dot.
 *
 * Nothing else is changed; content whose line ends are all CRLF, as accepted content's are, stays so. Chunks
 * without such a line are passed on as they are. RFC 5321 §4.5.2, §4.1.1.4.
 */

const DOT = 0x2e;
const CR = 0x0d;
const LF = 0x0a;
const LINE_WITH_DOT = Buffer.from("\r\n.");
/** After a dot so many octets are looked at one by one: dots come in crowds, and a search costs as much as these. */
const WINDOW_BYTES = 256;

export class DotStuffer {
	/** The last two octets written; content begins as if a line had just ended. */
	#previous = LF;
	#beforePrevious = CR;

	write(chunk: Buffer): Buffer {
		if (chunk.length === 0) return chunk;
		const first = this.#nextDot(chunk, 0);
		const stuffed = first < 0 ? chunk : this.#stuff(chunk, first);
		this.#beforePrevious = chunk.length > 1 ? chunk[chunk.length - 2]! : this.#previous;
		this.#previous = chunk[chunk.length - 1]!;
		return stuffed;
	}

	/** What comes after the last chunk; it gives a last line without CRLF one. */
	end(): string {
		return this.#previous === LF && this.#beforePrevious === CR ? ".\r\n" : "\r\n.\r\n";
	}

	/** Where the next dot is that needs another one; -1 when there is none. */
	#nextDot(chunk: Buffer, from: number): number {
		if (from === 0 && chunk[0] === DOT && this.#previous === LF && this.#beforePrevious === CR) return 0;
		if (from <= 1 && chunk[1] === DOT && chunk[0] === LF && this.#previous === CR) return 1;
		const lineEnd = chunk.indexOf(LINE_WITH_DOT, Math.max(0, from - 2));
		return lineEnd < 0 ? -1 : lineEnd + 2;
	}

	#stuff(chunk: Buffer, first: number): Buffer {
		// At most every third octet is such a dot, and two more at the seam.
		const out = Buffer.allocUnsafe(chunk.length + Math.ceil(chunk.length / 3) + 2);
		let used = 0;
		let at = 0;
		for (let dot = first; dot >= 0; dot = this.#nextDot(chunk, at)) {
			used += chunk.copy(out, used, at, dot);
			out[used++] = DOT;
			out[used++] = DOT;
			const windowEnd = Math.min(dot + WINDOW_BYTES, chunk.length);
			for (at = dot + 1; at < windowEnd; at++) {
				const octet = chunk[at]!;
				if (octet === DOT && this.#beginsLine(chunk, at)) out[used++] = DOT;
				out[used++] = octet;
			}
		}
		used += chunk.copy(out, used, at);
		return out.subarray(0, used);
	}

	#beginsLine(chunk: Buffer, at: number): boolean {
		return chunk[at - 1] === LF && (at === 1 ? this.#previous : chunk[at - 2]) === CR;
	}
}
