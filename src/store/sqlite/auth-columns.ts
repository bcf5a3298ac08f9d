/** What better-auth calls its records and their fields, as tables, columns and values of ours. */

import type { AuthCondition, AuthModel, AuthRecord, AuthValue } from "../../setup/people-ports.ts";
import type { Answer, Parameter } from "./reader.ts";

type Kind = "text" | "moment" | "flag" | "count";
type Columns = Readonly<Record<string, readonly [column: string, kind: Kind]>>;

interface Table {
	readonly name: string;
	readonly columns: Columns;
}

const texts = (...fields: string[]): Columns => columns("text", fields);
const moments = (...fields: string[]): Columns => columns("moment", fields);
const columns = (kind: Kind, fields: readonly string[]): Columns =>
	Object.fromEntries(fields.map((field) => [field, [snake(field), kind]]));
const snake = (field: string): string => field.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);

const dates = moments("createdAt", "updatedAt");
const owner: Columns = { userId: ["person_id", "text"] };

const tables: Readonly<Record<AuthModel, Table>> = {
	user: {
		name: "person",
		columns: {
			...texts("id", "email", "name", "image", "language"),
			...columns("flag", ["emailVerified", "twoFactorEnabled", "operator"]),
			...moments("suspendedAt"),
			...dates,
		},
	},
	session: {
		name: "person_session",
		columns: {
			...texts("id", "token", "ipAddress", "userAgent"),
			...moments("expiresAt"),
			...owner,
			...dates,
		},
	},
	account: {
		name: "sign_in",
		columns: {
			...texts("id", "providerId", "accessToken", "refreshToken", "idToken", "scope", "password"),
			accountId: ["subject", "text"],
			...moments("accessTokenExpiresAt", "refreshTokenExpiresAt"),
			...owner,
			...dates,
		},
	},
	verification: {
		name: "verification",
		columns: { ...texts("id", "identifier", "value"), ...moments("expiresAt"), ...dates },
	},
	twoFactor: {
		name: "two_factor",
		columns: {
			...texts("id", "secret", "backupCodes"),
			...columns("flag", ["verified"]),
			...columns("count", ["failedVerificationCount"]),
			...moments("lockedUntil"),
			...owner,
		},
	},
};

export const tableOf = (model: AuthModel): string => {
	const table = tables[model];
	if (table === undefined) throw new Error(`there is no table for ${String(model)}`);
	return table.name;
};

/** Names come from better-auth's own code, never from a request; what is not known here is a fault of ours. */
export function columnOf(model: AuthModel, field: string): string {
	const known = tables[model].columns[field];
	if (known === undefined) throw new Error(`there is no column for ${model}.${field}`);
	return known[0];
}

export function parameterOf(value: AuthValue | undefined): Parameter {
	if (value instanceof Date) return value.getTime();
	return typeof value === "boolean" ? Number(value) : (value ?? null);
}

export function recordOf(model: AuthModel, row: Answer): AuthRecord {
	return Object.fromEntries(
		Object.entries(tables[model].columns).map(([field, [column, kind]]) => [
			field,
			valueIn(kind, row[column] as string | number | null),
		]),
	);
}

function valueIn(kind: Kind, value: string | number | null): AuthValue {
	if (value === null) return null;
	if (kind === "moment") return new Date(value);
	return kind === "flag" ? value === 1 : value;
}

const COMPARISONS = { eq: "=", ne: "<>", lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;

/** Better-auth's conditions as one of SQL: those joined by OR together, and all others. "1" for none. */
export function conditionOf(
	model: AuthModel,
	where: readonly AuthCondition[],
): { readonly sql: string; readonly parameters: readonly Parameter[] } {
	const parameters: Parameter[] = [];
	const one = (condition: AuthCondition): string => {
		const { sql, values } = comparison(columnOf(model, condition.field), condition);
		parameters.push(...values);
		return sql;
	};
	const all = where.filter(({ connector }) => connector === "AND").map(one);
	const any = where.filter(({ connector }) => connector === "OR").map(one);
	if (any.length > 0) all.push(`(${any.join(" OR ")})`);
	return { sql: all.length === 0 ? "1" : all.join(" AND "), parameters };
}

function comparison(
	column: string,
	{ operator, value }: AuthCondition,
): { readonly sql: string; readonly values: readonly Parameter[] } {
	if (operator === "in" || operator === "not_in") {
		const list = JSON.stringify(Array.isArray(value) ? value : [value]);
		const not = operator === "in" ? "" : "NOT ";
		return { sql: `${column} ${not}IN (SELECT value FROM json_each(?))`, values: [list] };
	}
	const parameter = parameterOf(value as AuthValue);
	if (operator === "contains") return { sql: `instr(${column}, ?) > 0`, values: [parameter] };
	if (operator === "starts_with") return { sql: `instr(${column}, ?) = 1`, values: [parameter] };
	if (operator === "ends_with")
		return { sql: `substr(${column}, -length(?)) = ?`, values: [parameter, parameter] };
	if (parameter !== null) return { sql: `${column} ${COMPARISONS[operator]} ?`, values: [parameter] };
	return { sql: `${column} IS ${operator === "ne" ? "NOT " : ""}NULL`, values: [] };
}
