/**
 * One message handed to a session, step by step as an SMTP client would: reverse-path, recipients, content. The
 * same for sending and for a rehearsal; they differ in what is heard as a refusal, and in whether one ends it.
 */

import type { Queued, Submission } from "../../../accept/index.ts";
import { ContentScanner } from "../../../rfc/smtp/session/content.ts";
import type { Phase, Refusal } from "../../../terms/refusals/index.ts";
import type { Submitted } from "./submitted.ts";

export interface Heard {
	readonly mail: readonly Refusal[];
	readonly recipients: readonly HeardRecipient[];
	readonly content: readonly Refusal[];
	readonly queued: Queued | undefined;
}

export interface HeardRecipient {
	readonly address: string;
	readonly refusals: readonly Refusal[];
}

export interface Ears {
	/** What an answer of the session, and what went with it, says against the message. */
	readonly hear: (answer: Refusal | undefined) => readonly Refusal[];
	/** What else is to be said about a recipient that is refused. */
	readonly furtherAbout?: (address: string) => Promise<Refusal | undefined>;
	/** Whether to go on after a refusal. */
	readonly goesOn: boolean;
	/** Sees the content on its way. */
	readonly watch?: (piece: Buffer) => void;
	/** For whoever reads the record of the session. */
	readonly note?: (line: string) => void;
	/** The key that the message is accepted under, once its octets and recipients are known. */
	readonly claim?: (recipients: readonly HeardRecipient[]) => Parameters<Sink["end"]>[1];
}

type Sink = Exclude<Awaited<ReturnType<Submission["content"]>>, Refusal>;

const RECIPIENT = { notify: null, originalRecipient: null } as const;

/** Small beside any limit, so that a header is read before its message is found too large. */
const PIECE_BYTES = 64 * 1024;

export async function converse(session: Submission, message: Submitted, ears: Ears): Promise<Heard> {
	const { hear, goesOn, note } = ears;
	note?.(`from <${message.from}>`);
	const parameters = {
		sizeBytes: message.declaredBytes,
		body: "8BITMIME",
		smtpUtf8: true,
		dsnReturn: null,
		envelopeId: null,
	} as const;
	const mail = hear(await session.mail(message.from, parameters));
	const nothing = { mail, recipients: [], content: [], queued: undefined };
	if (mail.length > 0 && !goesOn) return nothing;
	session.anticipate(message.to);
	const recipients: HeardRecipient[] = [];
	for (const address of message.to) {
		note?.(`to <${address}>`);
		const refusals = hear(await session.rcpt(address, RECIPIENT));
		const further = refusals.length > 0 ? await ears.furtherAbout?.(address) : undefined;
		recipients.push({ address, refusals: further === undefined ? refusals : [...refusals, further] });
	}
	if (!goesOn && recipients.every(({ refusals }) => refusals.length > 0)) return { ...nothing, recipients };
	const sink = await session.content();
	if ("reason" in sink) return { ...nothing, recipients, content: [sink] };
	const ended = await transfer(sink, message, ears, recipients);
	const content = hear("reason" in ended ? ended : undefined);
	return { mail, recipients, content, queued: "reason" in ended ? undefined : ended };
}

async function transfer(
	sink: Sink,
	message: Submitted,
	{ watch, note, claim }: Ears,
	recipients: readonly HeardRecipient[],
) {
	const scanner = new ContentScanner("counted");
	try {
		for await (const piece of message.octets()) {
			watch?.(piece);
			for (let at = 0; at < piece.length; at += PIECE_BYTES)
				await sink.write(scanner.scan(piece.subarray(at, at + PIECE_BYTES)).content);
			// What comes after is not wanted; the end is told that it was too much.
			if (sink.tooLarge(0) !== undefined) break;
		}
	} catch (error) {
		sink.abort();
		throw error;
	}
	const { findings } = scanner;
	note?.(`<${findings.wireBytes} octets of content>`);
	return sink.end(findings, claim?.(recipients));
}

/** The first refusal of all, with the phase at which it was said. */
export function firstOf({
	mail,
	recipients,
	content,
}: Heard): { readonly refusal: Refusal; readonly phase: Phase } | undefined {
	const [said] = mail;
	if (said !== undefined) return { refusal: said, phase: "mail" };
	const [after] = content;
	if (after !== undefined) return { refusal: after, phase: "content" };
	const refused = recipients.flatMap(({ refusals }) => refusals)[0];
	return refused === undefined ? undefined : { refusal: refused, phase: "rcpt" };
}
