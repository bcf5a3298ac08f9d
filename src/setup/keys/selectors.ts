/**
 * The names that keys are published under. One name holds one key (RFC 6376 §3.6.2.2: with several, what a verifier
 * does is undefined), so two selectors take turns, and Ed25519 has two of its own.
 */

import type { KeyAlgorithm, RecordPurpose } from "../../terms/identity.ts";

export const selectors = {
	"rsa-sha256": ["ag1", "ag2"],
	"ed25519-sha256": ["ag1e", "ag2e"],
} as const satisfies Record<KeyAlgorithm, readonly [string, string]>;

export type Selector = (typeof selectors)[KeyAlgorithm][number];

/** Every domain signs with the first; the second comes beside it by choice. */
export const algorithms = ["rsa-sha256", "ed25519-sha256"] as const satisfies readonly KeyAlgorithm[];

/** The record that a selector's key is seen through. */
export const purposeOf: Readonly<Record<Selector, RecordPurpose>> = {
	ag1: "dkim-1",
	ag2: "dkim-2",
	ag1e: "dkim-1-ed25519",
	ag2e: "dkim-2-ed25519",
};
