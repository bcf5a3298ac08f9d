/** The steering of a queue in memory, which fails a test that moves a recipient where it may not go. */

import assert from "node:assert/strict";
import {
	type Act,
	acts,
	type Candidate,
	type Pause,
	type Scope,
	type SteeringStore,
} from "../../src/queue/steering-ports.ts";
import type { NewMessage } from "../../src/terms/message.ts";
import { mayMove, type RecipientState } from "../../src/terms/recipient.ts";
import type { Row } from "./queue-row.ts";

export interface SteeredRows {
	readonly rows: ReadonlyMap<string, Row>;
	/** A row waits from now on, or does no more. */
	readonly waits: (row: Row) => void;
	readonly rests: (row: Row) => void;
	readonly report: (report: NewMessage) => void;
	/** Throws while the store is to fail. */
	readonly check: () => void;
}

export interface MemorySteering extends SteeringStore {
	/** A test may put something before it. */
	pause: SteeringStore["pause"];
	readonly paused: Map<string, Pause>;
}

const TO: Readonly<Record<Act, RecipientState | null>> = {
	retry: null,
	hold: "held",
	release: "queued",
	cancel: "cancelled",
};

const isOpen = (row: Row, act: Act, now: number): boolean =>
	({
		retry: row.dueAt !== null && row.dueAt > now,
		hold: row.dueAt !== null,
		release: row.state === "held",
		cancel: row.dueAt !== null || row.state === "held",
	})[act];

export function memorySteering({ rows, waits, rests, report, check }: SteeredRows): MemorySteering {
	const paused = new Map<string, Pause>();
	const inScope = ({ destination, accountId, recipient, until }: Scope): Row[] =>
		[...rows.values()].filter(
			({ domain, message, index }) =>
				domain === destination &&
				(until === undefined || message.receivedAt <= until) &&
				(accountId === undefined || message.accountId === accountId) &&
				(recipient === undefined || (message.id === recipient.message && index === recipient.index)),
		);
	const change = (row: Row, act: Act, at: number): void => {
		const to = TO[act];
		if (to !== null) {
			assert.ok(mayMove(row.state, to), `${row.state} to ${to} is no legal move`);
			row.state = to;
		}
		row.dueAt = act === "retry" || act === "release" ? at : null;
		row.byHand.push(act);
		if (row.dueAt === null) rests(row);
		else waits(row);
	};
	return {
		paused,
		pauses: async () => [...paused.values()],
		async pause(pause) {
			check();
			if (!paused.has(pause.destination)) paused.set(pause.destination, pause);
		},
		async resume(destination) {
			check();
			paused.delete(destination);
		},
		destinations: async () => [],
		async destination(destination) {
			const count = (state: RecipientState) =>
				inScope({ destination }).filter((row) => row.state === state).length;
			return {
				destination,
				queued: count("queued"),
				leased: count("leased"),
				deferred: count("deferred"),
				held: count("held"),
				oldestAt: null,
				nextAttemptAt: null,
				lastDeferral: null,
				pause: paused.get(destination) ?? null,
			};
		},
		recipients: async () => ({ rows: [], next: null }),
		async candidates(act, scope, now, limit) {
			check();
			return inScope(scope)
				.filter((row) => isOpen(row, act, now))
				.slice(0, limit)
				.map(
					({ message, index }): Candidate => ({
						message: message.id,
						index,
						address: "",
						notify: null,
						originalRecipient: null,
					}),
				);
		},
		leased: async (scope) => inScope(scope).filter(({ state }) => state === "leased").length,
		async apply({ act, at, recipients }, reports) {
			check();
			assert.ok(acts.includes(act));
			const changed = [];
			for (const [about, group] of Map.groupBy(recipients, ({ message }) => message)) {
				const all = group.map(({ message, index }) => rows.get(`${message}/${index}`) as Row);
				if (act === "cancel" && !all.every((row) => isOpen(row, act, at))) continue;
				for (const row of all.filter((one) => isOpen(one, act, at))) {
					change(row, act, at);
					changed.push({ message: about, index: row.index });
				}
				const mine = reports.find((one) => one.about === about);
				if (mine !== undefined) report(mine.report);
			}
			return changed;
		},
	};
}
