/** What a reply means: the call for people who have a reply in their hands and no key. */

import { z } from "@hono/zod-openapi";
import { type Explanation, explain } from "../../terms/explain.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";

export const explanationFields = z.strictObject({
	kind: z.enum(["reason", "cause", "unknown"]).openapi({
		description: "`reason`: a refusal of this service. `cause`: the class of another server's reply",
	}),
	id: z.string().nullable().openapi({ description: "The reason or the cause" }),
	temporary: z
		.boolean()
		.nullable()
		.openapi({ description: "Whether the same message may be accepted later" }),
	move: z
		.enum(["sender", "recipient", "operator", "nobody"])
		.nullable()
		.openapi({ description: "Who can change something; `nobody`: waiting is all there is to do" }),
	moveSays: z.string().nullable().openapi({ description: "The same as a sentence" }),
	title: z.string(),
	because: z.string(),
	remedy: z.string(),
	help: z.string(),
});

const explanation = explanationFields.openapi("Explanation");

export const explainEndpoints = ({ url }: ApiDependencies): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/explain",
		tag: "Help",
		summary: "Explain an SMTP reply, ours or another server's",
		access: "anyone",
		query: z.strictObject({
			text: z.string().min(1).max(4_000).openapi({ example: "550 5.1.1 User unknown" }),
		}),
		answers: explanation,
		async run({ query, language }) {
			return showExplanation(explain(query.text, language), url());
		},
	}),
];

const nothingKnown = { temporary: null, move: null, moveSays: null };

/** `url`: where this service's pages are, without a final slash. */
export function showExplanation(found: Explanation, url: string): z.input<typeof explanationFields> {
	const { kind, title, because, remedy } = found;
	const id = found.kind === "reason" ? found.reason : found.kind === "cause" ? found.cause : null;
	const { temporary, move, moveSays } = found.kind === "unknown" ? nothingKnown : found;
	return { kind, id, temporary, move, moveSays, title, because, remedy, help: url + found.help };
}
