/** Rows of suppressions, as the terms that they are. */

import type { AccountId, SuppressionId } from "../../terms/ids.ts";
import type { Suppression } from "../../terms/suppression.ts";
import type { Answer, Value } from "./operations.ts";

/** The first cause stands: a second one for the same address changes nothing. */
export const INSERT_SUPPRESSION = `INSERT INTO suppression
	(account_id, address, id, kind, since, reported_by, reply, activity_id, note)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account_id, address) DO NOTHING RETURNING id`;

export const suppressionRow = (one: Suppression): readonly Value[] => [
	one.accountId,
	one.address,
	one.id,
	one.kind,
	one.since,
	one.reportedBy,
	one.reply,
	one.activityId,
	one.note,
];

export const suppressionOf = (row: Answer): Suppression => ({
	id: row["id"] as SuppressionId,
	accountId: row["account_id"] as AccountId,
	address: row["address"] as string,
	kind: row["kind"] as Suppression["kind"],
	since: row["since"] as number,
	reportedBy: row["reported_by"] as string,
	reply: row["reply"] as string,
	activityId: row["activity_id"] as Suppression["activityId"],
	note: row["note"] as string,
});
