/** The ApiCallStore: calls that have an idempotency key. */

import type { ApiCall, ApiCallStore, ApiCallUse } from "../../setup/api-call-ports.ts";
import type { SetUpWrites } from "./set-up-writes.ts";

/** Rows forgotten with each one written: more than one, so that what expired is gone in the end. */
const FORGOTTEN_AT_ONCE = 20;

export class SqliteApiCalls implements ApiCallStore {
	readonly #writes: SetUpWrites;

	constructor(writes: SetUpWrites) {
		this.#writes = writes;
	}

	async begin({ asker, key, payloadHash, at }: ApiCall, since: number): Promise<ApiCallUse | undefined> {
		const [, made, found] = await this.#writes.write(
			{
				sql: `DELETE FROM api_call WHERE (asker, key) IN
					(SELECT asker, key FROM api_call WHERE at <= ? ORDER BY at LIMIT ?)`,
				parameters: [since, FORGOTTEN_AT_ONCE],
			},
			{
				sql: `INSERT INTO api_call (asker, key, payload_hash, at) VALUES (?1, ?2, ?3, ?4)
					ON CONFLICT (asker, key) DO UPDATE SET payload_hash = ?3, at = ?4, answer = NULL WHERE at <= ?5
					RETURNING key`,
				parameters: [asker, key, payloadHash, at, since],
			},
			{
				sql: "SELECT payload_hash, answer FROM api_call WHERE asker = ? AND key = ?",
				parameters: [asker, key],
			},
		);
		const use = found?.[0];
		if (use === undefined || (made ?? []).length > 0) return undefined;
		const answer = use["answer"] as string | null;
		return {
			payloadHash: use["payload_hash"] as string,
			answer: answer === null ? null : JSON.parse(answer),
		};
	}

	async end({ asker, key }: Pick<ApiCall, "asker" | "key">, answer: unknown): Promise<void> {
		await this.#writes.write({
			sql: "UPDATE api_call SET answer = ? WHERE asker = ? AND key = ?",
			parameters: [JSON.stringify(answer), asker, key],
		});
	}

	async forget({ asker, key }: Pick<ApiCall, "asker" | "key">): Promise<void> {
		await this.#writes.write({
			sql: "DELETE FROM api_call WHERE asker = ? AND key = ? AND answer IS NULL",
			parameters: [asker, key],
		});
	}
}
