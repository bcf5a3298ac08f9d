/**
 * The SuppressionStore. RCPT is answered from memory for accounts with few suppressions; a hit, and every address
 * of an account with many, is one look-up by primary key on the thread that mail waits for.
 *
 * What is in memory changes after the commit and before its caller hears of it. A list that was being read while
 * it changed is not kept.
 */

import type { SuppressionFilter, SuppressionPage, SuppressionStore } from "../../setup/suppression-ports.ts";
import type { AccountId, SuppressionId } from "../../terms/ids.ts";
import type { Suppression } from "../../terms/suppression.ts";
import { SuppressedAddresses, type SuppressedLimits } from "../suppressed-addresses.ts";
import type { Parameter, Reader, Statement } from "./reader.ts";
import type { SetUpWrites } from "./set-up-writes.ts";
import { INSERT_SUPPRESSION, suppressionOf, suppressionRow } from "./suppression-rows.ts";

/** Rows that one page of a search looks at: more would take longer than a page may. */
const WINDOW_ROWS = 25_000;

export class SqliteSuppressions implements SuppressionStore {
	readonly #writes: SetUpWrites;
	readonly #reader: Reader;
	readonly #searcher: Reader;
	readonly #memory: SuppressedAddresses;
	/** Lists that are being read; one that changed meanwhile is not here any more. */
	readonly #learning = new Map<AccountId, Promise<void>>();

	constructor(writes: SetUpWrites, reader: Reader, searcher: Reader, limits?: SuppressedLimits) {
		this.#writes = writes;
		this.#reader = reader;
		this.#searcher = searcher;
		this.#memory = new SuppressedAddresses(limits);
	}

	find(account: AccountId, address: string): Suppression | undefined | Promise<Suppression | undefined> {
		const may = this.#memory.mayHold(account, address);
		if (may === undefined) return this.#learnt(account).then(() => this.#look(account, address));
		return may ? this.#look(account, address) : undefined;
	}

	async add(suppressions: readonly Suppression[]): Promise<number> {
		const answers = await this.#writes.write(
			...suppressions.map((one) => ({ sql: INSERT_SUPPRESSION, parameters: suppressionRow(one) })),
		);
		const added = suppressions.filter((_, i) => (answers[i] ?? []).length > 0);
		for (const { accountId, address } of added) this.suppressed(accountId, address);
		return added.length;
	}

	/** It has been written down, here or with the outcome that it comes from. */
	suppressed(account: AccountId, address: string): void {
		this.#learning.delete(account);
		this.#memory.added(account, address);
	}

	/** By the thread that searches: a long list takes some ten milliseconds. */
	async count(account: AccountId): Promise<number> {
		const sql = "SELECT count(*) AS entries FROM suppression WHERE account_id = ?";
		const row = await this.#searcher.first(sql, account);
		return Number(row?.["entries"] ?? 0);
	}

	async get(id: SuppressionId): Promise<Suppression | undefined> {
		const row = await this.#reader.first("SELECT * FROM suppression WHERE id = ?", id);
		return row && suppressionOf(row);
	}

	async remove(id: SuppressionId): Promise<boolean> {
		const sql = "DELETE FROM suppression WHERE id = ? RETURNING account_id, address";
		const [answers] = await this.#writes.write({ sql, parameters: [id] });
		const row = answers?.[0];
		if (row === undefined) return false;
		const account = row["account_id"] as AccountId;
		this.#learning.delete(account);
		this.#memory.removed(account, row["address"] as string);
		return true;
	}

	async list(filter: SuppressionFilter, limit: number, before?: SuppressionId): Promise<SuppressionPage> {
		const { page, windowEnd } = listQuery(filter, limit + 1, before);
		const [found = [], ends = []] = await this.#searcher.ask([page, windowEnd]);
		const rows = found.slice(0, limit).map(suppressionOf);
		const last = found.length > limit ? rows.at(-1)?.id : (ends[0]?.["id"] as SuppressionId | undefined);
		return { rows, next: last ?? null };
	}

	async #look(account: AccountId, address: string): Promise<Suppression | undefined> {
		if (this.#memory.mayHold(account, address) === false) return undefined;
		const sql = "SELECT * FROM suppression WHERE account_id = ? AND address = ?";
		const row = await this.#reader.first(sql, account, address);
		return row && suppressionOf(row);
	}

	#learnt(account: AccountId): Promise<void> {
		const underWay = this.#learning.get(account);
		if (underWay !== undefined) return underWay;
		const learning: Promise<void> = this.#addresses(account).then((addresses) => {
			if (this.#learning.get(account) === learning) this.#memory.learn(account, addresses);
		});
		const over = (): void => {
			if (this.#learning.get(account) === learning) this.#learning.delete(account);
		};
		learning.then(over, over);
		this.#learning.set(account, learning);
		return learning;
	}

	/** As one text: ten thousand rows would cost the main thread ten times as much to take over. */
	async #addresses(account: AccountId): Promise<readonly string[]> {
		const sql = `SELECT group_concat(address, char(10)) AS list
			FROM (SELECT address FROM suppression WHERE account_id = ? LIMIT ?)`;
		const row = await this.#reader.first(sql, account, this.#memory.limits.perAccount + 1);
		return (row?.["list"] as string | null)?.split("\n") ?? [];
	}
}

/** Newest first, by id: a bounded number of rows is walked, and the filters hold within them. */
function listQuery(
	{ accountId, kind, from, to, text }: SuppressionFilter,
	limit: number,
	before: SuppressionId | undefined,
): { readonly page: Statement; readonly windowEnd: Statement } {
	const walk = conditions([
		["account_id = ?", accountId],
		["id < ?", before],
	]);
	const filters = conditions([
		["kind = ?", kind],
		["since >= ?", from],
		["since < ?", to],
		["instr(address, ?) > 0", text],
	]);
	const walked = `FROM suppression ${walk.sql} ORDER BY id DESC LIMIT`;
	return {
		page: {
			sql: `SELECT * FROM (SELECT * ${walked} ?) ${filters.sql} ORDER BY id DESC LIMIT ?`,
			parameters: [...walk.parameters, WINDOW_ROWS, ...filters.parameters, limit],
		},
		windowEnd: {
			sql: `SELECT id ${walked} 1 OFFSET ?`,
			parameters: [...walk.parameters, WINDOW_ROWS - 1],
		},
	};
}

function conditions(wanted: readonly (readonly [sql: string, value: Parameter | undefined])[]) {
	const given = wanted.filter((one): one is [string, Parameter] => one[1] !== undefined);
	return {
		sql: given.length === 0 ? "" : `WHERE ${given.map(([sql]) => sql).join(" AND ")}`,
		parameters: given.map(([, value]) => value),
	};
}
