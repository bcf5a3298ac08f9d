/** The keys that outgoing mail is signed with: opened under the server key, parsed once, kept in memory. */

import { createPrivateKey, type KeyObject } from "node:crypto";
import { leastRecent } from "./least-recent.ts";
import type { SetupPorts } from "./ports.ts";
import { SELECTORS } from "./records.ts";
import { open } from "./secrets.ts";
import { sealContext } from "./sending-domains.ts";

export interface SigningKey {
	readonly domain: string;
	readonly selector: string;
	readonly algorithm: "rsa-sha256" | "ed25519-sha256";
	readonly key: KeyObject;
}

export interface SigningKeys {
	/** The active key of a sending domain by its name; undefined when it has none. Rejects when it does not open. */
	active(signingDomain: string): Promise<SigningKey | undefined> | SigningKey | undefined;
}

/** A parsed RSA key takes some kilobytes. */
const KEYS = 2_000;

export function createSigningKeys(
	{ store }: SetupPorts,
	sealKey: Buffer,
): SigningKeys & { domainChanged(name: string): void } {
	const keys = leastRecent<string, SigningKey>(KEYS);
	let changes = 0;

	const load = async (name: string): Promise<SigningKey | undefined> => {
		const asOf = changes;
		const domain = await store.domainByName(name);
		if (domain === undefined) return undefined;
		const row = (await store.dkimKeys(domain.id)).find(
			({ selector }) => selector === (domain.activeSelector ?? SELECTORS[0]),
		);
		if (row === undefined) return undefined;
		const der = open(sealKey, sealContext(domain.id, row.selector), row.sealedPrivateKey);
		const signing: SigningKey = {
			domain: name,
			selector: row.selector,
			algorithm: row.algorithm,
			key: createPrivateKey({ key: der, format: "der", type: "pkcs8" }),
		};
		if (asOf === changes) keys.set(name, signing);
		return signing;
	};

	return {
		active: (name) => keys.get(name) ?? load(name),
		domainChanged(name) {
			changes++;
			keys.forget(({ domain }) => domain === name);
		},
	};
}
