/**
 * Base64 as SASL needs it: strict, because two readings of one response are one too many.
 *
 * Node's own decoder skips what it does not know; here a foreign character, missing padding or stray bits at the
 * end make the whole response invalid (RFC 4954 §4, RFC 4648 §3.3 and §3.5).
 */

/** Null when the text is not canonical base64. The empty text is no octets. */
export function decodeBase64(text: string): Buffer | null {
	if (text.length % 4 !== 0) return null;
	const decoded = Buffer.from(text, "base64");
	// Whatever the lenient decoder skipped or padded differently does not come back the same.
	return decoded.toString("base64") === text ? decoded : null;
}

export const encodeBase64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");
