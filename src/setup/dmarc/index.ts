/**
 * Looks up which DMARC policy holds for a sending domain, and says what it means for mail that is sent from here. Nothing
 * is kept: it is asked for when somebody looks. Who asks while a domain is looked up gets the result of that.
 */

import { dmarcWalk } from "../../rfc/dmarc/discovery.ts";
import { parseDmarc } from "../../rfc/dmarc/record.ts";
import type { SendingDomain } from "../../terms/identity.ts";
import type { DomainId } from "../../terms/ids.ts";
import type { LookedUp, LookUps } from "../look-up-ports.ts";
import { type MailFacts, mailFacts, type Texts } from "./facts.ts";
import { type DmarcReport, judgeDmarc } from "./judge.ts";

export type { DmarcReport } from "./judge.ts";
export { dmarcFindings, dmarcStates, tellDmarc } from "./words.ts";

export interface DmarcDesk {
	/** Null where nothing can be looked up. Never rejects: silence of the DNS is a finding. */
	examine(domain: SendingDomain): Promise<DmarcReport> | null;
}

export function createDmarcDesk(
	lookUps: LookUps | undefined,
	{ usesReturnPaths }: { readonly usesReturnPaths: boolean },
): DmarcDesk {
	const underWay = new Map<DomainId, Promise<DmarcReport>>();
	return {
		examine(domain) {
			if (lookUps === undefined) return null;
			const running =
				underWay.get(domain.id) ??
				examine(lookUps, domain.name, mailFacts(domain, usesReturnPaths)).finally(() =>
					underWay.delete(domain.id),
				);
			underWay.set(domain.id, running);
			return running;
		},
	};
}

async function examine(lookUps: LookUps, domain: string, mail: MailFacts): Promise<DmarcReport> {
	const textsAt = async (name: string): Promise<Texts> => textsOf(await lookUps.ask(name, "TXT"));
	const name = `_dmarc.${domain}`;
	const walk = await Promise.all(
		dmarcWalk(domain).map(async (at) => ({ domain: at, texts: await textsAt(`_dmarc.${at}`) })),
	);
	// Without a resolver the domain's own servers are not found either, and that takes its time.
	if (walk.every(({ texts }) => texts === null))
		return judgeDmarc({ domain, mail, walk, own: null, misplaced: NOWHERE });
	const answers = await lookUps.askOwn(domain, name, "TXT");
	const own = textsOf((answers ?? []).filter(isWhole));
	if (holdsOne(own ?? walk[0]?.texts ?? null))
		return judgeDmarc({ domain, mail, walk, own, misplaced: NOWHERE });
	const [atDomain, appended] = await Promise.all([textsAt(domain), textsAt(`${name}.${domain}`)]);
	return judgeDmarc({
		...{ domain, mail, walk, own },
		misplaced: { atDomain: atDomain ?? [], appended: appended ?? [] },
	});
}

const NOWHERE = { atDomain: [], appended: [] };

/** A domain's own server does not follow a CNAME into another's zone: what is there it does not know. */
const isWhole = (answer: LookedUp): boolean =>
	answer.kind === "found" || (answer.kind !== "trouble" && answer.aliases.length === 0);

const holdsOne = (texts: Texts): boolean =>
	texts?.filter((text) => parseDmarc(text).kind === "record").length === 1;

/** Of the first that answers; null when none does. */
function textsOf(answers: readonly LookedUp[]): Texts {
	const answer = answers.find(({ kind }) => kind !== "trouble");
	if (answer === undefined) return null;
	return answer.kind === "found" ? answer.records : [];
}
