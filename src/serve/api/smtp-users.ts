/** The calls about SMTP users. */

import { z } from "@hono/zod-openapi";
import { isProblem, type Problem, type Setup, type WithPassword } from "../../setup/index.ts";
import type { SmtpUser } from "../../terms/identity.ts";
import type { AccountId, DomainId, SmtpUserId } from "../../terms/ids.ts";
import { accountOf, maySee, type Scope } from "./access.ts";
import { after, given } from "./accounts.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { pageOf } from "./pages.ts";
import { fromSetup, nothing } from "./problem.ts";
import { id, page, pageQuery, smtpUserChange, smtpUserView, smtpUserWithPassword } from "./schemas.ts";
import { showSmtpUser } from "./views.ts";

const params = z.strictObject({ id: id<SmtpUserId>() });
const tag = "SMTP users";

const newSmtpUser = smtpUserChange
	.extend({ domainId: id<DomainId>() })
	.openapi("NewSmtpUser", { example: { domainId: "01KAHV3Q5E8Y7ZJ4N2M6T9R0WX", name: "WordPress" } });

export const smtpUserEndpoints = ({ setup }: ApiDependencies): readonly Endpoint[] => [
	...making(setup),
	...reading(setup),
	...changing(setup),
];

/** What is another account's is not there. */
async function visible({ smtpUsers }: Setup, scope: Scope, id: SmtpUserId): Promise<SmtpUser | undefined> {
	const user = await smtpUsers.one(id);
	return user !== undefined && maySee(scope, user.accountId) ? user : undefined;
}

const showWithPassword = (made: WithPassword | Problem) =>
	isProblem(made) ? fromSetup(made) : { ...showSmtpUser(made.user), password: made.password };

const making = (setup: Setup): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/smtp-users",
		tag,
		summary: "Create an SMTP user",
		description: "Username and password are generated; the password is in this answer and nowhere else.",
		access: "smtp-users:write",
		audits: "smtp-user.create",
		body: newSmtpUser,
		created: true,
		answers: smtpUserWithPassword,
		async run({ scope, body: { domainId, ...settings } }) {
			const domain = await setup.domains.one(domainId);
			if (domain === undefined || !maySee(scope, domain.accountId)) return nothing("domain");
			const made = await setup.smtpUsers.create(domainId, given(settings));
			return showWithPassword(made);
		},
	}),
	endpoint({
		method: "post",
		path: "/v1/smtp-users/{id}/reset-password",
		tag,
		summary: "Make a new password",
		description: "The password before it stops working at once.",
		access: "smtp-users:write",
		audits: "smtp-user.reset-password",
		params,
		answers: smtpUserWithPassword,
		async run({ scope, params }) {
			if ((await visible(setup, scope, params.id)) === undefined) return nothing("SMTP user");
			const made = await setup.smtpUsers.resetPassword(params.id);
			return showWithPassword(made);
		},
	}),
];

const reading = (setup: Setup): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/smtp-users",
		tag,
		summary: "List SMTP users",
		access: "smtp-users:read",
		query: z.strictObject({
			...pageQuery,
			account: id<AccountId>().optional(),
			domain: id<DomainId>().optional(),
			username: z.string().max(100).optional(),
		}),
		answers: page(smtpUserView),
		async run({ scope, query: { limit, cursor, account, domain, username } }) {
			const owner = accountOf(scope, account);
			if (username === undefined) {
				const users = await setup.smtpUsers.list(owner, { limit: limit + 1, ...after(cursor) }, domain);
				return pageOf(users, limit, showSmtpUser);
			}
			const named = await setup.smtpUsers.byUsername(username);
			const wanted =
				named !== undefined &&
				(owner === null || named.accountId === owner) &&
				(domain === undefined || named.domainId === domain);
			return pageOf(wanted ? [named] : [], limit, showSmtpUser);
		},
	}),
	endpoint({
		method: "get",
		path: "/v1/smtp-users/{id}",
		tag,
		summary: "Get an SMTP user",
		access: "smtp-users:read",
		params,
		answers: smtpUserView,
		async run({ scope, params }) {
			const user = await visible(setup, scope, params.id);
			return user === undefined ? nothing("SMTP user") : showSmtpUser(user);
		},
	}),
];

const changing = (setup: Setup): readonly Endpoint[] => [
	endpoint({
		method: "patch",
		path: "/v1/smtp-users/{id}",
		tag,
		summary: "Change an SMTP user",
		access: "smtp-users:write",
		audits: "smtp-user.update",
		params,
		body: smtpUserChange,
		answers: smtpUserView,
		async run({ scope, params, body }) {
			if ((await visible(setup, scope, params.id)) === undefined) return nothing("SMTP user");
			const user = await setup.smtpUsers.update(params.id, given(body));
			return isProblem(user) ? fromSetup(user) : showSmtpUser(user as SmtpUser);
		},
	}),
	endpoint({
		method: "delete",
		path: "/v1/smtp-users/{id}",
		tag,
		summary: "Remove an SMTP user",
		access: "smtp-users:write",
		audits: "smtp-user.delete",
		params,
		answers: null,
		async run({ scope, params }) {
			const user = await visible(setup, scope, params.id);
			return user !== undefined && (await setup.smtpUsers.remove(user.id)) ? null : nothing("SMTP user");
		},
	}),
];
