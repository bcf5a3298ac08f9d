/** Reads a complaint as a program writes it: message/feedback-report. RFC 5965 §3; RFC 6591 §3.1 names further types. */

import { type Field, parseFields } from "../message/fields.ts";

export interface Feedback {
	/** In lower case: "abuse", "fraud", "virus", "other", "not-spam", "auth-failure", "opt-out". */
	readonly type: string;
	/** Without angle brackets; "" when it is not said. */
	readonly originalMailFrom: string;
	/** Often taken out, so that the complaint does not tell who complained. */
	readonly originalRecipients: readonly string[];
	/** Who made the report: a program's name, or the server's. */
	readonly reporter: string;
}

const MOST_OCTETS = 64 * 1024;
const MOST_RECIPIENTS = 100;
const MOST_TEXT = 500;

/** Undefined when it does not say what it is about (RFC 5965 §3.1: Feedback-Type is required). */
export function readFeedback(octets: Buffer): Feedback | undefined {
	const { fields } = parseFields(octets.subarray(0, MOST_OCTETS));
	const type =
		first(fields, "feedback-type")
			.toLowerCase()
			.split(/[\s;(]/, 1)[0] ?? "";
	if (type === "") return undefined;
	return {
		type,
		originalMailFrom: bare(first(fields, "original-mail-from")),
		originalRecipients: all(fields, "original-rcpt-to").slice(0, MOST_RECIPIENTS).map(bare),
		reporter:
			first(fields, "reporting-mta").replace(/^\w{1,20}\s{0,5};\s{0,5}/, "") || first(fields, "user-agent"),
	};
}

/** Types by which a person, or a program for it, says that the mail was unwanted (RFC 5965 §7.3, RFC 6430). */
export const isComplaint = ({ type }: Feedback): boolean =>
	["abuse", "fraud", "virus", "other", "opt-out", "opt-out-list"].includes(type);

const all = (fields: readonly Field[], name: string): string[] =>
	fields.filter((field) => field.name === name).map(({ value }) => value.slice(0, MOST_TEXT));

const first = (fields: readonly Field[], name: string): string => all(fields, name)[0] ?? "";

const bare = (path: string): string =>
	path
		.replace(/^rfc822\s{0,5};/i, "")
		.replace(/[<>]/g, "")
		.trim();
