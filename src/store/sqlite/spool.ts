/** The Spool over the group commit, with the back-pressure that keeps large messages out of memory. */

import type { Accepted, IdempotencyClaim, KeyUse, Spool } from "../../accept/ports.ts";
import type { Instant } from "../../terms/clock.ts";
import type { AccountId, MessageId } from "../../terms/ids.ts";
import { KEY_USES_TOLD, type NewMessage } from "../../terms/message.ts";
import { pieces } from "./content.ts";
import type { GroupCommit } from "./group-commit.ts";
import { acceptOctets, acceptOperation } from "./message-row.ts";
import type { AcceptAnswer, KeyUseRow } from "./operations.ts";
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

	async accept(message: NewMessage, claim?: IdempotencyClaim): Promise<Accepted> {
		const operation = acceptOperation(message, claim);
		const answer = await this.#commits.submit<AcceptAnswer>(operation, acceptOctets(message));
		if (typeof answer === "number") return { kind: "quota-exceeded", used: answer };
		if (answer !== null) return { kind: "accepted-before", use: keyUse(answer) };
		this.#staging.delete(message.id);
		return { kind: "accepted" };
	}

	async keyUses(account: AccountId, key: string, since: Instant): Promise<readonly KeyUse[]> {
		const rows = await this.#reader.all(
			`SELECT payload_hash AS payloadHash, message_id AS message, answer FROM idempotency
			WHERE account_id = ? AND key = ? AND at > ? LIMIT ?`,
			...[account, key, since, KEY_USES_TOLD],
		);
		return rows.map((row) => keyUse(row as unknown as KeyUseRow));
	}
}

const keyUse = ({ payloadHash, message, answer }: KeyUseRow): KeyUse => ({
	payloadHash,
	message: message as MessageId,
	answer,
});
