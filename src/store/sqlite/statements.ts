/** Plain statements, each prepared once: for what is written seldom, and for all that is read. */

import type { DatabaseSync } from "node:sqlite";
import type { Answer, Statement } from "./operations.ts";

/** Texts come from our own code and are few; the limit only guards against one that is built of values. */
const KEPT_STATEMENTS = 200;

export function prepareSql(database: DatabaseSync): (statement: Statement) => readonly Answer[] {
	const kept = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
	return ({ sql, parameters }) => {
		let statement = kept.get(sql);
		if (statement === undefined) {
			if (kept.size >= KEPT_STATEMENTS) kept.clear();
			statement = database.prepare(sql);
			kept.set(sql, statement);
		}
		return statement.all(...parameters) as Answer[];
	};
}
