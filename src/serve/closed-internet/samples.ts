/**
 * Messages that show what can become of one: each outcome, and each of the seven causes of a refusal. They are handed in
 * by SMTP at the service's own door, as an application would.
 */

import { type Conversation, type SampleMail, type Submission, submit } from "./sample-client.ts";

export const sampleNames = [
	"delivered",
	"deferred",
	"soft-bounce",
	"hard-bounce",
	"late-bounce",
	"complaint",
	"domain-not-authenticated",
	"domain-mismatch",
	"too-many-recipients",
	"message-too-large",
	"attachment-refused",
	"attachment-disguised",
	"address-invalid",
	"domain-not-found",
	"quota-warning",
	"quota-exceeded",
] as const;

export type SampleName = (typeof sampleNames)[number];

/** Who sends samples. */
export interface Senders {
	/** May send as `shop.example`. */
	readonly authenticated: Submission;
	/** An SMTP user of a domain without records. */
	readonly unauthenticated: Submission & { readonly domain: string };
	readonly domain: string;
	/** A domain that takes mail. */
	readonly recipientDomain: string;
	/** Of the account: what is used, and may be. */
	readonly usage: () => Promise<{ readonly used: number; readonly limit: number }>;
}

export interface SampleOutcome extends Conversation {
	readonly sample: SampleName;
	/** Messages that were handed in. */
	readonly messages: number;
}

const MiB = 1024 * 1024;
const RECIPIENTS = 50;
/** Messages that one click may send to fill a quota. */
const MOST_MESSAGES = 60;

export async function sendSample(sample: SampleName, senders: Senders): Promise<SampleOutcome> {
	if (sample === "quota-warning" || sample === "quota-exceeded") return fill(sample, senders);
	const isUnauthenticated = sample === "domain-not-authenticated";
	const door = isUnauthenticated ? senders.unauthenticated : senders.authenticated;
	const conversation = await submit(door, mailOf(sample, senders));
	return { sample, messages: 1, ...conversation };
}

/** Uses the quota up to 85 %, or until it refuses: in as few messages as hold the recipients. */
async function fill(sample: SampleName, senders: Senders): Promise<SampleOutcome> {
	const { used, limit } = await senders.usage();
	const wanted = sample === "quota-warning" ? Math.ceil(limit * 0.85) - used : limit - used + 1;
	let left = Math.max(wanted, sample === "quota-exceeded" ? 1 : 0);
	let accepted = 0;
	let messages = 0;
	let last: Conversation = { said: [], accepted: 0 };
	while (left > 0 && messages < MOST_MESSAGES) {
		const count = Math.min(left, RECIPIENTS);
		last = await submit(senders.authenticated, mail(senders, "Newsletter", recipients(senders, count)));
		messages++;
		accepted += last.accepted;
		if (last.accepted < count) break;
		left -= count;
	}
	return { sample, messages, said: last.said, accepted };
}

const recipients = ({ recipientDomain }: Senders, count: number): string[] =>
	Array.from({ length: count }, (_, i) => `reader${i + 1}@${recipientDomain}`);

type Single = Exclude<SampleName, "quota-warning" | "quota-exceeded">;

function mailOf(sample: Single, senders: Senders): SampleMail {
	const { domain, recipientDomain, unauthenticated } = senders;
	const to = (localPart: string) => [`${localPart}@${recipientDomain}`];
	switch (sample) {
		case "delivered":
			return mail(senders, "Invoice 2290", to("kim"));
		case "deferred":
			return mail(senders, "Welcome", to("greylisted"));
		case "soft-bounce":
			return mail(senders, "Invoice 2288", to("late-full"));
		case "hard-bounce":
			return mail(senders, "Invoice 2289", to("unknown-user"));
		case "late-bounce":
			return mail(senders, "Reminder", to("late-bounce"));
		case "complaint":
			return mail(senders, "Special offer", to("complain"));
		case "domain-not-authenticated":
			return mail(senders, "News", to("kim"), { from: `news@${unauthenticated.domain}` });
		case "domain-mismatch":
			return mail(senders, "Invoice 2291", to("zoe"), { author: "billing@other.example" });
		case "too-many-recipients":
			return mail(senders, "Newsletter", recipients(senders, RECIPIENTS + 1));
		case "message-too-large":
			return { ...mail(senders, "Holiday photos", to("kim")), declaredBytes: 21 * MiB };
		case "attachment-refused":
			return mail(senders, "Setup", to("kim"), { attachment: "setup.exe" });
		case "attachment-disguised":
			return mail(senders, "Your invoice", to("kim"), { attachment: "invoice.pdf" });
		case "address-invalid":
			return mail(senders, "Order", [`no address@${recipientDomain}`]);
		case "domain-not-found":
			return mail(senders, "Order", [`kim@no-such-domain.${domain.slice(domain.lastIndexOf(".") + 1)}`]);
		default:
			return sample satisfies never;
	}
}

interface Special {
	/** The envelope sender, and the author unless that is another. */
	readonly from?: string;
	readonly author?: string;
	/** The name of an attachment, whose content is a Windows program. */
	readonly attachment?: string;
}

function mail(
	{ domain }: Senders,
	subject: string,
	to: readonly string[],
	special: Special = {},
): SampleMail {
	const { from = `billing@${domain}`, author = from, attachment } = special;
	const shown = to.length > 1 ? "undisclosed-recipients:;" : to[0];
	const header = [`From: Demo shop <${author}>`, `To: ${shown}`, `Subject: ${subject}`, "MIME-Version: 1.0"];
	const text = ["Content-Type: text/plain; charset=utf-8", "", "This is a sample of try mode.", ""];
	const lines =
		attachment === undefined ? [...header, ...text] : [...header, ...withAttachment(attachment, text)];
	return { from, to, content: Buffer.from(lines.join("\r\n")) };
}

const BOUNDARY = "=_sample";

const withAttachment = (name: string, text: readonly string[]): readonly string[] => [
	`Content-Type: multipart/mixed; boundary="${BOUNDARY}"`,
	"",
	`--${BOUNDARY}`,
	...text,
	`--${BOUNDARY}`,
	"Content-Type: application/octet-stream",
	`Content-Disposition: attachment; filename="${name}"`,
	"Content-Transfer-Encoding: base64",
	"",
	aProgram().toString("base64").replaceAll(/.{76}/g, "$&\r\n"),
	`--${BOUNDARY}--`,
	"",
];

/** The headers of a Windows program and nothing behind them: nothing that could run. */
function aProgram(): Buffer {
	const program = Buffer.alloc(256);
	program.write("MZ", 0, "latin1");
	program.writeUInt32LE(128, 60); // where the PE header is
	program.write("PE\0\0", 128, "latin1");
	program.writeUInt16LE(0x8664, 132); // x86-64
	return program;
}
