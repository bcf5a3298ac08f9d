/** The first octets of a part, decoded as tolerantly as mail programs do (RFC 2045 §6.7, §6.8). */

export type TransferEncoding = "base64" | "quoted-printable" | "identity";

export const transferEncodingOf = (value: string | undefined): TransferEncoding => {
	switch (value?.trim().toLowerCase()) {
		case "base64":
			return "base64";
		case "quoted-printable":
			return "quoted-printable";
		default:
			return "identity";
	}
};

/** Octets of an encoded body that surely hold `decodedBytes` when decoded, line ends included. */
export function encodedBytesFor(decodedBytes: number, encoding: TransferEncoding): number {
	if (encoding === "identity") return decodedBytes;
	return decodedBytes * (encoding === "base64" ? 2 : 4);
}

/** `octets` is the beginning of an encoded body. */
export function decodeHead(octets: Buffer, encoding: TransferEncoding): Buffer {
	switch (encoding) {
		case "base64":
			return decodeBase64(octets.toString("latin1"));
		case "quoted-printable":
			return decodeQuotedPrintable(octets);
		case "identity":
			return octets;
		default:
			return encoding satisfies never;
	}
}

/** Padding in the middle and foreign characters are passed over, as mail programs do. */
function decodeBase64(text: string): Buffer {
	// The native decoder passes over white space, but stops at "=" and takes "-" and "_" for data.
	const isPlain = /^[A-Za-z0-9+/\r\n]*={0,2}[\r\n]{0,4}$/.test(text);
	return Buffer.from(isPlain ? text : text.replace(/[^A-Za-z0-9+/]/g, ""), "base64");
}

const EQUALS = 0x3d;
const CR = 0x0d;
const LF = 0x0a;

function decodeQuotedPrintable(octets: Buffer): Buffer {
	const decoded = Buffer.allocUnsafe(octets.length);
	let written = 0;
	for (let at = 0; at < octets.length; at++) {
		const octet = octets[at] ?? 0;
		if (octet !== EQUALS) {
			decoded[written++] = octet;
			continue;
		}
		if (octets[at + 1] === CR && octets[at + 2] === LF)
			at += 2; // a soft line break
		else if (octets[at + 1] === LF) at += 1;
		else {
			const hex = octets.toString("latin1", at + 1, at + 3);
			if (/^[\dA-Fa-f]{2}$/.test(hex)) {
				decoded[written++] = Number.parseInt(hex, 16);
				at += 2;
			} else decoded[written++] = octet;
		}
	}
	return decoded.subarray(0, written);
}
