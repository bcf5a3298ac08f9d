/** The PlanStore: plans, wishes for them, and what of accounts is due. */

import type { PlanChange, PlanRequestFilter, PlanStore } from "../../setup/plan-ports.ts";
import type { Instant } from "../../terms/clock.ts";
import type { ServiceEvent } from "../../terms/events.ts";
import type { Account } from "../../terms/identity.ts";
import type { AccountId, PlanId, PlanRequestId } from "../../terms/ids.ts";
import type { Plan, PlanRequest } from "../../terms/plan.ts";
import { accountColumns } from "./account-rows.ts";
import { accounts } from "./accounts.ts";
import type { GroupCommit } from "./group-commit.ts";
import { insertEvent } from "./outbox-rows.ts";
import { SqlitePayments } from "./payments.ts";
import { PLAN_COLUMNS, planOf, planRow, REQUEST_COLUMNS, requestOf, requestRow } from "./plan-rows.ts";
import type { Reader } from "./reader.ts";
import { type Condition, SetUpTables, type Table } from "./set-up-tables.ts";
import type { SetUpWrites } from "./set-up-writes.ts";
import { flag, insert, one, update } from "./setup-statements.ts";

const planTable: Table<Plan> = { name: "plan", columns: PLAN_COLUMNS, of: planOf };
const requestTable: Table<PlanRequest> = { name: "plan_request", columns: REQUEST_COLUMNS, of: requestOf };

export class SqlitePlans extends SqlitePayments implements PlanStore {
	readonly #writes: SetUpWrites;
	readonly #reader: Reader;
	readonly #tables: SetUpTables;
	readonly #commits: GroupCommit;

	constructor(writes: SetUpWrites, reader: Reader, commits: GroupCommit) {
		super(writes, reader);
		this.#writes = writes;
		this.#reader = reader;
		this.#tables = new SetUpTables(writes, reader);
		this.#commits = commits;
	}

	async insertPlan(plan: Plan): Promise<"inserted" | "taken"> {
		const { sql, parameters } = insert("plan", PLAN_COLUMNS, planRow(plan));
		const statement = { sql: `${sql} ON CONFLICT (stripe_price_id) DO NOTHING RETURNING id`, parameters };
		const [inserted] = await this.#writes.write(statement);
		return one(inserted, () => "inserted" as const) ?? "taken";
	}

	async updatePlan(
		id: PlanId,
		{ price, limits, ...change }: PlanChange,
	): Promise<Plan | "taken" | undefined> {
		const { stripePriceId } = change;
		if (typeof stripePriceId === "string") {
			const holder = await this.planByPrice(stripePriceId);
			if (holder !== undefined && holder.id !== id) return "taken";
		}
		const columns = {
			name: change.name,
			monthly_recipients: change.monthlyRecipients,
			price_minor: price === undefined ? undefined : (price?.amountMinor ?? null),
			currency: price === undefined ? undefined : (price?.currency ?? null),
			listed: flag(change.listed),
			position: change.position,
			recipients_per_minute: limits?.recipientsPerMinute,
			domains: limits?.domains,
			smtp_users: limits?.smtpUsers,
			retention_days: limits?.retentionDays,
			stripe_price_id: stripePriceId,
		};
		return this.#tables.update(planTable, id, columns);
	}

	async deletePlan(id: PlanId): Promise<"deleted" | "in-use" | undefined> {
		const [gone] = await this.#writes.write({
			sql: `DELETE FROM plan WHERE id = ?1
				AND NOT EXISTS (SELECT 1 FROM account WHERE plan_id = ?1)
				AND NOT EXISTS (SELECT 1 FROM account WHERE next_plan_id = ?1)
				AND NOT EXISTS (SELECT 1 FROM plan_request WHERE plan_id = ?1 AND state = 'pending') RETURNING id`,
			parameters: [id],
		});
		if (one(gone, () => true)) return "deleted";
		return (await this.plan(id)) === undefined ? undefined : "in-use";
	}

	plan(id: PlanId): Promise<Plan | undefined> {
		return this.#tables.find(planTable, "id", id);
	}

	async planByPrice(stripePriceId: string): Promise<Plan | undefined> {
		const sql = `SELECT ${PLAN_COLUMNS} FROM plan WHERE stripe_price_id = ?`;
		const row = await this.#reader.first(sql, stripePriceId);
		return row && planOf(row);
	}

	async plans(): Promise<readonly Plan[]> {
		const sql = `SELECT ${PLAN_COLUMNS} FROM plan ORDER BY position, monthly_recipients, id`;
		return (await this.#reader.all(sql)).map(planOf);
	}

	async insertPlanRequest(
		request: PlanRequest,
		...events: readonly ServiceEvent[]
	): Promise<"inserted" | "pending"> {
		const waits = "SELECT 1 AS waits FROM plan_request WHERE account_id = ? AND state = 'pending'";
		if ((await this.#reader.first(waits, request.accountId)) !== undefined) return "pending";
		try {
			// The index keeps two at once from both being written: then neither is its event.
			await this.#writes.write(
				insert("plan_request", REQUEST_COLUMNS, requestRow(request)),
				...events.map(insertEvent),
			);
		} catch (error) {
			if (String(error).includes("UNIQUE")) return "pending";
			throw error;
		}
		return "inserted";
	}

	decidePlanRequest(
		decision: Pick<PlanRequest, "id" | "state" | "answer" | "decidedAt">,
		change: Parameters<PlanStore["decidePlanRequest"]>[1],
		...events: readonly ServiceEvent[]
	): Promise<PlanRequest | undefined> {
		const { id, state, answer, decidedAt } = decision;
		const columns = { state, answer, decided_at: decidedAt };
		return this.#tables.update(
			requestTable,
			id,
			columns,
			update("account", "id", change.accountId, accountColumns(change.update)),
			...events.map(insertEvent),
		);
	}

	planRequest(id: PlanRequestId): Promise<PlanRequest | undefined> {
		return this.#tables.find(requestTable, "id", id);
	}

	async planRequests(
		{ accountId, state }: PlanRequestFilter,
		limit: number,
		before?: PlanRequestId,
	): Promise<readonly PlanRequest[]> {
		const all: Condition[] = [];
		if (before !== undefined) all.push(["id < ?", before]);
		if (accountId !== undefined) all.push(["account_id = ?", accountId]);
		if (state !== undefined) all.push(["state = ?", state]);
		const where = all.length === 0 ? "" : `WHERE ${all.map(([condition]) => condition).join(" AND ")}`;
		const sql = `SELECT ${REQUEST_COLUMNS} FROM plan_request ${where} ORDER BY id DESC LIMIT ?`;
		return (await this.#reader.all(sql, ...all.map(([, value]) => value), limit)).map(requestOf);
	}

	nextPlansDue(now: Instant, limit: number): Promise<readonly Account[]> {
		return this.#tables.due(accounts, "next_plan_from", now, limit);
	}

	deletionsDue(now: Instant, limit: number): Promise<readonly Account[]> {
		return this.#tables.due(accounts, "deletes_at", now, limit);
	}

	async renewalsDue(now: Instant, limit: number) {
		const sql = "SELECT account_id, period FROM quota_told WHERE renews_at <= ? ORDER BY renews_at LIMIT ?";
		return (await this.#reader.all(sql, now, limit)).map((row) => ({
			accountId: row["account_id"] as AccountId,
			period: row["period"] as number,
		}));
	}

	async renewed(account: AccountId, period: number, ...events: readonly ServiceEvent[]): Promise<void> {
		const sql = "DELETE FROM quota_told WHERE account_id = ? AND period = ?";
		await this.#writes.write({ sql, parameters: [account, period] }, ...events.map(insertEvent));
	}

	async renewsLater(account: AccountId, period: number, at: Instant): Promise<void> {
		const sql = "UPDATE quota_told SET renews_at = ? WHERE account_id = ? AND period = ?";
		await this.#writes.write({ sql, parameters: [at, account, period] });
	}

	async nextBillingDue(): Promise<Instant | null> {
		const sql = `SELECT min(at) AS at FROM (
			SELECT min(next_plan_from) AS at FROM account WHERE next_plan_from IS NOT NULL
			UNION ALL SELECT min(deletes_at) FROM account WHERE deletes_at IS NOT NULL
			UNION ALL SELECT min(renews_at) FROM quota_told)`;
		return ((await this.#reader.first(sql))?.["at"] ?? null) as Instant | null;
	}

	async usageOf(account: AccountId): Promise<readonly { period: number; used: number }[]> {
		const sql = "SELECT period, used FROM usage WHERE account_id = ? ORDER BY period";
		return (await this.#reader.all(sql, account)).map((row) => ({
			period: row["period"] as number,
			used: row["used"] as number,
		}));
	}

	purge(account: AccountId, limit: number): Promise<boolean> {
		return this.#commits.submit({ kind: "purge", account, limit });
	}

	async deleteAccount(id: AccountId): Promise<void> {
		await this.#writes.write({ sql: "DELETE FROM account WHERE id = ?", parameters: [id] });
	}
}
