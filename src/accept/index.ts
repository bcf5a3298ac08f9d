/**
 * A message arrives and is written down. The doors hand every session in here; what they get back is what to say.
 *
 * Promise: 250 is said only after content, envelope, quota and Activity are in one synced commit; a refusal
 * leaves nothing behind; a fault of ours is a temporary refusal with an incident id.
 */

import type { Client } from "../terms/message.ts";
import { refuse } from "../terms/refusals/index.ts";
import { InFlight } from "./in-flight.ts";
import type { AcceptConfiguration, AcceptPorts, Reception } from "./ports.ts";
import { QuotaLedger } from "./quota-ledger.ts";
import { SubmissionSession } from "./submission.ts";

export { createInboundReception } from "./inbound.ts";
export type {
	AcceptConfiguration,
	AcceptPorts,
	ContentSink,
	Queued,
	Reception,
	Submission,
} from "./ports.ts";

/** One for the whole process: quota promises and limits are shared by all doors. */
export function createReception(ports: AcceptPorts, configuration: AcceptConfiguration): Reception {
	const { limits } = configuration;
	const shared = {
		ports,
		configuration,
		ledger: new QuotaLedger(ports.clock, (account) => ports.identities.quota(account)),
		inFlight: new InFlight(),
	};
	const lagging = (): boolean => ports.spool.lagMs > limits.storeLagMs;
	return {
		connect(client: Client, transcript: () => readonly string[]) {
			if (lagging()) return refuse("overloaded");
			const key = `address ${client.address}`;
			if (!ports.limiters.sessions.enter(key, limits.sessionsPerAddress))
				return refuse("too-many-sessions", { scope: "address", limit: limits.sessionsPerAddress });
			return new SubmissionSession(shared, client, transcript, key);
		},
		fault: (during, error) => refuse("internal-fault", { incident: ports.incident(during, error) }),
		get underPressure() {
			return lagging() || shared.inFlight.bytes > limits.contentInFlightBytes / 2;
		},
	};
}
