/**
 * Moves the keys of sending domains on: what happened and what time it is go through the machine of stages.ts, what
 * comes out is written in one commit, then told to the zone and to who signs. One change at a time for each domain.
 *
 * What is due is in the store, so a start goes on where the last process ended, and a turn that was not written is
 * taken again.
 */

import { type Clock, type Instant, MINUTE } from "../../terms/clock.ts";
import type { DkimKey, DomainRecord, KeyAlgorithm, SendingDomain } from "../../terms/identity.ts";
import type { DomainId } from "../../terms/ids.ts";
import type { SetupStore } from "../ports.ts";
import type { Problem } from "../problem.ts";
import { SEAL_IV_BYTES, seal } from "../secrets.ts";
import type { Generator } from "./generator.ts";
import { algorithms, purposeOf, type Selector, selectors } from "./selectors.ts";
import {
	advance,
	type Found,
	type KeyPolicy,
	newKeyState,
	noteFound,
	orderRotation,
	revokeActive,
	type Turn,
} from "./stages.ts";

/** What may move keys on. */
export type KeyEvent =
	/** Time passed, or the domain's choice of algorithms changed. */
	| { readonly kind: "time" }
	/** Records were looked up while the domain had these keys. */
	| { readonly kind: "checked"; readonly keys: readonly DkimKey[]; readonly records: readonly DomainRecord[] }
	/** The operator's word that the records are right. */
	| { readonly kind: "vouched" }
	| { readonly kind: "rotate" }
	| { readonly kind: "leaked" };

export interface KeyKeeper {
	/** The keys that a domain begins with. */
	first(domain: SendingDomain): Promise<readonly DkimKey[] | Problem>;
	/** Undefined when there is no such domain. A key that cannot be made is reported and made later. */
	turn(id: DomainId, event: KeyEvent): Promise<SendingDomain | undefined>;
}

export interface KeeperPorts {
	readonly store: Pick<SetupStore, "domain" | "dkimKeys" | "updateKeys" | "updateDomain">;
	readonly clock: Clock;
	readonly randomBytes: (count: number) => Buffer;
	readonly generator: Generator;
	readonly sealKey: Buffer;
	readonly policy: KeyPolicy;
	/** Where records cannot be looked up, the operator's word covers new keys too. */
	readonly canCheck: boolean;
	/** Called after the commit, with the keys as they were and are. */
	readonly changed: (domain: SendingDomain, before: readonly DkimKey[], after: readonly DkimKey[]) => void;
	readonly fault: (during: string, error: unknown) => void;
}

/** What a sealed private key is bound to. */
export const sealContext = (domain: DomainId, selector: string): string => `${domain} ${selector}`;

/** After a key could not be made. */
const RETRY_MS = 5 * MINUTE;

export function createKeyKeeper(ports: KeeperPorts): KeyKeeper {
	const inTurn = oneAtATime<DomainId>();
	return {
		async first(domain) {
			const wanted = algorithms.filter((algorithm) => isWanted(domain, algorithm));
			const making = wanted.flatMap((algorithm) =>
				selectors[algorithm].map((selector) => makeKey(ports, domain.id, algorithm, selector)),
			);
			const keys = await Promise.all(making);
			const made = keys.filter((key) => key !== undefined);
			return made.length === keys.length ? made : busy;
		},
		turn: (id, event) => inTurn(id, () => takeTurn(ports, id, event)),
	};
}

const busy: Problem = {
	kind: "problem",
	problem: "unavailable",
	detail: "Many keys are being made at this moment; try again in some seconds",
};

async function takeTurn(
	ports: KeeperPorts,
	id: DomainId,
	event: KeyEvent,
): Promise<SendingDomain | undefined> {
	const { store, clock } = ports;
	const domain = await store.domain(id);
	if (domain === undefined) return undefined;
	const stored = await store.dkimKeys(id);
	const turn = turnOf(domain, happened(stored, event, clock.now()), clock.now(), ports.policy);
	const isSame = turn.removed.length === 0 && turn.keys.every((key) => stored.includes(key));
	if (isSame && turn.generate.length === 0 && event.kind !== "time") return domain;
	// Before new keys are made: a leak does not wait for them.
	const written = await write(ports, domain, stored, turn);
	if (written === undefined || turn.generate.length === 0) return written;
	try {
		return await extend(ports, written, turn);
	} catch (error) {
		ports.fault(`making a key for ${domain.name}`, error);
		return store.updateDomain(id, { keysDueAt: clock.now() + RETRY_MS });
	}
}

/** Makes the keys that are asked for, and publishes them. */
async function extend(
	ports: KeeperPorts,
	domain: SendingDomain,
	{ keys, generate }: Turn<DkimKey>,
): Promise<SendingDomain | undefined> {
	const made: DkimKey[] = [];
	for (const algorithm of algorithms) {
		for (const selector of selectors[algorithm]) {
			if (!generate.includes(selector)) continue;
			const key = await makeKey(ports, domain.id, algorithm, selector);
			if (key === undefined) throw new Error(busy.detail);
			made.push(key);
		}
	}
	const now = ports.clock.now();
	const all = [...keys.filter(({ selector }) => !generate.includes(selector)), ...made];
	const seen = domain.vouched && !ports.canCheck ? generate : [];
	const next = turnOf(domain, noteFound(all, { seen, missing: [] }, now), now, ports.policy);
	// A key is worth nothing until it was seen: its record is looked up now.
	return write(ports, domain, keys, next, now);
}

async function write(
	{ store, changed }: KeeperPorts,
	domain: SendingDomain,
	before: readonly DkimKey[],
	{ keys, removed, dueAt }: Turn<DkimKey>,
	checkDueAt?: Instant,
): Promise<SendingDomain | undefined> {
	const active = keys.find((key) => key.stage === "active" && key.algorithm === "rsa-sha256");
	const written = await store.updateKeys(domain.id, {
		keys: keys.filter((key) => !before.includes(key)),
		removed,
		activeSelector: active?.selector ?? null,
		dueAt,
		...(checkDueAt === undefined ? {} : { checkDueAt }),
	});
	if (written !== undefined) changed(written, before, keys);
	return written;
}

function happened(keys: readonly DkimKey[], event: KeyEvent, now: Instant): readonly DkimKey[] {
	switch (event.kind) {
		case "time":
			return keys;
		case "checked":
			return noteFound(keys, found(keys, event), now);
		case "vouched":
			return noteFound(keys, { seen: keys.map(({ selector }) => selector), missing: [] }, now);
		case "rotate":
			return orderRotation(keys, now);
		case "leaked":
			return revokeActive(keys, now);
		default:
			return event satisfies never;
	}
}

/** What the check has found of the keys of today. Of those made since it says nothing. */
function found(
	today: readonly DkimKey[],
	{ keys, records }: Extract<KeyEvent, { kind: "checked" }>,
): Required<Found> {
	const seen: string[] = [];
	const missing: string[] = [];
	const broken: string[] = [];
	for (const { selector, publicKey } of today) {
		const record = records.find(({ purpose }) => purpose === purposeOf[selector as Selector]);
		const same = keys.some((key) => key.selector === selector && key.publicKey === publicKey);
		if (record === undefined || !same) continue;
		if (record.keySeen ?? record.state === "valid") seen.push(selector);
		else if (record.state !== "dns-error" && record.state !== "not-checked") missing.push(selector);
		if (record.state === "not-found" || record.state === "wrong-value") broken.push(selector);
	}
	return { seen, missing, broken };
}

function turnOf(
	domain: SendingDomain,
	keys: readonly DkimKey[],
	now: Instant,
	policy: KeyPolicy,
): Turn<DkimKey> {
	const turns = algorithms.map((algorithm) =>
		advance(
			keys.filter((key) => key.algorithm === algorithm),
			{ selectors: selectors[algorithm], now, wanted: isWanted(domain, algorithm), policy },
		),
	);
	const moments = turns.flatMap(({ dueAt }) => (dueAt === null ? [] : [dueAt]));
	return {
		keys: turns.flatMap((turn) => turn.keys),
		removed: turns.flatMap(({ removed }) => removed),
		generate: turns.flatMap(({ generate }) => generate),
		dueAt: moments.length === 0 ? null : Math.min(...moments),
	};
}

const isWanted = ({ ed25519 }: SendingDomain, algorithm: KeyAlgorithm): boolean =>
	algorithm === "rsa-sha256" || ed25519;

/** Undefined when too many keys are being made. */
async function makeKey(
	{ generator, sealKey, randomBytes, clock }: KeeperPorts,
	domainId: DomainId,
	algorithm: KeyAlgorithm,
	selector: string,
): Promise<DkimKey | undefined> {
	const pair = await generator.make(algorithm);
	if (pair === undefined) return undefined;
	const context = sealContext(domainId, selector);
	return {
		...newKeyState(selector, clock.now()),
		domainId,
		algorithm,
		publicKey: pair.publicKey,
		sealedPrivateKey: seal(sealKey, randomBytes(SEAL_IV_BYTES), context, pair.privateKey),
	};
}

/** Work on the same thing waits for the work before it, however that ended. */
function oneAtATime<Id>() {
	const last = new Map<Id, Promise<unknown>>();
	return <Result>(id: Id, work: () => Promise<Result>): Promise<Result> => {
		const mine = (last.get(id) ?? Promise.resolve()).then(work, work);
		last.set(id, mine);
		const forget = (): void => {
			if (last.get(id) === mine) last.delete(id);
		};
		mine.then(forget, forget);
		return mine;
	};
}
