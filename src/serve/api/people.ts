/** The operator's calls about people. */

import { z } from "@hono/zod-openapi";
import { isProblem, type Problem } from "../../setup/index.ts";
import type { PersonId } from "../../terms/ids.ts";
import type { Person } from "../../terms/person.ts";
import { after } from "./accounts.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { pageOf } from "./pages.ts";
import { personExample, personView, role } from "./people-schemas.ts";
import { showPerson } from "./people-views.ts";
import { fromSetup, nothing } from "./problem.ts";
import { ID, id, page, pageQuery } from "./schemas.ts";

const tag = "Operator";
const params = z.strictObject({ id: id<PersonId>() });
const answer = (person: Person | Problem) =>
	isProblem(person) ? fromSetup(person) : showPerson(person as Person);

export const peopleEndpoints = (dependencies: ApiDependencies): readonly Endpoint[] => [
	...reading(dependencies),
	...changing(dependencies),
];

const reading = ({ people }: ApiDependencies): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/people",
		tag,
		summary: "List people",
		access: "operator",
		query: z.strictObject({
			...pageQuery,
			operators: z.enum(["true", "false"]).optional().openapi({ description: "Only who runs the service" }),
			email: z.string().max(254).optional().openapi({ description: "The whole address" }),
		}),
		answers: page(personView),
		async run({ query: { limit, cursor, operators, email } }) {
			if (email !== undefined) {
				const person = await people.byEmail(email);
				return pageOf(person === undefined ? [] : [person], limit, showPerson);
			}
			const list = operators === "true" ? people.operators.list : people.list;
			return pageOf(await list({ limit: limit + 1, ...after(cursor) }), limit, showPerson);
		},
	}),
	endpoint({
		method: "get",
		path: "/v1/people/{id}",
		tag,
		summary: "Get a person, with the accounts",
		access: "operator",
		params,
		answers: personView
			.extend({
				accounts: z.array(z.strictObject({ id: z.string(), name: z.string(), role })),
			})
			.openapi("PersonWithAccounts", {
				example: { ...personExample, accounts: [{ id: ID, name: "Shop", role: "administrator" }] },
			}),
		async run({ params }) {
			const person = await people.one(params.id);
			if (person === undefined) return nothing("person");
			const memberships = await people.memberships(person.id);
			const accounts = memberships.map((each) => ({
				id: each.accountId,
				name: each.accountName,
				role: each.role,
			}));
			return { ...showPerson(person), accounts };
		},
	}),
];

const changing = ({ people }: ApiDependencies): readonly Endpoint[] => [
	endpoint({
		method: "patch",
		path: "/v1/people/{id}",
		tag,
		summary: "Make a person an operator, or none",
		description: "The last operator stays one. Works at once.",
		access: "operator",
		audits: "person.update",
		params,
		body: z.strictObject({ operator: z.boolean() }).openapi("PersonChange", { example: { operator: true } }),
		answers: personView,
		run: async ({ params, body }) => answer(await people.operators.set(params.id, body.operator)),
	}),
	endpoint({
		method: "post",
		path: "/v1/people/{id}/suspend",
		tag,
		summary: "Keep a person from signing in",
		description: "All sessions end at once.",
		access: "operator",
		audits: "person.suspend",
		params,
		answers: personView,
		run: async ({ params }) => answer(await people.suspend(params.id)),
	}),
	endpoint({
		method: "post",
		path: "/v1/people/{id}/resume",
		tag,
		summary: "Let a suspended person sign in again",
		access: "operator",
		audits: "person.resume",
		params,
		answers: personView,
		run: async ({ params }) => answer(await people.resume(params.id)),
	}),
	endpoint({
		method: "post",
		path: "/v1/people/{id}/end-sessions",
		tag,
		summary: "End all sessions of a person",
		access: "operator",
		audits: "person.end-sessions",
		params,
		answers: z.strictObject({ ended: z.int() }).openapi("EndedSessions"),
		async run({ params }) {
			if ((await people.one(params.id)) === undefined) return nothing("person");
			return { ended: await people.endSessions(params.id) };
		},
	}),
	endpoint({
		method: "delete",
		path: "/v1/people/{id}",
		tag,
		summary: "Delete a person",
		description: "With sessions and memberships. What the person did stays in the audit log.",
		access: "operator",
		audits: "person.delete",
		params,
		answers: null,
		async run({ params }) {
			const removed = await people.remove(params.id);
			return typeof removed === "string" ? null : fromSetup(removed);
		},
	}),
];
