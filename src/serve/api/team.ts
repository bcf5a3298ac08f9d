/** The calls about the members of an account. */

import { z } from "@hono/zod-openapi";
import { isProblem } from "../../setup/index.ts";
import type { AccountId, PersonId } from "../../terms/ids.ts";
import { newFor } from "./access.ts";
import { after } from "./accounts.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { beyondRole } from "./key-bounds.ts";
import { pageOf } from "./pages.ts";
import { memberView, role } from "./people-schemas.ts";
import { showMember } from "./people-views.ts";
import { fromSetup, isApiProblem, nothing } from "./problem.ts";
import { id, page, pageQuery } from "./schemas.ts";

const tag = "Team";
const params = z.strictObject({ personId: id<PersonId>() });
const account = id<AccountId>().optional();
const query = z.strictObject({ account });

export const teamEndpoints = (dependencies: ApiDependencies): readonly Endpoint[] => [
	...reading(dependencies),
	...changing(dependencies),
];

const reading = ({ people }: ApiDependencies): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/team",
		tag,
		summary: "List the members of an account",
		access: "team:read",
		query: z.strictObject({ ...pageQuery, account }),
		answers: page(memberView),
		async run({ scope, query: { limit, cursor, account: asked } }) {
			const of = newFor(scope, asked, "query.account");
			if (isApiProblem(of)) return of;
			const members = await people.teams.members(of, { limit: limit + 1, ...after(cursor) });
			const rows = members.map((member) => ({ ...member, id: member.person.id }));
			return pageOf(rows, limit, showMember(of));
		},
	}),
	endpoint({
		method: "get",
		path: "/v1/team/{personId}",
		tag,
		summary: "Get a member",
		access: "team:read",
		params,
		query,
		answers: memberView,
		async run({ scope, params, query: { account: asked } }) {
			const of = newFor(scope, asked, "query.account");
			if (isApiProblem(of)) return of;
			const member = await people.teams.member(of, params.personId);
			return member === undefined ? nothing("member") : showMember(of)(member);
		},
	}),
];

const changing = ({ people }: ApiDependencies): readonly Endpoint[] => [
	endpoint({
		method: "patch",
		path: "/v1/team/{personId}",
		tag,
		summary: "Change a member's role",
		description:
			"Works at once. The last administrator stays one. A key gives no role that may do more than the key.",
		access: "team:write",
		audits: "member.update",
		params,
		query,
		body: z.strictObject({ role }).openapi("MemberChange", { example: { role: "viewer" } }),
		answers: memberView,
		async run({ scope, params, query: { account: asked }, body }) {
			const of = newFor(scope, asked, "query.account");
			if (isApiProblem(of)) return of;
			const trouble = beyondRole(scope, body.role);
			if (trouble !== undefined) return trouble;
			const member = await people.teams.setRole(of, params.personId, body.role);
			return isProblem(member) ? fromSetup(member) : showMember(of)(member);
		},
	}),
	endpoint({
		method: "delete",
		path: "/v1/team/{personId}",
		tag,
		summary: "Remove a member",
		description: "The person has no access to the account any more, at once. The last administrator stays.",
		access: "team:write",
		audits: "member.delete",
		params,
		query,
		answers: null,
		async run({ scope, params, query: { account: asked } }) {
			const of = newFor(scope, asked, "query.account");
			if (isApiProblem(of)) return of;
			const removed = await people.teams.remove(of, params.personId);
			return typeof removed === "string" ? null : fromSetup(removed);
		},
	}),
];
