/** Signed and encrypted mail: a DER or BER ContentInfo (RFC 5652 §3), told by the object identifier it begins with. */

import { startsAt } from "./match.ts";

/** 1.2.840.113549.1.7, PKCS #7, as an encoded object identifier without its last arc. */
const PKCS7 = Buffer.from("06092a864886f70d0107", "hex");
/** 1.2.840.113549.1.9.16.1: CompressedData and AuthEnvelopedData of S/MIME (RFC 5083, RFC 3274). */
const SMIME = Buffer.from("060b2a864886f70d0109100109", "hex").subarray(0, 12);
const SEQUENCE = 0x30;

/** "p7s" for signedData, "p7m" for the rest; null for other DER. */
export function derKind(head: Buffer): "p7s" | "p7m" | "der" | null {
	if (head[0] !== SEQUENCE) return null;
	const length = head[1] ?? 0;
	const contentAt = length > 0x80 ? 2 + (length & 0x7f) : 2;
	if (contentAt > 6) return null;
	if (startsAt(head, contentAt, PKCS7)) return head[contentAt + PKCS7.length] === 2 ? "p7s" : "p7m";
	if (startsAt(head, contentAt, SMIME)) return "p7m";
	// A certificate or key: a SEQUENCE or INTEGER inside, of plausible length.
	const inner = head[contentAt];
	return length > 0x80 && (inner === SEQUENCE || inner === 0x02) ? "der" : null;
}
