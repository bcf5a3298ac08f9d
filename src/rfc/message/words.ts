/** Encoded words of header fields, decoded for people to read (RFC 2047, RFC 2231 §5). */

const WORD = /=\?([\w!#$%&'+^`{}~-]{0,64})(?:\*[\w-]{1,16})?\?([bq])\?([^?\s]{0,16384})\?=/gi;
const TEXT_LIMIT = 16_384;

/**
 * Text with its encoded words decoded. What is in a charset that is not known stays as it was written, or is read
 * in `otherwise`.
 */
export function decodeWords(text: string, otherwise?: string): string {
	if (!text.includes("=?")) return text;
	return joinBase64(
		text
			.slice(0, TEXT_LIMIT)
			// RFC 2047 §6.2: white space between two encoded words belongs to neither.
			.replace(/(\?=)[ \t\r\n]{1,16}(?==\?[\w!#$%&'+^`{}~-]{0,64}(?:\*[\w-]{1,16})?\?[bq]\?)/gi, "$1"),
	).replace(WORD, (whole, charset: string, encoding: string, octets: string) => {
		const bytes = encoding.toLowerCase() === "b" ? Buffer.from(octets, "base64") : fromQ(octets);
		return (
			decodeCharset(bytes, charset) ??
			(otherwise === undefined ? undefined : decodeCharset(bytes, otherwise)) ??
			whole
		);
	});
}

/** Words next to each other of one charset are one: some programs cut through a character, or a group of base64. */
function joinBase64(text: string): string {
	let known = "";
	return text.replace(
		BASE64_WORD,
		(whole: string, joint: string | undefined, said: string, octets: string) => {
			const charset = said.toLowerCase();
			const isSame = joint !== undefined && charset === known;
			known = octets.endsWith("=") ? "" : charset;
			return isSame ? octets : whole;
		},
	);
}
const BASE64_WORD = /(\?=)?=\?([\w!#$%&'+^`{}~*-]{1,81})\?b\?([\w+/=]{0,16384})/gi;

/** Undefined when the charset is not known. */
export function decodeCharset(octets: Uint8Array, charset: string): string | undefined {
	const name = charset.toLowerCase();
	// The standard of the web has no decoder for it, and takes "utf-16" for little-endian whatever its mark says.
	if (name === "utf-7" || name === "unicode-1-1-utf-7") return decodeUtf7(octets);
	const isBigEndian = name === "utf-16" && octets[0] === 0xfe && octets[1] === 0xff;
	try {
		return new TextDecoder(isBigEndian ? "utf-16be" : name).decode(octets);
	} catch {
		return undefined;
	}
}

/** RFC 2152: what stands between "+" and "-" is UTF-16 in base64 without padding. */
const decodeUtf7 = (octets: Uint8Array): string =>
	Buffer.from(octets)
		.toString("latin1")
		.replace(/\+([A-Za-z0-9+/]*)-?/g, (_, base64: string) =>
			base64 === "" ? "+" : new TextDecoder("utf-16be").decode(wholePairs(Buffer.from(base64, "base64"))),
		);

const wholePairs = (octets: Buffer): Buffer => octets.subarray(0, octets.length & ~1);

/** RFC 2047 §4.2. */
function fromQ(text: string): Buffer {
	const plain = text
		.replaceAll("_", " ")
		.replace(/=([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
	return Buffer.from(plain, "latin1");
}
