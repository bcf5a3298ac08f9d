/** The AuditStore: rows are written with the changes that they tell of (set-up-writes.ts), and read newest first. */

import type { AuditFilter, AuditStore } from "../../setup/audit-ports.ts";
import type { AuditEntry } from "../../terms/audit.ts";
import type { AuditId } from "../../terms/ids.ts";
import { AUDIT_COLUMNS, auditOf, auditRow, stateText } from "./audit-rows.ts";
import type { Parameter, Reader } from "./reader.ts";
import type { SetUpWrites } from "./set-up-writes.ts";
import { insert } from "./setup-statements.ts";

export class SqliteAudit implements AuditStore {
	readonly #writes: SetUpWrites;
	readonly #searcher: Reader;

	constructor(writes: SetUpWrites, searcher: Reader) {
		this.#writes = writes;
		this.#searcher = searcher;
	}

	async during<Value>(
		entry: AuditEntry,
		work: () => Promise<Value>,
	): Promise<{ readonly value: Value; readonly noted: boolean }> {
		const row = auditRow(entry);
		const change = { row: row as typeof row | null };
		let noted = false;
		const value = await this.#writes.during(change, async () => {
			const result = await work();
			noted = change.row === null;
			return result;
		});
		return { value, noted };
	}

	async add(entry: AuditEntry): Promise<void> {
		await this.#writes.write(insert("audit", AUDIT_COLUMNS, auditRow(entry)));
	}

	async complete({
		id,
		actor,
		target,
		after,
	}: Pick<AuditEntry, "id" | "actor" | "target" | "after">): Promise<void> {
		await this.#writes.write({
			sql: `UPDATE audit SET actor_kind = ?, actor_id = ?, actor_name = ?, target_id = ?, target_name = ?, after = ?
				WHERE id = ?`,
			parameters: [actor.kind, actor.id, actor.name, target.id, target.name ?? null, stateText(after), id],
		});
	}

	async list(filter: AuditFilter, limit: number, before?: AuditId): Promise<readonly AuditEntry[]> {
		const { accountId, actorId, action, targetId, from, to } = filter;
		const all: readonly (readonly [sql: string, value: Parameter | undefined])[] = [
			["account_id = ?", accountId],
			["actor_id = ?", actorId],
			["(action = ?1 OR action LIKE ?1 || '.%')", action],
			["target_id = ?", targetId],
			["at >= ?", from],
			["at < ?", to],
			["id < ?", before],
		];
		const given = all.filter((one): one is readonly [string, Parameter] => one[1] !== undefined);
		const where = given.map(([sql], i) => sql.replaceAll(/\?1?/g, `?${i + 1}`)).join(" AND ");
		const sql = `SELECT ${AUDIT_COLUMNS} FROM audit ${where === "" ? "" : `WHERE ${where}`}
			ORDER BY id DESC LIMIT ?${given.length + 1}`;
		return (await this.#searcher.all(sql, ...given.map(([, value]) => value), limit)).map(auditOf);
	}

	async prune(before: number): Promise<void> {
		await this.#writes.write({
			sql: "DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE at < ? ORDER BY id LIMIT 10000)",
			parameters: [before],
		});
	}
}
