/** Forgets audit entries after their time, and sessions, invitations and links that ended. */

import { type Clock, DAY, HOUR, MINUTE, type Timer } from "../../terms/clock.ts";
import type { AuditStore } from "../audit-ports.ts";
import type { PeopleStore } from "../people-ports.ts";

export interface RetentionPorts {
	readonly audit: Pick<AuditStore, "prune">;
	readonly people: Pick<PeopleStore, "forget">;
	readonly clock: Clock;
	/** Something failed that nobody waits for; it is tried again. */
	readonly fault: (during: string, error: unknown) => void;
}

const SOON_MS = MINUTE;

export function forgetInTime(auditDays: number, ports: RetentionPorts): { stop(): void } {
	const { audit, people, clock, fault } = ports;
	let timer: Timer;
	let stopped = false;
	const run = async (): Promise<void> => {
		try {
			await audit.prune(clock.now() - auditDays * DAY);
			await people.forget(clock.now());
		} catch (error) {
			fault("forgetting old sign-ins", error);
		}
		if (!stopped) timer = clock.after(HOUR, () => void run());
	};
	timer = clock.after(SOON_MS, () => void run());
	return {
		stop() {
			stopped = true;
			timer.cancel();
		},
	};
}
