/** What lists of Activity can be asked for. */

import { z } from "@hono/zod-openapi";
import type { ActivityFilter } from "../../report/ports.ts";
import type { AccountId, DomainId, SmtpUserId } from "../../terms/ids.ts";
import { type Status, statuses } from "../../terms/recipient.ts";
import { accountOf, type Scope } from "./access.ts";
import { id, momentIn } from "./schemas.ts";

const text = z.string().min(1).max(320).optional();

/** Given several times, or once with commas. What is asked for twice is looked for once. */
const listed = z
	.array(z.string().max(640))
	.transform((given) => [...new Set(given.flatMap((one) => one.split(",")))]);

export const activityFilters = {
	account: id<AccountId>().optional(),
	status: listed
		.transform((wanted, context): Status[] => {
			const wrong = wanted.find((one) => !(statuses as readonly string[]).includes(one));
			if (wrong !== undefined) context.addIssue(`has a status that is none of ${statuses.join(", ")}`);
			return wanted as Status[];
		})
		.optional()
		.openapi({
			type: "array",
			items: { type: "string", enum: [...statuses] },
			description: "One of them. Given several times, or with commas",
			example: ["rejected"],
		}),
	reason: listed
		.refine((wanted) => wanted.length <= 20, "has more than 20 reasons")
		.optional()
		.openapi({
			type: "array",
			items: { type: "string" },
			description:
				"Reason of a refusal or cause of a failure; one of them. Given several times, or with commas",
			example: ["sender-domain-mismatch"],
		}),
	from: momentIn.optional().openapi({ description: "Accepted or refused then or later" }),
	to: momentIn.optional().openapi({ description: "Accepted or refused before then" }),
	recipient: text.openapi({ description: "Part of the recipient's address", example: "zoe@client.example" }),
	sender: text.openapi({ description: "Part of the envelope sender or of From" }),
	subject: text.openapi({ description: "Part of the subject" }),
	text: text.openapi({ description: "Part of recipient, sender, subject or the Message-ID field" }),
	domain: id<DomainId>().optional(),
	smtpUser: id<SmtpUserId>().optional(),
	messageId: text.openapi({ description: "Our id, or the Message-ID field" }),
};

export const REPEATED_FILTERS = ["status", "reason"] as const;

type Filters = z.output<z.ZodObject<typeof activityFilters>>;

export function activityFilterOf(
	scope: Scope,
	{ account, domain, smtpUser, status, reason, from, to, ...texts }: Filters,
): ActivityFilter {
	const { recipient, sender, subject, text, messageId } = texts;
	const filter = {
		accountId: accountOf(scope, account) ?? undefined,
		domainId: domain,
		smtpUserId: smtpUser,
		...{ status, reason, from, to, recipient, sender, subject, text, messageId },
	};
	return Object.fromEntries(
		Object.entries(filter).filter(([, value]) => value !== undefined),
	) as ActivityFilter;
}
