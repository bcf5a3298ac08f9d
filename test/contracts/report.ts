/** What reporting may rely on, whatever keeps it. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { AccountId } from "../../src/terms/ids.ts";
import { anAccount } from "../support/builders.ts";
import { virtualClock } from "../support/clock.ts";
import { aMessage, aRefusal, aSession, NOON, newId, type OpenStore } from "./messages.ts";

const ACCOUNT = aMessage().accountId;
const OTHER = "01THERACC00000000000000000" as AccountId;

export function reportContract(name: string, open: OpenStore): void {
	describe(`${name}: reports`, { concurrency: 4 }, () => {
		test("refusals alike are one row that counts them, and every one is in the tally", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const refusal = aRefusal({ count: 3 });
			await store.reports.recordRefusals([refusal]);
			await store.reports.recordRefusals([{ ...refusal, count: 40, lastAt: NOON + 5_000 }]);
			const view = await store.reports.activityRow(refusal.id);
			assert.equal(view?.row.count, 43);
			assert.equal(view.row.updatedAt, NOON + 5_000);
			assert.deepEqual(view.session, aSession);
			assert.deepEqual(view.events, []);
			assert.deepEqual(
				{ ...view.row, count: 0, updatedAt: 0 },
				{
					id: refusal.id,
					accountId: ACCOUNT,
					at: NOON,
					updatedAt: 0,
					status: "rejected",
					state: null,
					messageId: null,
					recipient: "zoe@client.example",
					sender: "orders@shop.example",
					author: "",
					subject: "",
					domainId: refusal.domainId,
					smtpUserId: refusal.smtpUserId,
					headerMessageId: "",
					reason: "too-many-recipients",
					reply: refusal.reply,
					facts: { limit: 50 },
					phase: "rcpt",
					attempts: 0,
					nextAttemptAt: null,
					count: 0,
					remoteAddress: "192.0.2.7",
				},
			);
			const tallies = await store.reports.tallies(ACCOUNT, NOON, NOON + 1);
			const { domainId, reason } = refusal;
			assert.deepEqual(tallies, [{ kind: "rejected", domainId, reason, count: 43 }]);
			assert.deepEqual(await store.reports.tallies(null, NOON, NOON + 1), tallies);
			assert.deepEqual(await store.reports.tallies(OTHER, NOON, NOON + 1), []);
		});

		test("what is not known is undefined", async (t) => {
			const store = await open(t, virtualClock(NOON));
			assert.equal(await store.reports.message(newId()), undefined);
			assert.equal(await store.reports.messageForReport(newId()), undefined);
			assert.equal(await store.reports.activityRow(newId()), undefined);
		});

		test("a report gets the envelope, the header section and the account's wish", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const message = aMessage({ envelopeId: "E7" });
			await store.setup.insertAccount(anAccount({ id: message.accountId }));
			await store.spool.accept(message);
			const found = await store.reports.messageForReport(message.id);
			assert.equal(found?.sendsDsn, true);
			assert.deepEqual(found.header, message.header);
			assert.equal(found.message.envelopeId, "E7");
			assert.deepEqual(found.message.bodyHash, message.bodyHash);
			await store.setup.updateAccount(message.accountId, { sendsDsn: false });
			assert.equal((await store.reports.messageForReport(message.id))?.sendsDsn, false);
		});
	});
}
