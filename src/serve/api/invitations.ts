/** The calls about people who are asked to join. */

import { z } from "@hono/zod-openapi";
import { isInvitationToken, isProblem, type People, type Problem } from "../../setup/index.ts";
import type { AccountId, InvitationId } from "../../terms/ids.ts";
import { isId } from "../../terms/ids.ts";
import type { Invitation } from "../../terms/person.ts";
import { accountOf, actorOf, may, maySee, type Scope } from "./access.ts";
import { after, given } from "./accounts.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { beyondRole } from "./key-bounds.ts";
import { pageOf } from "./pages.ts";
import {
	email,
	invitationView,
	invitedView,
	language,
	newPassword,
	personName,
	role,
} from "./people-schemas.ts";
import { showInvitation } from "./people-views.ts";
import { fromSetup, nothing, problem } from "./problem.ts";
import { id, page, pageQuery } from "./schemas.ts";

const tag = "Team";
/** By the id for who runs the account; by the token of the link for who has it. */
const place = z.strictObject({
	id: z
		.string()
		.max(64)
		.refine((text) => isId(text) || isInvitationToken(text), "is no id, and no token of a link")
		.openapi({ example: "iv_4m0x8w2c6y1k3n5p7r9t0v2b4d" }),
});
const byId = z.strictObject({ id: id<InvitationId>() });
const answer = (made: Invitation | Problem) =>
	isProblem(made) ? fromSetup(made) : showInvitation(made as Invitation);

export const invitationEndpoints = (dependencies: ApiDependencies): readonly Endpoint[] => [
	...listed(dependencies.people),
	...changed(dependencies.people),
	...taken(dependencies.people),
];

const listed = (people: People): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/invitations",
		tag,
		summary: "Ask somebody to join an account",
		description:
			"The link goes to the address. Somebody who was asked before gets a new one. The role operator, without an account, is the operator's to give. A key asks nobody to a role that may do more than the key.",
		access: "team:write",
		audits: "invitation.create",
		body: z
			.strictObject({
				email,
				role: z.enum([...role.options, "operator"]),
				language: language.optional(),
				accountId: id<AccountId>().optional(),
			})
			.openapi("NewInvitation", { example: { email: "ann@shop.example", role: "member" } }),
		created: true,
		answers: invitationView,
		async run({ scope, body: { accountId: asked, ...wanted } }) {
			const accountId = accountOf(scope, asked);
			if (scope.kind === "account" && asked !== undefined && asked !== accountId) return nothing("account");
			if ((wanted.role === "operator") !== (accountId === null)) return wrongRole(scope);
			const trouble = beyondRole(scope, wanted.role);
			if (trouble !== undefined) return trouble;
			const invitedBy = actorOf(scope).name;
			return answer(await people.invitations.make({ ...given(wanted), accountId, invitedBy }));
		},
	}),
	endpoint({
		method: "get",
		path: "/v1/invitations",
		tag,
		summary: "List who was asked to join and has not answered",
		description: "The operator sees who was asked to run the service where no account is named.",
		access: "team:read",
		query: z.strictObject({ ...pageQuery, account: id<AccountId>().optional() }),
		answers: page(invitationView),
		async run({ scope, query: { limit, cursor, account } }) {
			const rows = await people.invitations.list(accountOf(scope, account), {
				limit: limit + 1,
				...after(cursor),
			});
			return pageOf(rows, limit, showInvitation);
		},
	}),
];

const wrongRole = (scope: Scope) =>
	scope.kind === "operator"
		? problem("request-invalid", "Say for which account, or give the role operator", {
				errors: [{ field: "body.accountId", detail: "is missing, or does not go with the role" }],
			})
		: problem("operator-only", "Only the operator makes others operators");

/** What of it exists for who asks. */
async function visible(people: People, scope: Scope, wanted: InvitationId): Promise<Invitation | undefined> {
	const invitation = await people.invitations.one(wanted);
	return invitation !== undefined && maySee(scope, invitation.accountId) ? invitation : undefined;
}

const changed = (people: People): readonly Endpoint[] => [
	endpoint({
		method: "delete",
		path: "/v1/invitations/{id}",
		tag,
		summary: "Take an invitation back",
		access: "team:write",
		audits: "invitation.delete",
		params: byId,
		answers: null,
		async run({ scope, params }) {
			const invitation = await visible(people, scope, params.id);
			if (invitation === undefined) return nothing("invitation");
			return (await people.invitations.remove(invitation.id)) ? null : nothing("invitation");
		},
	}),
	endpoint({
		method: "post",
		path: "/v1/invitations/{id}/resend",
		tag,
		summary: "Send an invitation again",
		description: "With a new link; the one before is void.",
		access: "team:write",
		audits: "invitation.resend",
		params: byId,
		answers: invitationView,
		async run({ scope, params }) {
			const invitation = await visible(people, scope, params.id);
			if (invitation === undefined) return nothing("invitation");
			return beyondRole(scope, invitation.role) ?? answer(await people.invitations.resend(invitation.id));
		},
	}),
];

const taken = (people: People): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/invitations/{id}",
		tag,
		summary: "Get an invitation",
		description: "By its id, or by the token of its link: then without signing in.",
		access: "visitor",
		params: place,
		answers: invitedView,
		async run({ scope, params }) {
			if (isInvitationToken(params.id)) {
				const invited = await people.invitations.byToken(params.id);
				return invited === undefined
					? nothing("invitation, or it is too old")
					: { ...showInvitation(invited.invitation), ...shown(invited) };
			}
			const mayRead = may(scope, "team:read");
			const invitation = mayRead ? await visible(people, scope, params.id as InvitationId) : undefined;
			const whole = invitation && (await people.invitations.whole(invitation));
			return whole === undefined
				? nothing("invitation")
				: { ...showInvitation(whole.invitation), ...shown(whole), personExists: null };
		},
	}),
	endpoint({
		method: "post",
		path: "/v1/invitations/{id}/accept",
		tag,
		summary: "Join, with the token of the link",
		description:
			"Who is no person here yet gives a name and a password, and can sign in with them from then on.",
		access: "anyone",
		audits: "invitation.accept",
		params: place,
		body: z
			.strictObject({ name: personName.optional(), password: newPassword.optional() })
			.openapi("Acceptance", { example: { name: "Ann", password: "correct horse battery staple" } }),
		answers: invitationView,
		async run({ params, body, actedBy }) {
			const accepted = await people.invitations.accept(params.id, given(body));
			if (isProblem(accepted)) return fromSetup(accepted);
			actedBy({ kind: "person", id: accepted.person.id, name: accepted.person.email });
			return showInvitation(accepted.invitation);
		},
	}),
];

const shown = ({ accountName, personExists }: { accountName: string | null; personExists: boolean }) => ({
	accountName,
	personExists,
});
