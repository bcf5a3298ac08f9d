/** Numbers the openings of the data folder, so that a lease tells which of them it is of. */

import type { DatabaseSync } from "node:sqlite";

export function nextEpoch(database: DatabaseSync): number {
	const row = database
		.prepare(
			`INSERT INTO node (name, epoch) VALUES ('local', 1)
			ON CONFLICT (name) DO UPDATE SET epoch = epoch + 1 RETURNING epoch`,
		)
		.get();
	return row?.["epoch"] as number;
}
