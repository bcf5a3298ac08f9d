/** A queue with everything around it in memory: clock, store, next hops that a test decides about. */

import assert from "node:assert/strict";
import type { QueueConfiguration } from "../../src/queue/configuration.ts";
import { createQueue, type Queue } from "../../src/queue/index.ts";
import type { FailedRecipient } from "../../src/queue/ports.ts";
import type { AccountId, MessageId } from "../../src/terms/ids.ts";
import type { NewMessage } from "../../src/terms/message.ts";
import type { Consignment, LeasedRecipient, Outcome } from "../../src/terms/outcome.ts";
import { type VirtualClock, virtualClock } from "./clock.ts";
import { type MemoryQueue, memoryQueue } from "./queue-store.ts";

export interface Attempt {
	readonly destination: string;
	readonly consignment: Consignment;
	readonly at: number;
	readonly signal: AbortSignal;
}

export type Verdict = (attempt: Attempt) => readonly Outcome[] | Promise<readonly Outcome[]>;

export interface QueueWorld {
	readonly queue: Queue;
	readonly clock: VirtualClock;
	readonly store: MemoryQueue;
	readonly attempts: Attempt[];
	readonly reported: (readonly FailedRecipient[])[];
	readonly idle: string[];
	readonly faults: string[];
	/** Most attempts that were under way at once: in all, and for one destination. */
	readonly peak: { all: number; one: number };
	/** Writes a message down and offers it, as src/accept does. */
	accept(message: NewMessage): void;
}

let count = 0;

export const aQueuedMessage = (
	to: readonly string[] = ["ann@there.example"],
	change: Partial<NewMessage> = {},
): NewMessage => ({
	id: String(++count).padStart(26, "0") as MessageId,
	accountId: "01ACC0NT000000000000000000" as AccountId,
	smtpUserId: null,
	domainId: null,
	signingDomain: null,
	reversePath: "shop@shop.example",
	author: "shop@shop.example",
	subject: "",
	headerMessageId: "<1@shop.example>",
	sizeBytes: 100,
	header: Buffer.from("Subject: x\r\n\r\n"),
	body: { kind: "inline", chunks: [Buffer.from("x\r\n")] },
	bodyHash: Buffer.alloc(32),
	traits: { eightBit: false, utf8: false, longestLineBytes: 10 },
	dsnReturn: null,
	envelopeId: null,
	receivedAt: Date.parse("2026-01-05T09:00:00Z"),
	session: null,
	recipients: to.map((address, index) => ({
		index,
		address,
		domain: address.slice(address.indexOf("@") + 1),
		notify: null,
		originalRecipient: null,
	})),
	quota: null,
	attachments: [],
	notes: [],
	leased: true,
	...change,
});

const facts = (phase: string, reply: string) => ({ startedAt: 0, durationMs: 1, phase, reply });

export const delivered = (recipient: LeasedRecipient): Outcome => ({
	kind: "delivered",
	recipient,
	facts: facts("content", "250 2.0.0 Ok"),
});

export const deferred = (recipient: LeasedRecipient, retryAfterMs?: number): Outcome => ({
	kind: "deferred",
	recipient,
	cause: "greylisted",
	facts: facts("rcpt", "451 4.7.1 Greylisted"),
	...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});

export const unreachable = (recipient: LeasedRecipient): Outcome => ({
	kind: "deferred",
	recipient,
	cause: "host-unreachable",
	facts: facts("connect", "connection refused"),
});

export const bounced = (recipient: LeasedRecipient, cause = "recipient-unknown"): Outcome => ({
	kind: "bounced",
	recipient,
	cause,
	facts: facts("rcpt", "550 5.1.1 No such user"),
});

export const again = (recipient: LeasedRecipient): Outcome => ({
	kind: "again",
	recipient,
	facts: facts("rcpt", "452 4.5.3 Too many recipients"),
});

/** All recipients of an attempt meet the same, after `afterMs`. */
export const allAfter =
	(clock: VirtualClock, afterMs: number, outcome: (recipient: LeasedRecipient) => Outcome): Verdict =>
	({ consignment }) =>
		new Promise((resolve) => clock.after(afterMs, () => resolve(consignment.recipients.map(outcome))));

export interface WorldOptions {
	readonly configuration?: Partial<QueueConfiguration>;
	readonly verdict?: Verdict;
	readonly clock?: VirtualClock;
	readonly report?: (failed: readonly FailedRecipient[]) => Promise<NewMessage | undefined>;
	readonly random?: () => number;
}

const everyoneDelivered: Verdict = ({ consignment }) => consignment.recipients.map(delivered);

export function queueWorld(options: WorldOptions = {}): QueueWorld {
	const clock = options.clock ?? virtualClock();
	const store = memoryQueue();
	const world: Omit<QueueWorld, "queue" | "accept"> = {
		clock,
		store,
		attempts: [],
		reported: [],
		idle: [],
		faults: [],
		peak: { all: 0, one: 0 },
	};
	const underWay = new Set<string>();
	const running = new Map<string, number>();
	let all = 0;
	const queue = createQueue(
		{
			store,
			steering: store.steering,
			clock,
			random: options.random ?? (() => 0.5),
			fault: (during) => world.faults.push(during),
			reporter: {
				async report(failed) {
					world.reported.push(failed);
					return options.report?.(failed);
				},
			},
			relayer: {
				async relay(destination, consignment, signal) {
					const names = consignment.recipients.map((recipient) => {
						assert.equal(recipient.domain, destination, "a consignment has one destination");
						const row = store.row(recipient.message, recipient.index);
						assert.equal(row.state, "leased", "only what is leased is attempted");
						assert.equal(row.attempt, recipient.attempt, "an attempt is numbered before it is made");
						return `${recipient.message}/${recipient.index}`;
					});
					for (const name of names) {
						assert.ok(!underWay.has(name), "no recipient is attempted twice at once");
						underWay.add(name);
					}
					const one = (running.get(destination) ?? 0) + 1;
					running.set(destination, one);
					world.peak.one = Math.max(world.peak.one, one);
					world.peak.all = Math.max(world.peak.all, ++all);
					const attempt = { destination, consignment, at: clock.now(), signal };
					world.attempts.push(attempt);
					try {
						return await (options.verdict ?? everyoneDelivered)(attempt);
					} finally {
						for (const name of names) underWay.delete(name);
						running.set(destination, (running.get(destination) ?? 1) - 1);
						all--;
					}
				},
				idle: (destination) => world.idle.push(destination),
			},
		},
		options.configuration,
	);
	return {
		...world,
		queue,
		accept(message) {
			store.add(message);
			queue.offer(message, { header: message.header, body: [Buffer.from("x\r\n")] });
		},
	};
}
