/**
 * The records by which a sending domain is authenticated, as its owner publishes them: three, and two more for
 * Ed25519. They are CNAMEs into the operator's zone, so that keys and addresses behind them change without the
 * owner's doing.
 *
 * RFC 6376 §3.6.2.1 (where a selector's key is looked up), RFC 7208 §2.4 (SPF follows the reverse-path's domain).
 */

import type { DkimKey, DomainRecord, RecordPurpose, SendingDomain } from "../terms/identity.ts";
import { purposeOf, type Selector, selectors } from "./keys/selectors.ts";
import { keyTarget, keyText, returnPathTarget } from "./zone.ts";

export interface RecordToPublish extends DomainRecord {
	readonly type: "CNAME";
	/** Fully qualified, no final dot. */
	readonly name: string;
	readonly value: string;
	/** The text of the TXT record that the CNAME leads to now. It changes with the key. */
	readonly txt?: string;
}

/** In the order in which people are shown them. `zone` is the domain that the operator's DNS answers for. */
export function recordsToPublish(
	domain: SendingDomain,
	keys: readonly DkimKey[],
	zone: string,
): readonly RecordToPublish[] {
	const dkim = (selector: Selector): RecordToPublish => {
		const key = keys.find((one) => one.selector === selector && one.stage !== "retired");
		return {
			...lookUp(domain, purposeOf[selector]),
			type: "CNAME",
			name: `${selector}._domainkey.${domain.name}`,
			value: keyTarget(domain.id, selector, zone),
			...(key === undefined ? {} : { txt: keyText(key) }),
		};
	};
	return [
		...selectors["rsa-sha256"].map(dkim),
		{
			...lookUp(domain, "return-path"),
			type: "CNAME",
			name: domain.returnPathHost,
			value: returnPathTarget(domain.id, zone),
		},
		...(domain.ed25519 ? selectors["ed25519-sha256"].map(dkim) : []),
	];
}

/** How a record was found when it was last looked up. */
const lookUp = (domain: SendingDomain, purpose: RecordPurpose): DomainRecord =>
	domain.records.find((one) => one.purpose === purpose) ?? { purpose, state: "not-checked" };
