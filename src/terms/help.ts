/**
 * Help articles: which there are, and how the running service's codes and limits get into them.
 *
 * Articles are Markdown in `help/`, one for each reason and a few general ones; who serves them reads the files.
 * No article types a code, a limit or a list that the source knows: it names it, and it is filled in here.
 *
 *     {{reply}} {{enhanced}}     codes of the article's reason, at its first phase
 *     {{example}}                a whole reply as a client sees it, with invented facts
 *     {{says}}                   the sentence of that reply
 *     {{title}}                  the reason's title
 *     {{limit:messageBytes}}     a limit, by its name in `Limits`
 *     <!-- table: refusals -->   all reasons with their codes; also `attachments`
 *
 * Articles are in English; French ones can stand beside them without a change here.
 */

import { formatReply, type RefusalReply } from "../rfc/smtp/reply.ts";
import type { AcceptedType } from "./attachments.ts";
import { DAY } from "./clock.ts";
import type { Limits } from "./limits.ts";
import {
	type Facts,
	isReason,
	type Phase,
	type Reason,
	rowOf,
	sayFact,
	sections,
	toReply,
	wordsOf,
} from "./refusals/index.ts";

/** Articles that are about no single reason. */
export const generalArticles = [
	"why-was-my-email-rejected",
	"smtp-error-codes",
	"statuses",
	"accepted-attachments",
	"connect-your-application",
	"quota-and-plans",
	"authenticate-a-domain",
] as const;

/** Whether `help/<name>.md` is an article; anything else that a stranger asks for is not a file to open. */
export const isArticle = (name: string): boolean =>
	isReason(name) || (generalArticles as readonly string[]).includes(name);

export interface ArticleFacts {
	/** What the article is about; null for a general one. */
	readonly reason: Reason | null;
	readonly limits: Limits;
	readonly acceptedTypes: readonly AcceptedType[];
	/** Where this service's pages are, without a final slash. */
	readonly helpUrl: string;
}

/** The article with everything filled in, still Markdown. A name that is not known stays as it is, to be seen. */
export function renderArticle(markdown: string, facts: ArticleFacts): string {
	return markdown
		.replace(/<!-- table: (\w+) -->/g, (marker, table: string) => renderTable(table, facts) ?? marker)
		.replace(/\{\{([\w:]+)\}\}/g, (marker, name: string) => renderName(name, facts) ?? marker);
}

function renderName(name: string, { reason, limits, helpUrl }: ArticleFacts): string | undefined {
	if (name.startsWith("limit:")) {
		const limit = name.slice("limit:".length);
		return Object.hasOwn(limits, limit) ? sayFact(limit, limits[limit as keyof Limits], "en") : undefined;
	}
	if (reason === null) return undefined;
	const reply = exampleReply(reason, limits, helpUrl);
	switch (name) {
		case "reply":
			return String(reply.code);
		case "enhanced":
			return reply.enhanced;
		case "says":
			return reply.lines[0];
		case "title":
			return wordsOf(reason, "en").title;
		case "example":
			return formatReply(reply).trimEnd().replaceAll("\r\n", "\n");
		default:
			return undefined;
	}
}

/** The reply that a reason gives at the first phase at which it can be said, with invented facts. */
export const exampleReply = (reason: Reason, limits: Limits, helpUrl: string): RefusalReply =>
	toReply({ kind: "refusal", reason, facts: exampleFacts(reason, limits) }, firstPhase(reason), { helpUrl });

const firstPhase = (reason: Reason): Phase => rowOf(reason).phases[0];

/** An invented moment for examples: the first of a month. */
const EXAMPLE_MOMENT = Date.UTC(2026, 11, 1);

const commonFacts: Facts = {
	domain: "client.example",
	address: "zoe@client.example",
	userDomain: "shop.example",
	clientAddress: "192.0.2.7",
	operatorReason: "the invoice of September is not paid",
	user: "u7k2m9",
	state: "disabled",
	scope: "user",
	mechanism: "CRAM-MD5",
	retryAfterMs: 120_000,
	renewsAt: EXAMPLE_MOMENT,
	suppressedAt: EXAMPLE_MOMENT - 30 * DAY,
	reporter: "mx.client.example",
	origin: "complaint",
	problem: "there is no @ in it",
	field: "From",
	octet: "LF",
	trace: "any",
	incident: "01K9ZQ4T7E",
	file: "invoice.pdf",
	extension: ".pdf",
	finding: "a Windows program (exe)",
	command: "HELO",
	seconds: 300,
};

/** Where the common ones would mislead. */
const particularFacts: { readonly [R in Reason]?: Facts } = {
	"sender-domain-unverified": {
		domain: "shop.example",
		dkim1Record: "valid",
		dkim2Record: "not-found",
		returnPathRecord: "wrong-value mail.shop.example",
	},
	"sender-domain-mismatch": { domain: "other.example" },
	"sender-address-invalid": { address: "newsletter" },
	"recipient-address-invalid": { address: "zoe.client.example" },
	"attachment-type-refused": { file: "setup.exe", extension: ".exe" },
	"attachment-encrypted": { file: "papers.zip", extension: ".zip", finding: "the archive has a password" },
	"attachment-archive-unsafe": { file: "logs.zip", extension: ".zip", finding: "it grows 1,200 times" },
	"address-needs-smtputf8": { address: "zoë@client.example" },
	"too-many-sessions": { scope: "address" },
	"relaying-denied": { address: "ann@elsewhere.example" },
	"recipient-unknown-here": { address: "info@bounces.relay.example" },
	"from-missing": { problem: "there is no From field" },
	"from-multiple": { field: "Subject" },
	"malware-found": { finding: "Eicar-Test-Signature" },
	"command-unknown": { command: "GET" },
	"command-not-implemented": { command: "EXPN" },
	"command-syntax": { problem: "MAIL FROM:<address> expected" },
	"command-out-of-sequence": { problem: "RCPT before MAIL" },
};

const exampleFacts = (reason: Reason, limits: Limits): Facts => ({
	...commonFacts,
	limit: limitOf(reason, limits),
	used: 10_000,
	count: limits.receivedFields + 1,
	sizeBytes: limits.messageBytes + 1024 * 1024,
	limitBytes: reason === "header-too-large" ? limits.headerBytes : limits.messageBytes,
	limitFields: limits.headerFields,
	limitLevels: limits.mimeDepth,
	limitParts: limits.mimeParts,
	...particularFacts[reason],
});

/** RFC 5321 §4.5.3.1.4: octets of a command line. */
const COMMAND_LINE_OCTETS = 512;

function limitOf(reason: Reason, limits: Limits): number {
	switch (reason) {
		case "too-many-recipients":
			return limits.recipientsPerMessage;
		case "too-many-sessions":
			return limits.sessionsPerAddress;
		case "sending-too-fast":
			return limits.recipientsPerMinute;
		case "message-looping":
			return limits.receivedFields;
		case "line-too-long":
			return COMMAND_LINE_OCTETS;
		default:
			return 10_000;
	}
}

function renderTable(table: string, facts: ArticleFacts): string | undefined {
	if (table === "refusals") return refusalTable();
	if (table === "attachments") return attachmentTable(facts.acceptedTypes);
	return undefined;
}

/** The sections of the catalogue, as headings. */
export const sectionTitles: Readonly<Record<keyof typeof sections, string>> = {
	sending: "Sending",
	attachments: "Attachments",
	addresses: "Addresses",
	access: "Access",
	message: "The message",
	protocol: "The protocol",
	service: "The service itself",
};

/** All reasons by section: codes, title, and whether to try again. */
export function refusalTable(): string {
	return Object.entries(sections)
		.map(([section, rows]) => {
			const lines = (Object.keys(rows) as Reason[]).map(
				(reason) =>
					`| [${reason}](/help/${reason}) | ${repliesOf(reason).join("<br>")} | ${wordsOf(reason, "en").title} |`,
			);
			const title = sectionTitles[section as keyof typeof sections];
			return `### ${title}\n\n| reason | reply | what it means |\n|---|---|---|\n${lines.join("\n")}`;
		})
		.join("\n\n");
}

/** "550 5.7.1", and for other phases or variants "538 5.7.11 (auth)". */
export function repliesOf(reason: Reason): string[] {
	const row = rowOf(reason);
	const usual = `${row.code} ${row.enhanced}`;
	const others = Object.entries(row.variants ?? {}).map(([name, { code, enhanced }]) => ({
		codes: `${code} ${enhanced}`,
		name,
	}));
	return [
		usual,
		...others.filter(({ codes }) => codes !== usual).map(({ codes, name }) => `${codes} (${name})`),
	];
}

const groupTitles: Readonly<Record<AcceptedType["group"], string>> = {
	document: "Documents",
	sheet: "Spreadsheets",
	slides: "Slides",
	image: "Images",
	audio: "Audio",
	video: "Video",
	archive: "Archives",
	mail: "Mail and signatures",
	other: "Other",
};

/** The accept list as it is configured, by group. */
export function attachmentTable(types: readonly AcceptedType[]): string {
	const groups = Map.groupBy(types, ({ group }) => group);
	const lines = [...groups].map(
		([group, members]) =>
			`| ${groupTitles[group]} | ${members.map(({ extension }) => extension).join(" ")} |`,
	);
	return `| kind | extensions |\n|---|---|\n${lines.join("\n")}`;
}
