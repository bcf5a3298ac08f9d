/**
 * The arguments of MAIL and RCPT: a path between angle brackets and ESMTP parameters.
 *
 * The path is only cut out here, quoted strings honoured; whether it is one is for src/rfc/address to say.
 * RFC 5321 §4.1.2, RFC 1870 §6, RFC 6152 §2, RFC 6531 §3.4, RFC 3461 §4, RFC 4954 §5.
 */

import { type FaultFound, found } from "../faults.ts";
import { decodeUtf8Address, decodeXtext } from "../xtext.ts";

export interface MailArguments {
	/** What stood between the brackets; "" is the null reverse-path. */
	readonly path: string;
	readonly sizeBytes: number | null;
	readonly body: "7BIT" | "8BITMIME" | null;
	readonly smtpUtf8: boolean;
	readonly dsnReturn: "FULL" | "HDRS" | null;
	readonly envelopeId: string | null;
}

export type Notify = "NEVER" | "SUCCESS" | "FAILURE" | "DELAY";

export interface RcptArguments {
	readonly path: string;
	readonly notify: readonly Notify[] | null;
	/** Decoded: "rfc822;ann@client.example". */
	readonly originalRecipient: string | null;
}

export type Parsed<Arguments> = { readonly kind: "arguments"; readonly arguments: Arguments } | FaultFound;

const MOST_PARAMETERS = 16;
/** RFC 3461 §4.4: 100 characters; §4.2: 500. */
const ENVELOPE_ID_LIMIT = 100;
const ORIGINAL_RECIPIENT_LIMIT = 500;

export function parseMail(text: string): Parsed<MailArguments> {
	const cut = cutPath(text, "FROM:");
	if ("fault" in cut) return cut;
	const read = {
		path: cut.path,
		sizeBytes: null as number | null,
		body: null as MailArguments["body"],
		smtpUtf8: false,
		dsnReturn: null as MailArguments["dsnReturn"],
		envelopeId: null as string | null,
	};
	for (const { name, value } of cut.parameters) {
		if (name === "SIZE" && /^\d{1,20}$/.test(value)) read.sizeBytes = Number(value);
		else if (name === "BODY" && isBody(value.toUpperCase())) read.body = value.toUpperCase() as "7BIT";
		else if (name === "SMTPUTF8" && value === "") read.smtpUtf8 = true;
		else if (name === "RET" && /^(FULL|HDRS)$/i.test(value)) read.dsnReturn = value.toUpperCase() as "FULL";
		else if (name === "ENVID" && bounded(value, ENVELOPE_ID_LIMIT)) read.envelopeId = decodeXtext(value);
		// RFC 4954 §5: who else vouches for the message is nothing to us; the parameter is taken and dropped.
		else if (name !== "AUTH" || value === "") return parameterFault(name, value, MAIL_PARAMETERS);
	}
	if (cut.parameters.some(({ name }) => name === "ENVID") && read.envelopeId === null)
		return found("command-syntax", "usual", { problem: "ENVID is not xtext" });
	return { kind: "arguments", arguments: read };
}

export function parseRcpt(text: string): Parsed<RcptArguments> {
	const cut = cutPath(text, "TO:");
	if ("fault" in cut) return cut;
	let notify: readonly Notify[] | null = null;
	let originalRecipient: string | null = null;
	for (const { name, value } of cut.parameters) {
		if (name === "NOTIFY") {
			notify = parseNotify(value);
			if (notify === null) return found("command-syntax", "usual", { problem: `NOTIFY=${value}` });
		} else if (name === "ORCPT") {
			originalRecipient = parseOriginalRecipient(value);
			if (originalRecipient === null) return found("command-syntax", "usual", { problem: `ORCPT=${value}` });
		} else return parameterFault(name, value, RCPT_PARAMETERS);
	}
	return { kind: "arguments", arguments: { path: cut.path, notify, originalRecipient } };
}

const LARGEST_CHUNK = 2 ** 31;

/** RFC 3030 §2: how many octets follow, and whether they are the last of the message. */
export function parseBdat(text: string): { readonly bytes: number; readonly last: boolean } | FaultFound {
	const [size = "", last, ...more] = text.split(" ").filter((word) => word !== "");
	const bytes = /^\d{1,10}$/.test(size) ? Number(size) : Number.NaN;
	const isLast = last?.toUpperCase() === "LAST";
	return bytes <= LARGEST_CHUNK && more.length === 0 && (last === undefined || isLast)
		? { bytes, last: isLast }
		: found("command-syntax", "usual", { problem: "BDAT takes a size and LAST" });
}

const MAIL_PARAMETERS: readonly string[] = ["SIZE", "BODY", "SMTPUTF8", "RET", "ENVID", "AUTH"];
const RCPT_PARAMETERS: readonly string[] = ["NOTIFY", "ORCPT"];

/** RFC 5321 §4.1.1.11: 555 for a parameter that is not known, 501 for a known one with a bad value. */
const parameterFault = (name: string, value: string, known: readonly string[]): FaultFound =>
	known.includes(name)
		? found("command-syntax", "usual", { problem: `${name}=${value}` })
		: found("command-syntax", "parameter", { parameter: name });

const isBody = (value: string): boolean => value === "7BIT" || value === "8BITMIME";
const bounded = (value: string, limit: number): boolean => value.length > 0 && value.length <= limit;

/** RFC 3461 §4.1: NEVER alone, or a list of the others. */
function parseNotify(value: string): readonly Notify[] | null {
	const words = value.toUpperCase().split(",");
	if (words.length > 3) return null;
	if (words.length === 1 && words[0] === "NEVER") return ["NEVER"];
	const known = words.filter((word) => word === "SUCCESS" || word === "FAILURE" || word === "DELAY");
	return known.length === words.length ? [...new Set(known as Notify[])] : null;
}

/** RFC 3461 §4.2; RFC 6533 §3 for "utf-8;". */
function parseOriginalRecipient(value: string): string | null {
	const semicolon = value.indexOf(";");
	if (!bounded(value, ORIGINAL_RECIPIENT_LIMIT) || !/^[\w-]+$/.test(value.slice(0, Math.max(0, semicolon))))
		return null;
	const type = value.slice(0, semicolon).toLowerCase();
	const address = value.slice(semicolon + 1);
	const decoded = type === "utf-8" ? decodeUtf8Address(address) : decodeXtext(address);
	return decoded === null || decoded === "" ? null : `${type};${decoded}`;
}

interface Cut {
	readonly path: string;
	readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

/** Blanks after the colon are no part of the syntax, and half of all home-made clients send one. */
function cutPath(text: string, keyword: string): Cut | FaultFound {
	if (text.slice(0, keyword.length).toUpperCase() !== keyword)
		return found("command-syntax", "usual", { problem: `${keyword}<address> is expected` });
	const rest = text.slice(keyword.length).trimStart();
	const end = rest.startsWith("<") ? closingBracket(rest) : -1;
	if (end < 0) return found("command-syntax", "usual", { problem: "the address stands between < and >" });
	const words = rest
		.slice(end + 1)
		.split(" ")
		.filter((word) => word !== "");
	if (words.length > MOST_PARAMETERS || (rest.length > end + 1 && rest[end + 1] !== " "))
		return found("command-syntax", "usual", { problem: "what follows the address is no parameter" });
	const parameters = words.map((word) => {
		const equals = word.indexOf("=");
		return equals < 0
			? { name: word.toUpperCase(), value: "" }
			: { name: word.slice(0, equals).toUpperCase(), value: word.slice(equals + 1) };
	});
	const names = new Set(parameters.map(({ name }) => name));
	if (names.size < parameters.length)
		return found("command-syntax", "usual", { problem: "a parameter stands twice" });
	return { path: rest.slice(1, end), parameters };
}

/** The ">" that ends the path: one inside a quoted string does not. */
function closingBracket(text: string): number {
	let quoted = false;
	for (let at = 1; at < text.length; at++) {
		const character = text[at];
		if (quoted && character === "\\") at++;
		else if (character === '"') quoted = !quoted;
		else if (character === ">" && !quoted) return at;
	}
	return text.indexOf(">");
}
