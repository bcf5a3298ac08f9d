/** Rows of the outbox, as the events that they are. */

import type { ServiceEvent } from "../../terms/events.ts";
import type { Answer, Statement } from "./operations.ts";

const COLUMNS = "id, account_id, at, type, data";

/** To be written in the commit of what the event tells of. */
export const insertEvent = ({ id, accountId, at, type, data }: ServiceEvent): Statement => ({
	sql: `INSERT INTO outbox (${COLUMNS}) VALUES (?, ?, ?, ?, ?)`,
	parameters: [id, accountId, at, type, JSON.stringify(data)],
});

/** The same, while the domain that it is of is there. */
export function insertDomainEvent(event: ServiceEvent, domain: string): Statement {
	const { sql, parameters } = insertEvent(event);
	return {
		sql: sql.replace(
			/VALUES \((.*)\)$/,
			"SELECT $1 WHERE EXISTS (SELECT 1 FROM sending_domain WHERE id = ?)",
		),
		parameters: [...parameters, domain],
	};
}

export const eventOf = (row: Answer): ServiceEvent =>
	({
		id: row["id"],
		accountId: row["account_id"],
		at: row["at"],
		type: row["type"],
		data: JSON.parse(row["data"] as string),
	}) as unknown as ServiceEvent;
