/**
 * What is done with the server key: secrets are kept as keyed hashes, private keys sealed. Each use has a key of
 * its own, derived from the server key, so that no value of one kind can pass for another.
 *
 * Not for passwords that people choose: those need a slow hash. Here every secret has 130 random bits, so a hash
 * that takes microseconds is as good, and authentication costs nothing.
 *
 * RFC 5869 (HKDF), RFC 2104 (HMAC), NIST SP 800-38D (AES-GCM).
 */

import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

/** Octets of randomness that {@link randomText} takes for a secret of 130 bits: five bits of each are used. */
export const SECRET_CHARACTERS = 26;

/** Crockford's base 32 in lower case: no i, l, o or u, nothing that a mail program's settings could mangle. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** One character for each random octet. */
export function randomText(random: Uint8Array): string {
	let text = "";
	for (const octet of random) text += ALPHABET.charAt(octet & 31);
	return text;
}

/** The one use of a derived key. */
export type Purpose =
	| "smtp-password"
	| "api-key"
	| "dkim-private-key"
	| "return-path"
	| "webhook-secret"
	/** Links to join, and to set up. */
	| "person-link"
	/** What cookies are signed and second factors encrypted with. */
	| "session";

const KEY_BYTES = 32;
export const SERVER_KEY_BYTES = KEY_BYTES;

export function deriveKey(serverKey: Buffer, purpose: Purpose): Buffer {
	if (serverKey.length !== KEY_BYTES)
		throw new Error(`The server key has ${serverKey.length} octets, not 32`);
	return Buffer.from(hkdfSync("sha256", serverKey, "", `angarium ${purpose}`, KEY_BYTES));
}

/** Hashes secrets of one kind, and compares without telling by its time where they differ. */
export interface KeyedHash {
	hash(secret: string): Buffer;
	/** Takes the same time when `expected` is undefined: then nothing matches. */
	matches(expected: Uint8Array | undefined, secret: string): boolean;
}

export function keyedHash(key: Buffer): KeyedHash {
	const hash = (secret: string): Buffer => createHmac("sha256", key).update(secret, "utf8").digest();
	const nobody = Buffer.alloc(KEY_BYTES);
	return {
		hash,
		matches(expected, secret) {
			const stored = expected?.length === KEY_BYTES ? expected : nobody;
			return timingSafeEqual(stored, hash(secret)) && stored !== nobody;
		},
	};
}

const SEAL_VERSION = 1;
/** NIST SP 800-38D §8.2.2: a random IV of 96 bits. */
export const SEAL_IV_BYTES = 12;
const SEAL_TAG_BYTES = 16;

/** `context` says what is sealed; opening under another context fails, so that rows cannot be exchanged. */
export function seal(key: Buffer, iv: Buffer, context: string, plain: Buffer): Buffer {
	const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(context));
	const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
	return Buffer.concat([Buffer.of(SEAL_VERSION), iv, cipher.getAuthTag(), sealed]);
}

/** Throws when the key or the context is another one, or the octets were changed. */
export function open(key: Buffer, context: string, sealed: Uint8Array): Buffer {
	const body = 1 + SEAL_IV_BYTES + SEAL_TAG_BYTES;
	if (sealed[0] !== SEAL_VERSION || sealed.length < body) throw new Error("This is not a sealed key");
	const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(1, 1 + SEAL_IV_BYTES), {
		authTagLength: SEAL_TAG_BYTES,
	})
		.setAAD(Buffer.from(context))
		.setAuthTag(sealed.subarray(1 + SEAL_IV_BYTES, body));
	return Buffer.concat([decipher.update(sealed.subarray(body)), decipher.final()]);
}
