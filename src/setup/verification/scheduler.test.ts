import assert from "node:assert/strict";
import { test } from "node:test";
import { aDomain } from "../../../test/support/builders.ts";
import { virtualClock } from "../../../test/support/clock.ts";
import { HOUR, MINUTE, SECOND } from "../../terms/clock.ts";
import type { SendingDomain } from "../../terms/identity.ts";
import type { DomainId } from "../../terms/ids.ts";
import { createVerificationSchedule, type SchedulePorts } from "./scheduler.ts";

/** Domains in memory, each due again an hour after its check. */
function aSchedule(count: number, how: { slow?: boolean; failing?: boolean } = {}) {
	const clock = virtualClock();
	const domains = new Map<DomainId, SendingDomain>();
	for (let n = 0; n < count; n++) {
		const id = `01D${n}` as DomainId;
		domains.set(id, aDomain({ id, checkDueAt: clock.now() }));
	}
	const checks: string[] = [];
	const faults: unknown[] = [];
	let most = 0;
	let now = 0;
	const due = () => [...domains.values()].sort((a, b) => (a.checkDueAt ?? 0) - (b.checkDueAt ?? 0));
	const ports: SchedulePorts = {
		store: {
			checksDue: async (at, limit) =>
				due()
					.filter((one) => (one.checkDueAt ?? 0) <= at)
					.slice(0, limit),
			nextCheckDue: async () => due()[0]?.checkDueAt ?? null,
			async updateDomain(id, { checkDueAt = null }) {
				const domain = { ...(domains.get(id) as SendingDomain), checkDueAt };
				domains.set(id, domain);
				return domain;
			},
		},
		clock,
		async check(id) {
			checks.push(id);
			most = Math.max(most, ++now);
			if (how.slow) await new Promise<void>((resolve) => clock.after(10 * SECOND, resolve));
			now--;
			if (how.failing) throw new Error("the store is away");
			await ports.store.updateDomain(id, { checkDueAt: clock.now() + HOUR });
		},
		fault: (_, error) => faults.push(error),
	};
	const schedule = createVerificationSchedule(ports);
	schedule.start();
	return { clock, schedule, checks, faults, domains, most: () => most };
}

test("domains are looked up when they are due, a few at once, and all in the end", async () => {
	const { clock, checks, most } = aSchedule(30, { slow: true });
	await clock.advance(15 * SECOND);
	assert.equal(checks.length, 16);
	assert.equal(most(), 8);
	await clock.advance(MINUTE);
	assert.equal(new Set(checks).size, 30);
	assert.equal(checks.length, 30, "each once");
	await clock.advance(HOUR);
	assert.ok(checks.length >= 60);
});

test("a domain that somebody looks at is looked up every minute for an hour", async () => {
	const { clock, checks, schedule, domains } = aSchedule(1);
	await clock.advance(2 * SECOND);
	assert.equal(checks.length, 1);
	schedule.lookedAt([...domains.values()][0] as SendingDomain);
	await clock.advance(10 * MINUTE + 30 * SECOND);
	assert.ok(checks.length >= 10 && checks.length <= 12, String(checks.length));
	await clock.advance(3 * HOUR);
	assert.ok(checks.length < 75, String(checks.length));
});

test("a check that fails is told and not repeated at once", async () => {
	const { clock, checks, faults } = aSchedule(1, { failing: true });
	await clock.advance(4 * MINUTE);
	assert.deepEqual([checks.length, faults.length], [1, 1]);
	await clock.advance(2 * MINUTE);
	assert.equal(checks.length, 2);
});

test("nothing is begun after it was stopped", async () => {
	const { clock, checks, schedule } = aSchedule(3);
	await schedule.stop();
	await clock.advance(HOUR);
	assert.deepEqual([checks, clock.pending], [[], 0]);
});
