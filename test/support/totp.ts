/** What an authenticator shows: RFC 6238 with SHA-1, six digits and thirty seconds, as all of them do. */

import { createHmac } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export function totp(uri: string, at = Date.now()): string {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
	const secret = base32(new URL(uri).searchParams.get("secret") ?? "");
	const mac = createHmac("sha1", secret).update(counter).digest();
	const from = (mac[mac.length - 1] as number) & 15;
	return String((mac.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

function base32(text: string): Buffer {
	let bits = "";
	for (const letter of text.replace(/=+$/, "")) bits += ALPHABET.indexOf(letter).toString(2).padStart(5, "0");
	return Buffer.from((bits.match(/.{8}/g) ?? []).map((octet) => Number.parseInt(octet, 2)));
}
