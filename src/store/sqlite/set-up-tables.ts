/** What the stores of set-up ask of any of their tables. */

import type { PageRequest } from "../../setup/ports.ts";
import type { AccountId } from "../../terms/ids.ts";
import type { Answer, Parameter, Reader, Statement } from "./reader.ts";
import type { SetUpWrites } from "./set-up-writes.ts";
import { likeLiteral, one, update } from "./setup-statements.ts";

/** A table whose rows have ids, and how a row is read. */
export interface Table<Term> {
	readonly name: string;
	readonly columns: string;
	readonly of: (row: Answer) => Term;
}

export type Condition = readonly [sql: string, value: Parameter];

export const namePart = (text: string): Condition => ["name LIKE ? ESCAPE '\\'", `%${likeLiteral(text)}%`];

export class SetUpTables {
	readonly reader: Reader;
	readonly #writes: SetUpWrites;

	constructor(writes: SetUpWrites, reader: Reader) {
		this.#writes = writes;
		this.reader = reader;
	}

	/** All in one commit. Resolves to what the first statement returned. */
	async write(...statements: readonly Statement[]): Promise<readonly Answer[]> {
		return (await this.#writes.write(...statements))[0] ?? [];
	}

	/** The row as it is then; with it, in its commit, what follows of the change. */
	async update<Term>(
		{ name, columns, of }: Table<Term>,
		id: string,
		change: Parameters<typeof update>[3],
		...more: readonly Statement[]
	): Promise<Term | undefined> {
		return one(await this.write(update(name, columns, id, change), ...more), of);
	}

	async remove({ name }: Table<unknown>, id: string): Promise<boolean> {
		const sql = `DELETE FROM ${name} WHERE id = ? RETURNING id`;
		return (await this.write({ sql, parameters: [id] })).length > 0;
	}

	async find<Term>(
		{ name, columns, of }: Table<Term>,
		by: "id" | "name",
		value: string,
	): Promise<Term | undefined> {
		const row = await this.reader.first(`SELECT ${columns} FROM ${name} WHERE ${by} = ?`, value);
		return row && of(row);
	}

	/** Of one account, where it is given. */
	async list<Term>(
		{ name, columns, of }: Table<Term>,
		account: AccountId | null,
		{ limit, after }: PageRequest,
		conditions: readonly Condition[] = [],
	): Promise<readonly Term[]> {
		const all: Condition[] = [["id > ?", after ?? ""], ...conditions];
		if (account !== null) all.push(["account_id = ?", account]);
		const where = all.map(([condition]) => condition).join(" AND ");
		const sql = `SELECT ${columns} FROM ${name} WHERE ${where} ORDER BY id LIMIT ?`;
		return (await this.reader.all(sql, ...all.map(([, value]) => value), limit)).map(of);
	}

	/** What has reached the moment in `column`, the longest due first. */
	async due<Term>(
		{ name, columns, of }: Table<Term>,
		column: string,
		now: number,
		limit: number,
	): Promise<readonly Term[]> {
		const sql = `SELECT ${columns} FROM ${name}
			WHERE ${column} IS NOT NULL AND ${column} <= ? ORDER BY ${column} LIMIT ?`;
		return (await this.reader.all(sql, now, limit)).map(of);
	}

	/** When the first of all is due. */
	async nextDue({ name }: Table<unknown>, column: string): Promise<number | null> {
		const sql = `SELECT min(${column}) AS at FROM ${name} WHERE ${column} IS NOT NULL`;
		return ((await this.reader.first(sql))?.["at"] ?? null) as number | null;
	}
}
