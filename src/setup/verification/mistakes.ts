/** Which of the usual mistakes it is, from what the DNS shows instead of the record. Most telling first. */

import type { LookedUp } from "../look-up-ports.ts";
import type { Hint } from "./hints.ts";
import { type Around, leadsTo, type Observation, records, type Sight } from "./observation.ts";
import { isDkim, keyOf } from "./record-texts.ts";

/** Of a CNAME that leads elsewhere. */
export function hintOfOther(
	{ expected, domain, otherTargets, around }: Observation,
	leads: string,
): Hint | undefined {
	const { value } = expected;
	if (leads === `${value}.${domain}`) return "domain-appended-to-value";
	if (otherTargets.includes(leads)) return "other-record";
	if (bare(leads) === value || leads.startsWith(`${value}\\`) || leads.startsWith(`${value} `))
		return "extra-text";
	if (isAnotherDomains(leads, value)) return "other-domain";
	if (around !== null && records(around.beside.cname).includes(leads)) return "wildcard";
	if (PROXIES.some((suffix) => leads.endsWith(suffix))) return "proxied";
	return undefined;
}

/** Names that proxies put in place of what they hide. */
const PROXIES = [".cdn.cloudflare.net", ".cloudfront.net", ".azurefd.net", ".fastly.net", ".edgekey.net"];

/** What people paste around a name: quotes, spaces, final signs, an address's beginning. */
const bare = (text: string): string =>
	text.replace(/^(?:https?:\/\/|["'\\\s(<])+/, "").replace(/["'\\\s)>.,;/]{1,20}$/, "");

/** Targets end the same for all domains: "dkim.relay.example" behind selector and id, "rp.relay.example" behind the id. */
function isAnotherDomains(leads: string, value: string): boolean {
	const labels = value.split(".");
	const kind = labels.findIndex((label) => label === "dkim" || label === "rp");
	return kind > 0 && leads.endsWith(`.${labels.slice(kind).join(".")}`);
}

export interface Missing {
	readonly hint?: Hint;
	/** What stands at the name instead of the CNAME. */
	readonly instead?: string;
}

/** Of a name without a CNAME. */
export function hintOfMissing(observation: Observation, sight: Sight | undefined): Missing {
	const { expected, around } = observation;
	if (around === null) return {};
	if (around.domain.kind === "no-domain") return { hint: "domain-not-there" };
	if (around.domain.kind === "trouble" && sight === undefined) return { hint: "name-servers-silent" };
	const [text] = records(sight?.txt);
	const elsewhere = misplaced(around, expected.value);
	if (elsewhere !== undefined) return { hint: elsewhere };
	const wild = [...records(around.beside.txt), ...records(around.beside.addresses)];
	if (text !== undefined && !wild.includes(text))
		return { instead: text, ...hinted(hintOfText(observation, text)) };
	const [address] = records(around.addresses);
	if (address !== undefined && !isDifferent(around)) return { instead: address, hint: "wildcard" };
	if (text !== undefined) return { instead: text, hint: "wildcard" };
	if (address !== undefined) return { instead: address, hint: "proxied" };
	const [exchange] = records(sight?.mx);
	return exchange === undefined ? {} : { instead: exchange };
}

const hinted = (hint: Hint | undefined): Pick<Missing, "hint"> => (hint === undefined ? {} : { hint });

/** The record exists, at a name that is nearly right. */
function misplaced(around: Around, value: string): Hint | undefined {
	const holds = (answer: LookedUp | null): boolean =>
		answer !== null && leadsTo(answer, value) && !records(around.beside.cname).includes(value);
	if (holds(around.appended)) return "domain-appended-to-name";
	if (holds(around.withoutUnderscore)) return "underscore-dropped";
	return holds(around.prefixed) ? "label-prefixed" : undefined;
}

function hintOfText({ expected }: Observation, text: string): Hint | undefined {
	if (text.toLowerCase().includes(expected.value)) return "txt-instead-of-cname";
	return isDkim(expected) && keyOf(text) !== undefined ? "other-key-as-text" : undefined;
}

/** Whether the name answers other addresses than a name that nobody has published. */
const isDifferent = ({ addresses, beside }: Around): boolean =>
	records(beside.addresses).length === 0 ||
	records(addresses).every((address) => !records(beside.addresses).includes(address));
