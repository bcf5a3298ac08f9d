/**
 * Builds a delivery status notification: what a person reads, what a program reads, and the header of the message
 * it is about. RFC 3462 and RFC 6522 (multipart/report), RFC 3464 (message/delivery-status), RFC 3834 (automatic).
 */

import { isAscii } from "node:buffer";
import { formatDate } from "../message/trace.ts";
import { QuotedPrintableEncoder } from "../mime/encoders.ts";

export interface DsnRecipient {
	readonly finalRecipient: string;
	/** "rfc822;ann@client.example" (RFC 3461 §4.2). */
	readonly originalRecipient: string | null;
	readonly action: "failed" | "delayed" | "delivered";
	/** RFC 3463: "5.1.1". */
	readonly status: string;
	/** The remote server's reply, on one line. */
	readonly reply: string;
	readonly remoteMta: string | null;
	/** Null: nothing was attempted. */
	readonly lastAttemptAt: number | null;
	/** For the person who reads it: why, and what to do. */
	readonly why: string;
	readonly remedy: string;
}

export interface Dsn {
	readonly hostname: string;
	/** To whom it is sent: the envelope sender of the message. */
	readonly to: string;
	readonly messageId: string;
	/** Must not occur in what the report quotes: random. */
	readonly boundary: string;
	readonly at: number;
	readonly envelopeId: string | null;
	readonly arrivedAt: number;
	readonly subject: string;
	readonly recipients: readonly DsnRecipient[];
	/** The header section of the message, with its final empty line. */
	readonly originalHeader: Buffer;
}

export interface BuiltDsn {
	/** With the empty line that ends it. */
	readonly header: Buffer;
	readonly body: Buffer;
	readonly eightBit: boolean;
	readonly utf8: boolean;
	readonly subject: string;
}

/** Octets of the original header that are quoted. */
const QUOTED_BYTES = 64 * 1024;

export function buildDsn(dsn: Dsn): BuiltDsn {
	const header = Buffer.from(
		lines(
			`From: Mail Delivery System <mailer-daemon@${dsn.hostname}>`,
			`To: <${clean(dsn.to)}>`,
			`Subject: ${summaryOf(dsn).subject}`,
			`Date: ${formatDate(dsn.at)}`,
			`Message-ID: ${dsn.messageId}`,
			"Auto-Submitted: auto-replied",
			"MIME-Version: 1.0",
			"Content-Type: multipart/report; report-type=delivery-status;",
			`\tboundary="${dsn.boundary}"`,
			"",
		),
	);
	const international = dsn.recipients.some(({ finalRecipient, originalRecipient }) =>
		isBeyondAscii(`${finalRecipient}${originalRecipient}`),
	);
	const quoted = quotedHeader(dsn.originalHeader);
	// RFC 6533 §4 and §5: other types for addresses and headers beyond ASCII.
	const statusType = international ? "message/global-delivery-status" : "message/delivery-status";
	const headerType = isAscii(quoted) ? "text/rfc822-headers" : "message/global-headers";
	const body = Buffer.concat([
		Buffer.from(lines("This is a report about mail, in MIME format.", "")),
		part(dsn, "text/plain; charset=utf-8", Buffer.from(lines(...forPeople(dsn)))),
		part(dsn, statusType, Buffer.from(lines(...forPrograms(dsn, international)))),
		part(dsn, headerType, quoted),
		Buffer.from(lines(`--${dsn.boundary}--`)),
	]);
	const { subject } = summaryOf(dsn);
	return { header, body, eightBit: !isAscii(header), utf8: isBeyondAscii(dsn.to), subject };
}

/** With its boundary in front. Encoded where it has to be, so that every server can take the report. */
function part({ boundary }: Dsn, type: string, content: Buffer): Buffer {
	const start = lines(`--${boundary}`, `Content-Type: ${type}`);
	if (isAscii(content) && !hasLongLine(content))
		return Buffer.concat([Buffer.from(`${start}\r\n`), content, Buffer.from("\r\n")]);
	const encoder = new QuotedPrintableEncoder();
	return Buffer.concat([
		Buffer.from(`${start}Content-Transfer-Encoding: quoted-printable\r\n\r\n`),
		encoder.write(content),
		encoder.end(),
		Buffer.from("\r\n"),
	]);
}

/** RFC 5322 §2.1.1: 998 octets and CRLF. */
const LINE_OCTETS = 1_000;

function hasLongLine(content: Buffer): boolean {
	for (let at = 0; content.length - at > LINE_OCTETS; ) {
		const end = content.subarray(at, at + LINE_OCTETS).lastIndexOf("\n");
		if (end < 0) return true;
		at += end + 1;
	}
	return false;
}

const SUMMARIES = {
	failed: { subject: "Your message could not be delivered", says: "could not be delivered to:" },
	delayed: {
		subject: "Your message is delayed",
		says: "has not been delivered yet; more attempts follow. It is for:",
	},
	delivered: { subject: "Your message was delivered", says: "was delivered to:" },
} as const;

/** The worst of them, where there are several. */
function summaryOf({ recipients }: Dsn): (typeof SUMMARIES)[keyof typeof SUMMARIES] {
	const is = (action: DsnRecipient["action"]) => recipients.some((each) => each.action === action);
	return SUMMARIES[is("failed") ? "failed" : is("delayed") ? "delayed" : "delivered"];
}

function forPeople(dsn: Dsn): string[] {
	return [
		`This is the mail system at ${dsn.hostname}.`,
		"",
		`Your message${dsn.subject === "" ? "" : ` "${clean(dsn.subject)}"`} of ${formatDate(dsn.arrivedAt)}`,
		summaryOf(dsn).says,
		...dsn.recipients.flatMap((recipient) => [
			"",
			`  ${clean(recipient.finalRecipient)}`,
			...wrapped([recipient.why, recipient.remedy].filter((text) => text !== "").join(". ")),
			...(recipient.reply === "" ? [] : wrapped(`The last answer was: ${clean(recipient.reply)}`)),
		]),
	];
}

/** RFC 3464 §2.2 and §2.3; `international` allows characters beyond ASCII (RFC 6533 §4). */
function forPrograms(dsn: Dsn, international: boolean): string[] {
	const diagnostic = (reply: string): string =>
		international ? clean(reply) : clean(reply).replace(/[^\x20-\x7e]/g, "?");
	return [
		`Reporting-MTA: dns; ${dsn.hostname}`,
		...(dsn.envelopeId === null ? [] : [`Original-Envelope-Id: ${clean(dsn.envelopeId)}`]),
		`Arrival-Date: ${formatDate(dsn.arrivedAt)}`,
		"",
		...dsn.recipients.flatMap((recipient) => [
			...(recipient.originalRecipient === null
				? []
				: [`Original-Recipient: ${clean(recipient.originalRecipient).replace(";", "; ")}`]),
			`Final-Recipient: ${isBeyondAscii(recipient.finalRecipient) ? "utf-8" : "rfc822"}; ${clean(recipient.finalRecipient)}`,
			`Action: ${recipient.action}`,
			`Status: ${recipient.status}`,
			...(recipient.remoteMta === null ? [] : [`Remote-MTA: dns; ${clean(recipient.remoteMta)}`]),
			...(recipient.reply === "" ? [] : folded(`Diagnostic-Code: smtp; ${diagnostic(recipient.reply)}`)),
			...(recipient.lastAttemptAt === null
				? []
				: [`Last-Attempt-Date: ${formatDate(recipient.lastAttemptAt)}`]),
			"",
		]),
	];
}

/** What strangers said can neither end its line nor turn it around. */
const clean = (text: string): string =>
	text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, " ");

/** Cut at a field's end, so that what is quoted stays a header. */
function quotedHeader(header: Buffer): Buffer {
	if (header.length <= QUOTED_BYTES) return header;
	const end = header.lastIndexOf("\r\n", QUOTED_BYTES);
	return Buffer.concat([header.subarray(0, Math.max(0, end)), Buffer.from("\r\n\r\n")]);
}

const LINE = 74;

const wrapped = (text: string): string[] => words(text, LINE).map((line) => `  ${line}`);
const folded = (text: string): string[] =>
	words(text, LINE).map((line, at) => (at === 0 ? line : `\t${line}`));

function words(text: string, limit: number): string[] {
	const wrappedLines: string[] = [];
	let line = "";
	for (const word of text.replace(/\s+/g, " ").trim().split(" ")) {
		for (const piece of word.match(/.{1,500}/gu) ?? []) {
			if (line !== "" && line.length + 1 + piece.length > limit) {
				wrappedLines.push(line);
				line = "";
			}
			line += line === "" ? piece : ` ${piece}`;
		}
	}
	return line === "" ? wrappedLines : [...wrappedLines, line];
}

const isBeyondAscii = (text: string): boolean => /[^\x00-\x7f]/.test(text);
const lines = (...text: string[]): string => `${text.join("\r\n")}\r\n`;
