/**
 * Looks domains up when they are due: one timer, a few at once. What is due stands in the database, so a restart
 * forgets nothing but who has looked at which domain.
 */

import { type Clock, type Instant, MINUTE, SECOND, type Timer } from "../../terms/clock.ts";
import type { SendingDomain } from "../../terms/identity.ts";
import type { DomainId } from "../../terms/ids.ts";
import type { SetupStore } from "../ports.ts";
import { dueAfter } from "./schedule.ts";

export interface VerificationSchedule {
	start(): void;
	/** Somebody looks at the domain: it is looked up soon, and often for a while. */
	lookedAt(domain: SendingDomain): void;
	/** Something about a domain has changed: what is due may have become another. */
	changed(): void;
	/** Resolves when no check is under way any more; none is begun. */
	stop(): Promise<void>;
}

export interface SchedulePorts {
	readonly store: Pick<SetupStore, "checksDue" | "nextCheckDue" | "updateDomain">;
	readonly clock: Clock;
	/** Looks the domain's records up and writes down what was found, and when it is due next. */
	readonly check: (id: DomainId) => Promise<unknown>;
	/** An unexpected error. */
	readonly fault: (during: string, error: unknown) => void;
}

const AT_ONCE = 8;
/** Between two rounds: a backlog is worked off evenly. */
const ROUND_MS = SECOND;
/** Another process may have written, and clocks are set: at the latest then it is looked again. */
const LONGEST_WAIT_MS = MINUTE;
/** A check that failed for a fault of ours is not repeated at once. */
const AFTER_FAULT_MS = 5 * MINUTE;
const MOST_LOOKED_AT = 10_000;

export function createVerificationSchedule(ports: SchedulePorts): VerificationSchedule {
	const { store, clock, fault } = ports;
	const looked = new Map<DomainId, Instant>();
	const underWay = new Map<DomainId, Promise<void>>();
	let running = false;
	let timer: Timer | undefined;
	let wakesAt = Number.POSITIVE_INFINITY;
	let round: Promise<void> = Promise.resolve();

	const begin = (domain: SendingDomain): void => {
		const done = checkOne(ports, domain, looked).finally(() => {
			underWay.delete(domain.id);
			if (underWay.size === AT_ONCE - 1) wakeIn(0);
		});
		underWay.set(domain.id, done);
	};

	const turn = async (): Promise<void> => {
		const room = AT_ONCE - underWay.size;
		if (!running || room <= 0) return;
		const due = await store.checksDue(clock.now(), AT_ONCE * 2);
		for (const domain of due.filter(({ id }) => !underWay.has(id)).slice(0, room)) begin(domain);
		const next = await store.nextCheckDue();
		wakeIn(Math.min(LONGEST_WAIT_MS, next === null ? LONGEST_WAIT_MS : next - clock.now()));
	};

	/** Unless it wakes before. */
	const wakeIn = (delayMs: number): void => {
		const waitMs = Math.max(ROUND_MS, delayMs);
		if (!running || wakesAt <= clock.monotonicMs() + waitMs) return;
		timer?.cancel();
		wakesAt = clock.monotonicMs() + waitMs;
		timer = clock.after(waitMs, () => {
			wakesAt = Number.POSITIVE_INFINITY;
			round = round.then(turn).catch((error) => {
				fault("domain-schedule", error);
				wakeIn(LONGEST_WAIT_MS);
			});
		});
	};

	return {
		start() {
			running = true;
			wakeIn(0);
		},
		lookedAt({ id, checkDueAt }) {
			const now = clock.now();
			looked.delete(id);
			looked.set(id, now);
			const oldest = looked.size > MOST_LOOKED_AT ? looked.keys().next().value : undefined;
			if (oldest !== undefined) looked.delete(oldest);
			if (!running || (checkDueAt !== null && checkDueAt - now <= MINUTE)) return;
			store.updateDomain(id, { checkDueAt: now + MINUTE }).then(
				() => wakeIn(MINUTE),
				(error) => fault("domain-looked-at", error),
			);
		},
		changed: () => wakeIn(0),
		async stop() {
			running = false;
			timer?.cancel();
			await round;
			await Promise.all(underWay.values());
		},
	};
}

async function checkOne(
	{ store, clock, check, fault }: SchedulePorts,
	domain: SendingDomain,
	looked: Map<DomainId, Instant>,
): Promise<void> {
	try {
		await check(domain.id);
		const lookedAt = looked.get(domain.id);
		if (lookedAt === undefined) return;
		const now = clock.now();
		const dueAt = dueAfter(domain, now, lookedAt);
		if (dueAt - now > MINUTE) looked.delete(domain.id);
		else await store.updateDomain(domain.id, { checkDueAt: dueAt });
	} catch (error) {
		fault("domain-check", error);
		await store.updateDomain(domain.id, { checkDueAt: clock.now() + AFTER_FAULT_MS }).catch(() => undefined);
	}
}
