/**
 * Sending domains: the records that authenticate them, whether they are verified, and their keys as people see them.
 *
 * A domain is verified when all required records are valid, or when the operator vouches for it. A check that finds
 * a verified domain's records broken notes that and leaves it verified: one bad answer of the DNS must not stop
 * a customer's mail.
 */

import { parseDomain } from "../rfc/address/domain.ts";
import type { Instant } from "../terms/clock.ts";
import type { ServiceEvent } from "../terms/events.ts";
import { type DkimKey, type DomainRecord, requiredPurposes, type SendingDomain } from "../terms/identity.ts";
import { type AccountId, type DomainId, ID_RANDOM_BYTES, makeId } from "../terms/ids.ts";
import { planAt } from "../terms/plan.ts";
import { serviceEventOf } from "./domain-events.ts";
import type { KeyKeeper } from "./keys/keeper.ts";
import type { DomainFilter, PageRequest, PublishedKey, SetupPorts } from "./ports.ts";
import { invalidField, isProblem, notFound, type Problem, planLimit } from "./problem.ts";
import { type RecordToPublish, recordsToPublish } from "./records.ts";
import { parseReturnPath, RETURN_PATH_LABEL } from "./return-path-host.ts";
import { inTurn } from "./verification/in-turn.ts";
import { defaultVerificationPolicy, settle } from "./verification/index.ts";
import { keyTarget, keyText } from "./zone.ts";

export interface DomainSettings {
	/** A label or name under the domain. Default: "bounce". */
	readonly returnPath?: string;
	/** Whether it is signed with Ed25519 beside RSA, which takes two more records. Default: false. */
	readonly ed25519?: boolean;
}

/** A key without its secret, and what the DNS says of it. */
export interface KeyToSee extends Omit<DkimKey, "sealedPrivateKey" | "domainId" | "publicKey"> {
	/** The name that the CNAME leads to. */
	readonly name: string;
	readonly txt: string;
}

export interface SendingDomains {
	create(account: AccountId, name: string, settings?: DomainSettings): Promise<SendingDomain | Problem>;
	update(id: DomainId, change: DomainSettings): Promise<SendingDomain | Problem>;
	/** The next key signs as soon as it was seen. After a leak: the key that signs is revoked at once. */
	rotate(id: DomainId, how: { readonly leaked: boolean }): Promise<SendingDomain | Problem>;
	/** The operator's word that the domain may send. */
	vouch(id: DomainId): Promise<SendingDomain | Problem>;
	/** Looks the records up. "unavailable" where there is no verifier. */
	check(id: DomainId): Promise<SendingDomain | Problem>;
	unverify(id: DomainId): Promise<SendingDomain | Problem>;
	remove(id: DomainId): Promise<boolean>;
	records(domain: SendingDomain): Promise<readonly RecordToPublish[]>;
	keys(domain: SendingDomain): Promise<readonly KeyToSee[]>;
	one(id: DomainId): Promise<SendingDomain | undefined>;
	byName(name: string): Promise<SendingDomain | undefined>;
	/** Of all accounts when `account` is null. */
	list(
		account: AccountId | null,
		page: PageRequest,
		filter?: DomainFilter,
	): Promise<readonly SendingDomain[]>;
	/** Since when, or from when on if nothing is mended, no mail is taken because records broke; null when none did. */
	stopsAt(domain: SendingDomain): Instant | null;
	/** Whether {@link check} can look records up. */
	readonly canCheck: boolean;
}

export interface DomainParts {
	readonly zone: string;
	readonly keeper: KeyKeeper;
	/** Called after the commit of each change. */
	readonly changed: (domain: SendingDomain) => void;
	readonly added: (domain: SendingDomain, keys: readonly PublishedKey[]) => void;
	readonly removed: (domain: SendingDomain) => void;
}

export function createSendingDomains(ports: SetupPorts, parts: DomainParts): SendingDomains {
	return { ...making(ports, parts), ...verifying(ports, parts), ...reading(ports, parts) };
}

function making(
	ports: SetupPorts,
	{ keeper, changed, added, removed }: DomainParts,
): Pick<SendingDomains, "create" | "update" | "rotate" | "remove"> {
	const { store, clock } = ports;
	return {
		async create(account, name, settings = {}) {
			const parsed = parseSendingDomain(name);
			if (typeof parsed !== "string") return parsed;
			const host = parseReturnPath(settings.returnPath ?? RETURN_PATH_LABEL, parsed);
			if (typeof host !== "string") return host;
			const owner = await store.account(account);
			if (owner === undefined) return notFound("account");
			if ((await store.domainByName(parsed)) !== undefined) return taken(parsed);
			const plan = planAt(owner, clock.now());
			const most = plan?.limits.domains ?? null;
			const domain = newDomain(ports, account, parsed, host, settings.ed25519 ?? false);
			const keys = await keeper.first(domain);
			if (isProblem(keys)) return keys;
			const inserted = await store.insertDomain(domain, keys, most);
			if (inserted === "taken") return taken(parsed);
			if (inserted === "full") return planLimit(plan?.name ?? "", most ?? 0, "sending domain");
			added(domain, keys);
			return domain;
		},
		async update(id, { returnPath, ed25519 }) {
			const domain = await store.domain(id);
			if (domain === undefined) return notFound("domain");
			const host =
				returnPath === undefined ? domain.returnPathHost : parseReturnPath(returnPath, domain.name);
			if (typeof host !== "string") return host;
			const updated = await store.updateDomain(id, {
				...(host === domain.returnPathHost ? {} : movedTo(host, domain)),
				...(ed25519 === undefined ? {} : { ed25519 }),
				checkDueAt: clock.now(),
			});
			if (updated === undefined) return notFound("domain");
			changed(updated);
			return (await keeper.turn(id, { kind: "time" })) ?? notFound("domain");
		},
		rotate: async (id, { leaked }) =>
			(await keeper.turn(id, { kind: leaked ? "leaked" : "rotate" })) ?? notFound("domain"),
		async remove(id) {
			const domain = await store.domain(id);
			if (domain === undefined) return false;
			const gone = await store.deleteDomain(id);
			removed(domain);
			return gone;
		},
	};
}

/** Nothing is known of the record at the new name. */
const movedTo = (returnPathHost: string, { records }: SendingDomain) => ({
	returnPathHost,
	records: records.map((record) =>
		record.purpose === "return-path" ? ({ purpose: "return-path", state: "not-checked" } as const) : record,
	),
});

function verifying(
	ports: SetupPorts,
	{ zone, keeper, changed }: DomainParts,
): Pick<SendingDomains, "vouch" | "check" | "unverify" | "stopsAt" | "canCheck"> {
	const { store, clock, verification = defaultVerificationPolicy } = ports;
	const update = async (
		id: DomainId,
		change: Parameters<typeof store.updateDomain>[1],
		events: readonly ServiceEvent[] = [],
	): Promise<SendingDomain | Problem> => {
		const domain = await store.updateDomain(id, change, events);
		if (domain === undefined) return notFound("domain");
		changed(domain);
		return domain;
	};
	return {
		async vouch(id) {
			// Keys first: mail that is accepted has to find one that signs.
			await keeper.turn(id, { kind: "vouched" });
			return update(id, { verification: "verified", verifiedAt: clock.now(), vouched: true });
		},
		// Two checks at once would both see what only one of them may tell.
		check: inTurn(async (id: DomainId) => {
			const domain = await store.domain(id);
			if (domain === undefined) return notFound("domain");
			if (ports.verifier === undefined) return cannotCheck;
			const keys = await store.dkimKeys(id);
			const records = await ports.verifier.checkRecords(domain, recordsToPublish(domain, keys, zone));
			const now = clock.now();
			const { change, events } = settle(domain, records, now, verification);
			// Keys first: mail that is accepted has to find one that signs.
			const kept = await keeper.turn(id, { kind: "checked", keys, records });
			const checked = await update(
				id,
				{ ...change, checkDueAt: earlier(domain, kept, change.checkDueAt) },
				events.map((event) => serviceEventOf(domain, event, ports.randomBytes)),
			);
			// A domain that was removed meanwhile is nobody's concern.
			if (!isProblem(checked)) for (const event of events) ports.tell?.(checked, event);
			return checked;
		}),
		unverify: (id) =>
			update(id, { verification: "unverified", verifiedAt: null, vouched: false, brokenSince: null }),
		stopsAt: ({ vouched, brokenSince }) =>
			vouched || brokenSince === null ? null : brokenSince + verification.graceMs,
		canCheck: ports.verifier !== undefined,
	};
}

/** A fresh key asks to be looked for sooner than its domain. */
const earlier = (before: SendingDomain, kept: SendingDomain | undefined, dueAt: Instant): Instant =>
	kept === undefined || kept.checkDueAt === null || kept.checkDueAt === before.checkDueAt
		? dueAt
		: Math.min(kept.checkDueAt, dueAt);

const reading = (
	{ store }: SetupPorts,
	{ zone }: DomainParts,
): Pick<SendingDomains, "records" | "keys" | "one" | "byName" | "list"> => ({
	records: async (domain) => recordsToPublish(domain, await store.dkimKeys(domain.id), zone),
	keys: async (domain) =>
		(await store.dkimKeys(domain.id)).map(({ sealedPrivateKey: _, domainId, publicKey, ...key }) => ({
			...key,
			name: keyTarget(domainId, key.selector, zone),
			txt: keyText({ ...key, publicKey }),
		})),
	one: (id) => store.domain(id),
	async byName(name) {
		const parsed = parseSendingDomain(name);
		return typeof parsed === "string" ? store.domainByName(parsed) : undefined;
	},
	list: (account, page, { text, ...filter } = {}) =>
		store.domains(account, page, text === undefined ? filter : { ...filter, text: text.toLowerCase() }),
});

const cannotCheck: Problem = {
	kind: "problem",
	problem: "unavailable",
	detail: "Records cannot be looked up here; the operator verifies domains by hand",
};

const taken = (name: string): Problem => ({
	kind: "problem",
	problem: "taken",
	field: "name",
	detail: `The domain ${name} has been added already, here or in another account`,
});

/** The lower-case A-label form of a name that mail can come from: at least two labels, the last no number. */
function parseSendingDomain(name: string): string | Problem {
	const parsed = parseDomain(name);
	if (parsed.kind === "invalid") return invalidField("name", `This is no domain name: ${parsed.why}`);
	const labels = parsed.domain.ascii.split(".");
	if (labels.length < 2) return invalidField("name", "This is no sending domain: it has no dot in it");
	if (/^[0-9]+$/.test(labels.at(-1) ?? "")) {
		return invalidField("name", "This is no domain name: it ends in a number");
	}
	return parsed.domain.ascii;
}

function newDomain(
	{ clock, randomBytes }: SetupPorts,
	accountId: AccountId,
	name: string,
	returnPathHost: string,
	ed25519: boolean,
): SendingDomain {
	const now = clock.now();
	return {
		id: makeId(now, randomBytes(ID_RANDOM_BYTES)),
		accountId,
		name,
		verification: "unverified",
		records: requiredPurposes.map((purpose): DomainRecord => ({ purpose, state: "not-checked" })),
		activeSelector: null,
		createdAt: now,
		verifiedAt: null,
		returnPathHost,
		ed25519,
		vouched: false,
		checkedAt: null,
		brokenSince: null,
		checkDueAt: now,
	};
}
