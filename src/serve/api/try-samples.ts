/** In try mode only: sample messages at one call, and what the closed internet's mail server got. */

import { z } from "@hono/zod-openapi";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { problem } from "./problem.ts";

const tag = "Try mode";
const notHere = () => problem("not-found", "This service does not run in try mode");

const samples = z
	.strictObject({
		items: z.array(z.string()),
		account: z
			.strictObject({ id: z.string(), name: z.string() })
			.openapi({ description: "Whose SMTP users send them: its Activity shows what came of them" }),
	})
	.openapi("TrySamples", {
		example: {
			items: ["delivered", "domain-mismatch"],
			account: { id: "01KAHV3Q5E8Y7ZJ4N2M6T9R0WX", name: "Demo shop" },
		},
	});

const sent = z
	.strictObject({
		sample: z.string(),
		messages: z.int().openapi({ description: "How many were handed in" }),
		accepted: z.int().openapi({ description: "Recipients that were taken on" }),
		said: z
			.array(z.strictObject({ who: z.enum(["client", "server"]), line: z.string() }))
			.openapi({ description: "The session of the last message, without secrets and content" }),
	})
	.openapi("SentSample", {
		example: {
			sample: "domain-mismatch",
			messages: 1,
			accepted: 0,
			said: [
				{ who: "client", line: "MAIL FROM:<billing@shop.example>" },
				{ who: "server", line: "250 2.1.0 OK" },
			],
		},
	});

const received = z
	.strictObject({
		items: z.array(
			z.strictObject({
				id: z.string(),
				receivedAt: z.string(),
				from: z.string(),
				to: z.array(z.string()),
				subject: z.string(),
				sizeBytes: z.int(),
			}),
		),
	})
	.openapi("TryMailbox", {
		example: {
			items: [
				{
					id: "1",
					receivedAt: "2026-11-24T08:15:30.000Z",
					from: "b+001m8nvp@bounce.shop.example",
					to: ["kim@client.example"],
					subject: "Invoice 2290",
					sizeBytes: 1_180,
				},
			],
		},
	});

const SHOWN = 100;

export const trySampleEndpoints = ({ trySamples }: ApiDependencies): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/try/samples",
		tag,
		summary: "List the sample messages of try mode",
		access: "operator",
		answers: samples,
		run: async () =>
			trySamples === undefined
				? notHere()
				: { items: [...trySamples.names], account: { ...(await trySamples.account()) } },
	}),
	endpoint({
		method: "post",
		path: "/v1/try/samples",
		tag,
		summary: "Send a sample message through the submission door",
		description: "By SMTP, as an application would. What came of it is in Activity.",
		access: "operator",
		body: z.strictObject({ sample: z.string().max(100) }).openapi("TrySample", {
			example: { sample: "domain-mismatch" },
		}),
		answers: sent,
		async run({ body: { sample } }) {
			if (trySamples === undefined) return notHere();
			if (!trySamples.names.includes(sample)) {
				const detail = `is none of ${trySamples.names.join(", ")}`;
				return problem("request-invalid", `body.sample ${detail}`, {
					errors: [{ field: "body.sample", detail }],
				});
			}
			const { messages, accepted, said } = await trySamples.send(sample);
			return { sample, messages, accepted, said: said.map((line) => ({ ...line })) };
		},
	}),
	endpoint({
		method: "get",
		path: "/v1/try/mailbox",
		tag,
		summary: "List what the closed internet's mail server got",
		description: `Newest first, the last ${SHOWN}.`,
		access: "operator",
		answers: received,
		run: async () =>
			trySamples === undefined
				? notHere()
				: {
						items: trySamples
							.mailbox()
							.slice(0, SHOWN)
							.map(({ id, receivedAt, from, to, subject, sizeBytes }) => ({
								id,
								receivedAt,
								from,
								to: [...to],
								subject,
								sizeBytes,
							})),
					},
	}),
];
