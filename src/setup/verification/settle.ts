/**
 * What a look-up of its records changes on a domain, and what is worth telling its owners.
 *
 * A domain is verified once all required records are valid. When one of them breaks later, that moment is noted and
 * mail goes on for the grace time; all valid again, and it is forgotten. Whether mail is still taken is never
 * written down: it follows from that moment (src/terms/verification.ts), so it holds when no check runs.
 */

import type { Instant } from "../../terms/clock.ts";
import { HOUR } from "../../terms/clock.ts";
import { type DomainRecord, requiredPurposes, type SendingDomain } from "../../terms/identity.ts";
import { graceIsOver } from "../../terms/verification.ts";
import type { DomainEvent } from "../verification-ports.ts";
import { dueAfter } from "./schedule.ts";

export interface VerificationPolicy {
	/** How long mail is taken after a record broke. */
	readonly graceMs: number;
}

export const defaultVerificationPolicy: VerificationPolicy = { graceMs: 72 * HOUR };

export interface Settlement {
	readonly change: {
		readonly records: readonly DomainRecord[];
		readonly checkedAt: Instant;
		readonly checkDueAt: Instant;
		readonly verification?: SendingDomain["verification"];
		readonly verifiedAt?: Instant;
		readonly brokenSince?: Instant | null;
	};
	readonly events: readonly DomainEvent[];
}

/** An error of the DNS, which most often passes, is told when it has lasted. */
const TROUBLE_TOLD_AFTER_MS = HOUR;

/** `looked` are the records as they were found now. */
export function settle(
	domain: SendingDomain,
	looked: readonly DomainRecord[],
	now: Instant,
	policy: VerificationPolicy,
): Settlement {
	const records = looked.map((record) => stamped(record, domain, now));
	const required = ofRequired(records);
	const allValid =
		required.length === requiredPurposes.length && required.every(({ state }) => state === "valid");
	const settled: SendingDomain = {
		...domain,
		records,
		checkedAt: now,
		verification: allValid ? "verified" : domain.verification,
		brokenSince: allValid ? null : (domain.brokenSince ?? (hasBroken(domain, required) ? now : null)),
	};
	const kinds: readonly (DomainEvent["kind"] | false)[] = [
		domain.verification === "unverified" && allValid && "domain-verified",
		!isAlarming(domain) && isAlarming(settled) && "domain-broken",
		isAlarming(domain) && allValid && "domain-mended",
		!wasStopped(domain, policy) && wasStopped(settled, policy) && "domain-stopped",
	];
	return {
		change: {
			records,
			checkedAt: now,
			checkDueAt: dueAfter(settled, now),
			...(settled.verification === domain.verification
				? {}
				: { verification: settled.verification, verifiedAt: now }),
			...(settled.brokenSince === domain.brokenSince ? {} : { brokenSince: settled.brokenSince }),
		},
		events: kinds.filter((kind) => kind !== false).map((kind) => ({ kind, at: now, records })),
	};
}

const ofRequired = (records: readonly DomainRecord[]): readonly DomainRecord[] =>
	records.filter(({ purpose }) => requiredPurposes.some((required) => required === purpose));

function stamped(record: DomainRecord, { records }: SendingDomain, now: Instant): DomainRecord {
	const before = records.find(({ purpose }) => purpose === record.purpose);
	const changedAt = before?.state === record.state ? (before.changedAt ?? before.checkedAt ?? now) : now;
	return { ...record, checkedAt: now, changedAt };
}

/** What was valid is not any more. A domain that the operator vouched for has nothing to break until it was. */
const hasBroken = (domain: SendingDomain, required: readonly DomainRecord[]): boolean =>
	domain.verification === "verified" &&
	required.some(
		({ purpose, state }) =>
			state !== "valid" &&
			domain.records.some((before) => before.purpose === purpose && before.state === "valid"),
	);

/** Broken for certain, or in trouble for long. */
const isAlarming = ({ brokenSince, records, checkedAt }: SendingDomain): boolean =>
	brokenSince !== null &&
	(ofRequired(records).some(({ state }) => state === "not-found" || state === "wrong-value") ||
		(checkedAt ?? brokenSince) - brokenSince >= TROUBLE_TOLD_AFTER_MS);

const wasStopped = (domain: SendingDomain, { graceMs }: VerificationPolicy): boolean =>
	domain.checkedAt !== null && graceIsOver(domain, domain.checkedAt, graceMs);
