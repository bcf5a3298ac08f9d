/** The statements that set-up is written with, and what is read off their answers. */

import type { DkimKey } from "../../terms/identity.ts";
import type { Answer, Parameter, Statement } from "./reader.ts";
import * as rows from "./setup-rows.ts";

type Change<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/** Text that a LIKE takes as it stands. */
export const likeLiteral = (text: string): string => text.replaceAll(/[\\%_]/g, "\\$&");

const KEY_COLUMNS = rows.KEY_COLUMNS.split(",").map((column) => column.trim());
const OTHER_KEY_COLUMNS = KEY_COLUMNS.filter((column) => column !== "domain_id" && column !== "selector");

/** In the place of what has that selector. Nothing is written when the domain is not there: its name was taken. */
export function insertKey(key: DkimKey): Statement {
	return {
		sql: `INSERT INTO dkim_key (${rows.KEY_COLUMNS})
			SELECT ${KEY_COLUMNS.map(() => "?").join(", ")} WHERE EXISTS (SELECT 1 FROM sending_domain WHERE id = ?1)
			ON CONFLICT (domain_id, selector) DO UPDATE SET
			${OTHER_KEY_COLUMNS.map((column) => `${column} = excluded.${column}`).join(", ")}`,
		parameters: rows.keyRow(key),
	};
}

export const insert = (table: string, columns: string, parameters: readonly Parameter[]): Statement => ({
	sql: `INSERT INTO ${table} (${columns}) VALUES (${parameters.map(() => "?").join(", ")})`,
	parameters,
});

/** Only where the account has fewer than `most` of them; null: however many. */
export const insertWithin = (
	table: string,
	columns: string,
	parameters: readonly (Parameter | Uint8Array)[],
	{ accountId }: { readonly accountId: string },
	most: number | null,
): Statement => ({
	sql: `INSERT INTO ${table} (${columns}) SELECT ${parameters.map(() => "?").join(", ")}
		WHERE ? IS NULL OR (SELECT count(*) FROM ${table} WHERE account_id = ?) < ?`,
	parameters: [...parameters, most, accountId, most],
});

/** Columns that are undefined stay as they are. */
export function update(
	table: string,
	columns: string,
	id: string,
	change: Change<Record<string, Parameter>>,
): Statement {
	const given = Object.entries(change).filter(
		(entry): entry is [string, Parameter] => entry[1] !== undefined,
	);
	const set = ["id = id", ...given.map(([column]) => `${column} = ?`)].join(", ");
	return {
		sql: `UPDATE ${table} SET ${set} WHERE id = ? RETURNING ${columns}`,
		parameters: [...given.map(([, value]) => value), id],
	};
}

export const flag = (value: boolean | undefined): number | undefined =>
	value === undefined ? undefined : Number(value);

/** Undefined and null stay what they are. */
export const jsonOrNull = (value: object | null | undefined): string | null | undefined =>
	value === undefined || value === null ? value : JSON.stringify(value);

export const one = <T>(found: readonly Answer[] | undefined, of: (row: Answer) => T): T | undefined =>
	found?.[0] && of(found[0]);
