/** The records of a sending domain, looked up, and what becomes of the domain by them. */

import type { Instant } from "../terms/clock.ts";
import type { DomainRecord, SendingDomain } from "../terms/identity.ts";

/** One of the records that a sending domain is authenticated by, as its owner should have published it. */
export interface ExpectedRecord {
	readonly purpose: DomainRecord["purpose"];
	readonly type: "CNAME";
	readonly name: string;
	readonly value: string;
	/** The text of the TXT record that the CNAME leads to; publishing it directly is as good. */
	readonly txt?: string;
}

/** Looks the records of a domain up in the DNS. Never rejects: trouble is the record's state "dns-error". */
export interface Verifier {
	checkRecords(domain: SendingDomain, expected: readonly ExpectedRecord[]): Promise<readonly DomainRecord[]>;
}

/** verified: may send now. broken: a record is not valid any more. mended: all are again. stopped: the grace time is over. */
export interface DomainEvent {
	readonly kind: "domain-verified" | "domain-broken" | "domain-mended" | "domain-stopped";
	readonly at: Instant;
	readonly records: readonly DomainRecord[];
}
