/** The DMARC record that would be right, ready to be pasted: what is there with its faults mended, no stricter than written. */

import type { FoundRecord } from "../../rfc/dmarc/discovery.ts";
import {
	type DmarcRecord,
	type DmarcTag,
	dmarcPolicies,
	dmarcText,
	isReportUri,
	parseDmarc,
} from "../../rfc/dmarc/record.ts";

/** Has nobody's mail refused, and is what large receivers ask for. */
export const START = "v=DMARC1; p=none";

/** Of several texts the mildest, so that nobody's mail is refused for the choice. Undefined when none is meant as a record. */
export function recordToPublish(texts: readonly string[]): string | undefined {
	const meant = texts
		.map(parseDmarc)
		.flatMap((parsed) => (parsed.kind === "other" ? [] : [parsed.record]))
		.toSorted((one, other) => strictness(one) - strictness(other));
	return meant[0] === undefined ? undefined : dmarcText(goodTags(meant[0]));
}

const strictness = ({ policy }: DmarcRecord): number => dmarcPolicies.indexOf(policy ?? "none");

/** A public suffix's record, which is not for the domains below it to mend. */
export const isOfSuffix = ({ record, domain: at }: FoundRecord, domain: string): boolean =>
	at !== domain && record.publicSuffix === true;

/** Null where the record needs no mending. */
export function mended(
	found: FoundRecord,
	domain: string,
): { readonly name: string; readonly value: string } | null {
	const { record } = found;
	const isAsShouldBe =
		record.flaws.length === 0 && record.spfAlignment === "relaxed" && record.publicSuffix !== true;
	if (isAsShouldBe || isOfSuffix(found, domain)) return null;
	return { name: `_dmarc.${found.domain}`, value: dmarcText(goodTags(record)) };
}

/** Without what receivers pass over, and without what keeps mail from here from passing by SPF. */
function goodTags({ tags, flaws, policy }: DmarcRecord): readonly DmarcTag[] {
	const isBad = ({ name }: DmarcTag): boolean =>
		flaws.some(({ kind, tag }) => kind === "value-unknown" && tag === name);
	const kept = tags
		.filter((tag) => tag.name !== "p" && !isBad(tag))
		.filter(({ name, value }) => !(name === "aspf" && value.toLowerCase() === "s"))
		.filter(({ name, value }) => !(name === "psd" && value.toLowerCase() === "y"))
		.map((tag) => (tag.name === "rua" || tag.name === "ruf" ? { ...tag, value: withScheme(tag.value) } : tag))
		.filter(({ value }) => value !== "");
	return [{ name: "p", value: policy ?? "none" }, ...kept];
}

/** "a@shop.example" becomes "mailto:a@shop.example"; what is no address at all is left out. */
const withScheme = (value: string): string =>
	value
		.split(/[,\s]/, MOST_ADDRESSES)
		.map((uri) => (/^[^\s@:]{1,128}@[^\s@]{1,255}$/.test(uri) ? `mailto:${uri}` : uri))
		.filter(isReportUri)
		.join(",");

const MOST_ADDRESSES = 32;
