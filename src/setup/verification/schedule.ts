/**
 * When the records of a domain are looked up again: often while somebody is at work on them, seldom when all is well.
 *
 * Every minute in the first hour after the domain was added, after one of its records changed and after somebody
 * looked at it; then less and less often down to once an hour, and once a day for a domain whose records are valid
 * or have been missing for a month.
 */

import { DAY, HOUR, type Instant, MINUTE } from "../../terms/clock.ts";
import { requiredPurposes, type SendingDomain } from "../../terms/identity.ts";

const OFTEN_MS = MINUTE;
const OFTEN_FOR_MS = HOUR;
const GIVEN_UP_AFTER_MS = 30 * DAY;
/** Beyond the first hour the wait is this share of the time since something happened. */
const SHARE = 1 / 12;
/** Daily checks fall up to a tenth of a day earlier or later, so that domains added together part. */
const SPREAD = 0.1;

/** `lookedAt` is when somebody last looked at the domain, as far as is known. */
export function dueAfter(domain: SendingDomain, now: Instant, lookedAt: Instant | null = null): Instant {
	return now + Math.round(waitMs(domain, now, lookedAt));
}

function waitMs(domain: SendingDomain, now: Instant, lookedAt: Instant | null): number {
	if (lookedAt !== null && now - lookedAt < OFTEN_FOR_MS) return OFTEN_MS;
	if (isWhole(domain)) return DAY * spread(domain.id);
	const quietMs = now - lastHappening(domain);
	if (quietMs < OFTEN_FOR_MS) return OFTEN_MS;
	if (quietMs > GIVEN_UP_AFTER_MS && domain.verification === "unverified") return DAY * spread(domain.id);
	return Math.min(HOUR, quietMs * SHARE) * spread(domain.id);
}

/** Everything there is to see is as it should be: every state, and every key that we publish. */
const isWhole = ({ records }: SendingDomain): boolean =>
	requiredPurposes.every((purpose) => records.some((r) => r.purpose === purpose && r.state === "valid")) &&
	records.every(({ keySeen }) => keySeen !== false);

const lastHappening = ({ createdAt, records }: SendingDomain): Instant =>
	Math.max(createdAt, ...records.map(({ changedAt }) => changedAt ?? createdAt));

/** Between 0.9 and 1.1, the same each time for a domain; its id ends in random characters. */
function spread(id: string): number {
	let sum = 0;
	for (const character of id.slice(-4)) sum = (sum * 33 + character.charCodeAt(0)) % 997;
	return 1 - SPREAD + (2 * SPREAD * sum) / 996;
}
