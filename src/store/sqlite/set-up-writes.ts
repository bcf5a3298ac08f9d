/**
 * Writes of set-up, each one commit. What is written while a change is being audited carries the audit log's row in
 * the same commit: no change without its row, and no row without a change.
 *
 * Which change a write belongs to is known by the asynchronous context, so that the steps need not hand through who
 * asked. What such a context leaves running after its end, a timer for instance, is nobody's change.
 */

import { AsyncLocalStorage } from "node:async_hooks";
import type { NewMessage } from "../../terms/message.ts";
import type { GroupCommit } from "./group-commit.ts";
import { acceptOctets, acceptOperation } from "./message-row.ts";
import type { Answer, Operation, Row, Statement, ToldAnswer } from "./operations.ts";

/** A change that is being made. */
export interface AuditedChange {
	/** The row that is still to be written: the columns of `audit`; null once it was. */
	row: Row | null;
}

export class SetUpWrites {
	readonly #commits: GroupCommit;
	readonly #current = new AsyncLocalStorage<AuditedChange>();

	constructor(commits: GroupCommit) {
		this.#commits = commits;
	}

	/** `work`, whose first write that changes anything brings `change.row` along. */
	async during<Value>(change: AuditedChange, work: () => Promise<Value>): Promise<Value> {
		try {
			return await this.#current.run(change, work);
		} finally {
			change.row = null;
		}
	}

	/** A write that is no plain statement: it is given the row to bring along, and says whether it did. */
	async carry<Answered extends { readonly audited: boolean }>(
		make: (row: Row | null) => Operation,
		pieces: readonly Uint8Array[] = [],
	): Promise<Answered> {
		const change = this.#current.getStore();
		const answer = await this.#commits.submit<Answered>(make(change?.row ?? null), pieces);
		if (change !== undefined && answer.audited) change.row = null;
		return answer;
	}

	/** The same as {@link write}, with a message that tells of it where the first statement gives a row. */
	async writeTold(
		message: NewMessage,
		...statements: readonly Statement[]
	): Promise<readonly (readonly Answer[])[]> {
		// Our own mail counts against nobody's quota.
		const accept = { ...acceptOperation(message), quota: null };
		const { answers } = await this.carry<ToldAnswer>(
			(row) => ({ kind: "told", statements, row, accept }),
			acceptOctets(message),
		);
		return answers;
	}

	/** All in one commit. Resolves to what each statement returned. */
	async write(...statements: readonly Statement[]): Promise<readonly (readonly Answer[])[]> {
		const change = this.#current.getStore();
		const row = change?.row ?? null;
		if (change === undefined || row === null) {
			return this.#commits.submit<(readonly Answer[])[]>({ kind: "sql", statements });
		}
		const { answers, audited } = await this.#commits.submit<AuditedAnswer>({
			kind: "audited",
			statements,
			row,
		});
		if (audited) change.row = null;
		return answers;
	}
}

export interface AuditedAnswer {
	readonly answers: readonly (readonly Answer[])[];
	/** Whether anything was changed, so that the row was written. */
	readonly audited: boolean;
}
