/** The shapes of the queue as the operator sees it, with examples. */

import { z } from "@hono/zod-openapi";
import {
	type DestinationRow,
	destinationOrders,
	destinationStates,
	type Pause,
	type QueuedRecipient,
} from "../../queue/steering-ports.ts";
import { parseDomainOrLiteral } from "../../rfc/address/domain.ts";
import type { AccountId } from "../../terms/ids.ts";
import { reasonWords } from "../../terms/reason-words.ts";
import { ID, id, moment, pageQuery } from "./schemas.ts";
import { at, atOrNull, type Reader } from "./views.ts";

export const activityId = z
	.string()
	.regex(/^[0-9A-HJKMNP-TV-Z]{26}(?:\.[0-9]{1,6})?$/, "is no id of Activity")
	.openapi({ example: `${ID}.0000` });

/** In any writing; handed on in the one in which destinations compare equal. */
const destination = z
	.string()
	.max(255)
	.transform((text, context) => {
		const read = parseDomainOrLiteral(text);
		if (read.kind === "domain") return read.domain.ascii;
		context.addIssue({ code: "custom", message: `is no domain: ${read.why}` });
		return z.NEVER;
	})
	.openapi({ type: "string", description: "The recipients' domain", example: "client.example" });

export const destinationParams = z.strictObject({ destination });

export const destinationQuery = {
	...pageQuery,
	text: z
		.string()
		.min(1)
		.max(255)
		.optional()
		.openapi({ description: "Part of the domain", example: "client" }),
	state: z
		.enum(destinationStates)
		.optional()
		.openapi({ description: "Those with a recipient in this state, or paused" }),
	order: z
		.enum(destinationOrders)
		.default("recipients")
		.openapi({ description: "The most recipients first, the oldest message first, or by name" }),
};

export const recipientQuery = {
	...pageQuery,
	account: id<AccountId>().optional(),
	state: z.enum(["waiting", "held", "leased"]).optional().openapi({
		description: "Waiting for their time; held by hand; with an attempt under way. All when left out",
	}),
};

const words = z
	.strictObject({ title: z.string(), because: z.string(), remedy: z.string(), help: z.string() })
	.nullable()
	.openapi({ description: "The reason in the language of Accept-Language (en, fr)" });

const pauseView = z
	.strictObject({
		since: moment,
		by: z.string().openapi({ description: "Who paused it" }),
		note: z.string().openapi({ description: "What customers are told about it" }),
	})
	.openapi({ description: "Null: it is not paused" });

export const destinationView = z
	.strictObject({
		id: z.string().openapi({
			description: "The recipients' domain, in lower case and A-labels",
			example: "client.example",
		}),
		queued: z.int().openapi({ description: "Recipients that were not tried yet" }),
		deferred: z.int().openapi({ description: "Recipients whose last attempt failed for now" }),
		leased: z.int().openapi({ description: "Recipients with an attempt under way, or about to be" }),
		held: z.int().openapi({ description: "Recipients that are held back" }),
		oldestAt: moment.nullable().openapi({ description: "When the oldest of their messages was accepted" }),
		nextAttemptAt: moment.nullable(),
		lastDeferral: z
			.strictObject({ at: moment, cause: z.string(), reply: z.string(), words })
			.nullable()
			.openapi({ description: "The most recent deferral, while anything waits" }),
		pause: pauseView.nullable(),
	})
	.openapi("QueueDestination");

export const queuedRecipientView = z
	.strictObject({
		id: z.string().openapi({ description: "Of its row in Activity" }),
		messageId: z.string(),
		recipient: z.string(),
		accountId: z.string(),
		sender: z.string(),
		subject: z.string(),
		acceptedAt: moment,
		state: z.enum(["queued", "leased", "deferred", "held"]),
		attempts: z.int(),
		nextAttemptAt: moment.nullable(),
		reason: z.string(),
		reply: z.string(),
		words,
	})
	.openapi("QueuedRecipient");

const note = z.string().max(500).default("").openapi({
	description: "Why: customers read it in Activity, and senders in the report about what is cancelled",
});

export const pausing = z
	.strictObject({ note })
	.openapi("QueuePausing", { example: { note: "Their server is being moved until noon" } });

export const steering = z
	.strictObject({
		accountId: id<AccountId>().optional().openapi({ description: "Only what this account sent" }),
		recipient: activityId.optional().openapi({ description: "Only this one: the id of its row in Activity" }),
		note,
	})
	.openapi("QueueSteering", { example: { note: "Asked for by the customer" } });

export const steeredView = z
	.strictObject({
		changed: z.int().openapi({ description: "Recipients to which it was done" }),
		underWay: z
			.int()
			.openapi({ description: "Recipients with an attempt under way: it goes on, and they were left alone" }),
		accountId: z.string().nullable(),
		recipient: z.string().nullable(),
		note: z.string(),
	})
	.openapi("QueueSteered", {
		example: {
			changed: 312,
			underWay: 2,
			accountId: null,
			recipient: null,
			note: "Asked for by the customer",
		},
	});

function wordsOf(reason: string, { language, helpUrl }: Reader): z.input<typeof words> {
	const said = reasonWords(reason, {}, language);
	if (said === undefined) return null;
	const { title, because, remedy, article } = said;
	return { title, because, remedy, help: `${helpUrl}/help/${article}` };
}

const showPause = ({ since, by, note }: Pause) => ({ since: at(since), by, note });

export const showDestination = (
	{ destination, oldestAt, nextAttemptAt, lastDeferral, pause, ...counts }: DestinationRow,
	reader: Reader,
): z.input<typeof destinationView> => ({
	id: destination,
	...counts,
	oldestAt: atOrNull(oldestAt),
	nextAttemptAt: atOrNull(nextAttemptAt),
	lastDeferral: lastDeferral && {
		...lastDeferral,
		at: at(lastDeferral.at),
		words: wordsOf(lastDeferral.cause, reader),
	},
	pause: pause && showPause(pause),
});

export const showQueuedRecipient = (
	row: QueuedRecipient,
	reader: Reader,
): z.input<typeof queuedRecipientView> => ({
	...row,
	acceptedAt: at(row.acceptedAt),
	nextAttemptAt: atOrNull(row.nextAttemptAt),
	words: wordsOf(row.reason, reader),
});
