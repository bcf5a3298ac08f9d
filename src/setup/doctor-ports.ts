/** What the doctor needs from outside. */

import type { Clock, Instant } from "../terms/clock.ts";
import type { SendingDomain } from "../terms/identity.ts";
import type { LookUps } from "./look-up-ports.ts";

/** How a mail server was found by who connects to it. `reply` is its first line, cut. */
export type Greeting =
	| { readonly kind: "greeted"; readonly reply: string }
	| { readonly kind: "silent" }
	| { readonly kind: "unreachable"; readonly why: string };

export interface CertificateFacts {
	/** The names that it is for, as text. */
	readonly names: string;
	/** Whether the service's hostname is one of them. */
	readonly isForHostname: boolean;
	readonly validFrom: Instant;
	readonly expiresAt: Instant;
}

/** What the doctor reaches the world by. None of it rejects, but for `domains` and `newest`; all of it has a deadline. */
export interface DoctorPorts {
	readonly lookUps: LookUps;
	readonly greet: (address: string, port: number) => Promise<Greeting>;
	/** Null when there is none that can be read. */
	readonly certificate: () => CertificateFacts | null;
	/** Some sending domains, the oldest first. */
	readonly domains: () => Promise<readonly SendingDomain[]>;
	/** When the newest thing that is stored happened, by the clock of then; null where nothing has. */
	readonly newest: () => Promise<Instant | null>;
	/** Of the zone as this service has it. */
	readonly serial: () => number;
	readonly clock: Clock;
}
