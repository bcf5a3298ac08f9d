/** What every store promises of the audit log. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { AuditEntry } from "../../src/terms/audit.ts";
import type { AccountId, AuditId } from "../../src/terms/ids.ts";
import { anAccount } from "../support/builders.ts";
import { virtualClock } from "../support/clock.ts";
import type { OpenStore } from "./messages.ts";

const NOON = Date.UTC(2026, 10, 30, 12);

const entry = (n: number, change: Partial<AuditEntry> = {}): AuditEntry => ({
	id: `01AVD1T000000000000000000${n}` as AuditId,
	at: NOON + n,
	accountId: anAccount().id,
	actor: { kind: "person", id: "01P", name: "ann@shop.example" },
	address: "192.0.2.1",
	action: "account.update",
	target: { type: "account", id: anAccount().id, name: "Shop" },
	before: { name: "Shop" },
	after: null,
	...change,
});

export function auditContract(name: string, open: OpenStore): void {
	test(`${name}: a change and its entry are one commit, and what came of it is added`, async (t) => {
		const { setup, audit } = await open(t, virtualClock(NOON));
		const { noted } = await audit.during(entry(1), () => setup.insertAccount(anAccount()));
		assert.equal(noted, true);
		assert.deepEqual(await audit.list({}, 10), [entry(1)]);

		const known = entry(1, {
			actor: { kind: "person", id: "01Q", name: "bob@shop.example" },
			target: { type: "account", id: "01A", name: "New" },
			after: { name: "New" },
		});
		await audit.complete(known);
		assert.deepEqual(await audit.list({}, 10), [known]);
	});

	test(`${name}: a write that changes nothing has no entry, and only the first that does has it`, async (t) => {
		const { setup, audit } = await open(t, virtualClock(NOON));
		await setup.insertAccount(anAccount());
		const missed = await audit.during(entry(1), () => setup.updateAccount("01N" as AccountId, { name: "x" }));
		assert.deepEqual(missed, { value: undefined, noted: false });
		await audit.during(entry(2), async () => {
			await setup.updateAccount(anAccount().id, { name: "x" });
			await setup.updateAccount(anAccount().id, { name: "y" });
		});
		assert.deepEqual(await audit.list({}, 10), [entry(2)]);
	});

	test(`${name}: what a change leaves running after its end is nobody's`, async (t) => {
		const { setup, audit } = await open(t, virtualClock(NOON));
		let later: (() => void) | undefined;
		const left = new Promise<void>((resolve) => {
			later = resolve;
		});
		let writing: Promise<void> | undefined;
		await audit.during(entry(1), async () => {
			writing = left.then(() => setup.insertAccount(anAccount()));
		});
		later?.();
		await writing;
		assert.deepEqual(await audit.list({}, 10), []);
	});

	test(`${name}: the log is read newest first, by account, actor, action and time, and old entries go`, async (t) => {
		const { audit } = await open(t, virtualClock(NOON));
		const other = "01XTHER" as AccountId;
		const all = [
			entry(1),
			entry(2, { action: "domain.create", accountId: other }),
			entry(3, { actor: { kind: "service", id: "", name: "" }, accountId: null }),
		];
		for (const one of all) await audit.add(one);
		const ids = async (...asked: Parameters<typeof audit.list>) =>
			(await audit.list(...asked)).map(({ at }) => at - NOON);
		assert.deepEqual(await ids({}, 10), [3, 2, 1]);
		assert.deepEqual(await ids({}, 1, all[2]?.id), [2]);
		assert.deepEqual(await ids({ accountId: other }, 10), [2]);
		assert.deepEqual(await ids({ action: "domain" }, 10), [2]);
		assert.deepEqual(await ids({ action: "account.update", actorId: "01P" }, 10), [1]);
		assert.deepEqual(await ids({ from: NOON + 2, to: NOON + 3 }, 10), [2]);
		await audit.prune(NOON + 3);
		assert.deepEqual(await ids({}, 10), [3]);
	});
}
