/**
 * A message arrives and is written down. The doors hand every session in here; what they get back is what to say.
 *
 * Promise: 250 is said only after content, envelope, quota and Activity are in one synced commit; a refusal
 * leaves nothing behind; a fault of ours is a temporary refusal with an incident id.
 */

import type { Client } from "../terms/message.ts";
import { type Refusal, refuse } from "../terms/refusals/index.ts";
import { InFlight } from "./in-flight.ts";
import type { AcceptConfiguration, AcceptPorts, Programs, Reception } from "./ports.ts";
import { createPrograms } from "./programs.ts";
import { QuotaLedger } from "./quota-ledger.ts";
import { SubmissionSession } from "./submission.ts";

export { createInboundReception } from "./inbound.ts";
export type {
	AcceptConfiguration,
	AcceptPorts,
	ContentSink,
	Programs,
	Queued,
	Reception,
	Rehearsal,
	Submission,
} from "./ports.ts";

/** One for the whole process: quota promises and limits are shared by all doors. */
export function createReception(
	ports: AcceptPorts,
	configuration: AcceptConfiguration,
): Reception & { readonly programs: Programs } {
	const { limits } = configuration;
	const shared = {
		ports,
		configuration,
		ledger: new QuotaLedger(ports.clock, (account) => ports.identities.quota(account)),
		inFlight: new InFlight(),
	};
	const lagging = (): boolean => ports.spool.lagMs > limits.storeLagMs;
	/** Counts the client in; the key is what it is counted under. */
	const enter = (client: Client): Refusal | string => {
		if (lagging()) return refuse("overloaded");
		const key = `address ${client.address}`;
		return ports.limiters.sessions.enter(key, limits.sessionsPerAddress)
			? key
			: refuse("too-many-sessions", { scope: "address", limit: limits.sessionsPerAddress });
	};
	return {
		connect(client: Client, transcript: () => readonly string[]) {
			const key = enter(client);
			return typeof key === "string" ? new SubmissionSession(shared, client, transcript, key) : key;
		},
		programs: createPrograms(shared, enter),
		fault: (during, error) => refuse("internal-fault", { incident: ports.incident(during, error) }),
		get underPressure() {
			return lagging() || shared.inFlight.bytes > limits.contentInFlightBytes / 2;
		},
	};
}
