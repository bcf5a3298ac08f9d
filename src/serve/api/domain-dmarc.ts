/** What receivers make of a sending domain's DMARC policy, in words, with the record that would be right. */

import { z } from "@hono/zod-openapi";
import { type DmarcReport, dmarcFindings, dmarcStates, type Setup, tellDmarc } from "../../setup/index.ts";
import type { SendingDomain } from "../../terms/identity.ts";
import type { DomainId } from "../../terms/ids.ts";
import type { Language } from "../../terms/refusals/index.ts";
import type { Scope } from "./access.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { nothing, problem } from "./problem.ts";
import { id } from "./schemas.ts";

const policies = ["none", "quarantine", "reject"] as const;

const dmarcView = z
	.strictObject({
		state: z.enum(dmarcStates).openapi({ description: "The worst of the findings" }),
		name: z.string().openapi({ description: "Where the record that holds stands, or would stand" }),
		records: z.array(z.string()).openapi({ description: "What stands there" }),
		policy: z.enum(policies).nullable().openapi({
			description: "What receivers do with mail of this domain that fails DMARC; null when none holds",
		}),
		tag: z.enum(["p", "sp"]).nullable().openapi({ description: "The tag that the policy is of" }),
		organization: z.string().openapi({ description: "The domain that it belongs to (RFC 9989 §4.10.2)" }),
		passes: z
			.strictObject({ dkim: z.boolean(), spf: z.boolean() })
			.openapi({ description: "What mail from here passes DMARC by now. Either is enough" }),
		findings: z.array(
			z.strictObject({ id: z.enum(dmarcFindings), state: z.enum(dmarcStates), text: z.string() }),
		),
		publish: z
			.strictObject({ type: z.literal("TXT"), name: z.string(), value: z.string() })
			.nullable()
			.openapi({ description: "The record to publish in place of what is there; null: nothing to change" }),
	})
	.openapi("DmarcPolicy");

/** `visible` finds a domain that the key may see. */
export const dmarcEndpoints = (
	setup: Setup,
	visible: (setup: Setup, scope: Scope, id: DomainId) => Promise<SendingDomain | undefined>,
): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/domains/{id}/dmarc",
		tag: "Sending domains",
		summary: "Look up and explain the DMARC policy of a sending domain",
		description:
			"Asks the DNS now, the domain's own servers first. No policy is needed for sending; what is found changes nothing.",
		access: "domains:read",
		params: z.strictObject({ id: id<DomainId>() }),
		answers: dmarcView,
		async run({ scope, params, language }) {
			const domain = await visible(setup, scope, params.id);
			if (domain === undefined) return nothing("domain");
			const report = await setup.dmarc.examine(domain);
			return report === null
				? problem("unavailable", "Records cannot be looked up here")
				: showDmarc(report, language);
		},
	}),
];

function showDmarc(
	{ findings, publish, records, ...report }: DmarcReport,
	language: Language,
): z.input<typeof dmarcView> {
	const told = findings.map((finding) => tellDmarc(finding, language));
	const worst = dmarcStates.toReversed().find((state) => told.some((one) => one.state === state));
	return {
		...report,
		state: worst ?? "ok",
		records: records.map(shortened),
		findings: told,
		publish: publish === null ? null : { type: "TXT", ...publish },
	};
}

/** A stranger's text: enough of it to know it again. */
const MOST_CHARACTERS = 500;
const shortened = (text: string): string =>
	text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
