/**
 * Makes key pairs one at a time, so that many new domains at once leave the machine's other work its share; and no
 * more may wait than are made in some seconds.
 */

import type { KeyAlgorithm } from "../../terms/identity.ts";
import type { KeyPair } from "../ports.ts";

export interface Generator {
	/** Rejects when making does. Undefined when too many wait. */
	make(algorithm: KeyAlgorithm): Promise<KeyPair> | undefined;
}

export const MOST_WAITING = 64;

export function createGenerator(generate: (algorithm: KeyAlgorithm) => Promise<KeyPair>): Generator {
	let last: Promise<unknown> = Promise.resolve();
	let waiting = 0;
	return {
		make(algorithm) {
			if (waiting >= MOST_WAITING) return undefined;
			waiting++;
			const made = last.then(() => generate(algorithm)).finally(() => waiting--);
			last = made.catch(() => undefined);
			return made;
		},
	};
}
