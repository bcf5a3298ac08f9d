/** The keys that outgoing mail is signed with: opened under the server key, parsed once, kept in memory. */

import { createPrivateKey, type KeyObject } from "node:crypto";
import type { DkimKey, KeyAlgorithm } from "../terms/identity.ts";
import { sealContext } from "./keys/keeper.ts";
import { leastRecent } from "./least-recent.ts";
import type { SetupPorts } from "./ports.ts";
import { open } from "./secrets.ts";

export interface SigningKey {
	readonly domain: string;
	readonly selector: string;
	readonly algorithm: KeyAlgorithm;
	readonly key: KeyObject;
}

/**
 * One key for each algorithm that the domain signs with now; empty when the domain is not ours. "none-ready": its RSA
 * keys were revoked, and no other was seen yet.
 */
export type ActiveKeys = readonly SigningKey[] | "none-ready";

export interface SigningKeys {
	/** Of a sending domain by its name. The same array while nothing changed. Rejects when a key does not open. */
	active(signingDomain: string): Promise<ActiveKeys> | ActiveKeys;
}

interface Known {
	readonly domain: string;
	readonly keys: ActiveKeys;
}

/** A parsed RSA key takes some kilobytes. */
const DOMAINS = 2_000;

export function createSigningKeys(
	{ store }: Pick<SetupPorts, "store">,
	sealKey: Buffer,
): SigningKeys & { domainChanged(name: string): void } {
	const known = leastRecent<string, Known>(DOMAINS);
	let changes = 0;

	const load = async (name: string): Promise<ActiveKeys> => {
		const asOf = changes;
		const domain = await store.domainByName(name);
		if (domain === undefined) return [];
		const rows = await store.dkimKeys(domain.id);
		const active = rows.filter(({ stage }) => stage === "active");
		// Ed25519 alone would not do: not every receiver knows it (RFC 8463 §6).
		const revoked = !active.some(isRsa) && rows.some((row) => isRsa(row) && row.leaked);
		const keys = revoked ? "none-ready" : active.map((row) => parse(row, name, sealKey));
		if (asOf === changes) known.set(name, { domain: name, keys });
		return keys;
	};

	return {
		active: (name) => known.get(name)?.keys ?? load(name),
		domainChanged(name) {
			changes++;
			known.forget(({ domain }) => domain === name);
		},
	};
}

const isRsa = ({ algorithm }: DkimKey): boolean => algorithm === "rsa-sha256";

function parse(row: DkimKey, domain: string, sealKey: Buffer): SigningKey {
	const der = open(sealKey, sealContext(row.domainId, row.selector), row.sealedPrivateKey);
	const { selector, algorithm } = row;
	return { domain, selector, algorithm, key: createPrivateKey({ key: der, format: "der", type: "pkcs8" }) };
}
