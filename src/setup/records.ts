/**
 * The three records by which a sending domain is authenticated, as its owner publishes them. They are CNAMEs
 * into the operator's zone, so that keys and addresses behind them change without the owner's doing.
 *
 * RFC 6376 §3.6.2.1 (where a selector's key is looked up), RFC 7208 §2.4 (SPF follows the reverse-path's domain).
 */

import { publicKeyRecord } from "../rfc/dkim/record.ts";
import type { DkimKey, DomainRecord, SendingDomain } from "../terms/identity.ts";

/** The first signs when a domain is new, the second takes over when keys are rotated. */
export const SELECTORS = ["ag1", "ag2"] as const;

/** The label under a sending domain that its reverse-paths use, so that SPF passes aligned with From. */
export const RETURN_PATH_LABEL = "bounce";

export interface RecordToPublish {
	readonly purpose: DomainRecord["purpose"];
	readonly type: "CNAME";
	/** Fully qualified, no final dot. */
	readonly name: string;
	readonly value: string;
	/** The record that the CNAME leads to, for who publishes it directly: the text of a TXT record. */
	readonly txt?: string;
	readonly state: DomainRecord["state"];
	readonly found?: string;
}

/** In the order in which people are shown them. `zone` is the domain that the operator's DNS answers for. */
export function recordsToPublish(
	domain: SendingDomain,
	keys: readonly DkimKey[],
	zone: string,
): readonly RecordToPublish[] {
	// The id and not the name: it is one label, and a domain that is added again gets records of its own.
	const label = domain.id.toLowerCase();
	const dkim = SELECTORS.map((selector, index): RecordToPublish => {
		const key = keys.find((one) => one.selector === selector);
		return {
			...lookUp(domain, index === 0 ? "dkim-1" : "dkim-2"),
			name: `${selector}._domainkey.${domain.name}`,
			value: `${selector}.${label}.dkim.${zone}`,
			...(key === undefined ? {} : { txt: publicKeyRecord(key.algorithm, key.publicKey) }),
		};
	});
	return [
		...dkim,
		{
			...lookUp(domain, "return-path"),
			name: domain.returnPathHost,
			value: `${label}.rp.${zone}`,
		},
	];
}

/** How a record was found when it was last looked up. */
function lookUp(
	domain: SendingDomain,
	purpose: DomainRecord["purpose"],
): Pick<RecordToPublish, "purpose" | "type" | "state" | "found"> {
	const record = domain.records.find((one) => one.purpose === purpose);
	return {
		purpose,
		type: "CNAME",
		state: record?.state ?? "not-checked",
		...(record?.found === undefined ? {} : { found: record.found }),
	};
}
