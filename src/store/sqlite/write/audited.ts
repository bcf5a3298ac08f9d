/** Plain statements, and the audit log's row when any of them changed anything. */

import type { DatabaseSync } from "node:sqlite";
import { AUDIT_COLUMNS } from "../audit-rows.ts";
import type { Answer, AuditedOperation, Statement } from "../operations.ts";
import type { AuditedAnswer } from "../set-up-writes.ts";

export function prepareAudited(
	database: DatabaseSync,
	sql: (statement: Statement) => readonly Answer[],
): (operation: AuditedOperation) => AuditedAnswer {
	const changes = database.prepare("SELECT total_changes() AS n");
	const count = (): number => Number(changes.get()?.["n"]);
	const places = AUDIT_COLUMNS.split(",").map(() => "?");
	const note = database.prepare(`INSERT INTO audit (${AUDIT_COLUMNS}) VALUES (${places.join(", ")})`);
	return ({ statements, row }) => {
		const before = count();
		const answers = statements.map(sql);
		const audited = count() > before;
		if (audited) note.run(...row);
		return { answers, audited };
	};
}
