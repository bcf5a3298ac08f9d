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

/** What is done to a header section; names in lower case. */
export interface HeaderChanges {
	readonly added: readonly ("message-id" | "date")[];
	readonly removed: readonly string[];
}

/** `unsaid` are names of further fields that are for the server alone. */
export function headerChanges({ fields }: Fields, unsaid: readonly string[] = []): HeaderChanges {
	const names = new Set(fields.map(({ name }) => name));
	return {
		added: (["message-id", "date"] as const).filter((name) => !names.has(name)),
		removed: [...REMOVED, ...unsaid].filter((name) => names.has(name)),
	};
}

/** `unsaid` as for {@link headerChanges}. */
export function normalise(section: Fields, additions: Additions, unsaid: readonly string[] = []): Normalised {
	const { fields } = section;
	const { added, removed } = headerChanges(section, unsaid);
	const pieces: Buffer[] = [Buffer.from(additions.received)];
	const messageId = fields.find(({ name }) => name === "message-id")?.value ?? additions.messageId;
	if (added.includes("message-id")) pieces.push(Buffer.from(`Message-ID: ${messageId}\r\n`));
	if (added.includes("date")) pieces.push(Buffer.from(`Date: ${additions.date}\r\n`));
	for (const { name, raw } of fields) if (!removed.includes(name)) pieces.push(raw);
	const last = pieces[pieces.length - 1];
	if (last?.[last.length - 1] !== 0x0a) pieces.push(CRLF);
	pieces.push(CRLF);
	return { octets: Buffer.concat(pieces), messageId };
}
