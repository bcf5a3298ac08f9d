/**
 * The filters of Activity as SQL: pure text and parameters, for every store that speaks it.
 *
 * Pages go by id, newest first or back up again, and never by offset. What no index can answer (a part of an address or of a
 * subject) is looked for in a window of rows, so that no question costs more than the window, however much there is.
 * An account's index has what people search by in it: its rows are told apart without being fetched one by one.
 */

import type { ActivityFilter } from "../report/ports.ts";
import { HOUR } from "../terms/clock.ts";
import { firstIdAt, isId } from "../terms/ids.ts";
import type { Status } from "../terms/recipient.ts";
import { PAUSED, pausedEnd, pausedRows } from "./paused-walk.ts";
import type { Bound, Condition, Direction, Place, Query } from "./walk.ts";

/** Rows that one question looks through. Either takes about 5 ms; what waits for the same thread waits no longer. */
export interface Windows {
	/** In an account's index. */
	readonly indexed: number;
	/** Where each row has to be fetched. */
	readonly fetched: number;
}

export const WINDOWS: Windows = { indexed: 8_000, fetched: 2_000 };

/** Ids are made a little before or after the moment that their row shows. */
const ID_SLACK_MS = HOUR;

/** Statuses by which there is an index, for an account. */
const INDEXED: readonly Status[] = ["rejected", "accepted", "deferred", "soft-bounce", "hard-bounce"];

/** What bounds an ordered walk over an index. */
type Walk = readonly Condition[];

export interface ActivityQuery {
	/** The rows of the page, from where it begins. */
	readonly page: Query;
	/** The id at which the window ended, if there was more. */
	readonly windowEnd: Query;
	/** Several windows were merged: beyond the end of one, rows of another are not yet a page. */
	readonly merged: boolean;
}

export function activityQuery(
	filter: ActivityFilter,
	limit: number,
	place: Place = {},
	windows: Windows = WINDOWS,
): ActivityQuery {
	const direction: Direction = place.after === undefined ? "DESC" : "ASC";
	const bounds = boundsOf(filter, place);
	const paused = filter.reason?.includes(PAUSED) === true;
	const written = paused
		? { ...filter, reason: filter.reason.filter((reason) => reason !== PAUSED) }
		: filter;
	const walks = (written.reason?.length === 0 ? [] : walksFor(written)).map((walk) => [
		...walk,
		...bounds.map(idCondition),
	]);
	const tests = testConditions(written);
	const window = windowOf(filter, walks.length + (paused ? 1 : 0), windows);
	const hits = walks.map((conditions) => walked(conditions, window, tests, limit, direction));
	const ends = walks.map((conditions) => nth(conditions, window, direction));
	if (paused) {
		const walk = { bounds: [...bounds, ...messageBounds(filter)], window, direction };
		hits.push(pausedRows(walk, pausedTests(filter), limit));
		ends.push(pausedEnd(walk));
	}
	return {
		page: whole(union(hits, limit, direction), direction),
		// Of several walks the one that was cut off first decides: beyond it a row could be missing.
		windowEnd: union(ends, 1, direction),
		merged: hits.length > 1 && (paused || tests.length > 0),
	};
}

function windowOf(filter: ActivityFilter, walks: number, { indexed, fetched }: Windows): number {
	const { accountId, status, reason, messageId, recipient } = filter;
	const isByAccount = accountId !== undefined && messageId === undefined && !isWholeAddress(recipient ?? "");
	// Status and reason change, and are not in the account's index.
	if (isByAccount && status === undefined && reason === undefined) return indexed;
	return Math.ceil(fetched / Math.max(1, walks));
}

/** Where the walk starts and ends. */
function boundsOf({ from, to }: ActivityFilter, { before, after }: Place): readonly Bound[] {
	const bounds: Bound[] = [];
	if (after !== undefined) bounds.push({ is: ">", id: after });
	if (before !== undefined) bounds.push({ is: "<", id: before });
	if (from !== undefined) bounds.push({ is: ">=", id: firstIdAt(Math.max(0, from - ID_SLACK_MS)) });
	if (to !== undefined) bounds.push({ is: "<", id: firstIdAt(Math.max(0, to + ID_SLACK_MS)) });
	return bounds;
}

/** A recipient's row has the id of its message, a full stop and its position; "/" comes after ".". */
const messageBounds = ({ messageId }: ActivityFilter): readonly Bound[] =>
	messageId !== undefined && isId(messageId)
		? [
				{ is: ">=", id: messageId },
				{ is: "<", id: `${messageId}/` },
			]
		: [];

const idCondition = ({ is, id }: Bound): Condition => [`id ${is} ?`, id];

/** The index to walk: the narrowest that the filter allows. Several walks are merged by id. */
function walksFor(filter: ActivityFilter): readonly Walk[] {
	const { messageId, recipient, accountId } = filter;
	const account: Condition[] = accountId === undefined ? [] : [["account_id = ?", accountId]];
	if (messageId !== undefined && isId(messageId)) {
		return [[...messageBounds(filter).map(idCondition), ...unindexed(account)]];
	}
	if (messageId !== undefined) {
		return fieldsOf(messageId).map((id) => [
			["header_message_id = ?", id],
			["header_message_id <> ''"],
			...unindexed(account),
		]);
	}
	if (recipient !== undefined && isWholeAddress(recipient)) {
		return [[["recipient = ?", recipient], ["recipient <> ''"], ...unindexed(account)]];
	}
	if (isByReason(filter)) {
		return filter.reason.map((reason) => [...account, ["reason = ?", reason], ["reason <> ''"]]);
	}
	const statuses = filter.status;
	if (account.length > 0 && statuses?.every((status) => INDEXED.includes(status))) {
		return statuses.map((status) => [
			...account,
			["status = ?", status],
			["status NOT IN ('pending', 'delivered')"],
		]);
	}
	return [account];
}

/** With or without its brackets. */
function fieldsOf(messageId: string): readonly [string, string] {
	const bare = messageId.replace(/^</, "").replace(/>$/, "");
	return [bare, `<${bare}>`];
}

/** No reason at all is in no index. */
const isByReason = (filter: ActivityFilter): filter is ActivityFilter & { reason: readonly string[] } =>
	filter.accountId !== undefined &&
	filter.messageId === undefined &&
	!isWholeAddress(filter.recipient ?? "") &&
	filter.reason?.every((reason) => reason !== "") === true;

/** An expression keeps a planner from choosing the account's index over the narrower one. */
const unindexed = (account: readonly Condition[]): Condition[] =>
	account.map(([, ...parameters]) => ["account_id || '' = ?", ...parameters]);

const isWholeAddress = (text: string): boolean => /^[^@]+@[^@]+\.[^@.]+$/.test(text);

/** What must hold of a row beside lying on the walk. */
function testConditions(filter: ActivityFilter): Condition[] {
	const { status, reason, from, to, recipient, sender, subject, text, domainId, smtpUserId } = filter;
	const conditions: Condition[] = [];
	if (status !== undefined) conditions.push(oneOf("status", status));
	if (reason !== undefined && !isByReason(filter)) conditions.push(oneOf("reason", reason));
	if (from !== undefined) conditions.push(["at >= ?", from]);
	if (to !== undefined) conditions.push(["at < ?", to]);
	if (domainId !== undefined) conditions.push(["domain_id = ?", domainId]);
	if (smtpUserId !== undefined) conditions.push(["smtp_user_id = ?", smtpUserId]);
	if (recipient) conditions.push(contains(["recipient"], recipient));
	if (sender) conditions.push(contains(["sender", "author"], sender));
	if (subject) conditions.push(contains(["subject"], subject));
	if (text)
		conditions.push(contains(["recipient", "sender", "author", "subject", "header_message_id"], text));
	return conditions;
}

/** Of rows that the queue leads to, all but the reason. */
function pausedTests(filter: ActivityFilter): readonly Condition[] {
	const { reason: _, ...others } = filter;
	const tests = testConditions(others);
	if (filter.accountId !== undefined) tests.push(["account_id = ?", filter.accountId]);
	if (filter.messageId !== undefined && !isId(filter.messageId))
		tests.push(oneOf("header_message_id", fieldsOf(filter.messageId)));
	return tests;
}

const oneOf = (column: string, values: readonly string[]): Condition => [
	`${column} IN (${values.map(() => "?").join(", ")})`,
	...values,
];

/** LIKE does not mind the case of ASCII letters; where it does, a store says ILIKE. */
const contains = (columns: readonly string[], part: string): Condition => [
	`(${columns.map((column) => `${column} LIKE ? ESCAPE '\\'`).join(" OR ")})`,
	...columns.map(() => `%${part.replace(/[\\%_]/g, "\\$&")}%`),
];

/** The ids of the first `limit` rows that pass the tests among the first `window` of a walk. */
function walked(
	conditions: readonly Condition[],
	window: number,
	tests: readonly Condition[],
	limit: number,
	direction: Direction,
): Query {
	if (tests.length === 0) return columns(["id"], conditions, Math.min(limit, window), direction);
	// Only what is tested: with all columns, each row would be fetched.
	const tested = SEARCHED.filter((column) => tests.some(([sql]) => new RegExp(`\\b${column}\\b`).test(sql)));
	const inner = columns(["id", ...tested], conditions, window, direction);
	return {
		sql: `SELECT id FROM (${inner.sql}) AS walked WHERE ${tests.map(([sql]) => sql).join(" AND ")}
			ORDER BY id ${direction} LIMIT ?`,
		parameters: [...inner.parameters, ...tests.flatMap(([, ...values]) => values), limit],
	};
}

const SEARCHED = [
	...["status", "reason", "at", "domain_id", "smtp_user_id"],
	...["recipient", "sender", "author", "subject", "header_message_id"],
];

function columns(
	names: readonly string[],
	conditions: readonly Condition[],
	limit: number,
	direction: Direction,
): Query {
	const where = conditions.length === 0 ? "" : ` WHERE ${conditions.map(([sql]) => sql).join(" AND ")}`;
	return {
		sql: `SELECT ${names.join(", ")} FROM activity${where} ORDER BY id ${direction} LIMIT ?`,
		parameters: [...conditions.flatMap(([, ...values]) => values), limit],
	};
}

function nth(conditions: readonly Condition[], n: number, direction: Direction): Query {
	const { sql, parameters } = columns(["id"], conditions, 1, direction);
	return { sql: `${sql} OFFSET ?`, parameters: [...parameters, n - 1] };
}

function union(queries: readonly Query[], limit: number, direction: Direction): Query {
	const [first] = queries;
	if (first !== undefined && queries.length === 1) return first;
	// A filter for no status at all has no walks.
	if (first === undefined) return { sql: "SELECT id FROM activity WHERE 1 = 0", parameters: [] };
	return {
		sql: `SELECT id FROM (${queries.map(({ sql }, i) => `SELECT * FROM (${sql}) AS walk${i}`).join(" UNION ")}) AS walks
			ORDER BY id ${direction} LIMIT ?`,
		parameters: [...queries.flatMap(({ parameters }) => parameters), limit],
	};
}

/** CROSS: the few that were found come first, and each row is fetched by its id. */
const whole = ({ sql, parameters }: Query, direction: Direction): Query => ({
	sql: `SELECT activity.* FROM (${sql}) AS hit CROSS JOIN activity WHERE activity.id = hit.id
		ORDER BY hit.id ${direction}`,
	parameters,
});
