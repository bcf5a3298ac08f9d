/**
 * The body of one message on its way to the store: kept in memory while it is small, written ahead in pieces when
 * it is not, so that a session never holds more than a piece of it.
 */

import type { MessageId } from "../terms/ids.ts";
import { type Body, CHUNK_BYTES, INLINE_BODY_BYTES } from "../terms/message.ts";
import type { InFlight } from "./in-flight.ts";
import type { Spool } from "./ports.ts";

export class BodyWriter {
	readonly #message: MessageId;
	readonly #spool: Spool;
	readonly #inFlight: InFlight;
	#held: Buffer[] = [];
	#heldBytes = 0;
	#staged = 0;
	#fault: unknown;

	constructor(message: MessageId, spool: Spool, inFlight: InFlight) {
		this.#message = message;
		this.#spool = spool;
		this.#inFlight = inFlight;
	}

	sizeBytes = 0;

	/** A promise when the store has to take a piece before more is read. */
	write(chunk: Buffer): undefined | Promise<void> {
		this.#held.push(chunk);
		this.#heldBytes += chunk.length;
		this.sizeBytes += chunk.length;
		this.#inFlight.add(chunk.length);
		const limit = this.#staged > 0 ? CHUNK_BYTES : INLINE_BODY_BYTES;
		return this.#heldBytes > limit ? this.#stage() : undefined;
	}

	/** Call once; rejects when a piece could not be written. */
	async finish(): Promise<Body> {
		if (this.#staged === 0) return { kind: "inline", chunks: this.#held };
		if (this.#heldBytes > 0) await this.#stage();
		if (this.#fault !== undefined) throw this.#fault;
		return { kind: "staged", chunkCount: this.#staged };
	}

	/** The pieces in memory are no longer ours to count: written down, or given up. */
	release(): void {
		this.#inFlight.remove(this.#heldBytes);
		this.#heldBytes = 0;
		this.#held = [];
	}

	/** Nothing of it is kept. */
	discard(): void {
		this.release();
		if (this.#staged > 0) this.#spool.discard(this.#message);
	}

	/** A failure is kept for the end, where it becomes the reply: until then the client goes on sending. */
	async #stage(): Promise<void> {
		const pieces = this.#held;
		const bytes = this.#heldBytes;
		this.#held = [];
		this.#heldBytes = 0;
		const index = this.#staged++;
		try {
			if (this.#fault === undefined)
				await this.#spool.stage(this.#message, index, Buffer.concat(pieces, bytes));
		} catch (error) {
			this.#fault = error;
		} finally {
			this.#inFlight.remove(bytes);
		}
	}
}
