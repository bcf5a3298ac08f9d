import assert from "node:assert/strict";
import { test } from "node:test";
import { aDomain } from "../../../test/support/builders.ts";
import { DAY, HOUR, MINUTE } from "../../terms/clock.ts";
import { type DomainRecord, requiredPurposes, type SendingDomain } from "../../terms/identity.ts";
import { maySend } from "../../terms/verification.ts";
import { dueAfter } from "./schedule.ts";
import { settle } from "./settle.ts";

const policy = { graceMs: 72 * HOUR };
const START = Date.UTC(2026, 0, 1);

const looked = (...states: readonly DomainRecord["state"][]): readonly DomainRecord[] =>
	requiredPurposes.map((purpose, index) => ({ purpose, state: states[index] ?? states[0] ?? "valid" }));

/** A domain through a series of checks: what was told at each. */
function checked(domain: SendingDomain, steps: readonly (readonly [number, readonly DomainRecord[]])[]) {
	let now = START;
	let current = domain;
	const told: string[] = [];
	for (const [afterMs, records] of steps) {
		now += afterMs;
		const { change, events } = settle(current, records, now, policy);
		current = { ...current, ...change };
		told.push(events.map(({ kind }) => kind).join() || "-");
	}
	return { domain: current, told, now };
}

const fresh = aDomain({ verification: "unverified", verifiedAt: null, records: [], createdAt: START });

test("a domain is verified when all three records are valid, and not before", () => {
	const { told, domain } = checked(fresh, [
		[0, looked("not-found")],
		[MINUTE, looked("valid", "valid", "not-found")],
		[MINUTE, looked("valid")],
		[MINUTE, looked("valid")],
	]);
	assert.deepEqual(told, ["-", "-", "domain-verified", "-"]);
	assert.equal(domain.verifiedAt, START + 2 * MINUTE);
	assert.equal(domain.records[2]?.changedAt, START + 2 * MINUTE);
	assert.equal(domain.records[0]?.changedAt, START + MINUTE);
	assert.equal(domain.records[0]?.checkedAt, START + 3 * MINUTE);
});

test("a record that breaks is told at once, stops mail after the grace time, and mends by itself", () => {
	const steps = [
		[0, looked("valid")],
		[DAY, looked("valid", "not-found", "valid")],
		[71 * HOUR, looked("valid", "not-found", "valid")],
	] as const;
	const { told, domain, now } = checked(fresh, steps);
	assert.deepEqual(told, ["domain-verified", "domain-broken", "-"]);
	assert.equal(domain.verification, "verified");
	assert.equal(maySend(domain, now, policy.graceMs), true);
	assert.equal(maySend(domain, now + HOUR, policy.graceMs), false, "without another check");

	const later = checked(fresh, [...steps, [HOUR, looked("not-found")], [HOUR, looked("valid")]]);
	assert.deepEqual(later.told.slice(3), ["domain-stopped", "domain-mended"]);
	assert.equal(later.domain.brokenSince, null);
	assert.equal(maySend(later.domain, later.now, policy.graceMs), true);
});

test("trouble of the DNS is told when it has lasted an hour, and the grace time runs from its beginning", () => {
	const { told, domain } = checked(fresh, [
		[0, looked("valid")],
		[DAY, looked("dns-error")],
		[30 * MINUTE, looked("dns-error")],
		[30 * MINUTE, looked("dns-error")],
		[HOUR, looked("dns-error")],
	]);
	assert.deepEqual(told, ["domain-verified", "-", "-", "domain-broken", "-"]);
	assert.equal(domain.brokenSince, START + DAY);
	const passed = checked(fresh, [
		[0, looked("valid")],
		[DAY, looked("dns-error")],
		[MINUTE, looked("valid")],
	]);
	assert.deepEqual(passed.told, ["domain-verified", "-", "-"]);
});

test("a domain that the operator vouched for has nothing to break until its records were valid", () => {
	const vouched = aDomain({ vouched: true, records: looked("not-checked"), createdAt: START });
	assert.equal(checked(vouched, [[0, looked("not-found")]]).domain.brokenSince, null);
	const later = checked(vouched, [
		[0, looked("valid")],
		[DAY, looked("not-found")],
	]);
	assert.equal(later.domain.brokenSince, START + DAY);
	assert.equal(maySend(later.domain, later.now + 30 * DAY, policy.graceMs), true, "the word holds");
});

test("the record for another algorithm is never needed", () => {
	const more: DomainRecord = { purpose: "dkim-1-ed25519", state: "not-found" };
	assert.deepEqual(checked(fresh, [[0, [...looked("valid"), more]]]).told, ["domain-verified"]);
});

test("a domain is looked up every minute at first, less and less, and daily once all is well", () => {
	const missing = aDomain({ verification: "unverified", records: looked("not-found"), createdAt: START });
	const wait = (domain: SendingDomain, afterMs: number, lookedAt: number | null = null): number =>
		dueAfter(domain, START + afterMs, lookedAt) - (START + afterMs);
	assert.equal(wait(missing, 59 * MINUTE), MINUTE);
	const waits = [2 * HOUR, 6 * HOUR, DAY].map((afterMs) => wait(missing, afterMs));
	assert.ok(
		waits.every((ms, index) => ms > (waits[index - 1] ?? MINUTE)),
		waits.join(),
	);
	assert.ok((waits[2] ?? 0) <= 1.1 * HOUR);
	assert.ok(wait(missing, 31 * DAY) >= 0.9 * DAY);
	assert.equal(wait(missing, 31 * DAY, START + 31 * DAY - 30 * MINUTE), MINUTE, "somebody looks at it");

	const valid = aDomain({ records: looked("valid"), createdAt: START });
	assert.ok(Math.abs(wait(valid, MINUTE) - DAY) <= 0.1 * DAY);
	const unseen = aDomain({
		records: looked("valid").map((r) => ({ ...r, keySeen: false })),
		createdAt: START,
	});
	assert.equal(wait(unseen, MINUTE), MINUTE, "a key of ours is not seen yet");
});
