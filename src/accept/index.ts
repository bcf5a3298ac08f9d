/**
 * A message arrives and is written down. The doors hand every session in here; what they get back is what to say.
 *
 * Promise: 250 is said only after content, envelope, quota and Activity are in one synced commit; a refusal
 * leaves nothing behind; a fault of ours is a temporary refusal with an incident id.
 */

import type { Client } from "../terms/message.ts";
import { refuse } from "../terms/refusals/index.ts";
import { arrived, arrivedFrom } from "./arrivals.ts";
import { InFlight } from "./in-flight.ts";
import type { AcceptConfiguration, AcceptPorts } from "./ports.ts";
import { createPrograms } from "./programs.ts";
import { QuotaLedger } from "./quota-ledger.ts";
import type { Programs, Reception } from "./sessions.ts";
import { SubmissionSession } from "./submission.ts";

export { createInboundReception, reportBytes } from "./inbound.ts";
export type { AcceptConfiguration, AcceptPorts } from "./ports.ts";
export type { Arrival, ContentSink, Programs, Queued, Reception, Rehearsal, Submission } from "./sessions.ts";

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
	const { limiters } = ports;
	return {
		arrived: () => arrived(limiters),
		connect: (client: Client, transcript: () => readonly string[]) =>
			lagging() ? refuse("overloaded") : new SubmissionSession(shared, client, transcript),
		programs: createPrograms(shared, ({ address }) =>
			lagging() ? refuse("overloaded") : arrivedFrom(address, limiters),
		),
		fault: (during, error) => refuse("internal-fault", { incident: ports.incident(during, error) }),
		get underPressure() {
			return lagging() || shared.inFlight.bytes > limits.contentInFlightBytes / 2;
		},
	};
}
