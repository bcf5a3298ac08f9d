/** Set-up and suppressions over a test's store, with one RSA key for all that is signed: making keys is slow. */

import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createSetup, createSuppressions, type Setup, type Suppressions } from "../../src/setup/index.ts";
import type { SetupPorts } from "../../src/setup/ports.ts";
import type { Clock } from "../../src/terms/clock.ts";
import type { TestStore } from "./store.ts";

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const generateKey = async () => ({
	privateKey: pair.privateKey.export({ type: "pkcs8", format: "der" }),
	publicKey: pair.publicKey.export({ type: "spki", format: "der" }).toString("base64"),
});

export function setupOver(
	store: TestStore,
	clock: Clock,
	more: Partial<SetupPorts> = {},
): { readonly setup: Setup; readonly suppressions: Suppressions } {
	const world = { clock, randomBytes };
	return {
		setup: createSetup(
			{
				...world,
				store: store.setup,
				audit: store.audit,
				generateKey,
				serverKey: Buffer.alloc(32, 1),
				plans: store.plans,
				...more,
			},
			{ zone: "relay.example" },
		),
		suppressions: createSuppressions({ ...world, store: store.suppressions, accounts: store.setup }),
	};
}
