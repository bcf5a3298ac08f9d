/** The shapes of Activity and messages, with examples. */

import { z } from "@hono/zod-openapi";
import { statuses } from "../../terms/recipient.ts";
import { facts, moment, page } from "./schemas.ts";

const tls = z.strictObject({ version: z.string(), cipher: z.string() });

export const activityView = z
	.strictObject({
		id: z.string(),
		accountId: z.string(),
		at: moment,
		updatedAt: moment,
		status: z.enum(statuses),
		messageId: z.string().nullable(),
		recipient: z.string(),
		sender: z.string().openapi({ description: "The reverse-path; empty when it is null" }),
		author: z.string().openapi({ description: "The address in From" }),
		subject: z.string(),
		domainId: z.string().nullable(),
		smtpUserId: z.string().nullable(),
		headerMessageId: z.string(),
		reason: z.string().openapi({ description: "Why it was rejected, deferred or bounced; empty otherwise" }),
		reply: z.string(),
		facts,
		phase: z.string(),
		attempts: z.int(),
		nextAttemptAt: moment.nullable(),
		count: z.int().openapi({ description: "Refusals alike that this row stands for" }),
		remoteAddress: z.string(),
		words: z
			.strictObject({
				title: z.string(),
				because: z.string(),
				remedy: z.string(),
				help: z.string(),
			})
			.nullable()
			.openapi({ description: "The reason in the language of Accept-Language (en, fr)" }),
	})
	.openapi("Activity");

export const attemptView = z
	.strictObject({
		startedAt: moment,
		durationMs: z.number(),
		host: z.string().optional(),
		address: z.string().optional(),
		tls: tls.optional(),
		plainAfterTlsFailure: z.boolean().optional(),
		reply: z.string().optional(),
		phase: z.string().optional(),
		uncertain: z.boolean().optional(),
		by: z.string().optional().openapi({ description: "Who did it, with the phase by-hand" }),
		notes: z.array(z.string()).optional(),
	})
	.openapi("Attempt");

export const eventView = z
	.strictObject({
		at: moment,
		kind: z.string(),
		attempt: z.int(),
		cause: z.string(),
		attemptFacts: attemptView.nullable(),
	})
	.openapi("Event");

export const sessionView = z
	.strictObject({
		door: z.string(),
		address: z.string(),
		port: z.int(),
		helo: z.string(),
		tls: tls.nullable(),
		transcript: z.array(z.string()),
	})
	.openapi("Session");

export const attachmentView = z
	.strictObject({
		name: z.string().openapi({ description: "Empty when it has none" }),
		mediaType: z.string().openapi({ description: "As declared" }),
		sizeBytes: z.int().openapi({ description: "Decoded" }),
		kind: z.string().openapi({ description: "What it is by its octets, by its usual extension" }),
		words: z.string().openapi({ description: "The same in words" }),
		notes: z.array(z.string()),
	})
	.openapi("Attachment", {
		example: {
			name: "invoice.pdf",
			mediaType: "application/pdf",
			sizeBytes: 48_211,
			kind: "pdf",
			words: "a PDF document",
			notes: [],
		},
	});

const alignmentView = z
	.strictObject({
		dkim: z.strictObject({
			domain: z
				.string()
				.nullable()
				.openapi({ description: "`d=` of the signatures; null when it is not signed" }),
			aligned: z.boolean(),
		}),
		spf: z.strictObject({
			domain: z
				.string()
				.nullable()
				.openapi({ description: "Of the envelope sender as it leaves; null when it is null" }),
			aligned: z.boolean(),
		}),
	})
	.openapi({
		description: "Whether signature and envelope are of the domain in From: what DMARC asks (RFC 7489 §3.1)",
	});

const messageFacts = z
	.strictObject({
		id: z.string(),
		receivedAt: moment,
		sizeBytes: z.int(),
		header: z.string().openapi({ description: "The header section as relayed, before signing" }),
		attachments: z.array(attachmentView),
		notes: z.array(z.string()),
		alignment: alignmentView,
	})
	.openapi("MessageFacts");

export const activityDetail = activityView
	.extend({
		events: z.array(eventView),
		session: sessionView.nullable(),
		message: messageFacts.nullable().openapi({ description: "Null for a refusal" }),
	})
	.openapi("ActivityDetail");

export const activityPage = page(activityView).extend({
	previous: z
		.string()
		.nullable()
		.openapi({ description: "Give it as `after` for the rows above this page; null when there is no row" }),
});

export const messageView = z
	.strictObject({
		id: z.string(),
		accountId: z.string(),
		receivedAt: moment,
		reversePath: z.string(),
		author: z.string(),
		subject: z.string(),
		headerMessageId: z.string(),
		sizeBytes: z.int(),
		header: z.string(),
		attachments: z.array(attachmentView),
		notes: z.array(z.string()),
		session: sessionView.nullable(),
		recipients: z.array(activityView.extend({ events: z.array(eventView) })),
	})
	.openapi("Message");
