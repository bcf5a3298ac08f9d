/**
 * What a client can get wrong about the protocol itself: codes and SMTP text of each fault.
 *
 * The words for people (why, what to do, the HTTP status) are added in src/terms/refusals; what is policy
 * (who may send what) is not a fault. A fault whose codes depend on the moment has several variants; `usual`
 * is the one when nothing more is said. Names in braces are facts, given when the fault is found.
 *
 * RFC 5321 §4.2.4, §4.3.2, §4.5.3.2.7; RFC 4954 §4 and §6; RFC 3207 §4; RFC 2920 §3.1.
 */

import { quotable, type RefusalCodes, type RefusalReply } from "./reply.ts";

export type FaultVariant = RefusalCodes & { readonly says: string };
export type FaultRow = { readonly usual: FaultVariant; readonly [variant: string]: FaultVariant };

export const faults = {
	"command-unknown": {
		usual: { code: 500, enhanced: "5.5.2", says: "Command not recognised: {command}" }, // RFC 5321 §4.2.4
	},
	"command-not-implemented": {
		usual: { code: 502, enhanced: "5.5.1", says: "Command not implemented: {command}" }, // RFC 5321 §4.2.4
	},
	"command-syntax": {
		usual: { code: 501, enhanced: "5.5.4", says: "Syntax error: {problem}" }, // RFC 5321 §4.3.2
		// RFC 5321 §4.1.1.11: parameters of MAIL and RCPT that are not known or not offered.
		parameter: { code: 555, enhanced: "5.5.4", says: "Parameter not supported: {parameter}" },
		// RFC 4954 §4: what cannot be decoded is 5.5.2.
		encoding: { code: 501, enhanced: "5.5.2", says: "Cannot decode the response: {problem}" },
		// RFC 4954 §4: "*" cancels the exchange, and the answer is 501.
		cancelled: { code: 501, enhanced: "5.7.0", says: "Authentication cancelled by the client" },
	},
	"command-out-of-sequence": {
		usual: { code: 503, enhanced: "5.5.1", says: "Bad sequence of commands: {problem}" }, // RFC 5321 §4.1.4
	},
	"line-too-long": {
		usual: { code: 500, enhanced: "5.5.2", says: "Line too long, the limit is {limit} octets" }, // RFC 5321 §4.5.3.1.4
		auth: { code: 500, enhanced: "5.5.6", says: "Authentication exchange line is too long" }, // RFC 4954 §6
	},
	"no-valid-recipients": {
		usual: { code: 554, enhanced: "5.5.1", says: "No valid recipients" }, // RFC 5321 §3.3
	},
	"too-many-errors": {
		usual: { code: 421, enhanced: "4.7.0", says: "Too many errors in this session, closing" },
	},
	"talks-too-soon": {
		// RFC 5321 §3.1, §4.3.1: the client waits for the greeting.
		usual: { code: 554, enhanced: "5.5.1", says: "You talk too soon: wait for the greeting" },
		// RFC 3207 §4.2: what was sent in clear together with STARTTLS may have been put there by somebody else.
		starttls: { code: 501, enhanced: "5.5.4", says: "Commands may not be pipelined after STARTTLS" },
	},
	"idle-timeout": {
		usual: { code: 421, enhanced: "4.4.2", says: "No command for {seconds} seconds, closing" }, // RFC 5321 §4.5.3.2.7
		content: { code: 421, enhanced: "4.4.2", says: "Content arrives too slowly, closing" },
		session: { code: 421, enhanced: "4.4.2", says: "The session is too old, open another one" },
		login: { code: 421, enhanced: "4.4.2", says: "No log-in for too long, closing" },
	},
} as const satisfies Record<string, FaultRow>;

export type Fault = keyof typeof faults;
export type Variant<F extends Fault> = Extract<keyof (typeof faults)[F], string>;

/** The names between braces in a text, as a type: "{a} of {b}" gives "a" | "b". */
export type FactNames<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
	? Name | FactNames<Rest>
	: never;
type TextOf<F extends Fault, V extends Variant<F>> = (typeof faults)[F][V] extends { says: infer Text }
	? Text
	: never;
type FactsOf<F extends Fault, V extends Variant<F>> = {
	readonly [Name in FactNames<TextOf<F, V>>]: string | number;
};

/** One fault as it was found. Facts that a stranger supplied are printable ASCII of bounded length. */
export interface FaultFound {
	readonly fault: Fault;
	readonly variant: string;
	readonly facts: Readonly<Record<string, string>>;
}

/** Demands exactly the facts that the text of this variant names. */
export function found<F extends Fault, V extends Variant<F>>(
	fault: F,
	variant: V,
	facts: FactsOf<F, V>,
): FaultFound {
	const clean: Record<string, string> = {};
	for (const [name, value] of Object.entries<string | number>(facts)) clean[name] = quotable(String(value));
	return { fault, variant, facts: clean };
}

/** The row of a fault in the variant that was found. */
export function faultVariant({ fault, variant }: Pick<FaultFound, "fault" | "variant">): FaultVariant {
	const row: FaultRow = faults[fault];
	return row[variant] ?? row.usual;
}

/** The plain reply: codes, text and the fault's name. A product puts its help address on a further line. */
export function faultReply(fault: FaultFound): RefusalReply {
	const { says, ...codes } = faultVariant(fault);
	const text = says.replace(/\{(\w+)\}/g, (_, name: string) => fault.facts[name] ?? "");
	return { ...codes, lines: [text, `[${fault.fault}]`] };
}
