/**
 * The content as a next hop can take it: as it was written down, which is nearly always, or re-encoded where it has
 * lines beyond 998 octets, or octets above 127 for a server without 8BITMIME.
 *
 * Re-encoded content has a body hash of its own, so that it is signed as it leaves. It is read three times and
 * never held: once to see what each part needs, once for hash and size, once to be sent.
 * RFC 5322 §2.1.1, RFC 6152 §3, RFC 6376 §5.3.
 */

import { isAscii } from "node:buffer";
import { BodyHasher } from "../rfc/dkim/body-hash.ts";
import { type Field, parseFields } from "../rfc/message/fields.ts";
import { SevenBitEncoder, sevenBitHeader } from "../rfc/mime/seven-bit.ts";
import {
	LINE_OCTETS,
	type SevenBitFinding,
	type SevenBitPlan,
	SevenBitSurvey,
} from "../rfc/mime/seven-bit-plan.ts";
import type { ContentTraits } from "../terms/message.ts";
import type { QueuedMessage } from "../terms/outcome.ts";
import type { ContentReader } from "./ports.ts";

export interface Outgoing {
	readonly header: Buffer;
	/** May be read again. */
	body(): AsyncIterable<Buffer> | Iterable<Buffer>;
	readonly bodyHash: Buffer;
	readonly sizeBytes: number;
	readonly traits: ContentTraits;
	/** What was changed, for the message's page. */
	readonly notes: readonly string[];
	/** Tells the signatures of different encodings of a message apart. */
	readonly variant: "as-written" | "lines" | "7bit";
}

export async function outgoing(
	message: QueuedMessage,
	reader: ContentReader,
	eightBitMime: boolean,
): Promise<Outgoing> {
	const written = await asWritten(message, reader);
	const eightBitToo = message.traits.eightBit && !eightBitMime;
	if (!eightBitToo && message.traits.longestLineBytes <= LINE_OCTETS) return written;
	return reencoded(written, eightBitToo);
}

async function asWritten(message: QueuedMessage, reader: ContentReader): Promise<Outgoing> {
	const { bodyHash, sizeBytes, traits, content } = message;
	const facts = { bodyHash, sizeBytes, traits, notes: [], variant: "as-written" } as const;
	if (content !== undefined) return { ...facts, header: content.header, body: () => content.body };
	const { header } = await reader.read(message.id);
	const body = async function* (): AsyncIterable<Buffer> {
		yield* (await reader.read(message.id)).body();
	};
	return { ...facts, header, body };
}

async function reencoded(written: Outgoing, eightBitToo: boolean): Promise<Outgoing> {
	const { fields } = parseFields(written.header);
	const plan = await survey(written, fields, eightBitToo);
	const header = sevenBitHeader(written.header, plan);
	const body = async function* (): AsyncIterable<Buffer> {
		const encoder = new SevenBitEncoder(fields, plan);
		for await (const chunk of written.body()) yield* encoder.write(chunk);
		yield* encoder.end();
	};
	const hasher = new BodyHasher();
	let bodyBytes = 0;
	let eightBit = !isAscii(header);
	for await (const chunk of body()) {
		hasher.update(chunk);
		bodyBytes += chunk.length;
		eightBit ||= !isAscii(chunk);
	}
	return {
		header,
		body,
		bodyHash: hasher.digest(),
		sizeBytes: header.length + bodyBytes,
		traits: { ...written.traits, eightBit },
		notes: notesOf(plan, eightBitToo),
		variant: eightBitToo ? "7bit" : "lines",
	};
}

async function survey(
	written: Outgoing,
	fields: readonly Field[],
	eightBitToo: boolean,
): Promise<SevenBitPlan> {
	const surveyor = new SevenBitSurvey(fields, { eightBitToo });
	for await (const chunk of written.body()) surveyor.write(chunk);
	return surveyor.end();
}

const FINDINGS: Readonly<Record<SevenBitFinding, string>> = {
	"signed-left-8bit": "a signed part was left in 8 bits, so that its signature holds",
	"signed-re-encoded": "a signed part had to be re-encoded: its own signature no longer holds",
	"not-to-be-encoded": "a part whose encoding may not be changed was left as it is",
	"outside-of-parts": "octets outside of all parts were left as they are",
	"structure-too-deep": "the structure is too deep to be re-encoded",
};

function notesOf({ parts, findings }: SevenBitPlan, eightBitToo: boolean): readonly string[] {
	const why = eightBitToo ? "the next hop takes 7 bits only" : `lines are at most ${LINE_OCTETS} octets long`;
	const done = parts.size === 0 ? [] : [`re-encoded ${parts.size} of its parts, because ${why}`];
	return [...done, ...findings.map((finding) => FINDINGS[finding])];
}
