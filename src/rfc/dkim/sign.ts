/**
 * DKIM-Signature fields, relaxed/relaxed and oversigned.
 *
 * Signing is cut in two, so that the costly part can be done elsewhere: `prepareSignature` says which octets to
 * sign, `finish` makes the field. This file holds no key and chooses none; it never writes l= (RFC 6376 §8.2:
 * whoever relays could append content) and no i=.
 *
 * RFC 6376 §3.4.2, §3.5, §3.7, §5.4, §8.15; RFC 8463 §3.
 */

import { createHash } from "node:crypto";
import type { DkimAlgorithm } from "./record.ts";

/** A header field as it stands in the message. */
export interface SignableField {
	/** The name in lower case. */
	readonly name: string;
	/** Name, colon, value with its folds. With or without the final CRLF. */
	readonly raw: Buffer;
}

export interface SigningRequest {
	/** All fields in the order of the message. */
	readonly fields: readonly SignableField[];
	/** SHA-256 of the body in relaxed canonicalisation. */
	readonly bodyHash: Buffer;
	/** d=, an A-label domain. */
	readonly domain: string;
	/** s= */
	readonly selector: string;
	readonly algorithm: DkimAlgorithm;
	/** t=, seconds since 1970. */
	readonly timestamp: number;
	/** x=, seconds since 1970. */
	readonly expiry?: number;
}

export type Preparation =
	| {
			readonly kind: "prepared";
			/** What the key signs: with RSASSA-PKCS1-v1_5 over SHA-256, or pure Ed25519. */
			readonly octets: Buffer;
			/** The whole field, folded, with its final CRLF; to be put in front of the message. */
			readonly finish: (signature: Buffer) => string;
	  }
	| { readonly kind: "unsignable"; readonly problem: "from-missing" | "from-multiple" };

/**
 * Signed once more than they occur, present or not: one that is added on the way breaks the signature, so that
 * nobody can show a reader another author, subject or content type (RFC 6376 §8.15).
 */
const ALWAYS = [
	"from",
	"to",
	"cc",
	"subject",
	"date",
	"message-id",
	"reply-to",
	"mime-version",
	"content-type",
	"content-transfer-encoding",
];

/** Signed once more than they occur where they occur; where not, a forwarder or a list may add them. */
const WHEN_PRESENT = [
	"sender",
	"in-reply-to",
	"references",
	"content-disposition",
	"content-description",
	"content-id",
	"list-id",
	"list-help",
	"list-unsubscribe",
	"list-unsubscribe-post", // RFC 8058 §4: must be covered
	"list-subscribe",
	"list-post",
	"list-owner",
	"list-archive",
	"feedback-id",
	"cfbl-address", // RFC 9477 §3.1: must be covered
	"cfbl-feedback-id",
	"auto-submitted",
	"precedence",
];

const SIGNED = [...ALWAYS, ...WHEN_PRESENT];
const KNOWN = new Set(SIGNED);
const OVERSIGNED_WHEN_ABSENT = new Set(ALWAYS);
const NONE: readonly SignableField[] = [];
const LINE_LENGTH = 76;

export function prepareSignature(request: SigningRequest): Preparation {
	const present = groupByName(request.fields);
	const authors = present.get("from")?.length ?? 0;
	// RFC 5322 §3.6: exactly one. With two, what a reader sees and what was signed may differ.
	if (authors !== 1) return { kind: "unsignable", problem: authors === 0 ? "from-missing" : "from-multiple" };

	const names: string[] = [];
	let signed = "";
	for (const name of SIGNED) {
		const instances = present.get(name) ?? NONE;
		// RFC 6376 §5.4.2: the last instance in the message first.
		for (let at = instances.length - 1; at >= 0; at--) {
			names.push(name);
			signed += `${canonicalField(instances[at]!)}\r\n`;
		}
		if (instances.length > 0 || OVERSIGNED_WHEN_ABSENT.has(name)) names.push(name);
	}
	const unsigned = signatureField(request, names);
	// RFC 6376 §3.7: the field itself comes last, with an empty b= and without CRLF.
	signed += canonicalText(unsigned);
	const octets = Buffer.from(signed, "latin1");
	return {
		kind: "prepared",
		// RFC 8463 §3: Ed25519 signs the SHA-256 of the header, not the header.
		octets: request.algorithm === "ed25519-sha256" ? createHash("sha256").update(octets).digest() : octets,
		finish: (signature) => unsigned + foldBase64(signature.toString("base64")),
	};
}

function groupByName(fields: readonly SignableField[]): Map<string, SignableField[]> {
	const groups = new Map<string, SignableField[]>();
	for (const field of fields) {
		if (!KNOWN.has(field.name)) continue;
		const group = groups.get(field.name);
		if (group === undefined) groups.set(field.name, [field]);
		else group.push(field);
	}
	return groups;
}

/** RFC 6376 §3.4.2, as octets in a string (latin1), without the final CRLF. */
export const canonicalField = (field: Pick<SignableField, "raw">): string =>
	canonicalText(field.raw.toString("latin1"));

function canonicalText(text: string): string {
	const colon = text.indexOf(":");
	const name = text.slice(0, colon).trimEnd().toLowerCase();
	const value = text
		.slice(colon + 1)
		.replaceAll("\r\n", "")
		.replace(/[ \t]+/g, " ");
	const start = value.startsWith(" ") ? 1 : 0;
	const end = value.length > start && value.endsWith(" ") ? value.length - 1 : value.length;
	return `${name}:${value.slice(start, end)}`;
}

/** The field up to "b=". */
function signatureField(request: SigningRequest, names: readonly string[]): string {
	const expiry = request.expiry === undefined ? "" : ` x=${request.expiry};`;
	return (
		`DKIM-Signature: v=1; a=${request.algorithm}; c=relaxed/relaxed;\r\n` +
		`\td=${request.domain}; s=${request.selector};\r\n` +
		`\tt=${request.timestamp};${expiry}\r\n` +
		`\th=${foldNames(names)};\r\n` +
		`\tbh=${request.bodyHash.toString("base64")};\r\n` +
		"\tb="
	);
}

/** RFC 6376 §3.5: white space is allowed beside the colons of h=. */
function foldNames(names: readonly string[]): string {
	let text = "";
	let column = 3;
	for (const [at, name] of names.entries()) {
		const piece = at < names.length - 1 ? `${name}:` : name;
		if (column + piece.length > LINE_LENGTH) {
			text += "\r\n\t ";
			column = 2;
		}
		text += piece;
		column += piece.length;
	}
	return text;
}

function foldBase64(text: string): string {
	let folded = text.slice(0, LINE_LENGTH - 3);
	for (let at = folded.length; at < text.length; at += LINE_LENGTH) {
		folded += `\r\n\t${text.slice(at, at + LINE_LENGTH)}`;
	}
	return `${folded}\r\n`;
}
