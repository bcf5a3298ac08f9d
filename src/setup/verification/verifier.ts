/**
 * Looks the records of a domain up: first as receivers would, through the resolvers; then, where those do not all
 * lead to the target, at the domain's own name servers and around the name, to tell what went wrong.
 */

import type { Clock } from "../../terms/clock.ts";
import type { DomainRecord, SendingDomain } from "../../terms/identity.ts";
import type { LookedUp, LookedUpType, LookUps } from "../look-up-ports.ts";
import type { ExpectedRecord, Verifier } from "../verification-ports.ts";
import { judge } from "./judge.ts";
import { type Around, isRight, type Observation, type Sight } from "./observation.ts";
import { isDkim } from "./record-texts.ts";

export function createVerifier(lookUps: LookUps, clock: Pick<Clock, "now">): Verifier {
	return {
		checkRecords: (domain, expected) =>
			Promise.all(
				expected.map(async (record): Promise<DomainRecord> => {
					const otherTargets = expected.filter((other) => other !== record).map(({ value }) => lower(value));
					const observation = await observe(lookUps, domain, lowered(record), otherTargets);
					return { ...judge(observation), checkedAt: clock.now() };
				}),
			),
	};
}

const lower = (name: string): string => name.toLowerCase();
const lowered = (record: ExpectedRecord): ExpectedRecord => ({
	...record,
	name: lower(record.name),
	value: lower(record.value),
});

async function observe(
	lookUps: LookUps,
	domain: SendingDomain,
	expected: ExpectedRecord,
	otherTargets: readonly string[],
): Promise<Observation> {
	const { name, value } = expected;
	const [cnames, texts, exchanges] = await Promise.all([
		lookUps.ask(name, "CNAME"),
		lookUps.ask(name, "TXT"),
		isDkim(expected) ? null : lookUps.ask(name, "MX"),
	]);
	const resolvers = cnames.map(
		(cname, index): Sight => ({
			cname,
			txt: texts[index] ?? nothingAsked,
			mx: exchanges === null ? null : (exchanges[index] ?? nothingAsked),
		}),
	);
	const seen = { expected, domain: domain.name, otherTargets, resolvers };
	if (resolvers.length > 0 && resolvers.every((sight) => isRight(sight, value)))
		return { ...seen, own: null, target: null, around: null };
	const first = async (of: string, type: LookedUpType): Promise<LookedUp> =>
		(await lookUps.ask(of, type))[0] ?? nothingAsked;
	const [own, targetText, targetExchanges, around] = await Promise.all([
		lookUps.askOwn(domain.name, name, "CNAME"),
		first(value, "TXT"),
		isDkim(expected) ? null : first(value, "MX"),
		lookAround(first, domain, name),
	]);
	return { ...seen, own, target: { txt: targetText, mx: targetExchanges }, around };
}

async function lookAround(
	first: (name: string, type: LookedUpType) => Promise<LookedUp>,
	domain: SendingDomain,
	name: string,
): Promise<Around> {
	const beside = `${unpublishedLabel(domain)}${name.slice(name.indexOf("."))}`;
	const bare = name.replace("._domainkey.", ".domainkey.");
	const [soa, addresses, appended, withoutUnderscore, prefixed, cname, txt, besideAddresses] =
		await Promise.all([
			first(domain.name, "SOA"),
			first(name, "A").then((v4) => (v4.kind === "found" ? v4 : first(name, "AAAA"))),
			first(`${name}.${domain.name}`, "CNAME"),
			bare === name ? null : first(bare, "CNAME"),
			first(`www.${name}`, "CNAME"),
			first(beside, "CNAME"),
			first(beside, "TXT"),
			first(beside, "A"),
		]);
	return {
		domain: soa,
		addresses,
		appended,
		withoutUnderscore,
		prefixed,
		beside: { cname, txt, addresses: besideAddresses },
	};
}

/** A name that only a wildcard answers for. */
const unpublishedLabel = ({ id }: SendingDomain): string => `unpublished-${id.slice(-6).toLowerCase()}`;

const nothingAsked: LookedUp = { kind: "trouble", why: "there was no answer" };
