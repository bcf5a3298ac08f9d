/**
 * A DMARC policy record, as it stands in a TXT record at `_dmarc.<domain>`: `v=DMARC1; p=reject; rua=mailto:…`.
 *
 * Read as receivers read it: unknown tags and values count as absent. What they pass over in silence is kept as a flaw,
 * for who is to mend the record. RFC 9989 §4.7 and §4.8; what older receivers want more is of RFC 7489 §6.3.
 */

export const dmarcPolicies = ["none", "quarantine", "reject"] as const;
export type DmarcPolicy = (typeof dmarcPolicies)[number];
export type DmarcAlignment = "relaxed" | "strict";

export interface DmarcTag {
	readonly name: string;
	readonly value: string;
}

/** Something that is not as the standard has it. `tag` is the name as written. */
export interface DmarcFlaw {
	readonly kind:
		| "policy-missing"
		| "policy-unknown"
		/** Receivers of RFC 7489 want p directly behind v. */
		| "policy-late"
		| "value-unknown"
		| "no-tag"
		| "tag-twice"
		/** No URI, or one without its scheme: no reports come. */
		| "report-address";
	readonly tag: string;
}

export interface DmarcRecord {
	/** Null: there is no p, or none that means something. */
	readonly policy: DmarcPolicy | null;
	readonly subdomainPolicy: DmarcPolicy | null;
	readonly dkimAlignment: DmarcAlignment;
	readonly spfAlignment: DmarcAlignment;
	/** t=y: receivers are asked not to apply the policy yet. */
	readonly isTest: boolean;
	/** The pct of RFC 7489, which RFC 9989 has removed; 100 when absent. */
	readonly percent: number;
	/** Whether the domain says that it is a public suffix, or that it is none; null when it says nothing. */
	readonly publicSuffix: boolean | null;
	/** Usable URIs of aggregate reports. */
	readonly reportUris: readonly string[];
	/** As written, without v, in their order. */
	readonly tags: readonly DmarcTag[];
	readonly flaws: readonly DmarcFlaw[];
}

export type ParsedDmarc =
	| { readonly kind: "record"; readonly record: DmarcRecord }
	/** Meant as one, but receivers do not take it for one: it does not begin with `v=DMARC1;`. */
	| { readonly kind: "damaged"; readonly record: DmarcRecord }
	| { readonly kind: "other" };

/** What is longer is no record of ours to read; the longest that are in use have some 500 characters. */
const MOST_CHARACTERS = 4_096;
const MOST_TAGS = 64;

export function parseDmarc(text: string): ParsedDmarc {
	if (text.length > MOST_CHARACTERS) return { kind: "other" };
	const [first = "", ...rest] = text.split(";", MOST_TAGS);
	if (/^v[ \t]*=[ \t]*DMARC1[ \t]*$/.test(first)) return { kind: "record", record: read(rest) };
	return MEANT.test(text) ? { kind: "damaged", record: read(bared(text)) } : { kind: "other" };
}

/** Quotes around it, the wrong case, no "v=", p in front of it. */
const MEANT = /^["'\s]{0,8}(?:v?\s{0,8}[=:]?\s{0,8}d\s?marc|p\s?=\s?(?:none|quarantine|reject)\b)/i;

/** The tags behind the version, without what people paste around a record or put between tags. */
const bared = (text: string): readonly string[] =>
	text
		.replace(/^["'\s]{0,8}v?\s{0,8}[=:]?\s{0,8}d\s?marc\s?1?/i, "")
		.replaceAll(/["'\\]/g, "")
		.split(/[;,]?\s{1,8}(?=[a-z]{1,5}\s?=)|;/, MOST_TAGS);

const KNOWN: readonly string[] = ["p", "sp", "np", "adkim", "aspf", "fo", "rua", "ruf", "t", "psd"];
/** Of RFC 7489, read by older receivers and passed over by newer ones. */
const REMOVED: readonly string[] = ["pct", "rf", "ri"];
const POLICIES: readonly string[] = dmarcPolicies;
const ALIGNMENTS: readonly string[] = ["r", "s"];

const VALUES: Readonly<Record<string, (value: string) => boolean>> = {
	sp: (value) => POLICIES.includes(value),
	np: (value) => POLICIES.includes(value),
	adkim: (value) => ALIGNMENTS.includes(value),
	aspf: (value) => ALIGNMENTS.includes(value),
	fo: (value) => value.split(":").every((option) => ["0", "1", "d", "s"].includes(option.trim())),
	t: (value) => value === "y" || value === "n",
	psd: (value) => value === "y" || value === "n" || value === "u",
	pct: (value) => /^\d{1,3}$/.test(value) && Number(value) <= 100,
};

function read(parts: readonly string[]): DmarcRecord {
	const flaws: DmarcFlaw[] = [];
	const tags: DmarcTag[] = [];
	for (const part of parts) {
		const tag = tagOf(part);
		if (tag === undefined) {
			if (part.trim() !== "") flaws.push({ kind: "no-tag", tag: part.trim() });
		} else if (tags.some(({ name }) => name === tag.name)) flaws.push({ kind: "tag-twice", tag: tag.name });
		else if (tag.name !== "v") tags.push(tag);
	}
	flaws.push(...tags.flatMap(flawOf));
	const value = (name: string): string | undefined =>
		tags.find((tag) => tag.name === name)?.value.toLowerCase();
	const good = (name: string): string | undefined => {
		const written = value(name);
		return written !== undefined && (VALUES[name]?.(written) ?? true) ? written : undefined;
	};
	const p = value("p");
	const policy = policyOf(p);
	if (p === undefined) flaws.push({ kind: "policy-missing", tag: "p" });
	else if (policy === null) flaws.push({ kind: "policy-unknown", tag: "p" });
	else if (tags[0]?.name !== "p") flaws.push({ kind: "policy-late", tag: "p" });
	const suffix = good("psd");
	return {
		policy,
		subdomainPolicy: policyOf(value("sp")),
		dkimAlignment: good("adkim") === "s" ? "strict" : "relaxed",
		spfAlignment: good("aspf") === "s" ? "strict" : "relaxed",
		isTest: good("t") === "y",
		percent: Number(good("pct") ?? "100"),
		publicSuffix: suffix === "y" ? true : suffix === "n" ? false : null,
		reportUris: urisOf(tags.find(({ name }) => name === "rua")?.value ?? "").filter(isReportUri),
		tags,
		flaws,
	};
}

function tagOf(part: string): DmarcTag | undefined {
	const equals = part.indexOf("=");
	const name = part.slice(0, Math.max(0, equals)).trim().toLowerCase();
	return /^[a-z]{1,16}$/.test(name) ? { name, value: part.slice(equals + 1).trim() } : undefined;
}

function flawOf({ name, value }: DmarcTag): readonly DmarcFlaw[] {
	if (name === "rua" || name === "ruf")
		return urisOf(value).every(isReportUri) ? [] : [{ kind: "report-address", tag: name }];
	if (!KNOWN.includes(name) && !REMOVED.includes(name)) return [{ kind: "value-unknown", tag: name }];
	const isGood = VALUES[name]?.(value.toLowerCase()) ?? true;
	return isGood ? [] : [{ kind: "value-unknown", tag: name }];
}

const policyOf = (value: string | undefined): DmarcPolicy | null =>
	dmarcPolicies.find((policy) => policy === value) ?? null;

const MOST_URIS = 16;
const urisOf = (value: string): readonly string[] => value.split(",", MOST_URIS).map((uri) => uri.trim());

/** RFC 9989 §4.6: mailto has to be known by all; the size behind "!" is of RFC 7489. */
export const isReportUri = (uri: string): boolean =>
	/^mailto:[^\s@,!]{1,128}@[^\s@,!]{1,255}(?:![0-9]{1,20}[kmgt]?)?$/i.test(uri) ||
	/^https:\/\/\S{1,255}$/i.test(uri);

/** The text of a record with these tags behind its version, p first. */
export function dmarcText(tags: readonly DmarcTag[]): string {
	const first = tags.filter(({ name }) => name === "p");
	const others = tags.filter(({ name }) => name !== "p");
	return ["v=DMARC1", ...[...first, ...others].map(({ name, value }) => `${name}=${value}`)].join("; ");
}
