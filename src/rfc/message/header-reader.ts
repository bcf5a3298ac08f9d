/**
 * Collects the header section of a message from content that arrives in pieces, and says where the body begins.
 *
 * Not a parser: it only finds the first empty line. Bounded: past its limit it keeps nothing more. RFC 5322 §2.1.
 */

const END = Buffer.from("\r\n\r\n");
const CR = 0x0d;
const LF = 0x0a;

export class HeaderReader {
	readonly #limitBytes: number;
	#pieces: Buffer[] = [];
	#bytes = 0;
	/** The last three octets seen, where the end may have begun. */
	#tail: Buffer = Buffer.alloc(0);
	#section: Buffer | undefined;
	tooLarge = false;

	constructor(limitBytes: number) {
		this.#limitBytes = limitBytes;
	}

	/** The section with the empty line that ends it; undefined until it was read, or when it is too large. */
	get section(): Buffer | undefined {
		return this.#section;
	}

	/** What belongs to the body, once the header has ended; undefined while it goes on. */
	write(chunk: Buffer): Buffer | undefined {
		if (this.#section !== undefined) return chunk;
		if (this.tooLarge) return undefined;
		const bodyAt = this.#bodyIn(chunk);
		const piece = bodyAt < 0 ? chunk : chunk.subarray(0, bodyAt);
		this.#pieces.push(piece);
		this.#bytes += piece.length;
		if (this.#bytes > this.#limitBytes) {
			this.tooLarge = true;
			this.#pieces = [];
			return undefined;
		}
		if (bodyAt < 0) {
			this.#tail = lastThree(this.#tail, chunk);
			return undefined;
		}
		this.#section = this.#pieces.length === 1 ? piece : Buffer.concat(this.#pieces, this.#bytes);
		this.#pieces = [];
		return chunk.subarray(bodyAt);
	}

	/** The content is over. A message may have no body and not even the empty line (RFC 5322 §2.1). */
	end(): Buffer {
		if (this.#section === undefined) {
			const held = Buffer.concat(this.#pieces, this.#bytes);
			const ended = held.length >= 2 && held[held.length - 2] === CR && held[held.length - 1] === LF;
			this.#section = Buffer.concat([held, Buffer.from(held.length === 0 || ended ? "\r\n" : "\r\n\r\n")]);
			this.#pieces = [];
		}
		return Buffer.alloc(0);
	}

	/** Offset in the chunk at which the body begins; -1 when the header goes on. */
	#bodyIn(chunk: Buffer): number {
		// Content may begin with the empty line: a header section of no fields.
		if (this.#bytes === 0 && chunk.length > 1 && chunk[0] === CR && chunk[1] === LF) return 2;
		if (this.#bytes === 1 && this.#tail[0] === CR && chunk[0] === LF) return 1;
		const seam = Buffer.concat([this.#tail, chunk.subarray(0, END.length - 1)]);
		const across = seam.indexOf(END);
		if (across >= 0) return across + END.length - this.#tail.length;
		const within = chunk.indexOf(END);
		return within < 0 ? -1 : within + END.length;
	}
}

const lastThree = (tail: Buffer, chunk: Buffer): Buffer =>
	chunk.length >= 3 ? chunk.subarray(-3) : Buffer.concat([tail, chunk]).subarray(-3);
