/** The calls about who asks. */

import { z } from "@hono/zod-openapi";
import { isProblem } from "../../setup/index.ts";
import type { AccountId } from "../../terms/ids.ts";
import { everything, type Permission, roleGrants } from "../../terms/permissions.ts";
import type { Scope } from "./access.ts";
import { given } from "./accounts.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { language, meView, personName, personView, timeZone } from "./people-schemas.ts";
import { showPerson } from "./people-views.ts";
import { fromSetup, problem } from "./problem.ts";

const tag = "People";

export const meEndpoints = (dependencies: ApiDependencies): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/me",
		tag,
		summary: "Who asks, what they may do, and what this service is",
		description: "Signed out and without a key, person and apiKey are null and there are no accounts.",
		access: "visitor",
		answers: meView,
		async run({ scope, header, answerHeader }) {
			const cookie = header("cookie");
			const renewed =
				scope.kind === "nobody" || scope.person === null || cookie === undefined
					? []
					: ((await dependencies.sessions?.renew(new Headers({ cookie }))) ?? []);
			for (const field of renewed) answerHeader("set-cookie", field);
			return { ...(await whoAsks(scope, dependencies)), service: dependencies.service() };
		},
	}),
	endpoint({
		method: "patch",
		path: "/v1/me",
		tag,
		summary: "Change one's own name, language or time zone",
		access: "person",
		audits: "person.update",
		body: z
			.strictObject({
				name: personName.optional(),
				language: language.optional(),
				timeZone: timeZone.optional(),
			})
			.openapi("MeChange", { example: { language: "fr", timeZone: "Europe/Paris" } }),
		answers: personView,
		async run({ scope, body }) {
			if (scope.kind !== "person" || scope.person === null) return problem("person-only", "Sign in");
			const changed = await dependencies.people.update(scope.person.person.id, given(body));
			return isProblem(changed) ? fromSetup(changed) : showPerson(changed);
		},
	}),
];

type Who = Pick<z.input<typeof meView>, "person" | "apiKey" | "accounts">;

async function whoAsks(scope: Scope, { setup }: ApiDependencies): Promise<Who> {
	if (scope.kind === "nobody") return { person: null, apiKey: null, accounts: [] };
	const { person, key } = scope;
	if (person !== null) {
		const { id, email, name, language: words, timeZone: zone, twoFactor, operator } = person.person;
		return {
			person: { id, email, name, language: words, timeZone: zone, twoFactor, operator },
			apiKey: null,
			accounts: person.memberships.map((membership) => ({
				id: membership.accountId,
				name: membership.accountName,
				role: membership.role,
				permissions: [...roleGrants[membership.role]],
			})),
		};
	}
	const account = key?.accountId === null ? undefined : await setup.accounts.one(key?.accountId as AccountId);
	const granted: readonly Permission[] = key?.permissions ?? [...everything];
	return {
		person: null,
		apiKey: key && { id: key.id, name: key.name },
		accounts:
			account === undefined
				? []
				: [{ id: account.id, name: account.name, role: "administrator", permissions: [...granted] }],
	};
}
