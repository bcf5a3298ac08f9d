/** The calls about sending domains. */

import { z } from "@hono/zod-openapi";
import { isProblem, type Problem, type Setup } from "../../setup/index.ts";
import type { SendingDomain } from "../../terms/identity.ts";
import type { AccountId, DomainId } from "../../terms/ids.ts";
import type { Language } from "../../terms/refusals/index.ts";
import { accountOf, maySee, newFor, type Scope } from "./access.ts";
import { after, given } from "./accounts.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { dmarcEndpoints } from "./domain-dmarc.ts";
import { domainView, showDomain } from "./domain-views.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { pageOf } from "./pages.ts";
import { fromSetup, isApiProblem, nothing, problem } from "./problem.ts";
import { id, page, pageQuery } from "./schemas.ts";

const params = z.strictObject({ id: id<DomainId>() });
const tag = "Sending domains";

const settings = {
	returnPath: z.string().min(1).max(255).optional().openapi({
		description: "A label or name under the domain for its reverse-paths; `bounce` by default.",
	}),
	ed25519: z.boolean().optional().openapi({
		description:
			"Sign with Ed25519 beside RSA. It takes two more records; the domain is verified without them.",
	}),
};

const newDomain = z
	.strictObject({
		name: z.string().min(1).max(255),
		accountId: id<AccountId>().optional(),
		...settings,
	})
	.openapi("NewSendingDomain", { example: { name: "shop.example" } });

const domainChange = z
	.strictObject(settings)
	.openapi("SendingDomainChange", { example: { returnPath: "mail-returns" } });

const rotation = z
	.strictObject({
		leaked: z.boolean().optional().openapi({
			description:
				"Somebody else may have the key that signs: its record becomes empty at once, and nothing is signed with it any more. To replace the next key as well, call it twice.",
		}),
	})
	.openapi("Rotation", { example: { leaked: false } });

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
	...verifying(setup),
	...changing(setup),
	...dmarcEndpoints(setup, visible),
];

const answer = async ({ domains }: Setup, domain: SendingDomain | Problem, language: Language) =>
	isProblem(domain) ? fromSetup(domain) : showDomain(domains, domain as SendingDomain, language);

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
		description: "Answers with the records to publish.",
		access: "domains:write",
		audits: "domain.create",
		body: newDomain,
		created: true,
		answers: domainView,
		async run({ scope, body, language }) {
			const { name, accountId, ...settings } = body;
			const account = newFor(scope, accountId);
			if (isApiProblem(account)) return account;
			return answer(setup, await setup.domains.create(account, name, given(settings)), language);
		},
	}),
];

const reading = (setup: Setup): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/domains",
		tag,
		summary: "List sending domains",
		access: "domains:read",
		query: z.strictObject({
			...pageQuery,
			account: id<AccountId>().optional(),
			name: z.string().max(255).optional(),
			verification: z.enum(["unverified", "verified"]).optional(),
			text: z.string().min(1).max(255).optional().openapi({ description: "Part of the name" }),
		}),
		answers: page(domainView),
		async run({ scope, query: { limit, cursor, account, name, verification, text }, language }) {
			const owner = accountOf(scope, account);
			const view = (domain: SendingDomain) => showDomain(setup.domains, domain, language);
			if (name === undefined) {
				const found = await setup.domains.list(
					owner,
					{ limit: limit + 1, ...after(cursor) },
					given({ verification, text }),
				);
				return pageOf(found, limit, view);
			}
			const named = await setup.domains.byName(name);
			const wanted = named !== undefined && (owner === null || named.accountId === owner);
			return pageOf(wanted ? [named] : [], limit, view);
		},
	}),
	endpoint({
		method: "get",
		path: "/v1/domains/{id}",
		tag,
		summary: "Get a sending domain with its records and keys",
		description:
			"Whoever asks is taken to be at work on it: its records are looked up every minute for an hour.",
		access: "domains:read",
		params,
		answers: domainView,
		async run({ scope, params, language }) {
			const domain = await visible(setup, scope, params.id);
			if (domain === undefined) return nothing("domain");
			setup.checkTask.lookedAt(domain);
			return showDomain(setup.domains, domain, language);
		},
	}),
];

const verifying = (setup: Setup): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/domains/{id}/verify",
		tag,
		summary: "Verify a sending domain",
		access: "domains:write",
		audits: "domain.verify",
		params,
		body: verification,
		answers: domainView,
		async run({ scope, params, body, language }) {
			const domain = await visible(setup, scope, params.id);
			if (domain === undefined) return nothing("domain");
			const byHand = scope.kind === "operator" && !setup.domains.canCheck ? "vouch" : "records";
			const method = body.method ?? byHand;
			if (method === "records") return answer(setup, await setup.domains.check(domain.id), language);
			if (scope.kind !== "operator")
				return problem("operator-only", "Only the operator can vouch for a domain");
			const done = await setup.domains[method === "vouch" ? "vouch" : "unverify"](domain.id);
			return answer(setup, done, language);
		},
	}),
];

const changing = (setup: Setup): readonly Endpoint[] => [
	endpoint({
		method: "patch",
		path: "/v1/domains/{id}",
		tag,
		summary: "Change a sending domain",
		description: "A return path under another name is used once its record was seen there.",
		access: "domains:write",
		audits: "domain.update",
		params,
		body: domainChange,
		answers: domainView,
		async run({ scope, params, body, language }) {
			const domain = await visible(setup, scope, params.id);
			if (domain === undefined) return nothing("domain");
			return answer(setup, await setup.domains.update(domain.id, given(body)), language);
		},
	}),
	endpoint({
		method: "post",
		path: "/v1/domains/{id}/rotate",
		tag,
		summary: "Rotate the keys of a sending domain",
		description:
			"The next key signs at once where it was seen in the DNS, else as soon as it is. Nothing has to be published: the records lead to the new key.",
		access: "domains:write",
		audits: "domain.rotate-keys",
		params,
		body: rotation,
		answers: domainView,
		async run({ scope, params, body, language }) {
			const domain = await visible(setup, scope, params.id);
			if (domain === undefined) return nothing("domain");
			const rotated = await setup.domains.rotate(domain.id, { leaked: body.leaked ?? false });
			return answer(setup, rotated, language);
		},
	}),
	endpoint({
		method: "delete",
		path: "/v1/domains/{id}",
		tag,
		summary: "Remove a sending domain, its SMTP users and its keys",
		access: "domains:write",
		audits: "domain.delete",
		params,
		answers: null,
		async run({ scope, params }) {
			const domain = await visible(setup, scope, params.id);
			return domain !== undefined && (await setup.domains.remove(domain.id)) ? null : nothing("domain");
		},
	}),
];
