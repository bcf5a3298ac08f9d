/** The calls about sending domains. */

import { z } from "@hono/zod-openapi";
import { isProblem, type Problem, type Setup } from "../../setup/index.ts";
import type { SendingDomain } from "../../terms/identity.ts";
import type { AccountId, DomainId } from "../../terms/ids.ts";
import { accountOf, maySee, newFor, type Scope } from "./access.ts";
import { after } from "./accounts.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { pageOf } from "./pages.ts";
import { fromSetup, isApiProblem, nothing, problem } from "./problem.ts";
import { domainView, id, page, pageQuery } from "./schemas.ts";
import { showDomain } from "./views.ts";

const params = z.strictObject({ id: id<DomainId>() });
const tag = "Sending domains";

const newDomain = z
	.strictObject({ name: z.string().min(1).max(255), accountId: id<AccountId>().optional() })
	.openapi("NewSendingDomain", { example: { name: "shop.example" } });

const verification = z
	.strictObject({
		method: z.enum(["records", "vouch", "withdraw"]).optional().openapi({
			description:
				"`records` looks the three records up. `vouch` is the operator's word for it, `withdraw` takes it back. By default records are looked up where that is possible.",
		}),
	})
	.openapi("Verification", { example: { method: "records" } });

export const domainEndpoints = ({ setup }: ApiDependencies): readonly Endpoint[] => [
	...making(setup),
	...reading(setup),
	...changing(setup),
];

const show = async ({ domains }: Setup, domain: SendingDomain) =>
	showDomain(domain, await domains.records(domain));

const answer = async (setup: Setup, domain: SendingDomain | Problem) =>
	isProblem(domain) ? fromSetup(domain) : show(setup, domain as SendingDomain);

/** What is another account's is not there. */
async function visible({ domains }: Setup, scope: Scope, id: DomainId): Promise<SendingDomain | undefined> {
	const domain = await domains.one(id);
	return domain !== undefined && maySee(scope, domain.accountId) ? domain : undefined;
}

const making = (setup: Setup): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/domains",
		tag,
		summary: "Add a sending domain",
		description: "Answers with the three records to publish.",
		access: "account",
		body: newDomain,
		created: true,
		answers: domainView,
		async run({ scope, body }) {
			const account = newFor(scope, body.accountId);
			return isApiProblem(account) ? account : answer(setup, await setup.domains.create(account, body.name));
		},
	}),
];

const reading = (setup: Setup): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/domains",
		tag,
		summary: "List sending domains",
		access: "account",
		query: z.strictObject({
			...pageQuery,
			account: id<AccountId>().optional(),
			name: z.string().max(255).optional(),
		}),
		answers: page(domainView),
		async run({ scope, query: { limit, cursor, account, name } }) {
			const owner = accountOf(scope, account);
			if (name === undefined) {
				return pageOf(
					await setup.domains.list(owner, { limit: limit + 1, ...after(cursor) }),
					limit,
					(domain) => show(setup, domain),
				);
			}
			const named = await setup.domains.byName(name);
			const wanted = named !== undefined && (owner === null || named.accountId === owner);
			return pageOf(wanted ? [named] : [], limit, (domain) => show(setup, domain));
		},
	}),
	endpoint({
		method: "get",
		path: "/v1/domains/{id}",
		tag,
		summary: "Get a sending domain with its records",
		access: "account",
		params,
		answers: domainView,
		async run({ scope, params }) {
			const domain = await visible(setup, scope, params.id);
			return domain === undefined ? nothing("domain") : show(setup, domain);
		},
	}),
];

const changing = (setup: Setup): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/domains/{id}/verify",
		tag,
		summary: "Verify a sending domain",
		access: "account",
		params,
		body: verification,
		answers: domainView,
		async run({ scope, params, body }) {
			const domain = await visible(setup, scope, params.id);
			if (domain === undefined) return nothing("domain");
			const byHand = scope.kind === "operator" && !setup.domains.canCheck ? "vouch" : "records";
			const method = body.method ?? byHand;
			if (method === "records") return answer(setup, await setup.domains.check(domain.id));
			if (scope.kind !== "operator")
				return problem("operator-only", "Only the operator can vouch for a domain");
			return answer(setup, await setup.domains[method === "vouch" ? "vouch" : "unverify"](domain.id));
		},
	}),
	endpoint({
		method: "delete",
		path: "/v1/domains/{id}",
		tag,
		summary: "Remove a sending domain, its SMTP users and its keys",
		access: "account",
		params,
		answers: null,
		async run({ scope, params }) {
			const domain = await visible(setup, scope, params.id);
			return domain !== undefined && (await setup.domains.remove(domain.id)) ? null : nothing("domain");
		},
	}),
];
