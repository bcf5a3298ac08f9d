/**
 * From what was seen of a record to its state, and to the mistake that it looks like.
 *
 * The domain's own name servers are the truth where they were asked; resolvers may remember an older answer. What
 * is behind the CNAME is ours: a CNAME that leads to its target is right whatever the target answers, and whether
 * our key was read through it is said beside the state (RFC 6376 §3.6.2.2, RFC 1035 §3.6.2).
 */

import type { DomainRecord } from "../../terms/identity.ts";
import type { LookedUp } from "../look-up-ports.ts";
import type { Hint } from "./hints.ts";
import { hintOfMissing, hintOfOther } from "./mistakes.ts";
import { isRight, leadsTo, type Observation, records, type Sight } from "./observation.ts";
import { isDkim, isFlattened, keyOf } from "./record-texts.ts";

/** What a look-up of one record comes to; the caller adds when that was. */
export type Judgement = Pick<DomainRecord, "purpose" | "state" | "found" | "hint" | "keySeen">;

export function judge(observation: Observation): Judgement {
	const { expected, resolvers, own } = observation;
	const answering = resolvers.filter(({ cname }) => cname.kind !== "trouble");
	const right = answering.filter((sight) => isRight(sight, expected.value));
	const ownRight = own?.filter((answer) => leadsTo(answer, expected.value)).length ?? 0;
	const ownAnswers = own?.filter(({ kind }) => kind !== "trouble").length ?? 0;

	if (right.length > 0 && right.length === answering.length) return valid(observation, right);
	if (ownAnswers > 0 && ownRight === ownAnswers)
		return answering.length > 0
			? valid(observation, right, "old-answer-cached")
			: trouble(observation, "resolvers-refuse");
	if (ownAnswers > 0 && ownRight > 0)
		return right.length > 0
			? valid(observation, right, "name-servers-disagree")
			: { ...broken(observation), hint: "name-servers-disagree" };
	// The servers cannot be asked, and receivers fare as our resolvers do: some find the record, some do not yet.
	if (ownAnswers === 0 && right.length > 0) return valid(observation, right, "old-answer-cached");
	if (ownAnswers === 0 && answering.length === 0)
		return trouble(observation, own === null ? undefined : "name-servers-silent");
	const judged = broken(observation);
	// Taken away or changed a moment ago: our servers-in-between still say what it was.
	return right.length > 0 && judged.hint === undefined ? { ...judged, hint: "old-answer-cached" } : judged;
}

function valid(observation: Observation, right: readonly Sight[], hint?: Hint): Judgement {
	const { expected, target } = observation;
	const { purpose } = expected;
	if (right.some(({ cname, txt }) => isBesideOthers(cname, txt)))
		return { purpose, state: "wrong-value", found: found(right[0]?.txt), hint: "cname-beside-others" };
	const end = right.length > 0 ? right : target === null ? [] : [target];
	const unanswered = end.length > 0 && end.every((sight) => !hasEnd(observation, sight));
	const keySeen = seenKey(observation, end);
	const said = hint ?? (unanswered ? "target-unanswered" : keySeen === false ? "key-not-seen" : undefined);
	return {
		purpose,
		state: "valid",
		...(keySeen === undefined ? {} : { keySeen }),
		...(said === undefined ? {} : { hint: said }),
	};
}

/** RFC 1034 §3.6.2: a name with a CNAME has no other data. Seen where TXT is answered without following it. */
const isBesideOthers = (cname: LookedUp, txt: LookedUp): boolean =>
	cname.kind === "found" && txt.kind === "found" && txt.aliases.length === 0;

const hasEnd = ({ expected }: Observation, { txt, mx }: Pick<Sight, "txt" | "mx">): boolean =>
	isDkim(expected) ? txt.kind === "found" : txt.kind === "found" || mx?.kind === "found";

/** Undefined of a return path, and where no key is published yet. */
function seenKey({ expected }: Observation, sights: readonly Pick<Sight, "txt">[]): boolean | undefined {
	const key = keyOf(expected.txt ?? "");
	if (!isDkim(expected) || key === undefined) return undefined;
	return sights.some(({ txt }) => records(txt).some((text) => keyOf(text) === key));
}

/** The name does not lead to the target, as far as the truth is known. */
function broken(observation: Observation): Judgement {
	const { expected, resolvers, own } = observation;
	const { purpose } = expected;
	const isWrong = (answer: LookedUp): boolean =>
		answer.kind !== "trouble" && !leadsTo(answer, expected.value);
	const truth = own?.find(isWrong) ?? wrongSight(observation)?.cname;
	const [leads] = records(truth);
	if (leads !== undefined) {
		const hint = hintOfOther(observation, leads);
		return { purpose, state: "wrong-value", found: leads, ...(hint === undefined ? {} : { hint }) };
	}
	const sight = wrongSight(observation) ?? resolvers[0];
	if (sight !== undefined && isFlattened(observation, sight)) {
		const keySeen = seenKey(observation, [sight]);
		return { purpose, state: "valid", hint: "flattened", ...(keySeen === undefined ? {} : { keySeen }) };
	}
	const { hint, instead } = hintOfMissing(observation, sight);
	if (hint === "name-servers-silent") return trouble(observation, hint);
	return {
		purpose,
		state: instead === undefined ? "not-found" : "wrong-value",
		...(instead === undefined ? {} : { found: bounded(instead) }),
		...(hint === undefined ? {} : { hint }),
	};
}

const wrongSight = ({ resolvers, expected }: Observation): Sight | undefined =>
	resolvers.find((sight) => sight.cname.kind !== "trouble" && !isRight(sight, expected.value));

function trouble({ expected, resolvers, own }: Observation, hint?: Hint): Judgement {
	const answers = [...resolvers.map(({ cname }) => cname), ...(own ?? [])];
	const why = answers.find((answer) => answer.kind === "trouble")?.why;
	return {
		purpose: expected.purpose,
		state: "dns-error",
		...(why === undefined ? {} : { found: bounded(why) }),
		...(hint === undefined ? {} : { hint }),
	};
}

/** A stranger's text is kept in the database and shown: a line is enough of it. */
const FOUND_CHARACTERS = 255;
const bounded = (text: string): string =>
	text.length > FOUND_CHARACTERS ? `${text.slice(0, FOUND_CHARACTERS - 3)}...` : text;
const found = (answer: LookedUp | undefined): string => bounded(records(answer)[0] ?? "");
