import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { describe, test } from "node:test";
import type { ActivityFilter } from "../report/ports.ts";
import { type AccountId, firstIdAt } from "../terms/ids.ts";
import { activityQuery, WINDOWS } from "./activity-query.ts";
import { migrate, readMigrations } from "./sqlite/migrate.ts";
import type { Query } from "./walk.ts";

const accountId = firstIdAt(1) as AccountId;

/** Rows are walked in order; only those of the page, which come last, are sorted. */
const SORTED = /TEMP B-TREE.*\n|SCAN activity(?! USING)/;

function plan(database: DatabaseSync, { sql, parameters }: Query): string {
	const steps = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
	return steps.map((row) => row["detail"] as string).join("\n");
}

describe("questions to Activity", () => {
	const database = new DatabaseSync(":memory:");
	migrate(database, readMigrations(), 1);

	test("walk the narrowest index that their filter allows, in its own order", () => {
		const cases: readonly [string, ActivityFilter][] = [
			["PRIMARY KEY", { messageId: firstIdAt(2) }],
			["activity_by_account", { accountId }],
			["activity_by_account", { accountId, status: ["delivered"] }],
			["activity_by_account", { accountId, subject: "order" }],
			["activity_by_status", { accountId, status: ["rejected"] }],
			["activity_by_status", { accountId, status: ["rejected"], subject: "order" }],
			["activity_by_reason", { accountId, reason: ["greylisted"] }],
			["activity_by_reason", { accountId, reason: ["greylisted"], status: ["deferred"], subject: "order" }],
			["activity_by_recipient", { accountId, recipient: "ann@client.example" }],
			["activity_by_recipient", { recipient: "ann@client.example" }],
		];
		for (const [index, filter] of cases) {
			const { page, windowEnd } = activityQuery(filter, 50, { before: firstIdAt(9_000) });
			for (const query of [page, windowEnd]) {
				const steps = plan(database, query);
				assert.match(steps, new RegExp(index), `${JSON.stringify(filter)}\n${steps}`);
				assert.doesNotMatch(steps, SORTED, `${JSON.stringify(filter)}\n${steps}`);
			}
		}
	});

	test("walk the same index up again", () => {
		for (const [index, filter] of [
			["activity_by_account", { accountId, domainId: accountId as never }],
			["activity_by_status", { accountId, status: ["rejected"] }],
		] satisfies readonly [string, ActivityFilter][]) {
			const { page, windowEnd } = activityQuery(filter, 50, { after: firstIdAt(9_000) });
			for (const query of [page, windowEnd]) {
				assert.match(query.sql, /ORDER BY id ASC/);
				assert.match(plan(database, query), new RegExp(index));
				assert.doesNotMatch(plan(database, query), SORTED);
			}
		}
	});

	test("sort only the few rows of merged walks", () => {
		for (const filter of [
			{ accountId, status: ["rejected", "deferred"] },
			{ accountId, reason: ["greylisted", "mailbox-full"] },
			{ accountId, messageId: "<a@b>" },
		] satisfies readonly ActivityFilter[]) {
			const steps = plan(database, activityQuery(filter, 50).page);
			assert.match(steps, /activity_by_(status|reason|header_message_id)/);
			assert.doesNotMatch(steps, /activity_by_account/);
		}
	});

	test("walk the queue for what waits because its destination is paused, and only its rows of paused ones", () => {
		for (const filter of [
			{ reason: ["destination-paused"] },
			{ accountId, reason: ["destination-paused"], status: ["deferred"], subject: "order" },
			{ accountId, reason: ["destination-paused"], messageId: firstIdAt(2) },
		] satisfies readonly ActivityFilter[]) {
			const { page, windowEnd } = activityQuery(filter, 50, { before: `${firstIdAt(9_000)}.0001` });
			assert.match(
				plan(database, page),
				/SEARCH queue USING PRIMARY KEY[\s\S]*SEARCH pause[\s\S]*SEARCH activity/,
			);
			assert.match(plan(database, windowEnd), /^SEARCH queue USING PRIMARY KEY[^\n]*$/);
			assert.ok(
				page.parameters.includes(WINDOWS.fetched) && windowEnd.parameters.includes(WINDOWS.fetched - 1),
			);
			assert.doesNotMatch(plan(database, page), /SCAN (queue|activity|pause)/);
		}
		const both = activityQuery({ accountId, reason: ["greylisted", "destination-paused"] }, 50);
		assert.match(plan(database, both.page), /activity_by_reason/);
		assert.equal(both.merged, true);
	});

	test("look through a window when only a test decides, and never past it", () => {
		for (const [window, filter] of [
			[WINDOWS.indexed, { accountId, subject: "order" }],
			[WINDOWS.indexed, { accountId, text: "order" }],
			[WINDOWS.fetched, { accountId, status: ["delivered"], subject: "order" }],
			[WINDOWS.fetched, { subject: "order" }],
			[WINDOWS.fetched / 2, { accountId, status: ["rejected", "deferred"], subject: "order" }],
		] satisfies readonly [number, ActivityFilter][]) {
			const { page, windowEnd } = activityQuery(filter, 50);
			assert.ok(page.parameters.includes(window), JSON.stringify(filter));
			assert.ok(windowEnd.parameters.includes(window - 1), JSON.stringify(filter));
		}
		assert.ok(!activityQuery({ accountId }, 50).page.parameters.includes(WINDOWS.indexed));
	});

	test("fetch no row that the account's index rules out", () => {
		for (const filter of [
			{ text: "order" },
			{ domainId: accountId as never, from: 5, to: 9_000 },
			{ smtpUserId: accountId as never, sender: "a", recipient: "b", subject: "c" },
		] satisfies readonly ActivityFilter[]) {
			const steps = plan(database, activityQuery({ accountId, ...filter }, 50).page);
			assert.match(steps, /USING COVERING INDEX activity_by_account/, steps);
		}
	});

	test("never put what was typed into the text of the statement", () => {
		const typed = "'; DROP TABLE activity; --";
		const texts = { recipient: typed, sender: typed, subject: typed, text: typed };
		const filter = { ...texts, reason: [typed], messageId: typed };
		for (const { sql } of Object.values(activityQuery(filter, 1)).filter((one) => typeof one === "object")) {
			assert.doesNotMatch(sql, /DROP/);
		}
	});
});
