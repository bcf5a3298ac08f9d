/** For what a session has kept us waiting too long. The pace of content is another matter (content-transfer.ts). */

import type { Submission } from "../../accept/index.ts";
import { defaultTimes, type SmtpDoorOptions, type Times } from "./options.ts";

/** What a session is doing. */
export interface Pursuit {
	/** When its last octet came, or our last answer went. */
	readonly since: number;
	readonly handshaking: boolean;
	readonly reading: boolean;
}

export type Overdue = "handshake" | "session" | "login" | "command";

export class Patience {
	readonly times: Times;
	readonly #options: SmtpDoorOptions;
	readonly #openedAt: number;

	constructor(options: SmtpDoorOptions, openedAt: number) {
		this.times = { ...defaultTimes, ...options.times };
		this.#options = options;
		this.#openedAt = openedAt;
	}

	/** How long a command is waited for now. */
	get commandMs(): number {
		return this.#options.reception.underPressure ? this.times.pressedCommandMs : this.times.commandMs;
	}

	/** There is no submission before the greeting. */
	overdue(
		now: number,
		{ since, handshaking, reading }: Pursuit,
		submission: Pick<Submission, "authenticated"> | undefined,
	): Overdue | undefined {
		const { offersAuth, authNeedsTls } = this.#options;
		const ageMs = now - this.#openedAt;
		if (handshaking) return now - since > this.times.handshakeMs ? "handshake" : undefined;
		if (ageMs > this.times.sessionMs) return "session";
		if (reading) return undefined;
		// The bench door offers log-ins and needs none.
		const needsLogin = offersAuth && authNeedsTls && submission?.authenticated === false;
		if (needsLogin && ageMs > this.times.loginMs) return "login";
		return now - since > this.commandMs ? "command" : undefined;
	}
}
