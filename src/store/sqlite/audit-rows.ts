/** Rows of the audit log, as the terms that they are. */

import type { AuditEntry } from "../../terms/audit.ts";
import type { Answer, Row } from "./operations.ts";

export const AUDIT_COLUMNS = `id, at, account_id, actor_kind, actor_id, actor_name, address, action, target_type,
	target_id, target_name, before, after`;

export const auditRow = (entry: AuditEntry): Row => [
	entry.id,
	entry.at,
	entry.accountId,
	entry.actor.kind,
	entry.actor.id,
	entry.actor.name,
	entry.address,
	entry.action,
	entry.target.type,
	entry.target.id,
	entry.target.name ?? null,
	stateText(entry.before),
	stateText(entry.after),
];

/** JSON; null for nothing. */
export const stateText = (state: unknown): string | null =>
	state === null || state === undefined ? null : JSON.stringify(state);

export const auditOf = (row: Answer): AuditEntry => ({
	id: row["id"] as AuditEntry["id"],
	at: row["at"] as number,
	accountId: row["account_id"] as AuditEntry["accountId"],
	actor: {
		kind: row["actor_kind"] as AuditEntry["actor"]["kind"],
		id: row["actor_id"] as string,
		name: row["actor_name"] as string,
	},
	address: row["address"] as string,
	action: row["action"] as string,
	target: {
		type: row["target_type"] as string,
		id: row["target_id"] as string,
		...(row["target_name"] === null ? {} : { name: row["target_name"] as string }),
	},
	before: JSON.parse((row["before"] as string | null) ?? "null"),
	after: JSON.parse((row["after"] as string | null) ?? "null"),
});
