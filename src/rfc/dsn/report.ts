/**
 * Builds a delivery status notification: what a person reads, what a program reads, and the header of the message
 * it is about. RFC 3462 and RFC 6522 (multipart/report), RFC 3464 (message/delivery-status), RFC 3834 (automatic).
 */

import { formatDate } from "../message/trace.ts";

export interface DsnRecipient {
	readonly finalRecipient: string;
	/** "rfc822;ann@client.example" (RFC 3461 §4.2). */
	readonly originalRecipient: string | null;
	readonly action: "failed" | "delayed" | "relayed";
	/** RFC 3463: "5.1.1". */
	readonly status: string;
	/** The remote server's reply, on one line. */
	readonly reply: string;
	readonly remoteMta: string | null;
	readonly lastAttemptAt: number;
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
}

/** Octets of the original header that are quoted. */
const QUOTED_BYTES = 64 * 1024;

export function buildDsn(dsn: Dsn): BuiltDsn {
	const header = Buffer.from(
		lines(
			`From: Mail Delivery System <mailer-daemon@${dsn.hostname}>`,
			`To: <${dsn.to}>`,
			"Subject: Your message could not be delivered",
			`Date: ${formatDate(dsn.at)}`,
			`Message-ID: ${dsn.messageId}`,
			"Auto-Submitted: auto-replied",
			"MIME-Version: 1.0",
			"Content-Type: multipart/report; report-type=delivery-status;",
			`\tboundary="${dsn.boundary}"`,
			"",
		),
	);
	const quoted = quotedHeader(dsn.originalHeader);
	const utf8 = [...dsn.recipients.map(({ finalRecipient }) => finalRecipient), dsn.to].some(isBeyondAscii);
	// RFC 6533 §4 and §5: the types for addresses and headers beyond ASCII.
	const statusType = utf8 ? "message/global-delivery-status" : "message/delivery-status";
	const headerType = quoted.some((octet) => octet > 127) ? "message/global-headers" : "text/rfc822-headers";
	const body = Buffer.concat([
		Buffer.from(
			lines(
				"This is a report about mail, in MIME format.",
				"",
				`--${dsn.boundary}`,
				"Content-Type: text/plain; charset=utf-8",
				"Content-Transfer-Encoding: 8bit",
				"",
				...forPeople(dsn),
				"",
				`--${dsn.boundary}`,
				`Content-Type: ${statusType}`,
				"",
				...forPrograms(dsn, utf8),
				`--${dsn.boundary}`,
				`Content-Type: ${headerType}`,
				"",
			),
		),
		quoted,
		Buffer.from(lines("", `--${dsn.boundary}--`)),
	]);
	return { header, body, eightBit: body.some((octet) => octet > 127), utf8: utf8 || isBeyondAscii(dsn.to) };
}

function forPeople(dsn: Dsn): string[] {
	return [
		`This is the mail system at ${dsn.hostname}.`,
		"",
		`Your message${dsn.subject === "" ? "" : ` "${dsn.subject}"`} of ${formatDate(dsn.arrivedAt)}`,
		"could not be delivered to:",
		...dsn.recipients.flatMap((recipient) => [
			"",
			`  ${recipient.finalRecipient}`,
			...wrapped(`${recipient.why}. ${recipient.remedy}`),
			...(recipient.reply === "" ? [] : wrapped(`The last answer was: ${recipient.reply}`)),
		]),
	];
}

function forPrograms(dsn: Dsn, utf8: boolean): string[] {
	const type = utf8 ? "utf-8" : "rfc822";
	return [
		`Reporting-MTA: dns; ${dsn.hostname}`,
		...(dsn.envelopeId === null ? [] : [`Original-Envelope-Id: ${dsn.envelopeId}`]),
		`Arrival-Date: ${formatDate(dsn.arrivedAt)}`,
		"",
		...dsn.recipients.flatMap((recipient) => [
			...(recipient.originalRecipient === null
				? []
				: [`Original-Recipient: ${recipient.originalRecipient.replace(";", "; ")}`]),
			`Final-Recipient: ${type}; ${recipient.finalRecipient}`,
			`Action: ${recipient.action}`,
			`Status: ${recipient.status}`,
			...(recipient.remoteMta === null ? [] : [`Remote-MTA: dns; ${recipient.remoteMta}`]),
			...(recipient.reply === "" ? [] : folded(`Diagnostic-Code: smtp; ${recipient.reply}`)),
			`Last-Attempt-Date: ${formatDate(recipient.lastAttemptAt)}`,
			"",
		]),
	];
}

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
