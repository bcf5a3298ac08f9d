/**
 * Reads what a program says of a delivery: message/delivery-status and its international form. Lenient, as reports
 * are: fields in any order, several groups for one recipient, addresses in angle brackets, no type before them.
 *
 * RFC 3464 §2, RFC 3461 §4.2 and §4.4 (the original recipient and envelope id come back), RFC 6533 §3 and §4.
 */

import { type Field, parseFields } from "../message/fields.ts";

/** RFC 3464 §2.3.3. */
export type DsnAction = "failed" | "delayed" | "delivered" | "relayed" | "expanded";

export interface RecipientStatus {
	/** The address where it ended; "" when it is not said. */
	readonly finalRecipient: string;
	/** The address that it was sent to, as we gave it; null when it is not said. */
	readonly originalRecipient: string | null;
	/** Null when it is not said, or is none of these. */
	readonly action: DsnAction | null;
	/** RFC 3463: "5.1.1"; null when it is not said. */
	readonly status: string | null;
	/** What the server said, without its type; "" when nothing. */
	readonly diagnostic: string;
	readonly remoteMta: string | null;
}

export interface DeliveryStatus {
	readonly reportingMta: string | null;
	readonly envelopeId: string | null;
	readonly recipients: readonly RecipientStatus[];
}

const MOST_OCTETS = 256 * 1024;
const MOST_RECIPIENTS = 200;
const MOST_TEXT = 2_000;
const ACTIONS: readonly string[] = ["failed", "delayed", "delivered", "relayed", "expanded"];
const NAMES_RECIPIENT: readonly string[] = ["final-recipient", "original-recipient"];
const OF_A_RECIPIENT: readonly string[] = ["final-recipient", "original-recipient", "action", "status"];

export function readDeliveryStatus(octets: Buffer): DeliveryStatus {
	const message: Field[] = [];
	const recipients: RecipientStatus[] = [];
	for (const group of groups(octets.subarray(0, MOST_OCTETS))) {
		const { fields } = parseFields(group);
		// Some write everything in one group.
		message.push(...fields);
		for (const block of blocks(fields)) {
			if (recipients.length < MOST_RECIPIENTS) recipients.push(recipientStatus(block));
		}
	}
	return {
		reportingMta: typed(textOf(message, "reporting-mta")),
		envelopeId: textOf(message, "original-envelope-id") ?? null,
		recipients,
	};
}

/** Whether text has such fields, wherever they stand. */
export const hasDeliveryStatus = (text: string): boolean => /^final-recipient[ \t]{0,5}:/im.test(text);

const LF = 0x0a;

/** What stands between lines that are empty, or blank. */
function* groups(octets: Buffer): Generator<Buffer> {
	let begin = 0;
	for (let at = 0; at < octets.length; ) {
		const end = octets.indexOf(LF, at);
		const next = end < 0 ? octets.length : end + 1;
		if (next - at <= 80 && octets.toString("latin1", at, next).trim() === "") {
			if (at > begin) yield octets.subarray(begin, at);
			begin = next;
		}
		at = next;
	}
	if (begin < octets.length) yield octets.subarray(begin);
}

/** The recipients of one group: the empty line between them is left out at times. */
function blocks(fields: readonly Field[]): Field[][] {
	const found: Field[][] = [];
	for (const field of fields) {
		const begun = found.at(-1);
		const again = NAMES_RECIPIENT.includes(field.name) && begun?.some(({ name }) => name === field.name);
		if (begun === undefined || again) found.push([field]);
		else begun.push(field);
	}
	return found.filter((block) => block.some(({ name }) => OF_A_RECIPIENT.includes(name)));
}

function recipientStatus(fields: readonly Field[]): RecipientStatus {
	const action =
		textOf(fields, "action")
			?.toLowerCase()
			.split(/[\s;(]/, 1)[0] ?? "";
	const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(textOf(fields, "status") ?? "")?.[1];
	const original = addressIn(textOf(fields, "original-recipient"));
	return {
		finalRecipient: addressIn(textOf(fields, "final-recipient")) ?? "",
		originalRecipient: original ?? null,
		action: ACTIONS.includes(action) ? (action as DsnAction) : null,
		status: status ?? null,
		diagnostic: typed(textOf(fields, "diagnostic-code")) ?? "",
		remoteMta: typed(textOf(fields, "remote-mta")),
	};
}

const textOf = (fields: readonly Field[], name: string): string | undefined =>
	fields.find((field) => field.name === name)?.value.slice(0, MOST_TEXT);

/** What follows the type: "dns; mx.client.example" (RFC 3464 §2.1.2). */
function typed(value: string | undefined): string | null {
	if (value === undefined) return null;
	const said = /^[\w.+-]{1,40}\s{0,5};/.exec(value);
	const text = value.slice(said?.[0].length ?? 0).trim();
	return text === "" ? null : text;
}

/** "rfc822; <ann@client.example>", "utf-8; zo\x{EB}@client.example" (RFC 6533 §3). */
function addressIn(value: string | undefined): string | undefined {
	const text = typed(value);
	if (text === null) return undefined;
	const bracketed = /<([^<>]{1,500})>/.exec(text)?.[1] ?? text;
	const type = /^utf-8\s{0,5};/i.test(value ?? "");
	return (type ? unescaped(bracketed) : bracketed).trim();
}

const unescaped = (text: string): string =>
	text.replace(/\\x\{([\da-f]{2,6})\}/gi, (all, hex: string) => {
		const point = Number.parseInt(hex, 16);
		return point <= 0x10_ffff ? String.fromCodePoint(point) : all;
	});
