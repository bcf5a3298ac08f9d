/** The ReportStore: refusals on their way in, and Activity on its way to people. */

import type {
	ActivityFilter,
	ActivityPage,
	ActivityRow,
	MessageView,
	RefusalRow,
	ReportableRecipient,
	ReportedChange,
	ReportStore,
} from "../../report/ports.ts";
import { HOUR } from "../../terms/clock.ts";
import { type AccountId, type ActivityId, firstIdAt, type MessageId } from "../../terms/ids.ts";
import type { NewMessage } from "../../terms/message.ts";
import type { QueuedMessage } from "../../terms/outcome.ts";
import { activityQuery } from "../activity-query.ts";
import { bufferOf } from "./content.ts";
import type { GroupCommit } from "./group-commit.ts";
import { acceptOctets, acceptOperation } from "./message-row.ts";
import type { ReportAnswer } from "./operations.ts";
import { queuedMessage } from "./queue.ts";
import type { Answer, Reader } from "./reader.ts";
import {
	activityRowOf,
	historyOf,
	parsed,
	refusalOperation,
	reportableOf,
	reportedRow,
	sessionOf,
} from "./report-rows.ts";

export class SqliteReports implements ReportStore {
	readonly #commits: GroupCommit;
	/** For what the queue and a message's page wait for. */
	readonly #reader: Reader;
	/** For searches, which may take a tenth of a second. */
	readonly #searcher: Reader;
	/** Called after the commit with each address that a report has put on a suppression list. */
	readonly #suppressed: (account: AccountId, address: string) => void;

	constructor(
		commits: GroupCommit,
		reader: Reader,
		searcher: Reader,
		suppressed: (account: AccountId, address: string) => void,
	) {
		this.#suppressed = suppressed;
		this.#commits = commits;
		this.#reader = reader;
		this.#searcher = searcher;
	}

	async recordRefusals(rows: readonly RefusalRow[]): Promise<void> {
		if (rows.length === 0) return;
		await this.#commits.submit<void>({ kind: "refusals", rows: rows.map(refusalOperation) });
	}

	async activity(filter: ActivityFilter, limit: number, before?: ActivityId): Promise<ActivityPage> {
		// One more than asked for tells whether there is a next page.
		const { page, windowEnd, merged } = activityQuery(filter, limit + 1, before);
		const found = await this.#searcher.all(page.sql, ...page.parameters);
		const rows = found.slice(0, limit).map(activityRowOf);
		const last = found.length > limit ? (rows.at(-1)?.id ?? null) : null;
		if (last !== null && !merged) return { rows, next: last };
		const window = await this.#searcher.first(windowEnd.sql, ...windowEnd.parameters);
		if (window === undefined) return { rows, next: last };
		const end = window["id"] as ActivityId;
		if (last !== null && last >= end) return { rows, next: last };
		// Rows of another walk that lie beyond the end of this one come with the next page.
		return { rows: rows.filter(({ id }) => id >= end), next: end };
	}

	async activityRow(id: ActivityId): ReturnType<ReportStore["activityRow"]> {
		const [found, events] = await this.#reader.ask([
			{
				sql: `SELECT activity.*, message.session AS message_session FROM activity
					LEFT JOIN message ON message.id = substr(activity.id, 1, 26) WHERE activity.id = ?`,
				parameters: [id],
			},
			{ sql: "SELECT * FROM event WHERE activity_id = ? ORDER BY seq", parameters: [id] },
		]);
		const answer = found?.[0];
		if (answer === undefined) return undefined;
		const row = activityRowOf(answer);
		const session = sessionOf(answer["session"] ?? answer["message_session"]);
		return { row, events: historyOf(row, events ?? []), session };
	}

	async message(id: MessageId): Promise<MessageView | undefined> {
		const range = [`${id}.`, `${id}/`];
		const [messages, rows, events] = await this.#reader.ask([
			{ sql: "SELECT * FROM message WHERE id = ?", parameters: [id] },
			{ sql: "SELECT * FROM activity WHERE id >= ? AND id < ? ORDER BY id", parameters: range },
			{
				sql: "SELECT * FROM event WHERE activity_id >= ? AND activity_id < ? ORDER BY activity_id, seq",
				parameters: range,
			},
		]);
		const message = messages?.[0];
		if (message === undefined) return undefined;
		return messageView(message, (rows ?? []).map(activityRowOf), events ?? []);
	}

	async messageForReport(
		id: MessageId,
	): Promise<{ message: QueuedMessage; header: Buffer; sendsDsn: boolean } | undefined> {
		const row = await this.#reader.first(
			`SELECT message.id, account_id, domain_id, signing_domain, reverse_path, size_bytes, eight_bit, utf8,
				longest_line_bytes, dsn_return, envelope_id, received_at, body_hash, header, sends_dsn
			FROM message LEFT JOIN account ON account.id = message.account_id WHERE message.id = ?`,
			id,
		);
		if (row === undefined) return undefined;
		// The columns come in the order in which they were asked for, as a claim's do.
		const message = queuedMessage(Object.values(row));
		return { message, header: bufferOf(row["header"]), sendsDsn: row["sends_dsn"] === 1 };
	}

	async reportable(id: MessageId): Promise<readonly ReportableRecipient[] | undefined> {
		const rows = await this.#reader.all(
			`SELECT id, recipient, state, notify, original_recipient FROM activity
			LEFT JOIN dsn_request ON activity_id = id WHERE id >= ? AND id < ? ORDER BY id`,
			`${id}.`,
			`${id}/`,
		);
		return rows.length === 0 ? undefined : rows.map(reportableOf);
	}

	async applyReport(changes: readonly ReportedChange[], dsns: readonly NewMessage[]): Promise<boolean> {
		// Our own reports count against nobody's quota.
		const reports = dsns.map((dsn) => ({ ...acceptOperation(dsn), quota: null }));
		const { isNew, suppressed } = await this.#commits.submit<ReportAnswer>(
			{ kind: "report", changes: changes.flatMap(reportedRow), reports },
			dsns.flatMap(acceptOctets),
		);
		for (let i = 0; i < suppressed.length; i += 2) {
			this.#suppressed(suppressed[i] as AccountId, suppressed[i + 1] as string);
		}
		return isNew;
	}

	async tallies(
		accountId: AccountId,
		from: number,
		to: number,
	): Promise<readonly { hour: number; kind: string; count: number }[]> {
		const rows = await this.#reader.all(
			`SELECT hour, kind, n FROM tally WHERE account_id = ? AND hour >= ? AND hour < ? ORDER BY hour, kind`,
			accountId,
			from - (from % HOUR),
			to,
		);
		return rows.map((row) => ({
			hour: row["hour"] as number,
			kind: row["kind"] as string,
			count: row["n"] as number,
		}));
	}

	prune(before: number, limit: number, after: ActivityId | null): Promise<ActivityId | null> {
		return this.#commits.submit({ kind: "prune", before: firstIdAt(before), limit, after: after ?? "" });
	}

	pruneAccount(account: AccountId, before: number, limit: number): Promise<number> {
		return this.#commits.submit({ kind: "prune-account", account, before: firstIdAt(before), limit });
	}

	async ownRetentions(): Promise<readonly { accountId: AccountId; days: number }[]> {
		const rows = await this.#searcher.all(
			`SELECT account.id, retention_days FROM account JOIN plan ON plan.id = account.plan_id
			WHERE retention_days IS NOT NULL ORDER BY account.id`,
		);
		return rows.map((row) => ({ accountId: row["id"] as AccountId, days: row["retention_days"] as number }));
	}
}

function messageView(message: Answer, rows: readonly ActivityRow[], events: readonly Answer[]): MessageView {
	const first = rows[0];
	const byRow = Map.groupBy(events, (event) => event["activity_id"] as string);
	return {
		id: message["id"] as MessageId,
		accountId: message["account_id"] as AccountId,
		receivedAt: message["received_at"] as number,
		reversePath: message["reverse_path"] as string,
		author: first?.author ?? "",
		subject: first?.subject ?? "",
		headerMessageId: first?.headerMessageId ?? "",
		sizeBytes: message["size_bytes"] as number,
		header: bufferOf(message["header"]).toString(),
		session: sessionOf(message["session"]),
		attachments: parsed<MessageView["attachments"]>(message["attachments"]) ?? [],
		notes: parsed<readonly string[]>(message["notes"]) ?? [],
		recipients: rows.map((row) => ({ ...row, events: historyOf(row, byRow.get(row.id) ?? []) })),
	};
}
