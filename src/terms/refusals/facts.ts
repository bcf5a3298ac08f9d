/**
 * Facts: the values that a refusal names. Here is which type each has, how strangers' values are made harmless,
 * and how a value is said in a language.
 *
 * The unit is in the name: `...Bytes`, `...Ms`, `...At` (a moment). A fact with few possible values is a word of
 * the vocabulary below. Everything else is text or a number. Sentences never hold values, so both languages say
 * the same fact.
 */

import type { Instant } from "../clock.ts";
import type { DomainRecord } from "../domain-record.ts";
import { once } from "../once.ts";
import { frenchPhrase } from "./words/phrase.ts";

export const languages = ["en", "fr"] as const;
export type Language = (typeof languages)[number];

/** As kept in Activity: plain values. */
export type Facts = Readonly<Record<string, string | number>>;

/** Longest fact that is shown, in characters. */
export const FACT_LIMIT = 128;

type Said = Readonly<Record<Language, string>>;

const vocabulary = {
	/** Of `smtp-user-disabled`. */
	state: { disabled: { en: "disabled", fr: "désactivé" }, expired: { en: "expired", fr: "expiré" } },
	/** Of `too-many-sessions` and `sending-too-fast`: whose sessions are too many, whose rate is used up. */
	scope: {
		address: { en: "address", fr: "adresse" },
		user: { en: "SMTP user", fr: "utilisateur SMTP" },
		account: { en: "account", fr: "compte" },
		service: { en: "service", fr: "service" },
	},
	/** Of `sending-too-fast`. */
	counted: {
		messages: { en: "messages", fr: "messages" },
		recipients: { en: "recipients", fr: "destinataires" },
	},
	/** Of `recipient-suppressed`: what came before. */
	origin: {
		complaint: { en: "a complaint", fr: "une plainte" },
		unsubscription: { en: "an unsubscription", fr: "une désinscription" },
		"by-hand": { en: "a person's decision", fr: "une décision humaine" },
	},
	/** Of `line-ending-invalid`. */
	octet: { CR: { en: "bare CR", fr: "CR isolé" }, LF: { en: "bare LF", fr: "LF isolé" } },
	/** Of `message-looping`. */
	trace: {
		any: { en: "Received fields", fr: "champs Received" },
		own: { en: "Received fields of this service", fr: "champs Received de ce service" },
	},
} as const satisfies Readonly<Record<string, Readonly<Record<string, Said>>>>;

type Vocabulary = typeof vocabulary;

/** What is known of a record: its state, and after a space what was found. Made by {@link recordFact}. */
export type RecordFact = DomainRecord["state"] | `${DomainRecord["state"]} ${string}`;

/** The type of a fact, read off its name. */
export type FactValue<Name extends string> = Name extends keyof Vocabulary
	? keyof Vocabulary[Name]
	: Name extends `${string}Record`
		? RecordFact
		: Name extends `${string}At`
			? Instant
			: Name extends `${string}Bytes` | `${string}Ms`
				? number
				: string | number;

/** The fact that `sender-domain-unverified` tells of one record; a record that is not there was not checked. */
export const recordFact = (record: DomainRecord | undefined): RecordFact =>
	record === undefined
		? "not-checked"
		: record.found === undefined
			? record.state
			: `${record.state} ${record.found}`;

/**
 * A stranger's text made harmless for any page, log or reply: no control, format (bidi overrides, zero-width
 * signs), line-separator or lone surrogate characters, and a bounded length.
 */
export function cleanFact(text: string): string {
	const bounded = text.length > FACT_LIMIT * 2 ? text.slice(0, FACT_LIMIT * 2) : text;
	const clean = bounded.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "?");
	if (clean.length <= FACT_LIMIT) return clean;
	// An ellipsis of three ASCII characters; a surrogate pair that the cut would halve is dropped whole.
	return `${clean.slice(0, FACT_LIMIT - 3).replace(/[\ud800-\udbff]$/, "")}...`;
}

export const cleanFacts = (facts: Facts): Facts =>
	Object.fromEntries(
		Object.entries(facts).map(([name, value]) => [
			name,
			typeof value === "string" ? cleanFact(value) : value,
		]),
	);

/** A text with its facts filled in. A fact that is missing (an old row of Activity) is said as "…". */
export const fill = (text: string, facts: Facts, language: Language): string =>
	text.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
		return value === undefined ? "…" : sayFact(name, value, language);
	});

/** Facts that are, or may be, an English phrase of ours: it has its French in `words/fr/phrases.ts`. */
const PHRASES: readonly string[] = ["finding", "expected", "extension", "problem", "reporter"];

/** The fact `file` of an attachment without a name; anything else there is a name that somebody gave. */
export const NO_NAME = "(no name)";

/** One fact in words: `sizeBytes` 20971520 is "20 MB", `retryAfterMs` 90000 is "2 minutes". */
export function sayFact(name: string, value: string | number, language: Language): string {
	if (typeof value === "string") {
		const words: Readonly<Record<string, Said>> = Object.hasOwn(vocabulary, name)
			? vocabulary[name as keyof Vocabulary]
			: {};
		if (Object.hasOwn(words, value)) return words[value]?.[language] ?? value;
		const isPhrase = language === "fr" && (PHRASES.includes(name) || (name === "file" && value === NO_NAME));
		const said = isPhrase ? (frenchPhrase(value) ?? value) : value;
		return cleanFact(name.endsWith("Record") ? sayRecord(value, language) : said);
	}
	if (name.endsWith("At")) return dates[language]().format(value);
	if (name.endsWith("Ms")) return sayDuration(value, language);
	if (name.endsWith("Bytes")) return saySize(value, language);
	return sayNumber(value, language);
}

/** RFC 3339 moments are for programs; people read the day, in UTC because the reader's zone is not known here. */
const dateForm = (locale: string) => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
const dates = { en: once(() => dateForm("en-GB")), fr: once(() => dateForm("fr-FR")) };

const numberForms = {
	en: once(() => new Intl.NumberFormat("en-GB")),
	fr: once(() => new Intl.NumberFormat("fr-FR")),
};

const sayNumber = (value: number, language: Language): string => numberForms[language]().format(value);

/** Rounded up, so that who waits as long as was said has waited long enough. */
function sayDuration(ms: number, language: Language): string {
	const seconds = Math.max(1, Math.ceil(ms / 1_000));
	if (seconds < 90) return `${seconds} ${plural(seconds, language, "second", "seconde")}`;
	const minutes = Math.ceil(seconds / 60);
	if (minutes < 90) return `${minutes} ${plural(minutes, language, "minute", "minute")}`;
	const hours = Math.ceil(minutes / 60);
	return `${hours} ${plural(hours, language, "hour", "heure")}`;
}

const plural = (count: number, language: Language, en: string, fr: string): string =>
	(language === "en" ? en : fr) + (count === 1 ? "" : "s");

const KILO = 1024;

/** Rounded up to a tenth, so that a size just over a limit is not said to be the limit. */
function saySize(bytes: number, language: Language): string {
	const [octet, kilo, mega] = language === "en" ? ["octets", "kB", "MB"] : ["octets", "ko", "Mo"];
	if (bytes < KILO) return `${sayNumber(bytes, language)} ${octet}`;
	const [unit, divisor] = bytes < KILO * KILO ? [kilo, KILO] : [mega, KILO * KILO];
	return `${sayNumber(Math.ceil((bytes * 10) / divisor) / 10, language)} ${unit}`;
}

const recordStates: Readonly<Record<DomainRecord["state"], Said>> = {
	valid: { en: "valid", fr: "valide" },
	"not-found": { en: "not found", fr: "introuvable" },
	"wrong-value": { en: "wrong value", fr: "valeur erronée" },
	"dns-error": { en: "DNS error", fr: "erreur DNS" },
	"not-checked": { en: "not checked yet", fr: "pas encore vérifié" },
};

function sayRecord(fact: string, language: Language): string {
	const space = fact.indexOf(" ");
	const state = space < 0 ? fact : fact.slice(0, space);
	const said = Object.hasOwn(recordStates, state)
		? recordStates[state as DomainRecord["state"]][language]
		: state;
	if (space < 0) return said;
	return `${said} (${language === "en" ? "found" : "trouvé"} ${fact.slice(space + 1)})`;
}
