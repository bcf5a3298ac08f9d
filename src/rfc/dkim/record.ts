/**
 * The DNS record that publishes a DKIM key: `<selector>._domainkey.<domain> TXT`.
 *
 * RFC 6376 §3.6.1, RFC 8463 §4 (p= of Ed25519 is the bare 32 octets, without the SubjectPublicKeyInfo frame).
 */

import type { KeyObject } from "node:crypto";

export type DkimAlgorithm = "rsa-sha256" | "ed25519-sha256";

/** Octets of the SubjectPublicKeyInfo frame before an Ed25519 key (RFC 8410 §4). */
const ED25519_FRAME_BYTES = 12;

/** The `p=` of a key, in base64. Takes a public key, RSA or Ed25519. */
export function publicKeyText(publicKey: KeyObject): string {
	const framed = publicKey.export({ type: "spki", format: "der" });
	const bare = publicKey.asymmetricKeyType === "ed25519" ? framed.subarray(ED25519_FRAME_BYTES) : framed;
	return bare.toString("base64");
}

/** The text of the TXT record, to be cut into strings of 255 octets by who writes the packet. */
export function publicKeyRecord(algorithm: DkimAlgorithm, publicKey: string): string {
	return `v=DKIM1; k=${algorithm === "rsa-sha256" ? "rsa" : "ed25519"}; p=${publicKey}`;
}
