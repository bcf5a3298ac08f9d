/** What a request hands in, in whichever of the two forms: who sends, from whom to whom, and octets in order. */

import { createHash } from "node:crypto";
import { parseMailboxList } from "../../../rfc/address/mailbox-list.ts";
import { authorOf, fieldValue } from "../../../rfc/message/facts.ts";
import { type Fields, parseFields } from "../../../rfc/message/fields.ts";
import { HeaderReader } from "../../../rfc/message/header-reader.ts";
import { LineEndings } from "../../../rfc/mime/line-endings.ts";
import type { SmtpUser } from "../../../terms/identity.ts";
import type { ContentStream } from "../endpoint.ts";
import { type ApiProblem, problem } from "../problem.ts";
import type { Drafted } from "./draft.ts";
import type { Envelope, NewMessageBody } from "./shapes.ts";

export interface Submitted {
	readonly user: SmtpUser;
	readonly from: string;
	readonly to: readonly string[];
	/** Octets where they are known before they are read. */
	readonly declaredBytes: number | null;
	/** For people: "application/json", "message/rfc822". */
	readonly form: string;
	/** Once. Lines end in CRLF, but for a bare CR that was there. */
	readonly octets: () => AsyncIterable<Buffer> | Iterable<Buffer>;
	/** Whether line endings were mended; known once all octets were read. */
	readonly mended: () => boolean;
	/** SHA-256 of all that was handed in, in hexadecimal; complete once all octets were read. */
	readonly payloadHash: () => string;
}

/** The hash is of what was asked for, so that boundaries made here do not count. */
export function fromJson(user: SmtpUser, body: NewMessageBody, { from, to, octets }: Drafted): Submitted {
	const payloadHash = createHash("sha256")
		.update(`json\n${user.id}\n${JSON.stringify(body)}`)
		.digest("hex");
	return {
		...{ user, from, to, octets },
		declaredBytes: null,
		form: "application/json",
		mended: () => false,
		payloadHash: () => payloadHash,
	};
}

/** Reads the header first where the envelope is to be found in it. */
export async function fromMime(
	user: SmtpUser,
	envelope: Envelope,
	stream: ContentStream,
	headerBytes: number,
): Promise<Submitted | ApiProblem> {
	const octets = stream.octets()[Symbol.asyncIterator]();
	const endings = new LineEndings();
	let mended = false;
	const next = async (): Promise<Buffer | undefined> => {
		const { done, value } = await octets.next();
		if (done === true) return undefined;
		const whole = endings.write(value);
		mended ||= whole !== value;
		return whole;
	};
	const begun: Buffer[] = [];
	const complete = envelope.from !== undefined && envelope.to !== undefined;
	const { from, to } = complete ? envelope : { ...(await inHeader(next, begun, headerBytes)), ...envelope };
	if (to === undefined || to.length === 0) {
		await octets.return?.(undefined);
		const errors = [{ field: "query.to", detail: "is missing, and the message names no recipient" }];
		return problem("request-invalid", "There is no recipient", { errors });
	}
	const hash = createHash("sha256").update(
		`mime\n${user.id}\n${JSON.stringify([envelope.from, envelope.to])}\n`,
	);
	return {
		user,
		from: from ?? "",
		to: [...new Set(to)],
		declaredBytes: stream.declaredBytes,
		form: "message/rfc822",
		async *octets() {
			for (const piece of begun.splice(0)) {
				hash.update(piece);
				yield piece;
			}
			for (let piece = await next(); piece !== undefined; piece = await next()) {
				hash.update(piece);
				yield piece;
			}
		},
		mended: () => mended,
		payloadHash: () => hash.copy().digest("hex"),
	};
}

/** RFC 5322 §3.6.2, §3.6.3. Without a readable From the reverse-path is null, and From is what is refused. */
async function inHeader(
	next: () => Promise<Buffer | undefined>,
	begun: Buffer[],
	headerBytes: number,
): Promise<{ readonly from: string; readonly to: readonly string[] }> {
	const reader = new HeaderReader(headerBytes);
	let body: Buffer | undefined;
	while (body === undefined && !reader.tooLarge) {
		const piece = await next();
		if (piece === undefined) body = reader.end();
		else {
			begun.push(piece);
			body = reader.write(piece);
		}
	}
	const fields = parseFields(reader.section ?? Buffer.alloc(0));
	const author = authorOf(fields);
	return {
		from: author.kind === "author" ? author.mailbox.address : "",
		to: ["to", "cc", "bcc"].flatMap((name) => addressesOf(fields, name)),
	};
}

/** What cannot be read as a list is one recipient, which is then refused by its text. */
function addressesOf(fields: Fields, name: string): readonly string[] {
	const value = fieldValue(fields, name) ?? "";
	if (value === "") return [];
	const list = parseMailboxList(value);
	return list.kind === "invalid" ? [value] : list.mailboxes.map(({ address }) => address);
}
