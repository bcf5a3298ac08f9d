/** Forgets Activity after its time, a bounded number of rows at once, so that mail never waits for it. */

import { DAY, MINUTE, SECOND, type Timer } from "../terms/clock.ts";
import type { ReportPorts } from "./ports.ts";

const ROWS_AT_ONCE = 500;
/** A full batch is followed soon by the next one. */
const BUSY_MS = SECOND;
const IDLE_MS = 10 * MINUTE;

export function keepFor(days: number, ports: ReportPorts): { stop(): void } {
	let timer: Timer;
	let stopped = false;
	const prune = async (): Promise<void> => {
		let removed = 0;
		try {
			removed = await ports.store.prune(ports.clock.now() - days * DAY, ROWS_AT_ONCE);
		} catch (error) {
			ports.fault("forgetting old Activity", error);
		}
		if (!stopped) timer = ports.clock.after(removed >= ROWS_AT_ONCE ? BUSY_MS : IDLE_MS, () => void prune());
	};
	timer = ports.clock.after(BUSY_MS, () => void prune());
	return {
		stop() {
			stopped = true;
			timer.cancel();
		},
	};
}
