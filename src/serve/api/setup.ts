/** The calls by which the service gets its first operator. */

import { z } from "@hono/zod-openapi";
import { isProblem } from "../../setup/index.ts";
import { given } from "./accounts.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { email, language, newPassword, personName, personView } from "./people-schemas.ts";
import { showPerson } from "./people-views.ts";
import { fromSetup } from "./problem.ts";
import { moment } from "./schemas.ts";
import { at } from "./views.ts";

const tag = "Operator";

export const setupEndpoints = ({ people }: ApiDependencies): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/setup",
		tag,
		summary: "Become an operator, with the token of the set-up link",
		description: "The link was printed at the first start. It works once, and for a day.",
		access: "anyone",
		audits: "person.create",
		body: z
			.strictObject({
				token: z.string().min(1).max(64),
				email,
				name: personName,
				password: newPassword,
				language: language.optional(),
			})
			.openapi("Setup", {
				example: {
					token: "su_4m0x8w2c6y1k3n5p7r9t0v2b4d",
					email: "ops@relay.example",
					name: "Ann",
					password: "correct horse battery staple",
				},
			}),
		created: true,
		answers: personView,
		async run({ body: { token, ...wanted }, actedBy }) {
			const person = await people.setupLinks.use(token, given(wanted));
			if (isProblem(person)) return fromSetup(person);
			actedBy({ kind: "person", id: person.id, name: person.email });
			return showPerson(person);
		},
	}),
	endpoint({
		method: "post",
		path: "/v1/setup-links",
		tag,
		summary: "Make a set-up link",
		description:
			"For another operator, or when the first link was lost. Whoever has it may use it, once, for a day.",
		access: "operator",
		audits: "setup-link.create",
		created: true,
		answers: z.strictObject({ secretUrl: z.string(), expiresAt: moment }).openapi("SetupLink", {
			example: {
				secretUrl: "https://relay.example/setup?token=su_4m0x8w2c6y1k3n5p7r9t0v2b4d",
				expiresAt: "2026-11-25T08:15:30.000Z",
			},
		}),
		async run() {
			const { url, expiresAt } = await people.setupLinks.make();
			return { secretUrl: url, expiresAt: at(expiresAt) };
		},
	}),
];
