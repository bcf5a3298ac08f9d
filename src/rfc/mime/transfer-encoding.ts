/** How the octets of a part are encoded, and what decodes them as they arrive (RFC 2045 §6). */

import { Base64Decoder } from "./base64-decoder.ts";
import type { Decoder } from "./decoder.ts";
import { QuotedPrintableDecoder } from "./quoted-printable-decoder.ts";

export type TransferEncoding = "base64" | "quoted-printable" | "uuencode" | "identity";

const ENCODINGS: Readonly<Record<string, TransferEncoding>> = {
	base64: "base64",
	"quoted-printable": "quoted-printable",
	uuencode: "uuencode",
	"x-uuencode": "uuencode",
	uue: "uuencode",
	"x-uue": "uuencode",
	"7bit": "identity",
	"8bit": "identity",
	binary: "identity",
};

/** Those that make a file of text come first: see transferEncodingOf. */
const RANK = ["base64", "quoted-printable", "uuencode"] as const;

/**
 * Of all Content-Transfer-Encoding fields of a part. What nobody knows is read as it is.
 *
 * Programs disagree which of several fields counts. An encoding wins over none: read the other way the part is
 * the text of an encoded file, which nobody can open. Octets that are not encoded decode to nothing that has the
 * signature of a file, so that a file is not hidden by saying that it is encoded either.
 */
export function transferEncodingOf(values: readonly string[]): TransferEncoding {
	if (values.length === 0) return "identity";
	const said = values.map((value) => ENCODINGS[encodingName(value)]);
	return RANK.find((encoding) => said.includes(encoding)) ?? "identity";
}

/** False when a part says an encoding that cannot be decoded here. */
export const isKnownEncoding = (values: readonly string[]): boolean =>
	values.every((value) => encodingName(value) === "" || ENCODINGS[encodingName(value)] !== undefined);

/** Comments, quotes and what follows a separator are not part of it: `"base64";`, `base64 (RFC 2045)`. */
function encodingName(value: string): string {
	const [name = ""] = value
		.replaceAll('"', "")
		.trimStart()
		.split(/[\s;,(]/, 1);
	return name.toLowerCase();
}

/** Undefined where octets are what they are; uuencode is read line by line: uuencode.ts. */
export function decoderFor(encoding: TransferEncoding): Decoder | undefined {
	switch (encoding) {
		case "base64":
			return new Base64Decoder();
		case "quoted-printable":
			return new QuotedPrintableDecoder();
		case "uuencode":
		case "identity":
			return undefined;
		default:
			return encoding satisfies never;
	}
}
