/** From a message as JSON to its envelope and its MIME form. What is no address is in the envelope only. */

import { parseMailboxList } from "../../../rfc/address/mailbox-list.ts";
import { parsePath } from "../../../rfc/address/path.ts";
import { decodeWords } from "../../../rfc/message/words.ts";
import { compose, type Draft, type DraftFile } from "../../../rfc/mime/compose.ts";
import type { Address } from "../../../rfc/mime/header-writer.ts";
import { type ApiProblem, type FieldError, problem } from "../problem.ts";
import type { NewMessageBody } from "./shapes.ts";

export interface Drafted {
	readonly from: string;
	readonly to: readonly string[];
	readonly octets: () => Iterable<Buffer>;
}

type PartyBody = NewMessageBody["from"];

/** `boundary` is random. */
export function drafted(body: NewMessageBody, boundary: string): Drafted | ApiProblem {
	const errors: FieldError[] = [];
	const files = (body.attachments ?? []).map((file, at) => fileOf(file, `body.attachments.${at}`, errors));
	const from = partyOf(body.from);
	const sender = body.sender === undefined ? null : partyOf(body.sender);
	const to = (body.to ?? []).map(partyOf);
	const cc = (body.cc ?? []).map(partyOf);
	const bcc = (body.bcc ?? []).map(partyOf);
	const recipients = body.envelope?.to ?? [...to, ...cc, ...bcc].map(({ path }) => path);
	if (recipients.length === 0) errors.push({ field: "body.to", detail: "names no recipient" });
	if (errors.length > 0)
		return problem("request-invalid", errors.map(({ field, detail }) => `${field} ${detail}`).join("; "), {
			errors,
		});
	const draft: Draft = {
		from: written([from]),
		sender: sender?.address ?? null,
		to: written(to),
		cc: written(cc),
		replyTo: written((body.replyTo ?? []).map(partyOf)),
		subject: body.subject ?? null,
		fields: Object.entries(body.headers ?? {}).map(([name, value]) => ({ name, value })),
		text: body.text ?? null,
		html: body.html ?? null,
		files,
		boundary,
	};
	return {
		from: body.envelope?.from ?? (sender ?? from).path,
		to: [...new Set(recipients)],
		octets: () => compose(draft),
	};
}

interface Party {
	/** What MAIL or RCPT is given: as it came when it is no address, so that the refusal names it. */
	readonly path: string;
	/** For the header; null when it is no address. */
	readonly address: Address | null;
}

function partyOf(party: PartyBody): Party {
	if (typeof party !== "string") {
		const parsed = parsePath(party.address);
		if (parsed.kind === "invalid") return { path: party.address, address: null };
		const { address } = parsed.path;
		return { path: address, address: { name: party.name ?? "", address } };
	}
	const list = parseMailboxList(party);
	const [only, ...others] = list.kind === "mailboxes" ? list.mailboxes : [];
	if (only === undefined || others.length > 0 || only.group !== null) return { path: party, address: null };
	return { path: only.address, address: { name: decodeWords(only.displayName), address: only.address } };
}

const written = (parties: readonly Party[]): readonly Address[] =>
	parties.map(({ address }) => address).filter((address) => address !== null);

type FileBody = NonNullable<NewMessageBody["attachments"]>[number];

function fileOf(file: FileBody, field: string, errors: FieldError[]): DraftFile {
	const text = file.content.replace(/[\r\n]+/g, "");
	if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text))
		errors.push({ field: `${field}.content`, detail: "is no base64" });
	return {
		name: file.filename ?? null,
		mediaType: file.contentType ?? "application/octet-stream",
		content: Buffer.from(text, "base64"),
		contentId: file.contentId ?? null,
		inline: file.inline ?? file.contentId !== undefined,
	};
}
