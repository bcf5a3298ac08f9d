/**
 * Where reverse-paths of ours may be: at the return-path host of a sending domain, while its record leads to us. Kept
 * in memory like keys: every message that leaves asks.
 */

import { leastRecent } from "./least-recent.ts";
import type { SetupPorts } from "./ports.ts";

export interface ReturnPaths {
	/** Fully qualified; undefined while reports to it would not reach us. Rejects when the store cannot be asked. */
	hostOf(signingDomain: string): string | undefined | Promise<string | undefined>;
}

interface Known {
	readonly domain: string;
	readonly host: string | undefined;
}

const DOMAINS = 10_000;

export function createReturnPaths({
	store,
}: Pick<SetupPorts, "store">): ReturnPaths & { domainChanged(name: string): void } {
	const known = leastRecent<string, Known>(DOMAINS);
	let changes = 0;

	const load = async (name: string): Promise<string | undefined> => {
		const asOf = changes;
		const domain = await store.domainByName(name);
		const isValid = domain?.records.some(
			({ purpose, state }) => purpose === "return-path" && state === "valid",
		);
		const host = isValid ? domain?.returnPathHost : undefined;
		if (asOf === changes) known.set(name, { domain: name, host });
		return host;
	};

	return {
		hostOf(name) {
			const one = known.get(name);
			return one === undefined ? load(name) : one.host;
		},
		domainChanged(name) {
			changes++;
			known.forget(({ domain }) => domain === name);
		},
	};
}
