/**
 * Paths: what stands between the angle brackets of MAIL FROM and RCPT TO.
 *
 * Strict on purpose: a form that another server might read differently is refused here, where the client can
 * still be told. The null reverse-path and the bare "Postmaster" of RCPT are no paths to this parser; whoever
 * allows them asks before calling it. Source routes are checked and dropped (RFC 5321 §3.3, appendix C).
 *
 * RFC 5321 §4.1.2, §4.5.3.1; RFC 6531 §3.3.
 */

import { isAscii } from "./characters.ts";
import { type Invalid, invalid, parseDomain, parseDomainOrLiteral } from "./domain.ts";
import type { AddressLiteral } from "./literal.ts";
import { parseLocalPart, readQuoted } from "./local-part.ts";

export interface Path {
	/** Without quotes where they change nothing. */
	readonly localPart: string;
	/** As it was given. */
	readonly domain: string;
	/** Lower-case A-label, or a lower-case address literal with its brackets: what routes and compares. */
	readonly domainAscii: string;
	readonly literal: AddressLiteral | null;
	/** The local part is not ASCII: only servers with SMTPUTF8 can take it. A U-label alone asks for nothing. */
	readonly needsSmtpUtf8: boolean;
	/** As it is sent on: local part, "@", and the domain as given, or its A-label where it was not ASCII. */
	readonly address: string;
}

export type PathResult = { readonly kind: "path"; readonly path: Path } | Invalid;

/** RFC 5321 §4.5.3.1.3: 256 octets, the two angle brackets among them. */
const PATH_OCTETS = 256;
const ADDRESS_OCTETS = PATH_OCTETS - 2;
/** Octets of a source route beyond any that was ever used; it is dropped, but first it must be read. */
const SOURCE_ROUTE_OCTETS = 1024;

/** `raw` without the angle brackets, decoded as UTF-8. */
export function parsePath(raw: string): PathResult {
	if (raw === "") return invalid("the address is empty");
	if (raw.length > SOURCE_ROUTE_OCTETS + PATH_OCTETS)
		return invalid(`the path is longer than ${PATH_OCTETS} octets`);
	const mailbox = raw.charAt(0) === "@" ? dropSourceRoute(raw) : raw;
	if (typeof mailbox !== "string") return mailbox;
	const at = separator(mailbox);
	if (at < 0) return invalid("the @ and the domain are missing");
	const local = parseLocalPart(mailbox.slice(0, at));
	if (local.kind === "invalid") return local;
	const domain = parseDomainOrLiteral(mailbox.slice(at + 1));
	if (domain.kind === "invalid") return domain;
	const path = makePath(local.localPart, domain.domain);
	return Buffer.byteLength(mailbox) > ADDRESS_OCTETS || Buffer.byteLength(path.address) > ADDRESS_OCTETS
		? invalid(`the path is longer than ${PATH_OCTETS} octets`)
		: { kind: "path", path };
}

/** The parts are those of {@link parseLocalPart} and {@link parseDomainOrLiteral}. */
export function makePath(
	localPart: string,
	domain: { readonly name: string; readonly ascii: string; readonly literal: AddressLiteral | null },
): Path {
	return {
		localPart,
		domain: domain.name,
		domainAscii: domain.ascii,
		literal: domain.literal,
		needsSmtpUtf8: !isAscii(localPart),
		address: `${localPart}@${isAscii(domain.name) ? domain.name : domain.ascii}`,
	};
}

/** Where the "@" between local part and domain is; -1 when there is none. */
function separator(mailbox: string): number {
	if (mailbox.charAt(0) !== '"') return mailbox.lastIndexOf("@");
	const quoted = readQuoted(mailbox, 0);
	return mailbox.indexOf("@", quoted?.end ?? 0);
}

/** RFC 5321 §4.1.2: "@a.example,@b.example:ann@c.example" SHOULD be read as "ann@c.example". */
function dropSourceRoute(raw: string): string | Invalid {
	const colon = raw.indexOf(":");
	const hops = colon < 0 ? [] : raw.slice(0, colon).split(",");
	const sound = hops.every((hop) => hop.charAt(0) === "@" && parseDomain(hop.slice(1)).kind === "domain");
	if (colon < 0) return invalid("the local part, before the @, is empty");
	return sound ? raw.slice(colon + 1) : invalid("the source route is badly formed");
}
