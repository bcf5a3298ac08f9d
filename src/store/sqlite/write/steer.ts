/**
 * What people do to recipients that wait: tried now, held, let go, cancelled. A recipient that somebody has leased
 * meanwhile is left alone. State, event, counters, the report that follows and the audit log's row are one transaction.
 */

import type { DatabaseSync } from "node:sqlite";
import { type ActivityId, activityIdOf, type MessageId } from "../../../terms/ids.ts";
import { statusOf } from "../../../terms/recipient.ts";
import { AUDIT_COLUMNS } from "../audit-rows.ts";
import type { SteerAnswer, SteerOperation, Value } from "../operations.ts";
import type { Accept } from "./accept.ts";
import { prepareEvents } from "./events.ts";
import type { TellOfMessage } from "./message-events.ts";
import type { Tally } from "./tally.ts";

export type Steer = (operation: SteerOperation, octets: Uint8Array, at: number) => SteerAnswer;

interface Found {
	readonly state: "queued" | "leased" | "deferred" | "held";
	readonly attempt: number;
	readonly due_at: number | null;
}

/** One recipient, as it stands. */
interface Target {
	readonly message: string;
	readonly n: number;
	readonly id: ActivityId;
	readonly found: Found;
}

/** Returns whether it changed anything. */
type Act = (target: Target, operation: SteerOperation) => boolean;

export function prepareSteer(
	database: DatabaseSync,
	accept: Accept,
	tally: Tally,
	tell: TellOfMessage,
): Steer {
	const find = database.prepare("SELECT state, attempt, due_at FROM queue WHERE message_id = ? AND n = ?");
	const places = AUDIT_COLUMNS.split(",").map(() => "?");
	const audit = database.prepare(`INSERT INTO audit (${AUDIT_COLUMNS}) VALUES (${places.join(", ")})`);
	const acts = prepareActs(database, tally, tell);
	const removeContent = database.prepare(`DELETE FROM content WHERE message_id = ?1
		AND NOT EXISTS (SELECT 1 FROM queue WHERE message_id = ?1)`);

	const targetsOf = ({ recipients }: SteerOperation): Map<string, readonly Target[]> => {
		const all: Target[] = [];
		for (let i = 0; i < recipients.length; i += 2) {
			const [message, n] = [recipients[i] as string, recipients[i + 1] as number];
			const found = find.get(message, n) as unknown as Found | undefined;
			if (found !== undefined) all.push({ message, n, found, id: activityIdOf(message as MessageId, n) });
		}
		return Map.groupBy(all, ({ message }) => message);
	};

	return (operation, octets, offset) => {
		const changed: Value[] = [];
		const touched = new Set<string>();
		const isWhole = wholeMessages(operation);
		for (const [message, targets] of targetsOf(operation)) {
			if (!isWhole(targets)) continue;
			for (const target of targets) {
				if (!acts[operation.act](target, operation)) continue;
				changed.push(message, target.n);
				touched.add(message);
			}
		}
		if (operation.act === "cancel") for (const message of touched) removeContent.run(message);
		let at = offset;
		for (const { about, accept: report } of operation.reports) {
			if (touched.has(about)) accept(report, octets, at);
			at += report.bodyHashBytes + report.headerBytes + report.bodyBytes;
		}
		const audited = changed.length > 0 && operation.audit !== null;
		if (audited) audit.run(...(operation.audit ?? []));
		return { changed, audited };
	};
}

/** A report tells of all the recipients of a message that it was made for: of those, all are cancelled or none. */
function wholeMessages({ act, recipients }: SteerOperation): (targets: readonly Target[]) => boolean {
	if (act !== "cancel") return () => true;
	const asked = new Map<Value, number>();
	for (let i = 0; i < recipients.length; i += 2) {
		const message = recipients[i] as Value;
		asked.set(message, (asked.get(message) ?? 0) + 1);
	}
	return (targets) =>
		targets.length === asked.get(targets[0]?.message ?? null) &&
		targets.every(({ found }) => found.state !== "leased");
}

function prepareActs(
	database: DatabaseSync,
	tally: Tally,
	tell: TellOfMessage,
): Readonly<Record<SteerOperation["act"], Act>> {
	const wait = database.prepare("UPDATE queue SET state = ?, due_at = ? WHERE message_id = ? AND n = ?");
	const finish = database.prepare("DELETE FROM queue WHERE message_id = ? AND n = ?");
	const showDue = database.prepare("UPDATE activity SET next_attempt_at = ?, updated_at = ? WHERE id = ?");
	// The status stays: what was deferred was, and what was not tried was not.
	const showHeld =
		database.prepare(`UPDATE activity SET state = 'held', reason = 'held-by-operator', reply = ?,
		next_attempt_at = NULL, updated_at = ? WHERE id = ?`);
	const showReleased = database.prepare(`UPDATE activity SET status = ?, state = ?, reason = ?, reply = ?,
		next_attempt_at = ?, updated_at = ? WHERE id = ?`);
	const showCancelled = database.prepare(`UPDATE activity SET status = '${statusOf("cancelled")}',
		state = 'cancelled', reason = 'cancelled-by-operator', reply = ?, next_attempt_at = NULL, updated_at = ?
		WHERE id = ? RETURNING account_id, domain_id`);
	const lastDeferral = database.prepare(`SELECT cause, coalesce(json_extract(facts, '$.reply'), '') AS reply
		FROM event WHERE activity_id = ? AND kind = 'deferred' ORDER BY seq DESC LIMIT 1`);
	const insertEvent = prepareEvents(database);
	const record = (
		{ id, found }: Target,
		{ at, by, note }: SteerOperation,
		kind: string,
		cause = "",
	): void => {
		const notes = note === "" ? {} : { notes: [note] };
		const facts = { startedAt: at, durationMs: 0, phase: "by-hand", by, ...notes };
		insertEvent(id, at, kind, found.attempt, cause, JSON.stringify(facts));
	};
	const waits = ({ due_at }: Found): boolean => due_at !== null;
	return {
		retry(target, operation) {
			const { message, n, id, found } = target;
			const { at } = operation;
			if (found.due_at === null || found.due_at <= at) return false;
			wait.run(found.state, at, message, n);
			showDue.run(at, at, id);
			record(target, operation, "retried");
			return true;
		},
		hold(target, operation) {
			const { message, n, id, found } = target;
			if (!waits(found)) return false;
			wait.run("held", null, message, n);
			showHeld.run(operation.note, operation.at, id);
			record(target, operation, "held", "held-by-operator");
			return true;
		},
		release(target, operation) {
			const { message, n, id, found } = target;
			const { at } = operation;
			if (found.state !== "held") return false;
			const deferral = found.attempt === 0 ? undefined : lastDeferral.get(id);
			const state = deferral === undefined ? "queued" : "deferred";
			wait.run(state, at, message, n);
			const { cause = "", reply = "" } = (deferral ?? {}) as { cause?: string; reply?: string };
			showReleased.run(statusOf(state), state, cause, reply, at, at, id);
			record(target, operation, "released");
			return true;
		},
		cancel(target, operation) {
			const { message, n, id, found } = target;
			const { at, note } = operation;
			if (found.state === "leased") return false;
			finish.run(message, n);
			const shown = showCancelled.get(note, at, id);
			record(target, operation, "cancelled", "cancelled-by-operator");
			if (shown === undefined) return true;
			const [account, domain] = [shown["account_id"] as string, shown["domain_id"] as string | null];
			tally.count({ account, at, kind: statusOf("cancelled"), domain }, 1);
			tell("message.bounced", account, id, at);
			return true;
		},
	};
}
