/** Better-auth's records in our store: no connection to the database of its own. */

import { createAdapterFactory } from "better-auth/adapters";
import type {
	AuthCondition,
	AuthModel,
	AuthRecord,
	AuthRecords,
	AuthValue,
} from "../../setup/people-ports.ts";

/** As better-auth hands conditions over. */
interface Where {
	readonly field: string;
	readonly operator: AuthCondition["operator"] | undefined;
	readonly value: unknown;
	readonly connector: "AND" | "OR" | undefined;
}

const conditions = (where: readonly Where[] = []): AuthCondition[] =>
	where.map(({ field, operator, value, connector }) => ({
		field,
		operator: operator ?? "eq",
		value: value as AuthCondition["value"],
		connector: connector ?? "AND",
	}));

const modelOf = (model: string): AuthModel => model as AuthModel;
const recordOf = (data: object): AuthRecord => data as Record<string, AuthValue>;
// What comes back has the shape that better-auth asked for.
const given = <T>(record: AuthRecord | undefined): T | null => (record ?? null) as T | null;

export const authAdapter = (records: AuthRecords) =>
	createAdapterFactory({
		config: {
			adapterId: "angarium",
			supportsDates: true,
			supportsBooleans: true,
			supportsNumericIds: false,
			transaction: false,
		},
		adapter: () => ({
			async create<T extends object>({ model, data }: { model: string; data: T }): Promise<T> {
				return (await records.insert(modelOf(model), recordOf(data))) as T;
			},
			async findOne<T>({ model, where }: { model: string; where: Where[] }): Promise<T | null> {
				const [found] = await records.find(modelOf(model), { where: conditions(where), limit: 1 });
				return given(found);
			},
			async findMany<T>({
				model,
				where,
				limit,
				offset = 0,
				sortBy,
			}: {
				model: string;
				where?: Where[] | undefined;
				limit: number;
				offset?: number | undefined;
				sortBy?: { field: string; direction: "asc" | "desc" } | undefined;
			}): Promise<T[]> {
				const search = { where: conditions(where), limit, offset, ...(sortBy && { sortBy }) };
				return [...(await records.find(modelOf(model), search))] as T[];
			},
			count: ({ model, where }) => records.count(modelOf(model), conditions(where as Where[])),
			async update<T>({ model, where, update }: { model: string; where: Where[]; update: T }) {
				const set = recordOf(update as object);
				const [changed] = await records.update(modelOf(model), conditions(where), { set, one: true });
				return given<T>(changed);
			},
			async updateMany({ model, where, update }) {
				const set = recordOf(update);
				return (await records.update(modelOf(model), conditions(where as Where[]), { set })).length;
			},
			async delete({ model, where }) {
				await records.remove(modelOf(model), conditions(where as Where[]), true);
			},
			deleteMany: async ({ model, where }) =>
				(await records.remove(modelOf(model), conditions(where as Where[]))).length,
			// Used once, however many ask for it at the same time.
			async consumeOne<T>({ model, where }: { model: string; where: Where[] }) {
				return given<T>((await records.remove(modelOf(model), conditions(where), true))[0]);
			},
			async incrementOne<T>({
				model,
				where,
				increment,
				set = {},
			}: {
				model: string;
				where: Where[];
				increment: Record<string, number>;
				set?: Record<string, unknown> | undefined;
			}) {
				const change = { set: recordOf(set), increment, one: true };
				return given<T>((await records.update(modelOf(model), conditions(where), change))[0]);
			},
		}),
	});
