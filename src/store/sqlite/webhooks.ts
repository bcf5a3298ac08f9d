/** The WebhookStore. */

import type { Attempted, Backlog, Due, WebhookChange, WebhookStore } from "../../report/ports.ts";
import type { ServiceEvent } from "../../terms/events.ts";
import { type AccountId, firstIdAt, type WebhookDeliveryId, type WebhookId } from "../../terms/ids.ts";
import type { DeliveryState, Webhook, WebhookDelivery } from "../../terms/webhook.ts";
import { insertEvent } from "./outbox-rows.ts";
import type { Parameter, Reader, Statement } from "./reader.ts";
import type { SetUpWrites } from "./set-up-writes.ts";
import { flag, insert, one, update } from "./setup-statements.ts";
import {
	attemptOf,
	DELIVERY_COLUMNS,
	deliveryOf,
	deliveryRow,
	WEBHOOK_COLUMNS,
	webhookOf,
	webhookRow,
} from "./webhook-rows.ts";

export class SqliteWebhooks implements WebhookStore {
	readonly #writes: SetUpWrites;
	readonly #reader: Reader;
	/** For lists, and for what takes long. */
	readonly #searcher: Reader;

	constructor(writes: SetUpWrites, reader: Reader, searcher: Reader) {
		this.#writes = writes;
		this.#reader = reader;
		this.#searcher = searcher;
	}

	async insert(webhook: Webhook, most: number): Promise<"inserted" | "full" | "no-account"> {
		const row = webhookRow(webhook);
		const [rows, accounts] = await this.#writes.write(
			{
				sql: `INSERT INTO webhook (${WEBHOOK_COLUMNS}) SELECT ${row.map(() => "?").join(", ")}
					FROM account WHERE account.id = ?2
					AND (SELECT count(*) FROM webhook WHERE account_id = ?2) < ? RETURNING id`,
				parameters: [...row, most],
			},
			{ sql: "SELECT 1 FROM account WHERE id = ?", parameters: [webhook.accountId] },
		);
		return rows?.length === 1 ? "inserted" : accounts?.length === 1 ? "full" : "no-account";
	}

	async update(
		id: WebhookId,
		change: WebhookChange,
		events: readonly ServiceEvent[] = [],
	): Promise<Webhook | undefined> {
		const [rows] = await this.#writes.write(updateOf(id, change), ...events.map(insertEvent));
		return one(rows, webhookOf);
	}

	async one(id: WebhookId): Promise<Webhook | undefined> {
		return one(await this.#reader.all(`SELECT ${WEBHOOK_COLUMNS} FROM webhook WHERE id = ?`, id), webhookOf);
	}

	async list(
		account: AccountId | null,
		{ limit, after = "" }: { readonly limit: number; readonly after?: string },
	): Promise<readonly Webhook[]> {
		const of = account === null ? "" : "account_id = ? AND";
		const sql = `SELECT ${WEBHOOK_COLUMNS} FROM webhook WHERE ${of} id > ? ORDER BY id LIMIT ?`;
		const rows = await this.#reader.all(sql, ...(account === null ? [] : [account]), after, limit);
		return rows.map(webhookOf);
	}

	async remove(id: WebhookId): Promise<boolean> {
		const sql = "DELETE FROM webhook WHERE id = ? RETURNING id";
		const [rows] = await this.#writes.write({ sql, parameters: [id] });
		return rows?.length === 1;
	}

	async enabledOf(accounts: readonly AccountId[]): Promise<readonly Webhook[]> {
		const sql = `SELECT ${WEBHOOK_COLUMNS} FROM webhook
			WHERE account_id IN (SELECT value FROM json_each(?)) AND enabled = 1`;
		return (await this.#reader.all(sql, JSON.stringify(accounts))).map(webhookOf);
	}

	async addDeliveries(deliveries: readonly WebhookDelivery[]): Promise<readonly WebhookDeliveryId[]> {
		const answers = await this.#writes.write(
			...deliveries.map((delivery) => {
				const { sql, parameters } = insert("webhook_delivery", DELIVERY_COLUMNS, deliveryRow(delivery));
				return { sql: `${sql} ON CONFLICT (event_id, webhook_id) DO NOTHING RETURNING id`, parameters };
			}),
		);
		return answers.flat().map((row) => row["id"] as WebhookDeliveryId);
	}

	async backlogs(): Promise<readonly Backlog[]> {
		const rows = await this.#searcher.all(`SELECT webhook_id, count(*) AS n, min(due_at) AS due_at
			FROM webhook_delivery WHERE state = 'waiting' GROUP BY webhook_id`);
		return rows.map((row) => ({
			webhookId: row["webhook_id"] as WebhookId,
			waiting: row["n"] as number,
			dueAt: row["due_at"] as number,
		}));
	}

	async due(id: WebhookId, now: number, limit: number, except: readonly WebhookDeliveryId[]): Promise<Due> {
		const waiting = `FROM webhook_delivery WHERE webhook_id = ? AND state = 'waiting'
			AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY due_at, id LIMIT ?`;
		const not = JSON.stringify(except);
		const [webhooks, rows] = await this.#reader.ask([
			{ sql: `SELECT ${WEBHOOK_COLUMNS} FROM webhook WHERE id = ?`, parameters: [id] },
			// One more, to see when the next is due.
			{ sql: `SELECT ${DELIVERY_COLUMNS} ${waiting}`, parameters: [id, not, limit + 1] },
		]);
		const found = (rows ?? []).map(deliveryOf);
		const deliveries = found.filter(({ dueAt }, i) => i < limit && (dueAt ?? now) <= now);
		return {
			webhook: one(webhooks, webhookOf),
			deliveries,
			nextDueAt: found[deliveries.length]?.dueAt ?? null,
		};
	}

	async record({ delivery, attempt, webhook, events }: Attempted): Promise<void> {
		const { id, state, attempts, tries, dueAt, webhookId } = delivery;
		await this.#writes.write(
			{
				sql: "UPDATE webhook_delivery SET state = ?, attempts = ?, tries = ?, due_at = ? WHERE id = ?",
				parameters: [state, attempts, tries, dueAt, id],
			},
			{
				// A delivery that is forgotten by now has no attempts.
				sql: `INSERT INTO webhook_attempt (delivery_id, n, at, duration_ms, address, request_headers, status,
					response, error) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?
					WHERE EXISTS (SELECT 1 FROM webhook_delivery WHERE id = ?1)`,
				parameters: [
					id,
					attempts,
					attempt.at,
					attempt.durationMs,
					attempt.address,
					JSON.stringify(attempt.requestHeaders),
					attempt.status,
					attempt.response,
					attempt.error,
				],
			},
			...(Object.keys(webhook).length === 0 ? [] : [updateOf(webhookId, webhook)]),
			...events.map(insertEvent),
		);
	}

	async delivery(id: WebhookDeliveryId): ReturnType<WebhookStore["delivery"]> {
		const [found, attempts] = await this.#reader.ask([
			{ sql: `SELECT ${DELIVERY_COLUMNS} FROM webhook_delivery WHERE id = ?`, parameters: [id] },
			{ sql: "SELECT * FROM webhook_attempt WHERE delivery_id = ? ORDER BY n", parameters: [id] },
		]);
		const delivery = one(found, deliveryOf);
		return delivery && { delivery, attempts: (attempts ?? []).map(attemptOf) };
	}

	async deliveries(
		id: WebhookId,
		{ state }: { readonly state?: DeliveryState },
		limit: number,
		before?: WebhookDeliveryId,
	): Promise<readonly WebhookDelivery[]> {
		const conditions: [sql: string, value: Parameter][] = [["webhook_id = ?", id]];
		if (before !== undefined) conditions.push(["id < ?", before]);
		// As a literal, so that the index of such rows alone is seen to do.
		const inState = state === undefined ? "" : `state = '${state}' AND`;
		const sql = `SELECT ${DELIVERY_COLUMNS} FROM webhook_delivery
			WHERE ${inState} ${conditions.map(([text]) => text).join(" AND ")} ORDER BY id DESC LIMIT ?`;
		return (await this.#searcher.all(sql, ...conditions.map(([, value]) => value), limit)).map(deliveryOf);
	}

	async beginAnew(id: WebhookDeliveryId, at: number): Promise<WebhookDelivery | undefined> {
		const [rows] = await this.#writes.write({
			sql: `${BEGIN_ANEW} WHERE id = ? RETURNING ${DELIVERY_COLUMNS}`,
			parameters: [at, id],
		});
		return one(rows, deliveryOf);
	}

	async beginFailedAnew(id: WebhookId, since: number, at: number, limit: number): Promise<number> {
		const [rows] = await this.#writes.write({
			sql: `${BEGIN_ANEW} WHERE id IN (SELECT id FROM webhook_delivery WHERE webhook_id = ?
				AND state = 'failed' AND id >= ? ORDER BY id LIMIT ?) RETURNING id`,
			parameters: [at, id, firstIdAt(since), limit],
		});
		return rows?.length ?? 0;
	}

	async hasten(id: WebhookId, at: number, limit: number): Promise<number> {
		const [rows] = await this.#writes.write({
			sql: `${BEGIN_ANEW} WHERE id IN (SELECT id FROM webhook_delivery WHERE webhook_id = ?
				AND state = 'waiting' AND due_at > ?1 ORDER BY due_at LIMIT ?) RETURNING id`,
			parameters: [at, id, limit],
		});
		return rows?.length ?? 0;
	}

	async prune(before: number, limit: number): Promise<number> {
		// Looked for beside the mail's thread; only what was found is written about.
		const rows = await this.#searcher.all(
			`SELECT id FROM (SELECT id FROM webhook_delivery WHERE id < ? ORDER BY id LIMIT ?)
			UNION SELECT id FROM (SELECT id FROM webhook_delivery
				WHERE webhook_id NOT IN (SELECT id FROM webhook) LIMIT ?) LIMIT ?`,
			firstIdAt(before),
			limit,
			limit,
			limit,
		);
		if (rows.length === 0) return 0;
		await this.#writes.write({
			sql: "DELETE FROM webhook_delivery WHERE id IN (SELECT value FROM json_each(?))",
			parameters: [JSON.stringify(rows.map((row) => row["id"]))],
		});
		return rows.length;
	}
}

const BEGIN_ANEW = "UPDATE webhook_delivery SET state = 'waiting', tries = 0, due_at = ?";

const updateOf = (id: WebhookId, change: Attempted["webhook"]): Statement =>
	update("webhook", WEBHOOK_COLUMNS, id, {
		url: change.url,
		description: change.description,
		event_types: change.eventTypes === undefined ? undefined : JSON.stringify(change.eventTypes),
		enabled: flag(change.enabled),
		paused_reason: change.pausedReason,
		sealed_secret: change.sealedSecret,
		previous_sealed_secret: change.previousSealedSecret,
		previous_until: change.previousUntil,
		failing_since: change.failingSince,
		last_delivery_at: change.lastDeliveryAt,
	});
