/** Where reports about relayed mail come home to, and how such an address is known again. */

import type { ReturnPaths } from "./relay/ports.ts";
import type { Setup } from "./setup/index.ts";
import { deriveKey } from "./setup/secrets.ts";
import { ReturnPathTokens } from "./terms/return-path.ts";
import type { Configuration } from "./world/configuration/index.ts";

/** The key that writes tokens now; one that takes its place gets the next character. */
const KEY_ID = "0";

/** Undefined while the inbound door is closed: then bounces go to whoever sent, as they did before. */
export function openReturnPaths(
	{ inbound }: Configuration,
	{ serverKey, setup }: { readonly serverKey: Buffer; readonly setup: Pick<Setup, "returnPaths"> },
): ReturnPaths | undefined {
	if (!inbound.enabled) return undefined;
	const tokens = new ReturnPathTokens([{ id: KEY_ID, key: deriveKey(serverKey, "return-path") }]);
	return { hostOf: (domain) => setup.returnPaths.hostOf(domain), tokens };
}
