/**
 * The header section as it is relayed: our trace on top, mandatory fields that were missing, Bcc taken out. All
 * other octets stay as they came, in their order, so that signatures made before us still hold (RFC 6409 §8).
 */

import type { Fields } from "./fields.ts";

export interface Additions {
	/** Whole fields with their CRLF. */
	readonly received: string;
	/** Values, used where the field is missing. */
	readonly date: string;
	readonly messageId: string;
}

export interface Normalised {
	/** With the empty line that ends the section. */
	readonly octets: Buffer;
	/** The Message-ID that the message now has. */
	readonly messageId: string;
}

/** RFC 5322 §3.6.3: blind copies are not told to the recipients. */
const REMOVED: readonly string[] = ["bcc", "resent-bcc"];
const CRLF = Buffer.from("\r\n");

/** `unsaid` are names of further fields that are for the server alone. */
export function normalise(
	{ fields }: Fields,
	additions: Additions,
	unsaid: readonly string[] = [],
): Normalised {
	const pieces: Buffer[] = [Buffer.from(additions.received)];
	const has = (wanted: string): boolean => fields.some(({ name }) => name === wanted);
	const messageId = fields.find(({ name }) => name === "message-id")?.value ?? additions.messageId;
	if (!has("message-id")) pieces.push(Buffer.from(`Message-ID: ${messageId}\r\n`));
	if (!has("date")) pieces.push(Buffer.from(`Date: ${additions.date}\r\n`));
	for (const { name, raw } of fields) {
		if (!REMOVED.includes(name) && !unsaid.includes(name)) pieces.push(raw);
	}
	const last = pieces[pieces.length - 1];
	if (last?.[last.length - 1] !== 0x0a) pieces.push(CRLF);
	pieces.push(CRLF);
	return { octets: Buffer.concat(pieces), messageId };
}
