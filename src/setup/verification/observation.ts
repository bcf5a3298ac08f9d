/** What was seen of one record before it is judged: answers as values, nothing looked up here. */

import type { LookedUp } from "../look-up-ports.ts";
import type { ExpectedRecord } from "../verification-ports.ts";

/** What one resolver says of the record's name. */
export interface Sight {
	readonly cname: LookedUp;
	/** TXT at the name, through the CNAME. */
	readonly txt: LookedUp;
	/** MX at the name, through the CNAME: of the return path only. */
	readonly mx: LookedUp | null;
}

/** What else was asked because the record is not as it should be, each of the first resolver. */
export interface Around {
	/** SOA of the sending domain: whether it exists. */
	readonly domain: LookedUp;
	readonly addresses: LookedUp;
	/** CNAME of the name with the domain appended once more. */
	readonly appended: LookedUp;
	/** CNAME of the name without its underscore; null where it has none. */
	readonly withoutUnderscore: LookedUp | null;
	/** CNAME of the name with www. in front. */
	readonly prefixed: LookedUp;
	/** A name beside the record's that nobody has published. */
	readonly beside: Pick<Sight, "cname" | "txt"> & { readonly addresses: LookedUp };
}

export interface Observation {
	readonly expected: ExpectedRecord;
	/** The sending domain's name. */
	readonly domain: string;
	/** The targets of the domain's other records. */
	readonly otherTargets: readonly string[];
	/** One of each configured resolver. */
	readonly resolvers: readonly Sight[];
	/** CNAME of the name, from the domain's own servers. Null when they were not asked or may not be. */
	readonly own: readonly LookedUp[] | null;
	/** What the target itself carries; asked when the resolvers do not lead there. */
	readonly target: Pick<Sight, "txt" | "mx"> | null;
	/** Null when the record is as it should be. */
	readonly around: Around | null;
}

export const records = (answer: LookedUp | null | undefined): readonly string[] =>
	answer?.kind === "found" ? answer.records : [];

/** Whether it answers that the name leads to this target, at once or by CNAMEs between. */
export const leadsTo = (answer: LookedUp, target: string): boolean =>
	answer.kind !== "trouble" && (records(answer).includes(target) || answer.aliases.includes(target));

/** Whether a resolver sees the name lead to its target. */
export const isRight = ({ cname, txt }: Pick<Sight, "cname" | "txt">, target: string): boolean =>
	leadsTo(cname, target) ||
	(cname.kind === "found" && txt.kind !== "trouble" && txt.aliases.includes(target));
