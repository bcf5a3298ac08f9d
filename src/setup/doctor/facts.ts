/** What an examination of the service's surroundings has found, before anybody judges it. */

import { parseIp } from "../../rfc/address/cidr.ts";
import type { Instant } from "../../terms/clock.ts";
import type { CertificateFacts, Greeting } from "../doctor-ports.ts";
import type { LookedUp } from "../look-up-ports.ts";

/** One question's answer, all resolvers together. */
export interface Answer {
	/** What any of them has. */
	readonly records: readonly string[];
	/** Why, when none of them answered; null when one did, be it with nothing. */
	readonly trouble: string | null;
}

export interface NamedAddresses {
	readonly name: string;
	readonly addresses: Answer;
}

export interface ZoneFacts {
	readonly name: string;
	/** Whether the DNS door is open: then the serials are to be equal. */
	readonly answersItself: boolean;
	/** As configured; empty when they are not. */
	readonly configured: readonly { readonly name: string; readonly addresses: readonly string[] }[];
	/** As the resolvers know them. */
	readonly servers: Answer;
	/** Where those servers are. */
	readonly places: readonly NamedAddresses[];
	/** "primary serial" */
	readonly soa: Answer;
	/** The same from the servers themselves; null where none may be asked. */
	readonly ownSoa: Answer | null;
	readonly serial: number;
}

export interface ReturnPathFacts {
	/** The name that the CNAME of one sending domain leads to: all have the same records. */
	readonly target: string;
	readonly mx: Answer;
	readonly txt: Answer;
}

export interface EgressAddress {
	readonly address: string;
	readonly names: Answer;
	/** The addresses of the first of these names. */
	readonly back: Answer;
}

/** What one block list says of itself and of the addresses that mail leaves from. */
export interface BlockListFacts {
	readonly name: string;
	/** Of the entry that every list has. */
	readonly test: Answer;
	readonly addresses: readonly {
		readonly address: string;
		readonly found: Answer;
		/** What the list says about an address that it has. */
		readonly because: Answer;
	}[];
}

export interface DoctorFacts {
	/** The internet is the closed one: it has no reverse zones, and addresses are loopback's. */
	readonly tryMode: boolean;
	readonly now: Instant;
	/** When the newest stored thing happened, by the clock of then; null where nothing has. */
	readonly newest: Instant | null;
	readonly hostname: NamedAddresses;
	/** The host that reports come to. */
	readonly inbound: NamedAddresses & {
		readonly enabled: boolean;
		/** Where other servers deliver: 25, but in the closed internet. */
		readonly port: number;
		/** Null when it was not tried: the door is closed, or the name has no address. */
		readonly greetings: readonly { readonly address: string; readonly greeting: Greeting }[] | null;
	};
	readonly zone: ZoneFacts;
	/** Null without sending domains. */
	readonly returnPath: ReturnPathFacts | null;
	/** How many domains have a valid return-path record, of those that were looked at. */
	readonly returnPaths: number;
	/** A smarthost's addresses are what receivers see. */
	readonly smarthost: boolean;
	readonly egressConfigured: boolean;
	readonly egress: readonly EgressAddress[];
	/** Those that are configured, where they can be asked. */
	readonly blockLists: readonly BlockListFacts[];
	readonly blockListsConfigured: boolean;
	/** Null when the file cannot be read. */
	readonly certificate: CertificateFacts | null;
}

export function together(answers: readonly LookedUp[]): Answer {
	const records = answers.flatMap((answer) => (answer.kind === "found" ? answer.records : []));
	const troubles = answers.flatMap((answer) => (answer.kind === "trouble" ? [answer.why] : []));
	const nobodyAnswered = troubles.length === answers.length;
	return {
		records: [...new Set(records)],
		trouble: nobodyAnswered ? (troubles[0] ?? "there is no resolver") : null,
	};
}

/** Why there is nothing, as a fact of a finding. */
export const why = ({ trouble }: Answer): { readonly why: string } => ({ why: trouble ?? "no such record" });

export const listed = (texts: readonly string[]): string => texts.join(", ");

const keyOf = (address: string): string => {
	const ip = parseIp(address);
	return ip === undefined ? address : `${ip.family} ${ip.value}`;
};

/** However they are written. */
export const hasAddress = (addresses: readonly string[], address: string): boolean =>
	addresses.some((each) => keyOf(each) === keyOf(address));

export const sameAddresses = (some: readonly string[], others: readonly string[]): boolean =>
	some.every((each) => hasAddress(others, each)) && others.every((each) => hasAddress(some, each));
