/** Encoded words of header fields, decoded for people to read (RFC 2047, RFC 2231 §5). */

const WORD = /=\?([\w!#$%&'+^`{}~-]{1,64})(?:\*[\w-]{1,16})?\?([bq])\?([^?\s]{0,4096})\?=/gi;
const TEXT_LIMIT = 16_384;

/** Text with its encoded words decoded; what cannot be decoded stays as it was written. */
export function decodeWords(text: string): string {
	if (!text.includes("=?")) return text;
	return (
		text
			.slice(0, TEXT_LIMIT)
			// RFC 2047 §6.2: white space between two encoded words belongs to neither.
			.replace(/(\?=)[ \t\r\n]{1,16}(?==\?[\w!#$%&'+^`{}~-]{1,64}(?:\*[\w-]{1,16})?\?[bq]\?)/gi, "$1")
			.replace(WORD, (whole, charset: string, encoding: string, octets: string) => {
				const bytes = encoding.toLowerCase() === "b" ? Buffer.from(octets, "base64") : fromQ(octets);
				return decodeCharset(bytes, charset) ?? whole;
			})
	);
}

/** Undefined when the charset is not known. */
export function decodeCharset(octets: Uint8Array, charset: string): string | undefined {
	try {
		return new TextDecoder(charset).decode(octets);
	} catch {
		return undefined;
	}
}

/** RFC 2047 §4.2. */
function fromQ(text: string): Buffer {
	const plain = text
		.replaceAll("_", " ")
		.replace(/=([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
	return Buffer.from(plain, "latin1");
}
