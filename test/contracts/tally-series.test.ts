/** Counters are added up by the store, however many slots, domains and reasons a period has. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { RefusalRow } from "../../src/report/ports.ts";
import { DAY, HOUR } from "../../src/terms/clock.ts";
import type { AccountId, ActivityId, DomainId, SmtpUserId } from "../../src/terms/ids.ts";
import { TALLY_SLOT_MS } from "../../src/terms/tally.ts";
import { virtualClock } from "../support/clock.ts";
import { openTestStore } from "../support/store.ts";
import { aMessage, aSession, NOON, newId } from "./messages.ts";

const SHOP = aMessage().accountId;
const OTHER = newId<AccountId>();
const domains = [newId<DomainId>(), newId<DomainId>()];

const refusal = (at: number, accountId: AccountId, domainId: DomainId, reason: string): RefusalRow => ({
	...{
		id: newId<ActivityId>(at),
		accountId,
		domainId,
		smtpUserId: aMessage().smtpUserId as SmtpUserId,
		at,
		lastAt: at,
		count: 1,
	},
	...{ reason, phase: "mail", facts: {}, reply: "550 5.7.1 No", sender: "a@b.example", recipient: "" },
	...{ author: "", subject: "", headerMessageId: "", session: aSession },
});

test("a series has one number for each step and kind, and a period one for each domain and reason", async (t) => {
	const store = await openTestStore(t, virtualClock(NOON));
	const slots = Array.from({ length: 3 * 96 }, (_, i) => NOON + i * TALLY_SLOT_MS);
	const rows = slots.flatMap((at) =>
		domains.flatMap((domain) =>
			["quota-exceeded", "message-too-large"].map((reason) => refusal(at, SHOP, domain, reason)),
		),
	);
	await store.reports.recordRefusals([...rows, refusal(NOON, OTHER, domains[0] as DomainId, "x")]);
	const { reports } = store;
	const starts = [NOON, NOON + HOUR, NOON + DAY, NOON + 2 * DAY];
	const rejected = (...counts: number[]) =>
		counts.map((count, i) => ({ at: starts[i], kind: "rejected", count }));
	assert.deepEqual(
		await reports.tallySeries(SHOP, starts, NOON + 2 * DAY + HOUR),
		rejected(16, 368, 384, 16),
	);
	assert.deepEqual(
		await reports.tallySeries(null, starts, NOON + 2 * DAY + HOUR),
		rejected(17, 368, 384, 16),
	);
	assert.deepEqual(await reports.tallySeries(SHOP, [NOON - DAY], NOON), []);
	assert.deepEqual(
		(await reports.tallies(SHOP, NOON + HOUR, NOON + DAY)).map(({ kind, count }) => [kind, count]),
		Array(4).fill(["rejected", 92]),
	);
});
