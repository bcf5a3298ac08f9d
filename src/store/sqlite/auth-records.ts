/** The AuthRecords: what better-auth keeps, read on the threads that read and written on the one that writes. */

import type {
	AuthCondition,
	AuthModel,
	AuthRecord,
	AuthRecords,
	AuthSearch,
} from "../../setup/people-ports.ts";
import { columnOf, conditionOf, parameterOf, recordOf, tableOf } from "./auth-columns.ts";
import type { Statement } from "./operations.ts";
import type { Reader } from "./reader.ts";
import type { SetUpWrites } from "./set-up-writes.ts";
import { insert } from "./setup-statements.ts";

/** More than anybody has of anything here. */
const MOST = 1_000;

export class SqliteAuthRecords implements AuthRecords {
	readonly #writes: SetUpWrites;
	readonly #reader: Reader;

	constructor(writes: SetUpWrites, reader: Reader) {
		this.#writes = writes;
		this.#reader = reader;
	}

	async insert(model: AuthModel, record: AuthRecord): Promise<AuthRecord> {
		const fields = Object.keys(record);
		const columns = fields.map((field) => columnOf(model, field)).join(", ");
		const values = fields.map((field) => parameterOf(record[field]));
		const { sql, parameters } = insert(tableOf(model), columns, values);
		const [made] = await this.#write(model, { sql: `${sql} RETURNING *`, parameters });
		return made as AuthRecord;
	}

	async find(
		model: AuthModel,
		{ where, limit = MOST, offset = 0, sortBy }: AuthSearch,
	): Promise<readonly AuthRecord[]> {
		const { sql, parameters } = conditionOf(model, where);
		const order =
			sortBy === undefined
				? "id"
				: `${columnOf(model, sortBy.field)} ${sortBy.direction === "desc" ? "DESC" : "ASC"}`;
		const rows = await this.#reader.all(
			`SELECT * FROM ${tableOf(model)} WHERE ${sql} ORDER BY ${order} LIMIT ? OFFSET ?`,
			...parameters,
			Math.min(limit, MOST),
			offset,
		);
		return rows.map((row) => recordOf(model, row));
	}

	async count(model: AuthModel, where: readonly AuthCondition[]): Promise<number> {
		const { sql, parameters } = conditionOf(model, where);
		const text = `SELECT count(*) AS n FROM ${tableOf(model)} WHERE ${sql}`;
		return Number((await this.#reader.first(text, ...parameters))?.["n"] ?? 0);
	}

	async update(
		model: AuthModel,
		where: readonly AuthCondition[],
		{ set, increment = {}, one = false }: Parameters<AuthRecords["update"]>[2],
	): Promise<readonly AuthRecord[]> {
		const { sql, parameters } = this.#where(model, where, one);
		const fields = Object.entries(set).map(([field, value]) => ({
			sql: `${columnOf(model, field)} = ?`,
			value: parameterOf(value),
		}));
		const counts = Object.entries(increment).map(([field, by]) => {
			const column = columnOf(model, field);
			return { sql: `${column} = coalesce(${column}, 0) + ?`, value: by };
		});
		const changes = [...fields, ...counts];
		const assignments = ["id = id", ...changes.map((each) => each.sql)].join(", ");
		return this.#write(model, {
			sql: `UPDATE ${tableOf(model)} SET ${assignments} WHERE ${sql} RETURNING *`,
			parameters: [...changes.map(({ value }) => value), ...parameters],
		});
	}

	remove(model: AuthModel, where: readonly AuthCondition[], one = false): Promise<readonly AuthRecord[]> {
		const { sql, parameters } = this.#where(model, where, one);
		return this.#write(model, {
			sql: `DELETE FROM ${tableOf(model)} WHERE ${sql} RETURNING *`,
			parameters,
		});
	}

	/** Which record is the one is decided in the statement that changes it. */
	#where(model: AuthModel, where: readonly AuthCondition[], one: boolean) {
		const condition = conditionOf(model, where);
		return one
			? {
					...condition,
					sql: `id = (SELECT id FROM ${tableOf(model)} WHERE ${condition.sql} ORDER BY id LIMIT 1)`,
				}
			: condition;
	}

	async #write(model: AuthModel, statement: Statement): Promise<readonly AuthRecord[]> {
		const [rows = []] = await this.#writes.write(statement);
		return rows.map((row) => recordOf(model, row));
	}
}
