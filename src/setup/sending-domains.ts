/**
 * Sending domains: their keys, the records that authenticate them, and whether they are verified.
 *
 * A domain is verified when all three records are valid, or when the operator vouches for it. A check that finds
 * a verified domain's records broken notes that and leaves it verified: one bad answer of the DNS must not stop
 * a customer's mail.
 */

import { parseDomain } from "../rfc/address/domain.ts";
import type { DkimKey, DomainRecord, SendingDomain } from "../terms/identity.ts";
import { type AccountId, type DomainId, ID_RANDOM_BYTES, makeId } from "../terms/ids.ts";
import type { PageRequest, SetupPorts } from "./ports.ts";
import { invalidField, notFound, type Problem } from "./problem.ts";
import { RETURN_PATH_LABEL, type RecordToPublish, recordsToPublish, SELECTORS } from "./records.ts";
import { SEAL_IV_BYTES, seal } from "./secrets.ts";

export interface SendingDomains {
	create(account: AccountId, name: string): Promise<SendingDomain | Problem>;
	/** The operator's word that the domain may send. */
	vouch(id: DomainId): Promise<SendingDomain | Problem>;
	/** Looks the three records up. "unavailable" where there is no verifier. */
	check(id: DomainId): Promise<SendingDomain | Problem>;
	unverify(id: DomainId): Promise<SendingDomain | Problem>;
	remove(id: DomainId): Promise<boolean>;
	records(domain: SendingDomain): Promise<readonly RecordToPublish[]>;
	one(id: DomainId): Promise<SendingDomain | undefined>;
	byName(name: string): Promise<SendingDomain | undefined>;
	/** Of all accounts when `account` is null. */
	list(account: AccountId | null, page: PageRequest): Promise<readonly SendingDomain[]>;
	/** Whether {@link check} can look records up. */
	readonly canCheck: boolean;
}

const RSA_BITS = 2048; // RFC 8301 §3.2: at least 1024, and signers should use 2048
const PURPOSES = ["dkim-1", "dkim-2", "return-path"] as const;

/** What a sealed private key is bound to. */
export const sealContext = (domain: DomainId, selector: string): string => `${domain} ${selector}`;

export function createSendingDomains(
	ports: SetupPorts,
	configuration: { readonly zone: string; readonly sealKey: Buffer },
	changed: (domain: SendingDomain) => void,
): SendingDomains {
	const { store, clock } = ports;

	const update = async (
		id: DomainId,
		change: Parameters<typeof store.updateDomain>[1],
	): Promise<SendingDomain | Problem> => {
		const domain = await store.updateDomain(id, change);
		if (domain === undefined) return notFound("domain");
		changed(domain);
		return domain;
	};

	return {
		async create(account, name) {
			const parsed = parseSendingDomain(name);
			if (typeof parsed !== "string") return parsed;
			if ((await store.account(account)) === undefined) return notFound("account");
			if ((await store.domainByName(parsed)) !== undefined) return taken(parsed);
			const domain = newDomain(ports, account, parsed);
			const keys = await Promise.all(
				SELECTORS.map((selector) => newKey(ports, configuration.sealKey, domain.id, selector)),
			);
			return (await store.insertDomain(domain, keys)) === "taken" ? taken(parsed) : domain;
		},
		vouch: (id) => update(id, { verification: "verified", verifiedAt: clock.now() }),
		async check(id) {
			const domain = await store.domain(id);
			if (domain === undefined) return notFound("domain");
			if (ports.verifier === undefined) return cannotCheck;
			const expected = recordsToPublish(domain, await store.dkimKeys(id), configuration.zone);
			const records = await ports.verifier.checkRecords(domain, expected);
			const valid = PURPOSES.every((purpose) =>
				records.some((r) => r.purpose === purpose && r.state === "valid"),
			);
			return update(id, valid ? { records, verification: "verified", verifiedAt: clock.now() } : { records });
		},
		unverify: (id) => update(id, { verification: "unverified", verifiedAt: null }),
		async remove(id) {
			const domain = await store.domain(id);
			if (domain === undefined) return false;
			const removed = await store.deleteDomain(id);
			changed(domain);
			return removed;
		},
		records: async (domain) => recordsToPublish(domain, await store.dkimKeys(domain.id), configuration.zone),
		one: (id) => store.domain(id),
		async byName(name) {
			const parsed = parseSendingDomain(name);
			return typeof parsed === "string" ? store.domainByName(parsed) : undefined;
		},
		list: (account, page) => store.domains(account, page),
		canCheck: ports.verifier !== undefined,
	};
}

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

function newDomain({ clock, randomBytes }: SetupPorts, accountId: AccountId, name: string): SendingDomain {
	const now = clock.now();
	return {
		id: makeId(now, randomBytes(ID_RANDOM_BYTES)),
		accountId,
		name,
		verification: "unverified",
		records: PURPOSES.map((purpose): DomainRecord => ({ purpose, state: "not-checked" })),
		activeSelector: null,
		createdAt: now,
		verifiedAt: null,
		returnPathHost: `${RETURN_PATH_LABEL}.${name}`,
		ed25519: false,
		vouched: false,
		checkedAt: null,
		brokenSince: null,
		checkDueAt: now,
	};
}

async function newKey(
	ports: SetupPorts,
	sealKey: Buffer,
	domainId: DomainId,
	selector: string,
): Promise<DkimKey> {
	const { privateKey, publicKey } = await ports.generateRsaKey(RSA_BITS);
	const context = sealContext(domainId, selector);
	return {
		domainId,
		selector,
		algorithm: "rsa-sha256",
		sealedPrivateKey: seal(sealKey, ports.randomBytes(SEAL_IV_BYTES), context, privateKey),
		publicKey,
		createdAt: ports.clock.now(),
		stage: "pending",
		seenAt: null,
		activeAt: null,
		rotateAt: null,
		retiringAt: null,
		retiredAt: null,
		leaked: false,
	};
}
