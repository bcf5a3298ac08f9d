/**
 * The inbound door's side: other servers bring reports about mail that we sent. It takes nothing but our own
 * addresses, and none of them is given out yet, so that every recipient is refused with the right reason.
 */

import { parsePath } from "../rfc/address/path.ts";
import { type Refusal, refuse } from "../terms/refusals/index.ts";
import { arrived } from "./arrivals.ts";
import type { AcceptConfiguration, AcceptPorts, Reception, Submission } from "./ports.ts";

export function createInboundReception(
	{ limiters, spool, incident }: Pick<AcceptPorts, "limiters" | "spool" | "incident">,
	{ hostname, limits }: Pick<AcceptConfiguration, "hostname" | "limits">,
): Reception {
	const lagging = (): boolean => spool.lagMs > limits.storeLagMs;
	return {
		arrived: () => arrived(limiters),
		connect() {
			if (lagging()) return refuse("overloaded");
			return inboundSession(hostname);
		},
		fault: (during, error) => refuse("internal-fault", { incident: incident(during, error) }),
		get underPressure() {
			return lagging();
		},
	};
}

function inboundSession(hostname: string): Submission {
	return {
		authenticated: false,
		greeted: () => {},
		authenticate: async () => refuse("authentication-required"),
		mail: (path) => wellFormed(path),
		rcpt: (path) => noSuchRecipient(path, hostname),
		anticipate: () => {},
		content: () => refuse("command-out-of-sequence", { problem: "RCPT comes before DATA" }),
		reset: () => {},
		faulted: () => {},
		ended: () => {},
	};
}

/** Whoever sends, the null reverse-path above all, may say so. */
function wellFormed(path: string): Refusal | undefined {
	if (path === "") return undefined;
	const parsed = parsePath(path);
	return parsed.kind === "path"
		? undefined
		: refuse("sender-address-invalid", { address: path, problem: parsed.why });
}

function noSuchRecipient(path: string, hostname: string): Refusal {
	const parsed = parsePath(path);
	if (parsed.kind === "invalid")
		return refuse("recipient-address-invalid", { address: path, problem: parsed.why });
	const { address, domainAscii } = parsed.path;
	const isOurs = domainAscii === hostname || domainAscii.endsWith(`.${hostname}`);
	return isOurs ? refuse("recipient-unknown-here", { address }) : refuse("relaying-denied", { address });
}
