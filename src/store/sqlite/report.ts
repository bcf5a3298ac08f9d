/** The ReportStore: refusals on their way in, and Activity on its way to people. */

import type { Pause } from "../../queue/steering-ports.ts";
import type {
	ActivityDetail,
	ActivityFilter,
	ActivityPage,
	ActivityRow,
	MessageView,
	RefusalRow,
	ReportableRecipient,
	ReportedChange,
	ReportStore,
	TallyRow,
	TallyStep,
} from "../../report/ports.ts";
import {
	type AccountId,
	type ActivityId,
	firstIdAt,
	ID_CHARACTERS,
	type MessageId,
} from "../../terms/ids.ts";
import type { NewMessage } from "../../terms/message.ts";
import type { QueuedMessage } from "../../terms/outcome.ts";
import { TALLY_SLOT_MS } from "../../terms/tally.ts";
import { type SearchPorts, searchActivity } from "../activity-search.ts";
import type { Place } from "../walk.ts";
import { changedRows } from "./activity-changes.ts";
import { bufferOf } from "./content.ts";
import type { GroupCommit } from "./group-commit.ts";
import { acceptOctets, acceptOperation } from "./message-row.ts";
import type { ReportAnswer } from "./operations.ts";
import { queuedMessage } from "./queue.ts";
import type { Answer, Reader, Statement } from "./reader.ts";
import {
	activityRowOf,
	historyOf,
	messageFactsOf,
	parsed,
	pausedShown,
	refusalOperation,
	reportableOf,
	reportedRow,
	sessionOf,
	tallyRowOf,
	tallyStepOf,
} from "./report-rows.ts";

export interface ReportParts {
	readonly commits: GroupCommit;
	readonly reader: Reader;
	readonly searcher: Reader;
	readonly pauses: Pauses;
}

/** What is paused, and whom it tells that rows are shown otherwise by it. */
export interface Pauses {
	/** The pause of the destination that an address is at. */
	readonly pauseOf: (address: string) => Pause | undefined;
	onShownOtherwise: ((ids: readonly ActivityId[] | "many") => void) | undefined;
}

export class SqliteReports implements ReportStore {
	readonly #commits: GroupCommit;
	/** For what the queue and a message's page wait for. */
	readonly #reader: Reader;
	/** For searches, which may take a tenth of a second. */
	readonly #searcher: Reader;
	readonly #search: SearchPorts<Answer>;
	readonly #pauses: Pauses;
	readonly #show: (row: Answer) => ActivityRow;
	/** Called after the commit with each address that a report has put on a suppression list. */
	readonly #suppressed: (account: AccountId, address: string) => void;

	constructor(
		{ commits, reader, searcher, pauses }: ReportParts,
		monotonicMs: () => number,
		suppressed: (account: AccountId, address: string) => void,
	) {
		this.#show = (row) => pausedShown(activityRowOf(row), pauses.pauseOf);
		this.#pauses = pauses;
		this.#suppressed = suppressed;
		this.#commits = commits;
		this.#reader = reader;
		this.#searcher = searcher;
		this.#search = { ask: ({ sql, parameters }) => searcher.all(sql, ...parameters), monotonicMs };
	}

	async recordRefusals(rows: readonly RefusalRow[]): Promise<void> {
		if (rows.length === 0) return;
		await this.#commits.submit<void>({ kind: "refusals", rows: rows.map(refusalOperation) });
	}

	activity(filter: ActivityFilter, limit: number, before?: ActivityId): Promise<ActivityPage> {
		return this.#page(filter, limit, { before });
	}

	async newerActivity(filter: ActivityFilter, limit: number, after: ActivityId): Promise<ActivityPage> {
		const { rows, next } = await this.#page(filter, limit, { after });
		return { rows: rows.toReversed(), next };
	}

	/** In the order of the walk. */
	async #page(filter: ActivityFilter, limit: number, place: Place): Promise<ActivityPage> {
		const { rows, next } = await searchActivity(this.#search, filter, limit, place);
		// What was written of a row whose destination is paused is not what is shown.
		const isMeant = ({ reason }: ActivityRow): boolean => filter.reason?.includes(reason) !== false;
		return { rows: rows.map(this.#show).filter(isMeant), next: next as ActivityId | null };
	}

	async activityRow(id: ActivityId): Promise<ActivityDetail | undefined> {
		const [found, messages, events] = await this.#reader.ask([
			{ sql: "SELECT * FROM activity WHERE id = ?", parameters: [id] },
			{
				sql: `SELECT message.*, return_path_host FROM message
					LEFT JOIN sending_domain ON sending_domain.id = domain_id WHERE message.id = ?`,
				parameters: [id.slice(0, ID_CHARACTERS)],
			},
			{ sql: "SELECT * FROM event WHERE activity_id = ? ORDER BY seq", parameters: [id] },
		]);
		const answer = found?.[0];
		const message = messages?.[0];
		if (answer === undefined) return undefined;
		const row = this.#show(answer);
		return {
			row,
			events: historyOf(row, events ?? []),
			session: sessionOf(answer["session"] ?? message?.["session"]),
			message: message === undefined ? null : messageFactsOf(message),
		};
	}

	async activityRows(ids: readonly ActivityId[]): Promise<readonly ActivityRow[]> {
		const rows = await this.#reader.all(
			"SELECT activity.* FROM json_each(?) AS wanted JOIN activity ON activity.id = wanted.value",
			JSON.stringify(ids),
		);
		return rows.map(this.#show);
	}

	changes(listener: (ids: readonly ActivityId[] | "many") => void): () => void {
		this.#pauses.onShownOtherwise = listener;
		this.#commits.onCommitted = (operation, value) => {
			const ids = changedRows(operation, value);
			if (ids.length > 0) listener(ids);
		};
		return () => {
			this.#pauses.onShownOtherwise = undefined;
			this.#commits.onCommitted = undefined;
		};
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
		return messageView(message, (rows ?? []).map(this.#show), events ?? []);
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

	async tallies(accountId: AccountId | null, from: number, to: number): Promise<readonly TallyRow[]> {
		const { sql, parameters } = ofAccount(accountId);
		const rows = await this.#searcher.all(
			`SELECT kind, domain_id, reason, sum(n) AS n FROM tally WHERE ${sql} slot >= ? AND slot < ?
			GROUP BY kind, domain_id, reason ORDER BY kind, domain_id, reason`,
			...[...parameters, from - (from % TALLY_SLOT_MS), to],
		);
		return rows.map(tallyRowOf);
	}

	async tallySeries(
		accountId: AccountId | null,
		starts: readonly number[],
		to: number,
	): Promise<readonly TallyStep[]> {
		const { sql, parameters } = ofAccount(accountId);
		const rows = await this.#searcher.all(
			`SELECT step.value ->> 0 AS at, kind, sum(n) AS n FROM json_each(?) AS step CROSS JOIN tally
			WHERE ${sql} slot >= (step.value ->> 0) AND slot < (step.value ->> 1)
			GROUP BY step.key, kind ORDER BY step.key, kind`,
			...[JSON.stringify(starts.map((start, i) => [start, starts[i + 1] ?? to])), ...parameters],
		);
		return rows.map(tallyStepOf);
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

const ofAccount = (accountId: AccountId | null): Statement =>
	accountId === null ? { sql: "", parameters: [] } : { sql: "account_id = ? AND", parameters: [accountId] };

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
