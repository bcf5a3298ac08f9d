/**
 * Looks which domains' keys are due, a few at a time, and moves them on. What it knows is in the store: it may be
 * stopped at any moment, and the next start goes on.
 */

import { type Clock, MINUTE, SECOND, type Timer } from "../../terms/clock.ts";
import type { SetupStore } from "../ports.ts";
import type { KeyKeeper } from "./keeper.ts";

export interface KeyTask {
	start(): void;
	/** Resolves when nothing is under way. */
	stop(): Promise<void>;
}

export interface KeyTaskPorts {
	readonly store: Pick<SetupStore, "keysDue" | "nextKeysDue" | "updateDomain">;
	readonly keeper: Pick<KeyKeeper, "turn">;
	readonly clock: Clock;
	readonly fault: (during: string, error: unknown) => void;
}

/** Domains in one go, so that a day on which thousands are due is spread out. */
const BATCH = 20;
const BETWEEN_BATCHES_MS = SECOND;
/** Due times change and clocks are set: it looks at least so often. */
const LONGEST_WAIT_MS = MINUTE;
/** What fails must not keep the others waiting. */
const RETRY_MS = 5 * MINUTE;

export function createKeyTask(ports: KeyTaskPorts): KeyTask {
	const { clock, fault } = ports;
	let timer: Timer | undefined;
	let running: Promise<void> | undefined;
	let stopped = false;

	const wait = (delayMs: number): void => {
		if (!stopped) timer = clock.after(delayMs, run);
	};
	const run = (): void => {
		running = look(ports, () => stopped)
			.catch((error: unknown) => {
				fault("looking for keys that are due", error);
				return LONGEST_WAIT_MS;
			})
			.then(wait);
	};
	return {
		start: run,
		async stop() {
			stopped = true;
			timer?.cancel();
			await running;
		},
	};
}

/** Resolves to how long to wait. */
async function look(ports: KeyTaskPorts, isStopped: () => boolean): Promise<number> {
	const { store, keeper, clock, fault } = ports;
	const due = await store.keysDue(clock.now(), BATCH);
	for (const { id, name } of due) {
		if (isStopped()) break;
		try {
			await keeper.turn(id, { kind: "time" });
		} catch (error) {
			fault(`moving on the keys of ${name}`, error);
			await store.updateDomain(id, { keysDueAt: clock.now() + RETRY_MS });
		}
	}
	const next = await store.nextKeysDue();
	if (next === null) return LONGEST_WAIT_MS;
	return Math.min(LONGEST_WAIT_MS, Math.max(BETWEEN_BATCHES_MS, next - clock.now()));
}
