/**
 * Forgets Activity after its time, a bounded number of rows at once, so that mail never waits for it. Accounts whose
 * plan says so have a time of their own.
 */

import { DAY, MINUTE, SECOND, type Timer } from "../terms/clock.ts";
import type { ActivityId } from "../terms/ids.ts";
import type { ReportPorts } from "./ports.ts";

const ROWS_AT_ONCE = 500;
/** A full batch is followed soon by the next one. */
const BUSY_MS = SECOND;
const IDLE_MS = 10 * MINUTE;

export function keepFor(days: number, ports: ReportPorts): { stop(): void } {
	let timer: Timer;
	let stopped = false;
	/** How far the round has come: rows of accounts that keep them longer are stepped over once. */
	let after: ActivityId | null = null;
	let ownBusy = false;
	const prune = async (): Promise<void> => {
		let waitMs = IDLE_MS;
		try {
			if (after === null) ownBusy = await pruneOwnTimes(ports);
			after = await ports.store.prune(ports.clock.now() - days * DAY, ROWS_AT_ONCE, after);
			if (ownBusy || after !== null) waitMs = BUSY_MS;
		} catch (error) {
			after = null;
			ports.fault("forgetting old Activity", error);
		}
		if (!stopped) timer = ports.clock.after(waitMs, () => void prune());
	};
	timer = ports.clock.after(BUSY_MS, () => void prune());
	return {
		stop() {
			stopped = true;
			timer.cancel();
		},
	};
}

/** One batch of each account that has its own time; whether any of them may have more. */
async function pruneOwnTimes({ store, clock }: ReportPorts): Promise<boolean> {
	let busy = false;
	for (const { accountId, days } of await store.ownRetentions()) {
		const removed = await store.pruneAccount(accountId, clock.now() - days * DAY, ROWS_AT_ONCE);
		busy ||= removed >= ROWS_AT_ONCE;
	}
	return busy;
}
