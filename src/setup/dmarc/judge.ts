/**
 * From what the DNS says of a domain's DMARC policy to what that means for its mail, and to the record that would be
 * right. RFC 9989 §4.4 (alignment), §4.10; RFC 7489 §6.6.3 for receivers that follow the older standard.
 */

import {
	type AppliedPolicy,
	appliedPolicy,
	discoverDmarc,
	type FoundRecord,
} from "../../rfc/dmarc/discovery.ts";
import { type DmarcPolicy, parseDmarc } from "../../rfc/dmarc/record.ts";
import { isOfSuffix, mended, recordToPublish, START } from "./advice.ts";
import type { DmarcFacts, MailFacts, Texts } from "./facts.ts";
import type { DmarcFinding } from "./words.ts";

export interface DmarcReport {
	/** The name at which the record that holds stands; the domain's own where none does. */
	readonly name: string;
	/** What stands there: one record, or the several that receivers cannot choose from. */
	readonly records: readonly string[];
	/** What receivers do with mail that fails; null: no policy holds, or it is not known. */
	readonly policy: DmarcPolicy | null;
	/** The tag that the policy is of. */
	readonly tag: "p" | "sp" | null;
	/** Whose policy it is: the domain, or the one above that it belongs to. */
	readonly organization: string;
	/** What mail from here passes DMARC by; either is enough. */
	readonly passes: { readonly dkim: boolean; readonly spf: boolean };
	/** The most important first. */
	readonly findings: readonly DmarcFinding[];
	/** The TXT record to publish in place of what is there; null where nothing is to be changed. */
	readonly publish: { readonly name: string; readonly value: string } | null;
}

export function judgeDmarc(facts: DmarcFacts): DmarcReport {
	const { domain, mail, own, walk } = facts;
	const seen = walk.find((level) => level.domain === domain)?.texts ?? null;
	const truth = own ?? seen;
	if (truth === null) return { ...nothingHolds(domain, mail), findings: ["not-looked-up"] };
	const textsAt = (name: string): readonly string[] =>
		name === domain ? truth : (walk.find((level) => level.domain === name)?.texts ?? []);
	const { organization, found } = discoverDmarc(domain, textsAt);
	if (found === null && !isMeant(truth) && walk.some(isUnknown))
		return { ...nothingHolds(domain, mail), findings: ["not-looked-up"] };
	const held =
		found === null ? nothingHolds(domain, mail) : judgeRecord({ domain, mail, organization, found });
	const report = found?.domain === domain ? held : withoutOwn(facts, truth, held);
	return isSame(seen, truth) ? report : { ...report, findings: [...report.findings, "old-answer-cached"] };
}

const nothingHolds = (domain: string, { isSigned, hasReturnPath }: MailFacts): DmarcReport => ({
	name: `_dmarc.${domain}`,
	records: [],
	policy: null,
	tag: null,
	organization: domain,
	passes: { dkim: isSigned, spf: hasReturnPath },
	findings: isSigned || hasReturnPath ? [] : ["not-authenticated"],
	publish: null,
});

/** The domain has no record that counts; `held` is what holds in its place. */
function withoutOwn(
	{ domain, misplaced }: DmarcFacts,
	texts: readonly string[],
	held: DmarcReport,
): DmarcReport {
	const { records, damaged } = meantAt(texts);
	const useless = [...records, ...damaged];
	const why = records.length > 0 ? "several-records" : damaged.length > 0 ? "damaged" : "no-record";
	const isInherited = held.records.length > 0;
	const appended = meantAt(misplaced.appended).records;
	const atDomain = meantAt(misplaced.atDomain).records;
	const findings: readonly (DmarcFinding | false)[] = [
		!(why === "no-record" && isInherited) && why,
		appended.length > 0 && "domain-appended",
		atDomain.length > 0 && "at-the-domain",
	];
	const value = recordToPublish([...useless, ...appended, ...atDomain]) ?? (isInherited ? undefined : START);
	const name = `_dmarc.${domain}`;
	return {
		...held,
		...(useless.length > 0 ? { name, records: useless } : {}),
		findings: [...findings.filter((one) => one !== false), ...held.findings],
		publish: value === undefined ? held.publish : { name, value },
	};
}

/** The records among all texts at a name, and what is meant as one. */
function meantAt(texts: readonly string[]) {
	const of = (kind: "record" | "damaged"): readonly string[] =>
		texts.filter((text) => parseDmarc(text).kind === kind);
	return { records: of("record"), damaged: of("damaged") };
}

const isMeant = (texts: readonly string[]): boolean =>
	texts.some((text) => parseDmarc(text).kind !== "other");

/** A top-level domain says nothing that the owner of a name below it could do something about. */
const isUnknown = ({ domain, texts }: DmarcFacts["walk"][number]): boolean =>
	texts === null && domain.includes(".");

/** In what concerns DMARC. */
const isSame = (seen: Texts, truth: readonly string[]): boolean =>
	seen !== null &&
	meantAt(seen).records.toSorted().join("\n") === meantAt(truth).records.toSorted().join("\n");

interface Held {
	readonly domain: string;
	readonly mail: MailFacts;
	readonly organization: string;
	readonly found: FoundRecord;
}

function judgeRecord(held: Held): DmarcReport {
	const { domain, mail, organization, found } = held;
	const applied = appliedPolicy(domain, found);
	const passes = { dkim: mail.isSigned, spf: mail.hasReturnPath && spfAligns(held) };
	return {
		name: `_dmarc.${found.domain}`,
		records: [found.text],
		policy: applied?.policy ?? null,
		tag: applied?.tag ?? null,
		organization,
		passes,
		findings: [
			...ofPolicy(found, applied),
			...ofMail(held, passes, applied),
			...ofPlace(held, applied),
			...ofRecord(held, applied),
		],
		publish: mended(found, domain),
	};
}

/** Signatures name the domain itself, which aligns strictly; the return path is always at a name below it. */
const spfAligns = ({ domain, found: { domain: at, record } }: Held): boolean =>
	record.spfAlignment === "relaxed" && !(at === domain && record.publicSuffix === true);

const isUnreadable = ({ record }: FoundRecord): boolean =>
	record.flaws.some(
		({ kind, tag }) =>
			kind === "policy-unknown" || (kind === "value-unknown" && (tag === "sp" || tag === "np")),
	);

const wordOf = { none: "monitoring", quarantine: "quarantine", reject: "reject" } as const;

function ofPolicy(found: FoundRecord, applied: AppliedPolicy | null): readonly DmarcFinding[] {
	if (isUnreadable(found) || applied === null) return ["policy-unknown"];
	return [wordOf[applied.policy]];
}

function ofMail(
	{ domain, mail, found }: Held,
	passes: DmarcReport["passes"],
	applied: AppliedPolicy | null,
): readonly DmarcFinding[] {
	const enforced = applied !== null && applied.policy !== "none";
	const findings: readonly (DmarcFinding | false)[] = [
		!passes.dkim && !passes.spf && (enforced ? "would-fail" : "not-authenticated"),
		!passes.dkim && passes.spf && "without-dkim",
		mail.hasReturnPath && found.record.spfAlignment === "strict" && "spf-strict",
		found.domain === domain && found.record.publicSuffix === true && "public-suffix",
	];
	return findings.filter((one) => one !== false);
}

function ofPlace({ domain, found }: Held, applied: AppliedPolicy | null): readonly DmarcFinding[] {
	if (found.domain === domain) return [];
	return applied?.tag === "sp" ? ["inherited", "subdomain-policy"] : ["inherited"];
}

function ofRecord(held: Held, applied: AppliedPolicy | null): readonly DmarcFinding[] {
	const { record } = held.found;
	const has = (kind: string): boolean =>
		!isOfSuffix(held.found, held.domain) && record.flaws.some((flaw) => flaw.kind === kind);
	const enforced = applied !== null && applied.policy !== "none";
	const findings: readonly (DmarcFinding | false)[] = [
		enforced && (record.isTest || record.percent < 100) && "in-part",
		has("policy-missing") && "policy-missing",
		has("policy-late") && "policy-late",
		(has("no-tag") || (has("value-unknown") && !isUnreadable(held.found))) && "value-unknown",
		has("tag-twice") && "tag-twice",
		has("report-address") && "report-address",
	];
	return findings.filter((one) => one !== false);
}
