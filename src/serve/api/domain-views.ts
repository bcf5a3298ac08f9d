/** Sending domains as the API shows them: records with what was found of them, keys without their secrets. */

import { z } from "@hono/zod-openapi";
import { hintWords, type KeyToSee, type RecordToPublish, type SendingDomains } from "../../setup/index.ts";
import type { Instant } from "../../terms/clock.ts";
import { extraPurposes, requiredPurposes, type SendingDomain } from "../../terms/identity.ts";
import type { Language } from "../../terms/refusals/index.ts";
import { moment } from "./schemas.ts";

const recordView = z
	.strictObject({
		purpose: z.enum([...requiredPurposes, ...extraPurposes]),
		required: z.boolean().openapi({ description: "Whether the domain needs it to be verified" }),
		type: z.literal("CNAME"),
		name: z.string(),
		value: z.string(),
		txt: z.string().optional().openapi({
			description: "The TXT record that it leads to now. It changes when keys are rotated: publish the CNAME",
		}),
		state: z.enum(["valid", "not-found", "wrong-value", "dns-error", "not-checked"]),
		found: z.string().optional(),
		hint: z.string().optional().openapi({ description: "Which of the usual mistakes it looks like" }),
		hintText: z.string().optional(),
		checkedAt: moment.nullable(),
		changedAt: moment.nullable(),
	})
	.openapi("Record");

const keyView = z
	.strictObject({
		selector: z.string(),
		algorithm: z.enum(["rsa-sha256", "ed25519-sha256"]),
		stage: z.enum(["pending", "active", "retiring", "retired"]),
		leaked: z.boolean(),
		name: z.string().openapi({ description: "The name that the customer's CNAME leads to" }),
		txt: z.string().openapi({ description: "What stands there; an empty p= says that the key is revoked" }),
		createdAt: moment,
		seenAt: moment.nullable(),
		activeAt: moment.nullable(),
		rotateAt: moment
			.nullable()
			.openapi({ description: "From when on the next key takes over, as soon as it was seen" }),
		retiringAt: moment.nullable(),
		retiredAt: moment.nullable(),
	})
	.openapi("DkimKey");

export const domainView = z
	.strictObject({
		id: z.string(),
		accountId: z.string(),
		name: z.string(),
		verification: z.enum(["unverified", "verified"]),
		verifiedAt: moment.nullable(),
		vouched: z.boolean().openapi({ description: "Whether it is verified by the operator's word" }),
		brokenSince: moment.nullable().openapi({ description: "Since when a required record is not valid" }),
		stopsAt: moment.nullable().openapi({
			description:
				"When the grace time after that is over. From then on no mail is taken, until all required records are valid",
		}),
		checkedAt: moment.nullable(),
		checkDueAt: moment.nullable(),
		returnPath: z.string().openapi({ description: "The host of its reverse-paths" }),
		ed25519: z.boolean(),
		activeSelector: z.string().nullable(),
		createdAt: moment,
		records: z.array(recordView),
		keys: z.array(keyView),
	})
	.openapi("SendingDomain");

const at = (when: Instant): string => new Date(when).toISOString();
const atOrNull = (when: Instant | null | undefined): string | null =>
	when === null || when === undefined ? null : at(when);

export async function showDomain(
	domains: SendingDomains,
	domain: SendingDomain,
	language: Language,
): Promise<z.input<typeof domainView>> {
	const [records, keys] = await Promise.all([domains.records(domain), domains.keys(domain)]);
	return {
		...showFacts(domain),
		stopsAt: atOrNull(domains.stopsAt(domain)),
		records: records.map((record) => showRecord(record, language)),
		keys: keys.map(showKey),
	};
}

const showFacts = (domain: SendingDomain) => ({
	id: domain.id,
	accountId: domain.accountId,
	name: domain.name,
	verification: domain.verification,
	verifiedAt: atOrNull(domain.verifiedAt),
	vouched: domain.vouched,
	brokenSince: atOrNull(domain.brokenSince),
	checkedAt: atOrNull(domain.checkedAt),
	checkDueAt: atOrNull(domain.checkDueAt),
	returnPath: domain.returnPathHost,
	ed25519: domain.ed25519,
	activeSelector: domain.activeSelector,
	createdAt: at(domain.createdAt),
});

function showRecord(
	{ keySeen: _, checkedAt, changedAt, ...record }: RecordToPublish,
	language: Language,
): z.input<typeof recordView> {
	const hintText = record.hint === undefined ? undefined : hintWords(record.hint, language);
	return {
		...record,
		required: requiredPurposes.some((purpose) => purpose === record.purpose),
		...(hintText === undefined ? {} : { hintText }),
		checkedAt: atOrNull(checkedAt),
		changedAt: atOrNull(changedAt),
	};
}

const showKey = (key: KeyToSee): z.input<typeof keyView> => ({
	...key,
	createdAt: at(key.createdAt),
	seenAt: atOrNull(key.seenAt),
	activeAt: atOrNull(key.activeAt),
	rotateAt: atOrNull(key.rotateAt),
	retiringAt: atOrNull(key.retiringAt),
	retiredAt: atOrNull(key.retiredAt),
});
