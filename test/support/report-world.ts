/** What src/report needs from outside, in memory. */

import type {
	RefusalRow,
	RefusedSubmission,
	ReportableRecipient,
	ReportedChange,
	ReportPorts,
	ReportStore,
} from "../../src/report/ports.ts";
import type { AccountId, ActivityId } from "../../src/terms/ids.ts";
import type { NewMessage } from "../../src/terms/message.ts";
import type { QueuedMessage } from "../../src/terms/outcome.ts";
import { aDomain, anAccount, anSmtpUser } from "./builders.ts";
import { type VirtualClock, virtualClock } from "./clock.ts";

export interface ReportWorld extends ReportPorts {
	readonly clock: VirtualClock;
	readonly faults: string[];
	/** Each call of `recordRefusals`. */
	readonly recorded: (readonly RefusalRow[])[];
	/** Each call of `prune`. */
	readonly pruned: {
		readonly before: number;
		readonly limit: number;
		readonly after: ActivityId | null;
		readonly at: number;
	}[];
	/** Each call of `pruneAccount`. */
	readonly prunedOf: {
		readonly accountId: AccountId;
		readonly before: number;
		readonly limit: number;
		readonly at: number;
	}[];
	readonly retentions: { readonly accountId: AccountId; readonly days: number }[];
	/** Rows that are old enough to be pruned of accounts with their own time. */
	oldOf: number;
	/** While set, the store answers nothing but this. */
	failure: Error | null;
	original: { message: QueuedMessage; header: Buffer; sendsDsn: boolean } | undefined;
	/** Of the message that a report is about; undefined when nobody knows it. */
	recipients: readonly ReportableRecipient[] | undefined;
	/** Each call of `applyReport`. */
	readonly applied: { readonly changes: readonly ReportedChange[]; readonly dsns: readonly NewMessage[] }[];
	/** Each call of `noteDue`. */
	readonly due: number[];
	/** Rows that are old enough to be pruned. */
	old: number;
}

const unused = (): never => {
	throw new Error("not part of this test");
};

export function reportWorld(): ReportWorld {
	const clock = virtualClock();
	let calls = 0;
	const store: ReportStore = {
		async recordRefusals(rows) {
			if (world.failure !== null) throw world.failure;
			world.recorded.push(rows);
		},
		messageForReport: async () => world.original,
		async prune(before, limit, after) {
			if (world.failure !== null) throw world.failure;
			world.pruned.push({ before, limit, after, at: clock.now() });
			const removed = Math.min(limit, world.old);
			world.old -= removed;
			return removed < limit ? null : (`row ${world.old}` as ActivityId);
		},
		async pruneAccount(accountId, before, limit) {
			world.prunedOf.push({ accountId, before, limit, at: clock.now() });
			const removed = Math.min(limit, world.oldOf);
			world.oldOf -= removed;
			return removed;
		},
		ownRetentions: async () => world.retentions,
		activity: unused,
		newerActivity: unused,
		activityRows: unused,
		changes: unused,
		activityRow: unused,
		message: unused,
		tallies: unused,
		tallySeries: unused,
		reportable: async () => world.recipients,
		async applyReport(changes, dsns) {
			if (world.failure !== null) throw world.failure;
			world.applied.push({ changes, dsns });
			return changes.length > 0;
		},
	};
	const world: ReportWorld = {
		store,
		clock,
		// Never twice the same, also where only five bits of an octet are used.
		randomBytes(count) {
			calls++;
			return Buffer.from(Array.from({ length: count }, (_, i) => Math.floor(calls / 32 ** i) % 32));
		},
		fault: (during) => world.faults.push(during),
		noteDue: (at) => world.due.push(at),
		due: [],
		recipients: undefined,
		applied: [],
		faults: [],
		recorded: [],
		pruned: [],
		prunedOf: [],
		retentions: [],
		oldOf: 0,
		failure: null,
		original: undefined,
		old: 0,
	};
	return world;
}

export const aRefusal = (change: Partial<RefusedSubmission> = {}): RefusedSubmission => ({
	at: Date.parse("2026-01-05T09:00:00Z"),
	accountId: anAccount().id,
	smtpUserId: anSmtpUser().id,
	domainId: aDomain().id,
	reason: "recipient-invalid",
	phase: "rcpt",
	facts: {},
	reply: "a reply",
	sender: "shop@shop.example",
	recipient: "ann@client.example",
	author: "",
	subject: "",
	headerMessageId: "",
	session: {
		client: { sessionId: "1", door: "submission", address: "192.0.2.1", port: 4_711 },
		helo: "client.example",
		tls: null,
		transcript: [],
	},
	...change,
});
