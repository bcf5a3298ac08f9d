/** How a relay goes to a sink on this machine. */

import type { RelayConfiguration } from "../../src/relay/index.ts";
import { SECOND } from "../../src/terms/clock.ts";

export const relayConfiguration = (
	port: number,
	change: Partial<RelayConfiguration> = {},
): RelayConfiguration => ({
	hostname: "relay.example",
	port,
	smarthost: null,
	allowedNetworks: ["127.0.0.0/8"],
	ownAddresses: [],
	messagesPerConnection: 100,
	recipientsPerTransaction: 100,
	idleMs: 5 * SECOND,
	timeouts: {
		connectMs: 5 * SECOND,
		bannerMs: 5 * SECOND,
		commandMs: 5 * SECOND,
		dataMs: 5 * SECOND,
		blockMs: 5 * SECOND,
		finalDotMs: 5 * SECOND,
	},
	...change,
});
