/** From a notice to a message: plain text and simple HTML, marked as written by a program (RFC 3834 §5). */

import { parseMailboxList } from "../../rfc/address/mailbox-list.ts";
import { parsePath } from "../../rfc/address/path.ts";
import { BodyHasher } from "../../rfc/dkim/body-hash.ts";
import { formatDate } from "../../rfc/message/trace.ts";
import { compose } from "../../rfc/mime/compose.ts";
import type { Address } from "../../rfc/mime/header-writer.ts";
import { ID_RANDOM_BYTES, type MessageId, makeId, SERVICE_ACCOUNT } from "../../terms/ids.ts";
import type { NewMessage } from "../../terms/message.ts";
import type { NoticeConfiguration, NoticePorts } from "../notice-ports.ts";
import type { Notice } from "./notice.ts";

const LONGEST_LINE = 998;
const EMPTY_LINE = Buffer.from("\r\n\r\n");

/** Undefined when `to` is no address that mail can go to. */
export async function letter(
	to: string,
	notice: Notice,
	footer: string,
	configuration: NoticeConfiguration,
	{ clock, randomBytes, signingDomain }: Pick<NoticePorts, "clock" | "randomBytes" | "signingDomain">,
): Promise<NewMessage | undefined> {
	const recipient = parsePath(to);
	if (recipient.kind === "invalid") return undefined;
	const from = senderOf(configuration.from);
	const now = clock.now();
	const id = makeId<MessageId>(now, randomBytes(ID_RANDOM_BYTES));
	const headerMessageId = `<${id}@${configuration.hostname}>`;
	const octets = Buffer.concat([
		...compose({
			from: [from],
			sender: null,
			to: [{ name: "", address: recipient.path.address }],
			cc: [],
			replyTo: [],
			subject: notice.subject,
			fields: [
				{ name: "Date", value: formatDate(now) },
				{ name: "Message-ID", value: headerMessageId },
				{ name: "Auto-Submitted", value: "auto-generated" },
			],
			text: textOf(notice, footer),
			html: htmlOf(notice, footer),
			files: [],
			boundary: `${id}.${randomBytes(8).toString("hex")}`,
		}),
	]);
	const bodyAt = octets.indexOf(EMPTY_LINE) + EMPTY_LINE.length;
	const body = octets.subarray(bodyAt);
	const hasher = new BodyHasher();
	hasher.update(body);
	return {
		id,
		accountId: SERVICE_ACCOUNT,
		smtpUserId: null,
		domainId: null,
		signingDomain: await signingDomain(from.address.slice(from.address.lastIndexOf("@") + 1).toLowerCase()),
		reversePath: from.address,
		author: from.address,
		subject: notice.subject,
		headerMessageId,
		sizeBytes: octets.length,
		header: octets.subarray(0, bodyAt),
		body: { kind: "inline", chunks: [body] },
		bodyHash: hasher.digest(),
		traits: { eightBit: false, utf8: false, longestLineBytes: LONGEST_LINE },
		dsnReturn: null,
		envelopeId: null,
		receivedAt: now,
		session: null,
		recipients: [
			{
				index: 0,
				address: recipient.path.address,
				domain: recipient.path.domainAscii,
				notify: ["NEVER"], // nobody reads what comes back
				originalRecipient: null,
			},
		],
		quota: null,
		attachments: [],
		notes: ["a notice of this service"],
		leased: false,
	};
}

/** Throws when the setting is no address: the service is not started with it. */
export function senderOf(written: string): Address {
	const list = parseMailboxList(written);
	const [only, ...others] = list.kind === "mailboxes" ? list.mailboxes : [];
	if (only === undefined || others.length > 0)
		throw new Error(`notices.from is no address such as Angarium <noreply@relay.example>: ${written}`);
	return { name: only.displayName, address: only.address };
}

const textOf = ({ paragraphs, link }: Notice, footer: string): string =>
	[...paragraphs, ...(link === undefined ? [] : [link.url]), `-- \n${footer}`].join("\n\n");

function htmlOf({ subject, paragraphs, link }: Notice, footer: string): string {
	const lines = paragraphs.map((text) => `<p>${escaped(text)}</p>`);
	if (link !== undefined)
		lines.push(
			`<p><a href="${escaped(link.url)}">${escaped(link.text)}</a></p>`,
			`<p><small>${escaped(link.url)}</small></p>`,
		);
	return `<!doctype html>
<html><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body>
${lines.join("\n")}
<hr>
<p><small>${escaped(footer)}</small></p>
</body></html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
	"'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
