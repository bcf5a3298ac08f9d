/**
 * Domain names as mail writes them: read strictly, and brought to the one form in which they compare equal.
 *
 * Nothing is looked up here, and a single label is a domain. A trailing dot, an underscore and an empty label
 * are not allowed: RFC 5321 §4.1.2 (sub-domain). Names beyond ASCII (U-labels) become A-labels by UTS #46,
 * non-transitional, as the WHATWG URL parser applies it (the only IDNA that this floor can reach).
 *
 * RFC 5321 §4.1.2, §4.5.3.1.2; RFC 5890 §2.3.2; RFC 1035 §2.3.4.
 */

import { isAscii } from "./characters.ts";
import { type AddressLiteral, parseAddressLiteral } from "./literal.ts";

export interface Domain {
	/** As it was given: "Bücher.example". */
	readonly name: string;
	/** Lower case, A-labels: "xn--bcher-kva.example". For a literal, lower case with brackets. */
	readonly ascii: string;
	/** Set when it is an address literal; {@link parseDomain} never returns one. */
	readonly literal: AddressLiteral | null;
}

export type DomainResult = { readonly kind: "domain"; readonly domain: Domain } | Invalid;

/** `why` is a fragment of an English sentence, ASCII, without the offending value: "a label is empty". */
export interface Invalid {
	readonly kind: "invalid";
	readonly why: string;
}

export const invalid = (why: string): Invalid => ({ kind: "invalid", why });

/** RFC 5321 §4.5.3.1.2. */
const DOMAIN_OCTETS = 255;
/** RFC 1035 §2.3.4: 255 octets in a DNS message, which is 253 characters. */
const DNS_NAME_CHARACTERS = 253;
/** RFC 1035 §2.3.4. */
const LABEL_OCTETS = 63;

/** A name; address literals are invalid here. */
export function parseDomain(raw: string): DomainResult {
	if (raw === "") return invalid("the domain is empty");
	if (raw.length > DOMAIN_OCTETS || Buffer.byteLength(raw) > DOMAIN_OCTETS) {
		return invalid(`the domain is longer than ${DOMAIN_OCTETS} octets`);
	}
	const ascii = toAscii(raw);
	if (typeof ascii !== "string") return ascii;
	const trouble = labelTrouble(ascii);
	return trouble === undefined
		? { kind: "domain", domain: { name: raw, ascii, literal: null } }
		: invalid(trouble);
}

/** What EHLO and paths allow: a name, or an address literal in brackets (RFC 5321 §4.1.1.1, §4.1.2). */
export function parseDomainOrLiteral(raw: string): DomainResult {
	if (raw.charAt(0) !== "[") return parseDomain(raw);
	const literal = parseAddressLiteral(raw);
	if (literal === undefined)
		return invalid("the address literal in brackets is neither an IPv4 nor an IPv6 address");
	const ascii = literal.family === 4 ? `[${literal.address}]` : `[IPv6:${literal.address}]`;
	return { kind: "domain", domain: { name: raw, ascii, literal } };
}

/** The first thing wrong with a lower-case ASCII name; undefined when it may stand in DNS. */
function labelTrouble(ascii: string): string | undefined {
	if (ascii.length > DNS_NAME_CHARACTERS) return `the domain is longer than ${DNS_NAME_CHARACTERS} octets`;
	for (const label of ascii.split(".")) {
		if (label === "") return "the domain has an empty label (a dot at its start or end, or two in a row)";
		if (label.length > LABEL_OCTETS) return `a label of the domain is longer than ${LABEL_OCTETS} octets`;
		if (!/^[a-z0-9-]+$/.test(label)) return "the domain has a character that is not allowed in a domain name";
		if (label.startsWith("-") || label.endsWith("-"))
			return "a label of the domain starts or ends with a hyphen";
	}
	return undefined;
}

/**
 * UTS #46 maps these away or turns them into dots, so that two names that are written differently, even with
 * another number of labels, would be one. The two joiners stay: IDNA allows them where scripts need them.
 */
const VANISHING = /[^\P{Default_Ignorable_Code_Point}\u200c\u200d]|[\u3002\uff0e\uff61]/u;

function toAscii(raw: string): string | Invalid {
	if (isAscii(raw) && !/xn--/i.test(raw)) return raw.toLowerCase();
	// Nothing but these may reach the URL parser: a port, a path or a percent sign means something to it.
	if (/[^a-z0-9.\-\u0080-\u{10ffff}]/iu.test(raw)) {
		return invalid("the domain has a character that is not allowed in a domain name");
	}
	if (VANISHING.test(raw)) return invalid("the domain has a character that is not allowed in a domain name");
	const url = URL.parse(`http://${raw}${GUARD.written}/`);
	if (url === null) return invalid("the domain is not a valid internationalised name");
	return url.hostname.slice(0, -GUARD.ascii.length);
}

/**
 * A label put behind the name while it is converted: without it, a last label that is a number would make the
 * URL parser read an IPv4 address, and a name that is all ASCII would keep A-labels that decode to nothing.
 */
const GUARD = { written: ".\u00e9", ascii: ".xn--9ca" };
