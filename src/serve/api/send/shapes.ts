/** The shapes of sending: a message as JSON, the envelope of one that is MIME already, and the answers. */

import { z } from "@hono/zod-openapi";
import { languages } from "../../../terms/refusals/index.ts";
import { facts, moment } from "../schemas.ts";

/** Of one request: more are never accepted, and each is checked. */
export const MOST_RECIPIENTS = 200;
const MOST_FILES = 100;
const MOST_FIELDS = 100;

/** No line break, no other control character, no half character: nothing that could end a header field. */
const line = (longest: number) =>
	z
		.string()
		.max(longest)
		.refine(
			(text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text) && text.isWellFormed(),
			"holds a line break or another control character",
		);

const party = z
	.union([line(1_000), z.strictObject({ address: line(1_000), name: line(500).optional() }).openapi("Party")])
	.openapi({
		description: "An address with or without a name",
		example: "Zoe Client <zoe@client.example>",
	});
const parties = z.array(party).max(MOST_RECIPIENTS);

const file = z
	.strictObject({
		filename: line(255).optional(),
		contentType: z
			.string()
			.max(127)
			.regex(/^(?!multipart\/|message\/)[a-z0-9][\w!#$&^.+-]*\/[\w!#$&^.+-]+$/i, "is no media type of a file")
			.optional()
			.openapi({ description: "application/octet-stream when it is left out" }),
		content: z.string().openapi({ format: "byte", description: "Base64 (RFC 4648 §4)" }),
		contentId: z
			.string()
			.max(200)
			.regex(/^[\w.+-]+(?:@[\w.-]+)?$/, "is no content id")
			.optional()
			.openapi({ description: "What the HTML shows it as: cid:logo" }),
		inline: z.boolean().optional().openapi({ description: "Shown in the message; true with a contentId" }),
	})
	.openapi("NewAttachment", {
		example: { filename: "invoice.pdf", contentType: "application/pdf", content: "JVBERi0xLjQK" },
	});

/** Fields that are made from other members, that say how the body is read, or that are the service's. */
const RESERVED =
	/^(?:from|sender|reply-to|to|cc|bcc|subject|date|received|return-path|mime-version|dkim-signature|content-.*|resent-.*|arc-.*|angarium-.*)$/i;

const fields = z
	.record(
		z
			.string()
			.max(76)
			.regex(/^[!-9;-~]+$/, "is no name of a header field")
			.refine((name) => !RESERVED.test(name), "is not set here"),
		line(4_000),
	)
	.refine((all) => Object.keys(all).length <= MOST_FIELDS, `has more than ${MOST_FIELDS} fields`)
	.openapi({
		description: "Further header fields; what is not ASCII is encoded",
		example: { "X-Order": "12" },
	});

const smtpUser = line(100).openapi({
	description: "The SMTP user that sends: its username or its id",
	example: "shop-example-7k3m9q2x",
});

const clientAddress = z
	.union([z.ipv4(), z.ipv6()])
	.openapi({ description: "The address that the application will send from; judged only when it is given" });

export const newMessage = z
	.strictObject({
		smtpUser,
		from: party,
		sender: party.optional(),
		to: parties.optional(),
		cc: parties.optional(),
		bcc: parties.optional().openapi({ description: "Recipients that the message does not tell of" }),
		replyTo: parties.optional(),
		subject: line(2_000).optional(),
		text: z.string().optional(),
		html: z.string().optional(),
		headers: fields.optional(),
		attachments: z.array(file).max(MOST_FILES).optional(),
		envelope: z
			.strictObject({
				from: line(1_000).optional().openapi({ description: "Empty: the null reverse-path" }),
				to: z.array(line(1_000)).min(1).max(MOST_RECIPIENTS).optional(),
			})
			.optional()
			.openapi({ description: "Where it goes and who hears of failures, when that is not in the header" }),
	})
	.openapi("NewMessage", {
		example: {
			smtpUser: "shop-example-7k3m9q2x",
			from: "Shop <billing@shop.example>",
			to: ["zoe@client.example"],
			subject: "Your invoice",
			text: "It is attached.",
			attachments: [{ filename: "invoice.pdf", content: "JVBERi0xLjQK" }],
		},
	});

export const messageToCheck = newMessage
	.extend({ clientAddress: clientAddress.optional() })
	.openapi("MessageToCheck");

export type NewMessageBody = z.output<typeof messageToCheck>;

/** For content that is MIME already. */
export const envelope = z.strictObject({
	smtpUser: smtpUser.optional().openapi({ description: "With message/rfc822: the SMTP user that sends" }),
	from: line(1_000).optional().openapi({
		description: "With message/rfc822: the envelope sender; From of the message when it is left out",
	}),
	to: z.array(line(1_000)).max(MOST_RECIPIENTS).optional().openapi({
		description: "With message/rfc822, repeated: the recipients; To, Cc and Bcc when none is given",
	}),
});
export const envelopeToCheck = envelope.extend({ clientAddress: clientAddress.optional() });

export type Envelope = z.output<typeof envelopeToCheck>;

export const sendHeaders = z.object({
	"Idempotency-Key": z
		.string()
		.max(255)
		.optional()
		.openapi({
			description:
				"Makes sure that the message is accepted once, however often the request is made within 24 hours. " +
				"The same key with the same message has the same answer, with the header Idempotent-Replayed: true",
			example: "order-12",
		}),
});

export const refusalView = z
	.strictObject({
		phase: z.string(),
		reason: z.string().openapi({ description: "Stable: what programs decide by" }),
		title: z.string(),
		because: z.string(),
		remedy: z.string(),
		help: z.string(),
		reply: z.string().openapi({ description: "What an SMTP client would have read" }),
		retry: z.boolean().openapi({ description: "Whether the same can succeed later" }),
		facts,
	})
	.openapi("Refusal", { description: `Words in the language of Accept-Language (${languages.join(", ")})` });

export const recipientView = z
	.strictObject({
		address: z.string(),
		accepted: z.boolean().openapi({ description: "It is sent the message" }),
		refusal: refusalView
			.nullable()
			.openapi({ description: "Null, too, where the message as a whole was refused" }),
	})
	.openapi("RecipientAnswer");

export const sentView = z
	.strictObject({ id: z.string(), recipients: z.array(recipientView) })
	.openapi("SentMessage");

export const checkView = z
	.strictObject({
		accepted: z.boolean().openapi({ description: "Nothing would be refused" }),
		refusals: z.array(refusalView.extend({ recipient: z.string().nullable() })),
		recipients: z.array(z.strictObject({ address: z.string(), accepted: z.boolean() })),
		changes: z
			.array(
				z.strictObject({
					kind: z.enum([
						"received-added",
						"date-added",
						"message-id-added",
						"bcc-removed",
						"key-removed",
						"line-endings-mended",
						"long-lines-re-encoded",
						"re-encoded-for-7-bit",
						"signed",
					]),
					says: z.string(),
				}),
			)
			.openapi({ description: "What would be done to the message on its way" }),
		notes: z.array(z.string()).openapi({ description: "What is odd about it and no reason to refuse" }),
		sizeBytes: z.int(),
		limitBytes: z.int(),
		quota: z.strictObject({ limit: z.int(), used: z.int(), remaining: z.int(), renewsAt: moment }).nullable(),
		rateWaitMs: z
			.number()
			.nullable()
			.openapi({ description: "Until the rates allow the next message; 0: now" }),
	})
	.openapi("Check");
