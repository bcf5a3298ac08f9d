/**
 * The content of a session's messages, from the octets that have arrived to the reply: which transfer is going on,
 * which sink it fills, and what the machine is told when it ends. Waiting is the connection's business.
 */

import type { ContentSink, Queued, Submission } from "../../accept/index.ts";
import type { Reply } from "../../rfc/smtp/reply.ts";
import type { LineReader } from "../../rfc/smtp/session/line-reader.ts";
import type { Output, SmtpServerSession } from "../../rfc/smtp/session/session.ts";
import { type Refusal, refuse } from "../../terms/refusals/index.ts";
import type { Conduct } from "./conduct.ts";
import { ContentTransfer } from "./content-transfer.ts";
import type { Times } from "./options.ts";
import type { Voice } from "./voice.ts";

/** What the intake needs of its connection. */
export interface IntakeHost {
	/** Carries out what the machine said. */
	do(outputs: readonly Output[]): void;
	/** Reads nothing until the promise resolves, then goes on with `next`. */
	await<Value>(promise: Promise<Value>, next: (value: Value) => void): void;
	readonly submission: Submission | undefined;
	readonly conduct: Pick<Conduct, "refusedBefore">;
	end(): void;
}

export class ContentIntake {
	readonly #host: IntakeHost;
	readonly #machine: SmtpServerSession;
	readonly #voice: Voice;
	readonly #messageBytes: number;
	/** What octets are read into now; undefined while commands are read. */
	#reading: ContentTransfer | undefined;
	/** Of the chunks of one message. */
	#chunks: ContentTransfer | undefined;
	#chunkRefusal: Refusal | undefined;
	#sink: ContentSink | undefined;

	constructor(host: IntakeHost, machine: SmtpServerSession, voice: Voice, messageBytes: number) {
		this.#host = host;
		this.#machine = machine;
		this.#voice = voice;
		this.#messageBytes = messageBytes;
	}

	get isReading(): boolean {
		return this.#reading !== undefined;
	}

	isTooSlow(now: number, times: Times): boolean {
		// Between chunks too: a message in crumbs would hold a session as an octet now and then does.
		return (this.#reading ?? this.#chunks)?.isTooSlow(now, times) ?? false;
	}

	/** The client has to wait for us. */
	heldUp(now: number): void {
		(this.#reading ?? this.#chunks)?.beginWindow(now);
	}

	/** The transaction is over without a message: nobody waits for more of its chunks. */
	reset(): void {
		this.#chunks = undefined;
	}

	/** Content may come, and goes here. */
	admit(sink: ContentSink): void {
		this.#sink = sink;
		this.#chunks = undefined;
	}

	begin(now: number): void {
		this.#reading = new ContentTransfer("dot-stuffed", this.#sink, now);
	}

	/** The transfer lives as long as its message: line endings are judged across chunks. */
	beginChunk(
		chunk: { readonly bytes: number; readonly last: boolean; readonly keep: boolean },
		now: number,
	): void {
		this.#chunks ??= new ContentTransfer("counted", this.#sink, now);
		const bytes = this.#chunks.heldBytes + chunk.bytes;
		this.#chunkRefusal = chunk.keep ? this.#sink?.tooLarge(bytes) : undefined;
		if (this.#chunkRefusal !== undefined) this.#host.submission?.faulted(this.#chunkRefusal, "data");
		this.#chunks.expect({ ...chunk, keep: chunk.keep && this.#chunkRefusal === undefined });
		this.#reading = this.#chunks;
	}

	/** Moves what has arrived; false when there is nothing to move. */
	move(reader: LineReader): boolean {
		const transfer = this.#reading;
		if (transfer === undefined) return false;
		const octets = reader.rest();
		if (octets.length === 0 && !transfer.isComplete) return false;
		const { rest, wait } = transfer.take(octets);
		if (rest !== null) {
			this.#reading = undefined;
			if (rest.length > 0) reader.add(rest);
		} else if (transfer.wireBytes > 2 * this.#messageBytes) {
			// Refused long ago; a client that goes on all the same has to be stopped.
			this.#sink?.abort();
			const sizes = { sizeBytes: transfer.wireBytes, limitBytes: this.#messageBytes };
			this.#voice.refuse(refuse("message-too-large", sizes), "content");
			this.#host.end();
			return false;
		}
		const next = (): void => {
			if (rest !== null) this.#ended(transfer);
		};
		if (wait === undefined) next();
		else this.#host.await(wait, next);
		return true;
	}

	/** It was read and thrown away: says so, and gives the transaction up. */
	#chunkRefused(refusal: Refusal): void {
		this.#host.conduct.refusedBefore = true;
		this.#machine.abandon();
		this.#host.submission?.reset();
		this.#voice.refuse(refusal, "data");
	}

	#ended(transfer: ContentTransfer): void {
		this.#voice.transcript.note(`<${transfer.wireBytes} octets of content>`);
		const { chunk } = transfer;
		const counted = transfer === this.#chunks;
		if (!chunk.keep) this.#chunks = undefined;
		if (counted && (!chunk.keep || !chunk.last)) {
			const refusal = this.#chunkRefusal;
			this.#chunkRefusal = undefined;
			if (refusal !== undefined) return this.#chunkRefused(refusal);
			return this.#host.do(this.#machine.chunkEnded(chunk.bytes, undefined));
		}
		const sink = this.#sink;
		this.#sink = undefined;
		this.#chunks = undefined;
		if (sink === undefined) return;
		this.#host.await(sink.end(transfer.findings), (result) => {
			const reply: Reply =
				"reason" in result
					? this.#voice.rendered(result, "content")
					: { code: 250, enhanced: "2.0.0", lines: [queuedAs(result)] };
			this.#host.do(
				counted ? this.#machine.chunkEnded(chunk.bytes, reply) : this.#machine.contentEnded(reply),
			);
			this.#voice.transcript.messageEnds();
		});
	}
}

/** A client that sends again because it missed the reply is told the id that it missed. */
const queuedAs = ({ id, earlier }: Queued): string =>
	earlier === null ? `Queued as ${id}` : `Queued as ${id} (already accepted)`;
