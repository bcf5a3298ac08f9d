/** For what a session has kept us waiting too long. */

import type { Times } from "./options.ts";

export interface Waiting {
	/** Since the connection came in. */
	readonly ageMs: number;
	/** Since the last octet, or our last answer. */
	readonly silentMs: number;
	readonly handshaking: boolean;
	readonly reading: boolean;
	readonly needsLogin: boolean;
	/** The service has much to do, and waits for nobody. */
	readonly pressed: boolean;
}

export type Overdue = "handshake" | "session" | "login" | "command";

export const patienceMs = (times: Times, pressed: boolean): number =>
	pressed ? times.pressedCommandMs : times.commandMs;

/** The pace of content is another matter (content-transfer.ts). */
export function overdue(waiting: Waiting, times: Times): Overdue | undefined {
	const { ageMs, silentMs, handshaking, reading, needsLogin, pressed } = waiting;
	if (handshaking) return silentMs > times.handshakeMs ? "handshake" : undefined;
	if (ageMs > times.sessionMs) return "session";
	if (reading) return undefined;
	if (needsLogin && ageMs > times.loginMs) return "login";
	return silentMs > patienceMs(times, pressed) ? "command" : undefined;
}
