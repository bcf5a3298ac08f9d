/** Replies with invented facts: what an article shows of its reason. */

import type { RefusalReply } from "../../rfc/smtp/reply.ts";
import { DAY } from "../clock.ts";
import type { Limits } from "../limits.ts";
import { type Facts, type Phase, type Reason, rowOf, toReply } from "../refusals/index.ts";

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
	counted: "recipients",
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
	expected: "a PDF document",
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

export const exampleFacts = (reason: Reason, limits: Limits): Facts => ({
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
