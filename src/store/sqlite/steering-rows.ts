/** What is asked of the queue for people who steer it, and rows of the answers as the terms that they are. */

import type {
	Act,
	Candidate,
	DestinationFilter,
	DestinationOrder,
	DestinationPlace,
	DestinationRow,
	Pause,
	QueuedRecipient,
	Scope,
} from "../../queue/steering-ports.ts";
import { activityIdOf, firstIdAt, idTime, type MessageId } from "../../terms/ids.ts";
import type { Notify } from "../../terms/message.ts";
import type { Answer, Parameter, Statement } from "./reader.ts";

/** Of the moment, at the beginning of an id. */
const ID_TIME_CHARACTERS = 10;

/**
 * Counts from the indexes alone; only the leased ones, which memory bounds and no index holds, are looked for. `only` is
 * an equation for one destination, or "".
 */
const counted = (only: string): string => {
	const and = only === "" ? "" : `AND ${only}`;
	const where = only === "" ? "" : `WHERE ${only}`;
	return `SELECT domain, sum(queued) AS queued, sum(deferred) AS deferred, sum(leased) AS leased, sum(held) AS held,
		min(oldest) AS oldest, min(next_at) AS next_at, sum(queued + deferred + leased + held) AS recipients
	FROM (
		SELECT domain, count(*) FILTER (WHERE state = 'queued') AS queued,
			count(*) FILTER (WHERE state = 'deferred') AS deferred, 0 AS leased, 0 AS held,
			min(message_id) AS oldest, min(due_at) AS next_at
		FROM queue WHERE due_at IS NOT NULL ${and} GROUP BY domain
		UNION ALL SELECT domain, 0, 0, 0, count(*), min(message_id), NULL
		FROM queue WHERE state = 'held' ${and} GROUP BY domain
		UNION ALL SELECT domain, 0, 0, count(*), 0, min(message_id), NULL
		FROM queue WHERE state = 'leased' ${and} GROUP BY domain
		UNION ALL SELECT domain, 0, 0, 0, 0, NULL, NULL FROM pause ${where}
	) GROUP BY domain`;
};

const described = (rows: string): string => `SELECT page.*, deferred_at, cause, reply, since, paused_by, note
	FROM (${rows}) AS page
	LEFT JOIN destination ON destination.domain = page.domain
	LEFT JOIN pause ON pause.domain = page.domain`;

/** By what they are ordered before their names, and the same of the one that a page ended at. */
const ORDERS: Readonly<
	Record<DestinationOrder, { readonly rank: string; readonly of: (rank: number) => Parameter }>
> = {
	recipients: { rank: "-recipients", of: (rank) => -rank },
	// By the moment in the id; those without a message, which are pauses, come last.
	oldest: {
		rank: `substr(coalesce(oldest, 'Z'), 1, ${ID_TIME_CHARACTERS})`,
		of: (rank) => (rank === 0 ? "Z" : firstIdAt(rank).slice(0, ID_TIME_CHARACTERS)),
	},
	name: { rank: "''", of: () => "" },
};

export function destinationsAsked(
	{ text, state, order = "recipients" }: DestinationFilter,
	limit: number,
	after: DestinationPlace | undefined,
): Statement {
	const { rank, of } = ORDERS[order];
	const conditions: string[] = [];
	const parameters: Parameter[] = [];
	if (text !== undefined) {
		conditions.push("instr(domain, ?) > 0");
		parameters.push(text);
	}
	if (state === "paused") conditions.push("EXISTS (SELECT 1 FROM pause WHERE pause.domain = counted.domain)");
	else if (state !== undefined) conditions.push(`${state} > 0`);
	if (after !== undefined) {
		conditions.push(`(${rank}, domain) > (?, ?)`);
		parameters.push(of(after.rank), after.destination);
	}
	const where = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
	const rows = `SELECT * FROM (${counted("")}) AS counted ${where} ORDER BY ${rank}, domain LIMIT ?`;
	return { sql: `${described(rows)} ORDER BY ${rank}, page.domain`, parameters: [...parameters, limit] };
}

export const destinationAsked = (destination: string): Statement => ({
	sql: described(counted("domain = ?1")),
	parameters: [destination],
});

export function destinationOf(row: Answer): DestinationRow {
	const count = (name: string): number => row[name] as number;
	const oldest = row["oldest"] as string | null;
	return {
		destination: row["domain"] as string,
		queued: count("queued"),
		leased: count("leased"),
		deferred: count("deferred"),
		held: count("held"),
		oldestAt: oldest === null ? null : idTime(oldest),
		nextAttemptAt: row["since"] === null ? (row["next_at"] as number | null) : null,
		lastDeferral:
			row["deferred_at"] === null
				? null
				: {
						at: row["deferred_at"] as number,
						cause: row["cause"] as string,
						reply: row["reply"] as string,
					},
		pause: row["since"] === null ? null : pauseRowOf(row),
	};
}

export const nothingAt = (destination: string): DestinationRow => ({
	destination,
	queued: 0,
	leased: 0,
	deferred: 0,
	held: 0,
	oldestAt: null,
	nextAttemptAt: null,
	lastDeferral: null,
	pause: null,
});

export const pauseRowOf = (row: Answer): Pause => ({
	destination: row["domain"] as string,
	since: row["since"] as number,
	by: row["paused_by"] as string,
	note: row["note"] as string,
});

const RECIPIENT = `queue.message_id, queue.n, queue.address, queue.state, queue.attempt, queue.due_at,
	activity.account_id, activity.sender, activity.subject, activity.at, activity.reason, activity.reply`;
const OF_ACTIVITY = "JOIN activity ON activity.id = printf('%s.%04d', queue.message_id, queue.n)";

/** The parts of a list in their order: what each holds, and by which columns it goes on. */
export const recipientParts = {
	waiting: { is: "due_at IS NOT NULL", by: "due_at, queue.state, queue.message_id, queue.n" },
	held: { is: "queue.state = 'held'", by: "queue.message_id, queue.n" },
	leased: { is: "queue.state = 'leased'", by: "queue.message_id, queue.n" },
} as const;

export type RecipientPart = keyof typeof recipientParts;

export function recipientsAsked(
	part: RecipientPart,
	{ destination, accountId }: Pick<Scope, "destination" | "accountId">,
	limit: number,
	after: readonly Parameter[] | undefined,
): Statement {
	const { is, by } = recipientParts[part];
	const ofAccount = accountId === undefined ? "" : "AND activity.account_id = ?";
	const below = after === undefined ? "" : `AND (${by}) > (${after.map(() => "?").join(", ")})`;
	return {
		sql: `SELECT ${RECIPIENT} FROM queue ${OF_ACTIVITY}
			WHERE queue.domain = ? AND ${is} ${ofAccount} ${below} ORDER BY ${by} LIMIT ?`,
		parameters: [destination, ...(accountId === undefined ? [] : [accountId]), ...(after ?? []), limit],
	};
}

/** Where a list that ended with `row` goes on. */
export const placeOf = (part: RecipientPart, row: Answer): readonly Parameter[] => {
	const key = [row["message_id"] as string, row["n"] as number];
	return part === "waiting" ? [row["due_at"] as number, row["state"] as string, ...key] : key;
};

export const recipientRowOf = (row: Answer): QueuedRecipient => ({
	id: activityIdOf(row["message_id"] as MessageId, row["n"] as number),
	messageId: row["message_id"] as MessageId,
	recipient: row["address"] as string,
	accountId: row["account_id"] as QueuedRecipient["accountId"],
	sender: row["sender"] as string,
	subject: row["subject"] as string,
	acceptedAt: row["at"] as number,
	state: row["state"] as QueuedRecipient["state"],
	attempts: row["attempt"] as number,
	nextAttemptAt: row["due_at"] as number | null,
	reason: row["reason"] as string,
	reply: row["reply"] as string,
});

/** Which of them an act would change. */
const OPEN_TO: Readonly<Record<Act, string>> = {
	retry: "due_at > ?",
	hold: "due_at IS NOT NULL",
	release: "queue.state = 'held'",
	cancel: "(due_at IS NOT NULL OR queue.state = 'held')",
};

export function candidatesAsked(act: Act, scope: Scope, now: number, limit: number): Statement[] {
	// One of the two at a time, so that each comes from its index.
	const conditions = act === "cancel" ? [OPEN_TO.hold, OPEN_TO.release] : [OPEN_TO[act]];
	return conditions.map((condition) => {
		const { sql, parameters } = scoped(scope);
		const moment = act === "retry" ? [now] : [];
		return {
			sql: `SELECT queue.message_id, queue.n, queue.address, queue.notify, queue.original_recipient
				FROM queue ${sql} AND ${condition} LIMIT ?`,
			parameters: [...parameters, ...moment, limit],
		};
	});
}

export const leasedAsked = (scope: Scope): Statement => {
	const { sql, parameters } = scoped(scope);
	return { sql: `SELECT count(*) AS n FROM queue ${sql} AND queue.state = 'leased'`, parameters };
};

function scoped({ destination, accountId, recipient, until }: Scope): Statement {
	const conditions = ["queue.domain = ?"];
	const parameters: Parameter[] = [destination];
	if (accountId !== undefined) {
		conditions.push("message.account_id = ?");
		parameters.push(accountId);
	}
	if (recipient !== undefined) {
		conditions.push("queue.message_id = ? AND queue.n = ?");
		parameters.push(recipient.message, recipient.index);
	}
	if (until !== undefined) {
		// As an expression, so that no index but the destination's is walked.
		conditions.push("+queue.message_id < ?");
		parameters.push(firstIdAt(until + 1));
	}
	const join = accountId === undefined ? "" : "JOIN message ON message.id = queue.message_id";
	return { sql: `${join} WHERE ${conditions.join(" AND ")}`, parameters };
}

export const candidateOf = (row: Answer): Candidate => {
	const notify = row["notify"] as string | null;
	return {
		message: row["message_id"] as MessageId,
		index: row["n"] as number,
		address: row["address"] as string,
		notify: notify === null ? null : (notify.split(",") as Notify[]),
		originalRecipient: row["original_recipient"] as string | null,
	};
};
