/** Content on its way from the socket to the sink: dot-stuffed after DATA, counted after BDAT. */

import type { ContentSink } from "../../accept/index.ts";
import { type ContentFindings, ContentScanner } from "../../rfc/smtp/session/content.ts";
import type { Times } from "./options.ts";

/**
 * Octets that come a few at a time are handed on together: each piece that is kept costs some hundred octets beside its
 * own, and nobody counts those.
 */
const TOGETHER_BYTES = 4_096;

export interface Taken {
	/** What follows the end; null while the content, or the chunk, goes on. */
	readonly rest: Buffer | null;
	/** Wait for it before more is read. */
	readonly wait: Promise<void> | undefined;
}

export class ContentTransfer {
	readonly sink: ContentSink | undefined;
	readonly #scanner: ContentScanner;
	readonly #counted: boolean;
	#leftBytes = 0;
	#windowStart: number;
	#windowBytes = 0;
	#few: Buffer | undefined;
	#fewBytes = 0;
	wireBytes = 0;
	/** Of the chunk that is being read. */
	chunk = { bytes: 0, last: false, keep: true };

	constructor(framing: "dot-stuffed" | "counted", sink: ContentSink | undefined, now: number) {
		this.sink = sink;
		this.#counted = framing === "counted";
		this.#scanner = new ContentScanner(framing);
		this.#windowStart = now;
	}

	/** The next chunk of BDAT; octets that are not kept are read and thrown away. */
	expect(chunk: { readonly bytes: number; readonly last: boolean; readonly keep: boolean }): void {
		this.chunk = { bytes: chunk.bytes, last: chunk.last, keep: chunk.keep };
		this.#leftBytes = chunk.bytes;
	}

	get findings(): ContentFindings {
		return this.#scanner.findings;
	}

	/** Whether it can go on without more octets: an empty chunk ends at once. */
	get isComplete(): boolean {
		return this.#counted && this.#leftBytes === 0;
	}

	/** Changes the octets. */
	take(octets: Buffer): Taken {
		this.#windowBytes += octets.length;
		if (this.#counted) return this.#takeCounted(octets);
		const { content, rest } = this.#scanner.scan(octets);
		this.wireBytes += octets.length - (rest?.length ?? 0);
		return { rest, wait: this.#handOn(content, rest !== null) };
	}

	/** Content that its sink does not have yet. */
	get heldBytes(): number {
		return this.#fewBytes;
	}

	/** Counting begins anew: also when it is we who keep the client waiting. */
	beginWindow(now: number): void {
		this.#windowStart = now;
		this.#windowBytes = 0;
	}

	/** A minimum rate over a window: a client that sends an octet now and then holds a session for ever. */
	isTooSlow(now: number, times: Times): boolean {
		const elapsedMs = now - this.#windowStart;
		if (elapsedMs < times.contentWindowMs) return false;
		const tooSlow = this.#windowBytes * 1_000 < elapsedMs * times.contentBytesPerSecond;
		this.beginWindow(now);
		return tooSlow;
	}

	#takeCounted(octets: Buffer): Taken {
		const own = octets.subarray(0, this.#leftBytes);
		this.#leftBytes -= own.length;
		this.wireBytes += own.length;
		const rest = this.#leftBytes === 0 ? octets.subarray(own.length) : null;
		if (!this.chunk.keep) return { rest, wait: undefined };
		const { content } = this.#scanner.scan(own);
		return { rest, wait: this.#handOn(content, rest !== null && this.chunk.last) };
	}

	#handOn(content: Buffer, ends: boolean): Promise<void> | undefined {
		const bytes = this.#fewBytes + content.length;
		if (bytes < TOGETHER_BYTES && !ends) {
			this.#few ??= Buffer.allocUnsafeSlow(TOGETHER_BYTES);
			content.copy(this.#few, this.#fewBytes);
			this.#fewBytes = bytes;
			return undefined;
		}
		const few = this.#few?.subarray(0, this.#fewBytes);
		this.#few = undefined;
		this.#fewBytes = 0;
		const octets = few === undefined ? content : Buffer.concat([few, content], bytes);
		return octets.length === 0 ? undefined : (this.sink?.write(octets) ?? undefined);
	}
}
