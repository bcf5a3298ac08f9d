/**
 * The stages of the keys of one domain and one algorithm, which share two selectors. Pure: keys and a moment in, keys
 * and what is to be made out; nothing here makes a key, writes one or publishes it.
 *
 *     pending ──seen, and its turn──▶ active ──another takes over──▶ retiring ──its mail is through──▶ retired
 *
 * A key signs only when it has been seen through the customer's CNAME. The next one is made as soon as its selector is
 * free, long before it is needed, so that a leak can be answered at once. After a leak a retiring key may be called
 * back to sign: it is the only other one whose record the world can see.
 */

import { DAY, type Instant } from "../../terms/clock.ts";
import type { DkimKey } from "../../terms/identity.ts";

/** What the machine knows of a key; what it carries beside is the caller's. */
export type KeyState = Pick<
	DkimKey,
	| "selector"
	| "createdAt"
	| "stage"
	| "seenAt"
	| "activeAt"
	| "rotateAt"
	| "retiringAt"
	| "retiredAt"
	| "leaked"
>;

export interface KeyPolicy {
	/** How long a key signs before it is the next one's turn. */
	readonly rotateAfterMs: number;
	/** How long a key stays published after it ceased to sign: what it signed has arrived or expired by then. */
	readonly publishedMs: number;
	/** How long resolvers may keep what stood under a name before. */
	readonly cacheMs: number;
}

/** How long an empty record stands before the next key comes in its place, so that who looks sees that it is revoked. */
export const EMPTY_MS = 7 * DAY;

export interface Turn<Key> {
	/** All keys that stay, as they are now. */
	readonly keys: readonly Key[];
	/** Selectors whose keys go, record and all. */
	readonly removed: readonly string[];
	/** Selectors that a key is to be made for now. */
	readonly generate: readonly string[];
	/** When time next changes something; null when only a check or a person can. */
	readonly dueAt: Instant | null;
}

export interface Situation {
	/** The two selectors of the algorithm. */
	readonly selectors: readonly string[];
	readonly now: Instant;
	/** Whether the domain signs with this algorithm. */
	readonly wanted: boolean;
	readonly policy: KeyPolicy;
}

/** A key as it is made. */
export const newKeyState = (selector: string, now: Instant): KeyState => ({
	selector,
	createdAt: now,
	stage: "pending",
	seenAt: null,
	activeAt: null,
	rotateAt: null,
	retiringAt: null,
	retiredAt: null,
	leaked: false,
});

/** What a check has found behind the records of selectors. What it could not ask is in none of these. */
export interface Found {
	readonly seen: readonly string[];
	readonly missing: readonly string[];
	/** Whose record itself is away, or leads elsewhere: then these are missing too. */
	readonly broken?: readonly string[];
}

/** Where the record of the key that signs is away, the other takes over as soon as it is ready. */
export const noteFound = <Key extends KeyState>(
	keys: readonly Key[],
	{ seen, missing, broken = [] }: Found,
	now: Instant,
): readonly Key[] =>
	keys.map((key) => {
		if (key.stage === "active") {
			const isOrdered = key.rotateAt !== null && key.rotateAt <= now;
			return broken.includes(key.selector) && !isOrdered ? { ...key, rotateAt: now } : key;
		}
		if (key.stage !== "pending") return key;
		if (seen.includes(key.selector)) return key.seenAt === null ? { ...key, seenAt: now } : key;
		return missing.includes(key.selector) && key.seenAt !== null ? { ...key, seenAt: null } : key;
	});

/** The key that signs gives way as soon as another is ready. */
export const orderRotation = <Key extends KeyState>(keys: readonly Key[], now: Instant): readonly Key[] =>
	keys.map((key) => (key.stage === "active" ? { ...key, rotateAt: now } : key));

/** Somebody else may have the key that signs: nothing signed by it may pass from now on. */
export const revokeActive = <Key extends KeyState>(keys: readonly Key[], now: Instant): readonly Key[] =>
	keys.map((key) => (key.stage === "active" ? { ...retire(key, now), leaked: true } : key));

/** What time and what is known of the keys bring about. Doing it again changes nothing. */
export function advance<Key extends KeyState>(keys: readonly Key[], situation: Situation): Turn<Key> {
	const { now, policy, wanted } = situation;
	const aged = keys.map((key) => (isThrough(key, now, policy) ? retire(key, now) : key));
	if (!wanted) return wound(aged, situation);
	const turned = handOver(ensureActive(aged.map(withTerm(situation)), situation), situation);
	const generate = situation.selectors.filter((selector) => needsKey(selector, turned, situation));
	return { keys: turned, removed: [], generate, dueAt: dueAt(turned, generate, situation) };
}

const retire = <Key extends KeyState>(key: Key, now: Instant): Key => ({
	...key,
	stage: "retired",
	rotateAt: null,
	retiringAt: key.retiringAt ?? now,
	retiredAt: now,
});

const activate = <Key extends KeyState>(key: Key, now: Instant, rotateAt: Instant): Key => ({
	...key,
	stage: "active",
	activeAt: key.activeAt ?? now,
	retiringAt: null,
	rotateAt,
});

const rest = <Key extends KeyState>(key: Key, now: Instant): Key => ({
	...key,
	stage: "retiring",
	rotateAt: null,
	retiringAt: now,
});

/** All that it signed has arrived or expired. */
const isThrough = (key: KeyState, now: Instant, { publishedMs }: KeyPolicy): boolean =>
	key.stage === "retiring" && key.retiringAt !== null && now >= key.retiringAt + publishedMs;

/** An active key's term is never longer than the policy says, whatever the clock or the setting was before. */
const withTerm =
	({ now, policy }: Situation) =>
	<Key extends KeyState>(key: Key): Key => {
		if (key.stage !== "active") return key;
		const longest = now + policy.rotateAfterMs;
		const rotateAt = Math.min(key.rotateAt ?? (key.activeAt ?? now) + policy.rotateAfterMs, longest);
		return rotateAt === key.rotateAt ? key : { ...key, rotateAt };
	};

/** Where no key signs, the first that was seen does; else the one that last did, if its record still stands. */
function ensureActive<Key extends KeyState>(
	keys: readonly Key[],
	{ now, policy }: Situation,
): readonly Key[] {
	if (keys.some(({ stage }) => stage === "active")) return keys;
	const pending = keys.filter((key) => key.stage === "pending" && key.seenAt !== null);
	const first = pending.toSorted((one, other) => (one.seenAt ?? 0) - (other.seenAt ?? 0))[0];
	if (first !== undefined) {
		return keys.map((key) => (key === first ? activate(key, now, now + policy.rotateAfterMs) : key));
	}
	const back = keys.find((key) => key.stage === "retiring");
	return keys.map((key) => (key === back ? activate(key, now, now) : key));
}

/** Seen, and old enough that no resolver keeps what stood under its name before. */
const readyAt = (key: KeyState, { cacheMs }: KeyPolicy): Instant | null =>
	key.stage === "pending" && key.seenAt !== null ? Math.max(key.seenAt, key.createdAt + cacheMs) : null;

function handOver<Key extends KeyState>(keys: readonly Key[], { now, policy }: Situation): readonly Key[] {
	const active = keys.find(({ stage }) => stage === "active");
	if (active === undefined || now < (active.rotateAt ?? now)) return keys;
	const next = keys.find((key) => {
		const ready = readyAt(key, policy);
		return ready !== null && ready <= now;
	});
	if (next === undefined) return keys;
	return keys.map((key) => {
		if (key === next) return activate(key, now, now + policy.rotateAfterMs);
		return key === active ? rest(key, now) : key;
	});
}

/** An algorithm that is given up: nothing signs, what was signed can still be verified, then its records go. */
function wound<Key extends KeyState>(keys: readonly Key[], { now, policy }: Situation): Turn<Key> {
	const gone = keys.filter(
		(key) => key.stage === "pending" || (key.stage === "retired" && now >= emptyUntil(key)),
	);
	const left = keys
		.filter((key) => !gone.includes(key))
		.map((key) => (key.stage === "active" ? rest(key, now) : key));
	const moments = left.map((key) =>
		key.stage === "retired" ? emptyUntil(key) : (key.retiringAt ?? now) + policy.publishedMs,
	);
	return {
		keys: left,
		removed: gone.map(({ selector }) => selector),
		generate: [],
		dueAt: earliest(moments),
	};
}

const emptyUntil = (key: KeyState): Instant => (key.retiredAt ?? 0) + EMPTY_MS;

function needsKey(selector: string, keys: readonly KeyState[], { now }: Situation): boolean {
	const key = keys.find((one) => one.selector === selector);
	if (key === undefined) return true;
	if (key.stage !== "retired") return false;
	if (now >= emptyUntil(key)) return true;
	const active = keys.find(({ stage }) => stage === "active");
	// Nothing signs, and nothing waits to: one selector is given a key, the other shows what was revoked.
	if (active === undefined) return key === longestRetired(keys);
	// The next key is waited for. A revoked one is shown for its whole time.
	return now >= (active.rotateAt ?? now) && !key.leaked;
}

const longestRetired = (keys: readonly KeyState[]): KeyState | undefined =>
	keys.some(({ stage }) => stage !== "retired")
		? undefined
		: keys.toSorted((one, other) => (one.retiredAt ?? 0) - (other.retiredAt ?? 0))[0];

function dueAt(
	keys: readonly KeyState[],
	generate: readonly string[],
	{ now, policy }: Situation,
): Instant | null {
	if (generate.length > 0) return now;
	return earliest(
		keys.flatMap((key) => {
			switch (key.stage) {
				case "retiring":
					return [(key.retiringAt ?? now) + policy.publishedMs];
				case "retired":
					return [emptyUntil(key)];
				case "active":
					// Overdue: it is the other key that is waited for.
					return key.rotateAt !== null && key.rotateAt > now ? [key.rotateAt] : [];
				case "pending": {
					const ready = readyAt(key, policy);
					return ready !== null && ready > now ? [ready] : [];
				}
				default:
					return key.stage satisfies never;
			}
		}),
	);
}

const earliest = (moments: readonly Instant[]): Instant | null =>
	moments.length === 0 ? null : Math.min(...moments);
