/** What the texts of records say: keys in DKIM records, and whether a copy stands where a CNAME should be. */

import type { ExpectedRecord } from "../verification-ports.ts";
import { type Observation, records, type Sight } from "./observation.ts";

export const isDkim = ({ purpose }: Pick<ExpectedRecord, "purpose">): boolean => purpose !== "return-path";

/** The `p=` of a DKIM record, "" of a key that was withdrawn; undefined where it has none (RFC 6376 §3.6.1). */
export function keyOf(text: string): string | undefined {
	for (const tag of text.split(";", MOST_TAGS)) {
		const equals = tag.indexOf("=");
		if (equals > 0 && tag.slice(0, equals).trim() === "p") return tag.slice(equals + 1).replace(/\s+/g, "");
	}
	return undefined;
}

const MOST_TAGS = 32;

/** Without a CNAME, the name answers what its target does: a copy, by the provider or by hand. */
export function isFlattened({ expected, target }: Observation, sight: Sight): boolean {
	if (isDkim(expected)) {
		const key = keyOf(expected.txt ?? "");
		return key !== undefined && key !== "" && records(sight.txt).some((text) => keyOf(text) === key);
	}
	const spf = records(target?.txt).filter(isSpf);
	const exchanges = records(target?.mx);
	return (
		exchanges.length > 0 &&
		exchanges.every((exchange) => records(sight.mx).includes(exchange)) &&
		spf.every((text) => records(sight.txt).includes(text))
	);
}

const isSpf = (text: string): boolean => /^v=spf1(?: |$)/i.test(text);
