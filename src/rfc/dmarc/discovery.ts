/**
 * Which DMARC record holds for a domain: its own, or that of its organization, found by walking up the names.
 *
 * RFC 9989 §4.10 (DNS Tree Walk), §4.10.1 (policy discovery), §4.10.2 (organizational domain). Receivers that follow RFC 7489
 * ask a list of public suffixes in place of the walk; both come to the same wherever the organization publishes a record.
 */

import { type DmarcPolicy, type DmarcRecord, parseDmarc } from "./record.ts";

/** A full walk asks eight names at most. */
const MOST_LABELS = 8;

/** The domains whose `_dmarc` is asked, the domain itself first. */
export function dmarcWalk(domain: string): readonly string[] {
	const labels = domain.split(".");
	const first = labels.length >= MOST_LABELS ? labels.length - MOST_LABELS + 1 : 1;
	const parents = labels.slice(first).map((_, index) => labels.slice(first + index).join("."));
	return [domain, ...parents];
}

export interface FoundRecord {
	readonly domain: string;
	readonly text: string;
	readonly record: DmarcRecord;
}

/** Of all texts at a name: with several records, none counts. */
export function recordAmong(domain: string, texts: readonly string[]): FoundRecord | null {
	const records = texts.flatMap((text) => {
		const parsed = parseDmarc(text);
		return parsed.kind === "record" ? [{ domain, text, record: parsed.record }] : [];
	});
	return records.length === 1 ? (records[0] ?? null) : null;
}

export interface Discovery {
	readonly organization: string;
	/** Null: no receiver applies DMARC to the domain's mail. */
	readonly found: FoundRecord | null;
}

/** `textsAt` are the TXT records at `_dmarc.` of a domain of the walk. */
export function discoverDmarc(domain: string, textsAt: (domain: string) => readonly string[]): Discovery {
	const records: FoundRecord[] = [];
	for (const at of dmarcWalk(domain)) {
		const found = recordAmong(at, textsAt(at));
		if (found === null) continue;
		records.push(found);
		if (found.record.publicSuffix !== null) break;
	}
	const organization = organizationOf(domain, records);
	const at = (name: string): FoundRecord | undefined => records.find((found) => found.domain === name);
	const suffix = records.find(
		({ domain: name, record }) => record.publicSuffix === true && organization.endsWith(`.${name}`),
	);
	return { organization, found: at(domain) ?? at(organization) ?? suffix ?? null };
}

/** `records` from the longest name to the shortest. */
export function organizationOf(start: string, records: readonly FoundRecord[]): string {
	for (const { domain, record } of records) {
		if (record.publicSuffix === false) return domain;
		if (record.publicSuffix === true && domain !== start) return oneBelow(domain, start);
	}
	return records.at(-1)?.domain ?? start;
}

const oneBelow = (suffix: string, domain: string): string =>
	domain
		.split(".")
		.slice(-(suffix.split(".").length + 1))
		.join(".");

export interface AppliedPolicy {
	readonly policy: DmarcPolicy;
	readonly tag: "p" | "sp";
}

/**
 * What receivers do with mail of `domain` that fails. Null: the record asks for something that does not exist and has no
 * address for reports, so it is passed over (RFC 9989 §4.10.1).
 */
export function appliedPolicy(domain: string, { domain: at, record }: FoundRecord): AppliedPolicy | null {
	const isUnreadable = record.flaws.some(
		({ kind, tag }) =>
			kind === "policy-unknown" || (kind === "value-unknown" && (tag === "sp" || tag === "np")),
	);
	if (isUnreadable) return record.reportUris.length > 0 ? { policy: "none", tag: "p" } : null;
	if (at !== domain && record.subdomainPolicy !== null) return { policy: record.subdomainPolicy, tag: "sp" };
	return { policy: record.policy ?? "none", tag: "p" };
}
