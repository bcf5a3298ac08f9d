import assert from "node:assert/strict";
import { test } from "node:test";
import { anAccount } from "../../test/support/builders.ts";
import { virtualClock } from "../../test/support/clock.ts";
import { fc } from "../../test/support/fuzz.ts";
import type { QuotaFacts } from "../terms/submission.ts";
import { type Promised, QuotaLedger } from "./quota-ledger.ts";

const PERIOD = 30 * 24 * 60 * 60 * 1_000;

/** A ledger over a store that starts with `used`, and counts how often it is asked. */
function ledgerOver(used: number, limit = 10) {
	const clock = virtualClock(0);
	const asked = { times: 0 };
	const ledger = new QuotaLedger(clock, async () => {
		asked.times++;
		const period = Math.floor(clock.now() / PERIOD);
		const periodStart = period * PERIOD;
		return { period, periodStart, renewsAt: periodStart + PERIOD, limit, used: period === 0 ? used : 0 };
	});
	return { clock, ledger, asked, account: anAccount({ monthlyRecipients: limit }) };
}

test("a promise counts at once, and is a count or nothing afterwards", async () => {
	const { ledger, account, asked } = ledgerOver(3);
	const used = async (): Promise<number> => (await ledger.state(account)).used;
	assert.equal(await used(), 3);
	const first = ledger.promise(account.id, undefined);
	assert.ok(first);
	ledger.promise(account.id, first);
	assert.equal(await used(), 5);
	ledger.giveBackOne(first);
	assert.equal(await used(), 4);
	ledger.keep(first);
	assert.equal(await used(), 4);
	const second = ledger.promise(account.id, undefined);
	assert.ok(second);
	ledger.giveBack(second);
	assert.equal(await used(), 4);
	assert.equal(asked.times, 1);
});

test("many who ask at once make one question to the store", async () => {
	const { ledger, account, asked } = ledgerOver(0);
	await Promise.all(Array.from({ length: 50 }, () => ledger.state(account)));
	assert.equal(asked.times, 1);
});

test("a new period begins with nothing used, and an old promise does not count in it", async () => {
	const { ledger, account, clock } = ledgerOver(9);
	await ledger.state(account);
	const old = ledger.promise(account.id, undefined);
	assert.ok(old);
	await clock.advance(PERIOD);
	assert.equal((await ledger.state(account)).used, 0);
	ledger.keep(old);
	assert.equal((await ledger.state(account)).used, 0);
});

test("a higher limit works with the next question", async () => {
	const { ledger, account } = ledgerOver(10);
	assert.equal((await ledger.state(account)).limit, 10);
	assert.equal((await ledger.state({ ...account, monthlyRecipients: 99 })).limit, 99);
});

test("however promises are taken, kept and given back, never more than the limit is promised or used", async () => {
	const step = fc.constantFrom("promise", "keep", "give-back");
	await fc.assert(
		fc.asyncProperty(fc.array(fc.tuple(step, fc.nat(3)), { maxLength: 80 }), async (steps) => {
			const { ledger, account } = ledgerOver(0);
			const open: (Promised | undefined)[] = [undefined, undefined, undefined, undefined];
			let kept = 0;
			for (const [act, who] of steps) {
				const state: QuotaFacts = await ledger.state(account);
				assert.ok(state.used <= state.limit);
				const promised = open[who];
				if (act === "promise" && state.used < state.limit) open[who] = ledger.promise(account.id, promised);
				if (act === "keep" && promised) {
					kept += promised.recipients;
					ledger.keep(promised);
				}
				if (act === "give-back" && promised) ledger.giveBack(promised);
				if (act !== "promise") open[who] = undefined;
			}
			const outstanding = open.reduce((sum, promised) => sum + (promised?.recipients ?? 0), 0);
			assert.equal((await ledger.state(account)).used, kept + outstanding);
		}),
	);
});
