/**
 * One attempt: a message for the recipients of one destination goes to a next hop, and each recipient gets an
 * outcome.
 *
 * Promise: it never rejects; DNS and network trouble are always temporary; the final dot is sent at most once for
 * a recipient in one attempt, so that no other host gets the message after one may have taken it.
 */

import type { Consignment, Outcome } from "../terms/outcome.ts";
import { Attempt } from "./attempt.ts";
import { createGuard } from "./guard.ts";
import { ConnectionPool } from "./pool.ts";
import type { RelayConfiguration, RelayPorts } from "./ports.ts";
import { HeaderSigner } from "./sign.ts";

export type { RelayConfiguration, RelayPorts } from "./ports.ts";

export interface Relay {
	relay(destination: string, consignment: Consignment, signal: AbortSignal): Promise<readonly Outcome[]>;
	/** Nothing waits for this destination; its idle connections end by themselves. */
	idle(destination: string): void;
	close(): Promise<void>;
}

export function createRelay(ports: RelayPorts, configuration: RelayConfiguration): Relay {
	const shared = {
		ports,
		configuration,
		pool: new ConnectionPool(ports.clock, configuration.idleMs),
		guard: createGuard(configuration.allowedNetworks, configuration.ownAddresses),
		signer: new HeaderSigner(ports),
	};
	return {
		relay: (destination, consignment, signal) => new Attempt(shared, destination, consignment, signal).run(),
		idle: () => {},
		close: () => shared.pool.close(),
	};
}
