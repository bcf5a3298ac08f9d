/**
 * The last connection and the failed log-ins of SMTP users, and the last use of API keys: what changes at every session
 * and is worth a write at most once a second.
 */

import type { Clock, Timer } from "../../terms/clock.ts";
import { SECOND } from "../../terms/clock.ts";
import type { Connection, FailedLogin } from "../../terms/identity.ts";
import type { ApiKeyId, SmtpUserId } from "../../terms/ids.ts";
import type { Statement } from "./operations.ts";
import { connectionRow } from "./setup-rows.ts";

type Failure = Omit<FailedLogin, "count">;

interface Note {
	connection: Connection | null;
	failure: Failure | null;
	/** Failures after `connection`, or since the last write when there is none. */
	failures: number;
}

export class LoginNotes {
	readonly #clock: Clock;
	readonly #write: (statements: readonly Statement[]) => Promise<unknown>;
	readonly #notes = new Map<SmtpUserId, Note>();
	readonly #keyUses = new Map<ApiKeyId, number>();
	#timer: Timer | undefined;

	constructor(clock: Clock, write: (statements: readonly Statement[]) => Promise<unknown>) {
		this.#clock = clock;
		this.#write = write;
	}

	connection(id: SmtpUserId, connection: Connection): void {
		const note = this.#note(id);
		note.connection = connection;
		note.failures = 0;
	}

	failure(id: SmtpUserId, failure: Failure): void {
		const note = this.#note(id);
		note.failure = failure;
		note.failures++;
	}

	keyUse(id: ApiKeyId, at: number): void {
		this.#keyUses.set(id, at);
		this.#schedule();
	}

	/** What was noted is on its way when this returns. A failed write is forgotten: only freshness is lost. */
	flush(): void {
		this.#timer?.cancel();
		this.#timer = undefined;
		if (this.#notes.size === 0 && this.#keyUses.size === 0) return;
		const statements = [...this.#notes].flatMap(([id, note]) => statementsFor(id, note));
		for (const [id, at] of this.#keyUses) {
			statements.push({ sql: "UPDATE api_key SET last_used_at = ? WHERE id = ?", parameters: [at, id] });
		}
		this.#notes.clear();
		this.#keyUses.clear();
		this.#write(statements).catch(() => undefined);
	}

	#schedule(): void {
		this.#timer ??= this.#clock.after(SECOND, () => this.flush());
	}

	#note(id: SmtpUserId): Note {
		this.#schedule();
		let note = this.#notes.get(id);
		if (note === undefined) {
			note = { connection: null, failure: null, failures: 0 };
			this.#notes.set(id, note);
		}
		return note;
	}
}

function statementsFor(id: SmtpUserId, { connection, failure, failures }: Note): Statement[] {
	const statements: Statement[] = [];
	if (connection !== null) {
		statements.push({
			sql: `UPDATE smtp_user SET connection_at = ?, connection_address = ?, connection_tls = ?,
				connection_client = ?, failure_count = 0 WHERE id = ?`,
			parameters: [...connectionRow(connection), id],
		});
	}
	if (failure !== null) {
		statements.push({
			sql: `UPDATE smtp_user SET failure_at = ?, failure_address = ?, failure_reason = ?,
				failure_count = failure_count + ? WHERE id = ?`,
			parameters: [failure.at, failure.address, failure.reason, failures, id],
		});
	}
	return statements;
}
