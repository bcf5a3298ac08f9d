/**
 * The queue: what is due, for whom, when; who may be attempted now, and what becomes of an outcome. The durable
 * truth is the store's; in memory is only what this process has leased, and never more than it has room for.
 */

import type { Instant } from "../terms/clock.ts";
import type { NewMessage, NewRecipient } from "../terms/message.ts";
import type { Consignment, InlineContent, LeasedRecipient, QueuedMessage } from "../terms/outcome.ts";
import { defaultQueueConfiguration, type QueueConfiguration } from "./configuration.ts";
import { ContentBudget } from "./content-budget.ts";
import { Dispatcher } from "./dispatch.ts";
import { Feeder } from "./feeder.ts";
import { Lanes } from "./lanes.ts";
import type { QueueDepth, QueuePorts } from "./ports.ts";
import { Recorder } from "./recorder.ts";
import { Steering } from "./steering.ts";

export { defaultQueueConfiguration, type QueueConfiguration } from "./configuration.ts";
export type { QueuePorts } from "./ports.ts";
export type { Done, Steering } from "./steering.ts";

export interface Queue {
	/** Takes back what an earlier process left, then begins to attempt what is due. Rejects when the store does. */
	start(): Promise<{ readonly requeued: number; readonly held: number }>;
	/**
	 * A message that was just written, content and all: recipients written as leased go straight to their lanes,
	 * others are claimed when there is room.
	 */
	offer(message: NewMessage, content: InlineContent | undefined): void;
	/** Something was written that is due at this moment and leased by nobody. */
	noteDue(at: Instant): void;
	/** Whether recipients may be written as leased; with `domains`, whether their destinations take them. */
	hasRoom(domains?: readonly string[]): boolean;
	depth(): Promise<QueueDepth & { readonly memory: QueueMemory }>;
	/** What people see of the queue and do to it by hand. */
	readonly steering: Steering;
	/**
	 * Begins no attempts and gives back what waits. Attempts under way may finish until `deadlineMs` from now, then
	 * are broken off. Resolves when all outcomes are on disk, or when the store still does not take them a while
	 * after the deadline: those recipients are found as interrupted at the next start.
	 */
	stop(deadlineMs: number): Promise<void>;
}

/** What this process holds. */
export interface QueueMemory {
	/** Recipients waiting or under way. */
	readonly recipients: number;
	readonly attempts: number;
	/** Recipients whose outcome is not on disk yet. */
	readonly unrecorded: number;
	readonly contentBytes: number;
	/** Destinations that are paused. */
	readonly paused: number;
	/** True while nothing is attempted because outcomes cannot be recorded. */
	readonly suspended: boolean;
}

/** After the deadline: for attempts that were broken off to tell their outcomes, and for these to be written. */
const GRACE_MS = 2_000;
/** For so long after a message was accepted, more are expected. */
const FRESH_MS = 1_000;
/** How often a stop looks whether the last attempt has ended. */
const LOOK_MS = 20;

export function createQueue(ports: QueuePorts, changes: Partial<QueueConfiguration> = {}): Queue {
	const configuration = { ...defaultQueueConfiguration, ...changes };
	let state: "new" | "running" | "stopping" = "new";
	const lanes = new Lanes(configuration);
	const content = new ContentBudget(configuration.contentBytes);
	const recorder = new Recorder(ports, configuration, (dueAt) => {
		dispatcher.pump();
		if (dueAt === null) feeder.stir();
		else feeder.noteDue(dueAt);
	});
	const free = () => Math.max(0, configuration.recipients - lanes.recipients - recorder.size);
	/** Once memory was full, what is in the store has its turn before fresh messages fill it again. */
	let full = false;
	const dispatcher = new Dispatcher(ports, configuration, {
		lanes,
		recorder,
		content,
		drained: () => feeder.noteDue(ports.clock.now()),
	});
	let freshUntil: Instant = 0;
	const feeder = new Feeder(ports, configuration, {
		lanes,
		free,
		freshComes: () => ports.clock.now() < freshUntil,
		open: () => state === "running" && !recorder.troubled,
		take(consignments) {
			for (const consignment of consignments) dispatcher.take(consignment);
			dispatcher.pump();
		},
	});
	const steering = new Steering(ports, { lanes, dispatcher, recorder, noteDue: (at) => feeder.noteDue(at) });

	return {
		steering,
		async start() {
			await steering.start();
			const recovered = await ports.store.recover(ports.clock.now(), configuration.heldAfterInterruptions);
			state = "running";
			feeder.stir();
			return recovered;
		},
		offer(message, inline) {
			freshUntil = ports.clock.now() + FRESH_MS;
			if (!message.leased) return feeder.noteDue(message.receivedAt);
			const destinations = Object.entries(Object.groupBy(message.recipients, ({ domain }) => domain));
			const kept = content.keep(queued(message), inline, destinations.length);
			for (const [destination, recipients] of destinations) {
				const consignment = consign(kept, recipients ?? []);
				if (lanes.takesMore(destination, free())) dispatcher.take(consignment);
				else dispatcher.decline(consignment);
			}
			dispatcher.pump();
		},
		noteDue: (at) => feeder.noteDue(at),
		hasRoom(domains = []) {
			if (state !== "running" || recorder.troubled) return false;
			const room = free() - feeder.asking;
			full = room <= 0 || (full && room * 2 < configuration.recipients);
			return !full && domains.every((domain) => lanes.takesMore(domain, room));
		},
		async depth() {
			return { ...(await ports.store.depth()), memory: memoryOf(lanes, recorder, content) };
		},
		async stop(deadlineMs) {
			state = "stopping";
			feeder.stop();
			dispatcher.stop();
			const idle = () => lanes.running === 0;
			if (!(await within(ports, deadlineMs, idle))) dispatcher.abort();
			await within(ports, GRACE_MS, () => idle() && recorder.size === 0);
		},
	};
}

const memoryOf = (lanes: Lanes, recorder: Recorder, content: ContentBudget): QueueMemory => ({
	recipients: lanes.recipients,
	attempts: lanes.running,
	unrecorded: recorder.size,
	contentBytes: content.usedBytes,
	paused: lanes.paused,
	suspended: recorder.troubled,
});

/** Waits until `reached` holds; false when it does not within `limitMs`. */
async function within({ clock }: QueuePorts, limitMs: number, reached: () => boolean): Promise<boolean> {
	const end = clock.monotonicMs() + limitMs;
	while (!reached()) {
		const leftMs = end - clock.monotonicMs();
		if (leftMs <= 0) return false;
		await new Promise<void>((resolve) => clock.after(Math.min(leftMs, LOOK_MS), resolve));
	}
	return true;
}

const queued = (message: NewMessage): QueuedMessage => ({
	id: message.id,
	accountId: message.accountId,
	domainId: message.domainId,
	signingDomain: message.signingDomain,
	reversePath: message.reversePath,
	sizeBytes: message.sizeBytes,
	traits: message.traits,
	bodyHash: message.bodyHash,
	dsnReturn: message.dsnReturn,
	envelopeId: message.envelopeId,
	receivedAt: message.receivedAt,
});

const consign = (message: QueuedMessage, recipients: readonly NewRecipient[]): Consignment => ({
	message,
	recipients: recipients.map(
		({ index, address, domain, notify, originalRecipient }): LeasedRecipient => ({
			message: message.id,
			index,
			address,
			domain,
			attempt: 1,
			interruptions: 0,
			notify,
			originalRecipient,
		}),
	),
});
