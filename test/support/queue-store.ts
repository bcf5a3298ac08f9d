/**
 * A queue in memory that keeps the store's promises and fails a test that breaks the queue's: a recipient is
 * leased before it is attempted, its attempts are numbered upwards, and each settlement is a legal move.
 */

import assert from "node:assert/strict";
import type { Claimed, ClaimRequest, QueueStore, Settlement } from "../../src/queue/ports.ts";
import type { Instant } from "../../src/terms/clock.ts";
import type { NewMessage } from "../../src/terms/message.ts";
import type { Consignment, LeasedRecipient, QueuedMessage } from "../../src/terms/outcome.ts";
import { mayMove, type RecipientState } from "../../src/terms/recipient.ts";
import type { Row } from "./queue-row.ts";
import { type MemorySteering, memorySteering } from "./steering-store.ts";

export interface MemoryQueue extends QueueStore {
	readonly rows: Map<string, Row>;
	readonly reports: NewMessage[];
	readonly claims: ClaimRequest[];
	readonly steering: MemorySteering;
	/** Settlements of each call of `complete`. */
	readonly batches: number[];
	/** While set, the store answers nothing but this. */
	failure: Error | null;
	add(message: NewMessage): void;
	row(id: string, index?: number): Row;
}

const LEASE = { address: "", notify: null, originalRecipient: null } as const;

export function memoryQueue(): MemoryQueue {
	const rows = new Map<string, Row>();
	/** Rows that wait, by destination, so that claims of large queues are quick. */
	const due = new Map<string, Set<Row>>();
	const steering = memorySteering({
		rows,
		waits: (row) => wait(due, row),
		rests: (row) => due.get(row.domain)?.delete(row),
		report(report) {
			store.reports.push(report);
			store.add(report);
		},
		check() {
			if (store.failure !== null) throw store.failure;
		},
	});
	const store: MemoryQueue = {
		rows,
		steering,
		reports: [],
		claims: [],
		batches: [],
		failure: null,
		add(message) {
			for (const recipient of message.recipients) {
				const row: Row = {
					message: message as unknown as QueuedMessage,
					index: recipient.index,
					domain: recipient.domain,
					state: message.leased ? "leased" : "queued",
					attempt: message.leased ? 1 : 0,
					interruptions: 0,
					dueAt: message.leased ? null : message.receivedAt,
					history: [],
					byHand: [],
				};
				rows.set(`${message.id}/${recipient.index}`, row);
				if (!message.leased) wait(due, row);
			}
		},
		row: (id, index = 0) => rows.get(`${id}/${index}`) as Row,
		async claim(request) {
			if (store.failure !== null) throw store.failure;
			store.claims.push(request);
			return claim(due, request, steering.paused);
		},
		async complete(settlements, reports) {
			if (store.failure !== null) throw store.failure;
			store.batches.push(settlements.length);
			for (const settlement of settlements) {
				const row = rows.get(`${settlement.recipient.message}/${settlement.recipient.index}`) as Row;
				apply(row, settlement);
				if (row.dueAt !== null) wait(due, row);
			}
			for (const report of reports) {
				store.reports.push(report);
				store.add(report);
			}
		},
		async recover(now) {
			let requeued = 0;
			for (const row of rows.values()) {
				if (row.state !== "leased") continue;
				row.state = "queued";
				row.interruptions++;
				row.dueAt = now;
				wait(due, row);
				requeued++;
			}
			return { requeued, held: 0 };
		},
		async depth() {
			const count = (state: RecipientState) => [...rows.values()].filter((row) => row.state === state).length;
			return {
				queued: count("queued"),
				leased: count("leased"),
				deferred: count("deferred"),
				held: count("held"),
			};
		},
	};
	return store;
}

function wait(due: Map<string, Set<Row>>, row: Row): void {
	const others = due.get(row.domain);
	if (others === undefined) due.set(row.domain, new Set([row]));
	else others.add(row);
}

function apply(row: Row, settlement: Settlement): void {
	assert.ok(mayMove(row.state, settlement.to), `${row.state} to ${settlement.to} is no legal move`);
	assert.equal(settlement.attempt, row.attempt, "a settlement names the attempt that is leased");
	const waits = settlement.to === "deferred" || settlement.to === "queued";
	assert.equal(settlement.dueAt !== undefined, waits, "what waits, and only that, has a moment");
	if (settlement.to === "queued") row.attempt--;
	row.state = settlement.to;
	row.dueAt = settlement.dueAt ?? null;
	row.history.push(settlement);
}

function claim(
	due: Map<string, Set<Row>>,
	request: ClaimRequest,
	paused: ReadonlyMap<string, unknown>,
): Claimed {
	const consignments: Consignment[] = [];
	let left = request.limit;
	let nextDueAt = Number.POSITIVE_INFINITY;
	for (const [domain, waiting] of due) {
		if (request.except.includes(domain) || paused.has(domain)) continue;
		let share = request.perDestination;
		const byMessage = new Map<QueuedMessage, LeasedRecipient[]>();
		for (const row of waiting) {
			const dueAt = row.dueAt as Instant;
			if (dueAt > request.now || left === 0 || share === 0) {
				nextDueAt = Math.min(nextDueAt, dueAt);
				if (left === 0 || share === 0) break;
				continue;
			}
			waiting.delete(row);
			left--;
			share--;
			const group = byMessage.get(row.message) ?? [];
			group.push(lease(row));
			byMessage.set(row.message, group);
		}
		for (const [message, recipients] of byMessage) consignments.push({ message, recipients });
		if (waiting.size === 0) due.delete(domain);
	}
	return { consignments, nextDueAt: nextDueAt === Number.POSITIVE_INFINITY ? null : nextDueAt };
}

function lease(row: Row): LeasedRecipient {
	assert.ok(mayMove(row.state, "leased"));
	row.state = "leased";
	row.dueAt = null;
	row.attempt++;
	const { message, index, domain, attempt, interruptions } = row;
	return { ...LEASE, message: message.id, index, domain, attempt, interruptions };
}
