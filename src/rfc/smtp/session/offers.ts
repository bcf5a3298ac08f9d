/** What a server offers and what it does not, as words: for EHLO, and for commands at the wrong time. */

import { found } from "../faults.ts";
import { faulty, type Output } from "./outputs.ts";

export interface Offered {
	readonly messageBytes: number;
	readonly startTls: boolean;
	readonly auth: boolean;
}

/** The lines behind the greeting in the answer to EHLO. */
export function extensionLines({ messageBytes, startTls, auth }: Offered): readonly string[] {
	const lines = [
		"PIPELINING", // RFC 2920
		`SIZE ${messageBytes}`, // RFC 1870 §3
		"8BITMIME", // RFC 6152
		"SMTPUTF8", // RFC 6531
		"ENHANCEDSTATUSCODES", // RFC 2034
		"CHUNKING", // RFC 3030
		"DSN", // RFC 3461
	];
	if (startTls) lines.push("STARTTLS"); // RFC 3207 §4.2: never again once TLS is on
	if (auth) lines.push("AUTH PLAIN LOGIN"); // RFC 4954 §3
	return lines;
}

/** RFC 5321 §4.1.1.7, §3.5.3 and others: known, and not done here. */
const NOT_IMPLEMENTED: readonly string[] = ["EXPN", "TURN", "ETRN", "ATRN", "SEND", "SOML", "SAML"];

const EXPECTED: Readonly<Record<string, string>> = {
	MAIL: "EHLO comes first, and one MAIL for each message",
	RCPT: "MAIL comes before RCPT",
	DATA: "MAIL and RCPT come before DATA",
	BDAT: "MAIL and RCPT come before BDAT",
	AUTH: "AUTH comes after EHLO, once, and outside a transaction",
	STARTTLS: "STARTTLS comes after EHLO, once, and outside a transaction",
};

/** RFC 5321 §4.2.4: 502 for these, 500 for what no standard knows. */
export const isKnownElsewhere = (verb: string): boolean => NOT_IMPLEMENTED.includes(verb);

/** RFC 5321 §4.1.4: what would have had to come first. */
export const outOfSequence = (verb: string): Output =>
	faulty(found("command-out-of-sequence", "usual", { problem: EXPECTED[verb] ?? `${verb} not now` }));
