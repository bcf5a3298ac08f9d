/** In try mode only: takes a record of a sending domain out of the closed internet's DNS, and puts it back. */

import { z } from "@hono/zod-openapi";
import { isProblem } from "../../setup/index.ts";
import { requiredPurposes } from "../../terms/identity.ts";
import type { DomainId } from "../../terms/ids.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { domainView, showDomain } from "./domain-views.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { fromSetup, nothing, problem } from "./problem.ts";
import { id } from "./schemas.ts";

const body = z
	.strictObject({ purpose: z.enum(requiredPurposes), published: z.boolean() })
	.openapi("TryRecord", { example: { purpose: "dkim-1", published: false } });

export const tryRecordEndpoints = ({ setup, tryRecords }: ApiDependencies): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/try/domains/{id}/records",
		tag: "Try mode",
		summary: "Break or mend a record of a sending domain in the closed internet",
		description: "Answers with the domain as it is found right after. Exists in try mode only.",
		access: "operator",
		params: z.strictObject({ id: id<DomainId>() }),
		body,
		answers: domainView,
		async run({ params, body: { purpose, published }, language }) {
			if (tryRecords === undefined) return problem("not-found", "This service does not run in try mode");
			const domain = await setup.domains.one(params.id);
			const record = domain && (await setup.domains.records(domain)).find((one) => one.purpose === purpose);
			if (record === undefined) return nothing("domain");
			tryRecords.withdraw(record);
			if (published) tryRecords.publish(record);
			const checked = await setup.domains.check(params.id);
			if (isProblem(checked)) return fromSetup(checked);
			return showDomain(setup.domains, checked, language);
		},
	}),
];
