/** The Spool over the group commit, with the back-pressure that keeps large messages out of memory. */

import type { Accepted, Spool } from "../../accept/ports.ts";
import type { MessageId } from "../../terms/ids.ts";
import type { NewMessage } from "../../terms/message.ts";
import { pieces } from "./content.ts";
import type { GroupCommit } from "./group-commit.ts";
import { acceptOctets, acceptOperation } from "./message-row.ts";
import type { Reader } from "./reader.ts";

/** Octets of one message that may wait to be written before its sender has to. */
const MESSAGE_WAITING_BYTES = 512 * 1024;
/** The same for all messages together. */
const ALL_WAITING_BYTES = 16 * 1024 * 1024;

/** A message whose body is being written ahead of it. */
interface Staging {
	waitingBytes: number;
	/** The piece that was handed over last: writes go in order, so all are written when it is. */
	newest: Promise<void>;
}

export class SqliteSpool implements Spool {
	readonly #commits: GroupCommit;
	readonly #reader: Reader;
	readonly #staging = new Map<MessageId, Staging>();
	#waitingBytes = 0;

	constructor(commits: GroupCommit, reader: Reader) {
		this.#commits = commits;
		this.#reader = reader;
	}

	get lagMs(): number {
		return this.#commits.lagMs;
	}

	async stage(message: MessageId, index: number, chunk: Buffer): Promise<void> {
		const { length } = chunk;
		const staging = this.#staging.get(message) ?? { waitingBytes: 0, newest: Promise.resolve() };
		this.#staging.set(message, staging);
		const wait = (bytes: number): void => {
			staging.waitingBytes += bytes;
			this.#waitingBytes += bytes;
		};
		wait(length);
		staging.newest = this.#commits
			.submit<void>({ kind: "stage", message, index, length }, [chunk])
			.finally(() => wait(-length));
		if (staging.waitingBytes < MESSAGE_WAITING_BYTES && this.#waitingBytes < ALL_WAITING_BYTES) {
			// A piece that fails after this is missed when its message is accepted, which then fails.
			staging.newest.catch(() => undefined);
			return;
		}
		await staging.newest;
	}

	async *staged(message: MessageId, chunkCount: number): AsyncGenerator<Buffer> {
		await this.#staging.get(message)?.newest;
		yield* pieces(this.#reader, message, 0, chunkCount - 1);
	}

	discard(message: MessageId): void {
		if (!this.#staging.delete(message)) return;
		// If this fails the pieces are swept at the next start.
		this.#commits.submit({ kind: "discard", message }).catch(() => undefined);
	}

	async accept(message: NewMessage): Promise<Accepted> {
		const used = await this.#commits.submit<number | null>(acceptOperation(message), acceptOctets(message));
		if (used !== null) return { kind: "quota-exceeded", used };
		this.#staging.delete(message.id);
		return { kind: "accepted" };
	}
}
