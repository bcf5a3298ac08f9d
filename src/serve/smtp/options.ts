/** What one listener is, and what it stands on. */

import type { SecureContext } from "node:tls";
import type { Reception } from "../../accept/index.ts";
import type { Clock } from "../../terms/clock.ts";
import type { Client } from "../../terms/message.ts";
import type { Refusal } from "../../terms/refusals/index.ts";

export interface SmtpDoorOptions {
	readonly door: Client["door"];
	readonly host: string;
	/** 0 takes any free port. */
	readonly port: number;
	/** Our name in the banner and in EHLO. */
	readonly hostname: string;
	/** Where help articles are, without a final slash. */
	readonly helpUrl: () => string;
	readonly messageBytes: number;
	/** Null: neither STARTTLS nor implicit TLS. */
	readonly tls: { context(): SecureContext } | null;
	/** TLS from the first octet (RFC 8314 §3). */
	readonly implicitTls: boolean;
	readonly offersAuth: boolean;
	readonly authNeedsTls: boolean;
	/** Whether connections from this address begin with a PROXY header. */
	readonly isProxy: (address: string) => boolean;
	readonly reception: Reception;
	readonly clock: Clock;
	readonly newSessionId: () => string;
	readonly times?: Partial<Times>;
	/** Faults that a session may commit; the next one ends it. */
	readonly faultsPerSession?: number;
	/** Failed log-ins that end a session. */
	readonly loginsPerSession?: number;
	/** A refusal is said: for counting. */
	readonly said?: (refusal: Refusal) => void;
}

/** RFC 5321 §4.5.3.2.7 and research on slow clients: milliseconds, and octets a second. */
export interface Times {
	readonly commandMs: number;
	readonly pressedCommandMs: number;
	readonly handshakeMs: number;
	/** Until a client has to have logged in, where log-ins are for. */
	readonly loginMs: number;
	readonly sessionMs: number;
	readonly contentWindowMs: number;
	readonly contentBytesPerSecond: number;
}

export const defaultTimes: Times = {
	commandMs: 5 * 60_000,
	pressedCommandMs: 10_000,
	handshakeMs: 30_000,
	loginMs: 2 * 60_000,
	sessionMs: 60 * 60_000,
	contentWindowMs: 60_000,
	contentBytesPerSecond: 500,
};

export const defaultFaultsPerSession = 20;
/** Programs try PLAIN and then LOGIN with the same password: this is two mistakes and a half. */
export const defaultLoginsPerSession = 5;

/** Octets of commands that may wait while an answer is awaited; then reading stops. */
export const MOST_PENDING_BYTES = 65_536;

/** A client that never closes its side is waited for so long. */
export const GOODBYE_MS = 5_000;
