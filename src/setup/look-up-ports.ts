/** What the DNS is asked about domains, by whoever judges what stands in it: verification, DMARC, the doctor. */

/** What the DNS is asked about domains. */
export type LookedUpType = "A" | "AAAA" | "CNAME" | "MX" | "NS" | "PTR" | "SOA" | "TXT";

/**
 * An answer of the DNS, as text: a name or an address, "10 mx.shop.example" of MX, the whole text of TXT, the primary
 * server and the serial of SOA. Names are lower case without the final dot. `aliases` are the CNAMEs that were followed, in order.
 */
export type LookedUp =
	| { readonly kind: "found"; readonly records: readonly string[]; readonly aliases: readonly string[] }
	| { readonly kind: "no-data" | "no-domain"; readonly aliases: readonly string[] }
	| { readonly kind: "trouble"; readonly why: string };

/** Asks the DNS past every cache of this service. Never rejects: silence is trouble. */
export interface LookUps {
	/** The same question to each of the configured resolvers, of which there are a few; an answer of each. */
	ask(name: string, type: LookedUpType): Promise<readonly LookedUp[]>;
	/**
	 * The same question to the own name servers of the zone that a domain is in, as the resolvers know them; an answer
	 * of each that was asked. Null where there are none that may be asked.
	 */
	askOwn(domain: string, name: string, type: LookedUpType): Promise<readonly LookedUp[] | null>;
}
