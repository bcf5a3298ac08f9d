/** The calls about the audit log. */

import { z } from "@hono/zod-openapi";
import type { AccountId, AuditId } from "../../terms/ids.ts";
import { accountOf } from "./access.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { pageOf } from "./pages.ts";
import { auditView } from "./people-schemas.ts";
import { showAudit } from "./people-views.ts";
import { id, momentIn, page, pageQuery } from "./schemas.ts";

export const auditEndpoints = ({ setup }: ApiDependencies): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/audit",
		tag: "Audit",
		summary: "List who changed what",
		description:
			"Newest first, with the state before and after and without secrets. An account sees what was changed of it; the operator sees everything.",
		access: "audit:read",
		query: z.strictObject({
			...pageQuery,
			account: id<AccountId>().optional(),
			actor: z.string().min(1).max(64).optional().openapi({ description: "The id of a person or a key" }),
			action: z
				.string()
				.regex(/^[a-z-]{1,40}(?:\.[a-z-]{1,40})?$/, "is no action such as domain or domain.create")
				.optional(),
			target: z.string().min(1).max(64).optional().openapi({ description: "The id of what was changed" }),
			from: momentIn.optional(),
			to: momentIn.optional(),
		}),
		answers: page(auditView),
		async run({ scope, query: { limit, cursor, account, actor, action, target, from, to } }) {
			const of = accountOf(scope, account);
			const filter = {
				...(of === null ? {} : { accountId: of }),
				...(actor === undefined ? {} : { actorId: actor }),
				...(action === undefined ? {} : { action }),
				...(target === undefined ? {} : { targetId: target }),
				...(from === undefined ? {} : { from }),
				...(to === undefined ? {} : { to }),
			};
			const entries = await setup.audit.list(filter, limit + 1, cursor as AuditId | undefined);
			return pageOf(entries, limit, showAudit);
		},
	}),
];
