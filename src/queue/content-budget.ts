/**
 * How much content may stay in memory between acceptance and relaying, so that most messages are never read
 * back. Beyond the budget the relay reads from the store.
 */

import type { InlineContent, QueuedMessage } from "../terms/outcome.ts";

interface Share {
	readonly bytes: number;
	/** Consignments that still need the content. */
	users: number;
}

export class ContentBudget {
	readonly #limitBytes: number;
	readonly #shares = new Map<QueuedMessage, Share>();
	#usedBytes = 0;

	constructor(limitBytes: number) {
		this.#limitBytes = limitBytes;
	}

	get usedBytes(): number {
		return this.#usedBytes;
	}

	/** The message with its content, or without it when there is no room for `users` consignments to share it. */
	keep(message: QueuedMessage, content: InlineContent | undefined, users: number): QueuedMessage {
		if (content === undefined || users === 0) return message;
		const bytes = content.body.reduce((sum, chunk) => sum + chunk.length, content.header.length);
		if (this.#usedBytes + bytes > this.#limitBytes) return message;
		const kept = { ...message, content };
		this.#usedBytes += bytes;
		this.#shares.set(kept, { bytes, users });
		return kept;
	}

	/** One consignment of this message is finished with. */
	release(message: QueuedMessage): void {
		if (message.content === undefined) return;
		const share = this.#shares.get(message);
		if (share === undefined || --share.users > 0) return;
		this.#shares.delete(message);
		this.#usedBytes -= share.bytes;
	}
}
