/** What a header section tells of its message: author, subject, trace, and whether a machine wrote it. */

import { isAscii } from "node:buffer";
import { type Mailbox, parseMailboxList } from "../address/mailbox-list.ts";
import type { Field, Fields } from "./fields.ts";
import { decodeWords } from "./words.ts";

/** RFC 5322 §3.6: fields that may stand once at most. */
const ONCE = [
	"date",
	"from",
	"sender",
	"reply-to",
	"to",
	"cc",
	"bcc",
	"message-id",
	"in-reply-to",
	"references",
	"subject",
] as const;

export type Author =
	| { readonly kind: "author"; readonly mailbox: Mailbox }
	/** `why` is a clause: "it is not there", "it names no address". */
	| { readonly kind: "missing"; readonly why: string }
	| { readonly kind: "multiple"; readonly field: string };

/**
 * The one author, or why there is none. With several authors, Sender says who of them is responsible
 * (RFC 5322 §3.6.2); the first author is then judged like a single one, and Sender has to be there.
 */
export function authorOf({ fields }: Fields): Author {
	const repeated = repeatedField(fields);
	if (repeated !== undefined) return { kind: "multiple", field: repeated };
	const from = fields.find(({ name }) => name === "from");
	if (from === undefined) return { kind: "missing", why: "it is not there" };
	const list = parseMailboxList(from.value);
	if (list.kind === "invalid") return { kind: "missing", why: list.why };
	// RFC 6854 §3 allows it and warns of it: mail programs show the group's name, or nothing, as the author.
	if (list.groups.length > 0) return { kind: "missing", why: "it names a group" };
	const [first, ...others] = list.mailboxes;
	if (first === undefined) return { kind: "missing", why: "it names no address" };
	if (others.length > 0 && !hasSender(fields))
		return { kind: "multiple", field: "author in From without a Sender" };
	const foreign = others.find(({ domainAscii }) => domainAscii !== first.domainAscii);
	if (foreign !== undefined) return { kind: "multiple", field: "author domain in From" };
	return { kind: "author", mailbox: first };
}

/** RFC 5322 §3.6.2: a Sender that says who is responsible is one mailbox. */
function hasSender(fields: readonly Field[]): boolean {
	const sender = fields.find(({ name }) => name === "sender");
	const list = sender && parseMailboxList(sender.value);
	return list?.kind === "mailboxes" && list.mailboxes.length === 1 && list.groups.length === 0;
}

function repeatedField(fields: readonly Field[]): string | undefined {
	const seen = new Set<string>();
	for (const { name, raw } of fields) {
		if (!(ONCE as readonly string[]).includes(name)) continue;
		if (seen.has(name)) return raw.toString("latin1", 0, name.length);
		seen.add(name);
	}
	return undefined;
}

export const fieldValue = ({ fields }: Fields, name: string): string | undefined =>
	fields.find((field) => field.name === name)?.value;

/** RFC 5322 §3.6.7: how many servers it passed, and how many of those were `hostname`. */
export function traceOf({ fields }: Fields, hostname: string): { received: number; own: number } {
	const received = fields.filter(({ name }) => name === "received");
	// Most submissions come without: no expression is made for them.
	if (received.length === 0) return { received: 0, own: 0 };
	const by = new RegExp(`\\bby\\s+${hostname.replace(/[^\w-]/g, "\\$&")}(?![\\w.-])`, "i");
	return { received: received.length, own: received.filter(({ value }) => by.test(value)).length };
}

/** Characters of a subject that are shown. */
const SUBJECT_LIMIT = 256;

/** The subject as a person would read it: decoded, without control or direction-changing characters. */
export function subjectOf(fields: Fields): string {
	const decoded = decodeWords(fieldValue(fields, "subject") ?? "");
	return decoded
		.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
		.trim()
		.slice(0, SUBJECT_LIMIT);
}

/** RFC 3834 §2 and what is used beside it: whether answering this message would be machines talking. */
export function isAutomatic(fields: Fields): boolean {
	const autoSubmitted = fieldValue(fields, "auto-submitted")?.toLowerCase() ?? "no";
	if (!/^no\b/.test(autoSubmitted)) return true;
	if (/^(bulk|junk|list)\b/i.test(fieldValue(fields, "precedence") ?? "")) return true;
	if (/\b(all|ndr)\b/i.test(fieldValue(fields, "x-auto-response-suppress") ?? "")) return true;
	return /^multipart\/report\b/i.test(fieldValue(fields, "content-type") ?? "");
}

/** Whether a field that holds addresses or names of its own has octets above 127 (RFC 6532). */
export const hasUtf8Fields = ({ fields }: Fields): boolean => fields.some(({ raw }) => !isAscii(raw));
