/** The shapes of suppressions. */

import { z } from "@hono/zod-openapi";
import type { AccountId } from "../../terms/ids.ts";
import { suppressionKinds } from "../../terms/suppression.ts";
import { id, moment, momentIn } from "./schemas.ts";

export const suppressionKind = z.enum(suppressionKinds).openapi({ example: "complaint" });

export const suppressionView = z
	.strictObject({
		id: z.string(),
		accountId: z.string(),
		address: z.string().openapi({ description: "Local part in lower case, domain as A-label" }),
		kind: suppressionKind,
		since: moment,
		reportedBy: z
			.string()
			.openapi({ description: "The host whose reply it was, or who added it", example: "mx.client.example" }),
		reply: z.string().openapi({ description: "What that host said; empty for what a person did" }),
		activityId: z.string().nullable().openapi({ description: "The bounce's row in Activity" }),
		note: z.string(),
	})
	.openapi("Suppression");

export const newSuppression = z
	.strictObject({
		address: z.string().min(3).max(320),
		kind: suppressionKind.optional(),
		since: momentIn.optional(),
		note: z.string().max(500).optional(),
		accountId: id<AccountId>().optional(),
	})
	.openapi("NewSuppression", { example: { address: "zoe@client.example", kind: "unsubscription" } });

export const importReport = z
	.strictObject({
		records: z.int().openapi({ description: "Lines that were read, the heading left out" }),
		added: z.int(),
		duplicates: z.int().openapi({ description: "On the list before, or twice in the file" }),
		invalid: z.int(),
		complete: z.boolean().openapi({
			description: "False when the file has more lines than one import takes, or the list is full",
		}),
		problems: z
			.array(z.strictObject({ line: z.int(), detail: z.string() }))
			.openapi({ description: "The first hundred of what is wrong, with lines counted from 1" }),
	})
	.openapi("ImportReport");
