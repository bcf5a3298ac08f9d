/**
 * A refusal as the different readers get it: an SMTP reply, a problem document, words for a person.
 *
 * RFC 5321 §4.2 (replies), RFC 9457 (problem details for HTTP).
 */

import { quotable, type RefusalCodes, type RefusalReply } from "../../rfc/smtp/reply.ts";
import { isTemporary, type Reason, rowOf } from "./catalogue.ts";
import { cleanFacts, FACT_LIMIT, type Facts, fill, type Language, sayFact } from "./facts.ts";
import type { Refusal } from "./refuse.ts";
import type { Phase, Words } from "./row.ts";
import { english } from "./words/en.ts";
import { french } from "./words/fr.ts";
import { setFrench } from "./words/french-spaces.ts";

const languages: Readonly<Record<Language, Readonly<Record<Reason, Words>>>> = {
	en: english,
	fr: setFrench(french),
};

export interface HelpOptions {
	/** Where this service's pages are, without a final slash: "https://relay.example". */
	readonly helpUrl: string;
}

/** The address of the article about a reason. */
export const helpUrlOf = (reason: Reason, { helpUrl }: HelpOptions): string => `${helpUrl}/help/${reason}`;

/**
 * The reply to an SMTP client: the sentence, then `[reason]` and the article's address. The codes are those of
 * the refusal's variant, else of the phase, else the usual ones.
 */
export function toReply(refusal: Refusal, phase: Phase, options: HelpOptions): RefusalReply {
	const row = rowOf(refusal.reason);
	const variants = row.variants ?? {};
	const name = refusal.variant ?? phase;
	const variant = Object.hasOwn(variants, name) ? variants[name] : undefined;
	const { code, enhanced } = (variant ?? row) as RefusalCodes;
	const text = fillAscii(variant?.says ?? row.says, refusal.facts);
	const lines = [text, `[${refusal.reason}] ${helpUrlOf(refusal.reason, options)}`];
	return { code, enhanced, lines } as RefusalReply;
}

/** Nothing that a fact holds can end the line or start another reply: all but printable ASCII becomes "?". */
const fillAscii = (text: string, facts: Facts): string =>
	text.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
		return value === undefined ? "?" : quotable(sayFact(name, value, "en"), FACT_LIMIT);
	});

/** RFC 9457 §3.1, with members of our own. */
export interface Problem {
	/** The article about the reason: RFC 9457 §3.1.1 wants an address that explains. */
	readonly type: string;
	readonly title: string;
	readonly status: number;
	readonly detail: string;
	readonly reason: Reason;
	readonly facts: Facts;
	readonly remedy: string;
	readonly help: string;
	/** Whether the same request can succeed later. */
	readonly retry: boolean;
}

/** The same refusal over HTTP. A reason that has no status of its own is one that the API does not meet. */
export function toProblem(
	refusal: Refusal,
	options: HelpOptions & { readonly language?: Language },
): Problem {
	const { title, because, remedy } = words(refusal, options.language ?? "en");
	const help = helpUrlOf(refusal.reason, options);
	const retry = isTemporary(refusal.reason);
	return {
		type: help,
		title,
		status: rowOf(refusal.reason).http ?? (retry ? 503 : 422),
		detail: because,
		reason: refusal.reason,
		facts: cleanFacts(refusal.facts),
		remedy,
		help,
		retry,
	};
}

/** What happened and what to do about it, facts filled in. Needs a reason and facts: a row of Activity will do. */
export function words({ reason, facts }: Pick<Refusal, "reason" | "facts">, language: Language): Words {
	const { title, because, remedy, where = {} } = languages[language][reason];
	const known = Object.entries(where).filter(([fact]) => Object.hasOwn(facts, fact));
	return {
		title: fill(title, facts, language),
		because: fill(because, facts, language),
		remedy: fill([...known.map(([, said]) => said), remedy].join(" "), facts, language),
	};
}

/** The words with their braces, for articles and reference pages. */
export const wordsOf = (reason: Reason, language: Language): Words => languages[language][reason];
