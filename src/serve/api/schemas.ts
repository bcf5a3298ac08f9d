/** The shapes that the API takes and answers, with examples: the contract that the OpenAPI document is made from. */

import { z } from "@hono/zod-openapi";
import { type AccountId, isId, type PlanId } from "../../terms/ids.ts";
import { permissions } from "../../terms/permissions.ts";

export const ID = "01KAHV3Q5E8Y7ZJ4N2M6T9R0WX";
export const MOMENT = "2026-11-24T08:15:30.000Z";

export const MOST_PER_PAGE = 200;

/** An id of ours. `Brand` is its type inside. */
export const id = <Brand extends string>() =>
	z
		.string()
		.refine(isId, "is no id: 26 characters of digits and capital letters")
		.transform((text) => text as Brand)
		.openapi({ type: "string", pattern: "^[0-9A-HJKMNP-TV-Z]{26}$", example: ID });

export const moment = z.iso.datetime().openapi({ example: MOMENT });
/** A moment that is asked for: with any offset, kept as milliseconds. */
export const momentIn = z.iso
	.datetime({ offset: true, error: "is no moment such as 2026-11-24T08:15:30Z" })
	.transform((text) => Date.parse(text))
	.openapi({ type: "string", format: "date-time", example: MOMENT });

const name = z.string().min(1).max(200);
const count = z.int().min(0).max(1_000_000_000_000);

export const pageQuery = {
	limit: z.coerce.number().int().min(1).max(MOST_PER_PAGE).default(50).openapi({ example: 50 }),
	cursor: z.string().max(200).optional().openapi({ description: "`next` of the page before" }),
};

export const page = <Item extends z.ZodType>(item: Item) =>
	z.strictObject({
		items: z.array(item),
		next: z.string().nullable().openapi({ description: "The cursor of the next page; null on the last" }),
	});

const planName = z.strictObject({ id: z.string(), name: z.string() });
const nextPlan = z
	.strictObject({ id: z.string().nullable(), name: z.string().nullable(), from: moment })
	.openapi({ description: "What it has from its next billing period on; id null: no plan" });

const timeZone = z
	.string()
	.max(64)
	.optional()
	.openapi({ description: "IANA's name; billing periods begin by its clocks", example: "Europe/Paris" });
const email = z.string().max(320).nullable().optional();

export const accountView = z
	.strictObject({
		id: z.string(),
		name: z.string(),
		suspendedReason: z.string().nullable(),
		monthlyRecipients: z.int().openapi({ description: "Its quota while it has no plan" }),
		plan: planName.nullable(),
		nextPlan: nextPlan.nullable(),
		periodAnchor: moment,
		timeZone: z.string(),
		contactEmail: z.string().nullable(),
		billingEmail: z.string().nullable(),
		deletesAt: moment
			.nullable()
			.openapi({ description: "When everything of it goes; its mail is refused until then" }),
		sendsDsn: z.boolean(),
		refusedExtensions: z.array(z.string()),
		createdAt: moment,
	})
	.openapi("Account", {
		example: {
			id: ID,
			name: "Shop",
			suspendedReason: null,
			monthlyRecipients: 10_000,
			plan: { id: ID, name: "Growth" },
			nextPlan: null,
			periodAnchor: MOMENT,
			timeZone: "Europe/Paris",
			contactEmail: "ann@shop.example",
			billingEmail: null,
			deletesAt: null,
			sendsDsn: true,
			refusedExtensions: ["swf"],
			createdAt: MOMENT,
		},
	});

export const newAccount = z
	.strictObject({
		name,
		monthlyRecipients: count
			.optional()
			.openapi({ description: "Its quota while it has no plan; 0 when left out" }),
		planId: id<PlanId>().optional(),
		sendsDsn: z.boolean().optional(),
		periodAnchor: momentIn.optional(),
		timeZone,
		contactEmail: email,
		billingEmail: email,
	})
	.openapi("NewAccount", { example: { name: "Shop", monthlyRecipients: 10_000 } });

export const accountChange = z
	.strictObject({
		name: name.optional(),
		monthlyRecipients: count.optional().openapi({ description: "By the operator only" }),
		timeZone,
		contactEmail: email,
		billingEmail: email,
		sendsDsn: z.boolean().optional(),
		refusedExtensions: z
			.array(z.string().max(16))
			.max(200)
			.optional()
			.openapi({ description: "Types of attachments taken off the accept list: all of them, without dots" }),
	})
	.openapi("AccountChange", { example: { monthlyRecipients: 50_000 } });

export const usageView = z
	.strictObject({
		accountId: z.string(),
		periodStart: moment,
		renewsAt: moment,
		limit: z.int(),
		used: z.int(),
		remaining: z.int(),
		state: z.enum(["ok", "warning", "exhausted"]),
		marks: z.array(z.int()).openapi({ description: "Percent: which of 80, 90 and 100 are reached" }),
		plan: planName.nullable(),
		nextPlan: nextPlan.nullable(),
	})
	.openapi("Usage");

const connectionView = z.strictObject({
	at: moment,
	address: z.string(),
	tls: z.string().nullable(),
	client: z.string(),
});
const failureView = z.strictObject({ at: moment, address: z.string(), reason: z.string(), count: z.int() });

export const smtpUserView = z
	.strictObject({
		id: z.string(),
		accountId: z.string(),
		domainId: z.string(),
		name: z.string(),
		username: z.string(),
		disabled: z.boolean(),
		expiresAt: moment.nullable(),
		allowedAddresses: z.array(z.string()),
		recipientsPerMinute: z.int().nullable(),
		createdAt: moment,
		lastConnection: connectionView.nullable(),
		lastFailure: failureView.nullable(),
	})
	.openapi("SmtpUser");

export const smtpUserWithPassword = smtpUserView
	.extend({ password: z.string().openapi({ description: "Shown here and never again" }) })
	.openapi("SmtpUserWithPassword");

export const smtpUserChange = z
	.strictObject({
		name: name.optional(),
		disabled: z.boolean().optional(),
		expiresAt: momentIn.nullable().optional(),
		allowedAddresses: z.array(z.string().max(64)).max(100).optional(),
		recipientsPerMinute: z.int().min(1).nullable().optional(),
	})
	.openapi("SmtpUserChange", { example: { allowedAddresses: ["192.0.2.0/24"] } });

export const apiKeyView = z
	.strictObject({
		id: z.string(),
		accountId: z.string().nullable().openapi({ description: "Null for the operator's own" }),
		name: z.string(),
		permissions: z
			.array(z.enum(permissions))
			.nullable()
			.openapi({ description: "All that it may do; null for whatever the account may" }),
		expiresAt: moment.nullable(),
		createdAt: moment,
		lastUsedAt: moment.nullable().openapi({ description: "To a minute" }),
	})
	.openapi("ApiKey");

const permissionsIn = z.array(z.enum(permissions)).max(permissions.length);

export const newApiKey = z
	.strictObject({
		name,
		accountId: id<AccountId>().optional(),
		permissions: permissionsIn
			.optional()
			.openapi({ description: "All that it may do, of what you may yourself. All of that when left out" }),
		expiresAt: momentIn
			.optional()
			.openapi({ description: "Never when left out, or when the key that makes it expires" }),
	})
	.openapi("NewApiKey", { example: { name: "CRM", permissions: ["messages:send"] } });

export const apiKeyChange = z
	.strictObject({
		name: name.optional(),
		permissions: permissionsIn.nullable().optional(),
		expiresAt: momentIn.nullable().optional(),
	})
	.openapi("ApiKeyChange", { example: { name: "CRM (old)", expiresAt: MOMENT } });

export const apiKeyWithToken = apiKeyView
	.extend({ token: z.string().openapi({ description: "Shown here and never again" }) })
	.openapi("ApiKeyWithToken");

export const facts = z.record(z.string(), z.union([z.string(), z.number()]));
