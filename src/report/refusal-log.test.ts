import assert from "node:assert/strict";
import { test } from "node:test";
import { aRefusal, type ReportWorld, reportWorld } from "../../test/support/report-world.ts";
import { MINUTE, SECOND } from "../terms/clock.ts";
import type { SmtpUserId } from "../terms/ids.ts";
import { RefusalLog } from "./refusal-log.ts";

const total = (world: ReportWorld): number =>
	world.recorded.flat().reduce((sum, { count }) => sum + count, 0);
const rows = (world: ReportWorld): number => new Set(world.recorded.flat().map(({ id }) => id)).size;

test("a refusal is in Activity within a second, and nothing waited for it", async () => {
	const world = reportWorld();
	const log = new RefusalLog(world);

	log.refused(aRefusal({ at: world.clock.now() }));
	assert.equal(world.recorded.length, 0);
	await world.clock.advance(SECOND);

	assert.equal(world.recorded[0]?.[0]?.recipient, "ann@client.example");
	assert.equal(world.recorded[0]?.[0]?.count, 1);
});

test("refusals alike within a minute are one row, whose count and last moment grow", async () => {
	const world = reportWorld();
	const log = new RefusalLog(world);

	for (let second = 0; second < 30; second++) {
		for (let i = 0; i < 100; i++) log.refused(aRefusal({ at: world.clock.now() }));
		await world.clock.advance(SECOND);
	}

	assert.equal(rows(world), 1);
	assert.equal(total(world), 3_000);
	assert.ok(world.recorded.length <= 31, "one write a second");
	assert.equal(world.recorded.at(-1)?.[0]?.lastAt, world.clock.now() - SECOND);
});

test("the next minute begins a new row", async () => {
	const world = reportWorld();
	const log = new RefusalLog(world);

	log.refused(aRefusal({ at: world.clock.now() }));
	await world.clock.advance(MINUTE);
	log.refused(aRefusal({ at: world.clock.now() }));
	await world.clock.advance(SECOND);

	assert.equal(rows(world), 2);
});

test("refusals that differ in reason, phase, sender, recipient, subject, file or user are rows of their own", async () => {
	const world = reportWorld();
	const log = new RefusalLog(world);
	const at = world.clock.now();
	const others = [
		{ reason: "quota-reached" },
		{ phase: "mail" },
		{ sender: "other@shop.example" },
		{ recipient: "bob@client.example" },
		{ subject: "Another order" },
		{ facts: { file: "b.exe" } },
		{ smtpUserId: "01VSER00000000000000000009" as SmtpUserId },
	];

	log.refused(aRefusal({ at }));
	for (const other of others) log.refused(aRefusal({ at, ...other }));
	await log.flush();

	assert.equal(rows(world), 8);
});

test("a flood of different recipients is sixty rows a minute, and then one row for each reason", async () => {
	const world = reportWorld();
	const log = new RefusalLog(world);
	const at = world.clock.now();

	for (let i = 0; i < 10_000; i++) log.refused(aRefusal({ at, recipient: `r${i}@client.example` }));
	log.refused(aRefusal({ at, reason: "quota-reached" }));
	log.refused(aRefusal({ at, smtpUserId: "01VSER00000000000000000009" as SmtpUserId }));
	await log.flush();

	assert.equal(rows(world), 60 + 1 + 1 + 1);
	assert.equal(total(world), 10_002);
	const folded = world.recorded.flat().find(({ count }) => count > 1);
	assert.equal(folded?.count, 9_940);
	assert.equal(folded?.recipient, "");
});

test("what the store does not take is offered again, and nothing is thrown or lost", async () => {
	const world = reportWorld();
	const log = new RefusalLog(world);
	world.failure = new Error("disk full");

	log.refused(aRefusal({ at: world.clock.now() }));
	await world.clock.advance(3 * SECOND);
	log.refused(aRefusal({ at: world.clock.now() }));
	world.failure = null;
	await world.clock.advance(2 * SECOND);

	assert.equal(total(world), 2);
	assert.equal(world.faults.length, 3);
});

test("a store that is away for long costs bounded memory, and what was let go is counted", async () => {
	const world = reportWorld();
	const log = new RefusalLog(world);
	world.failure = new Error("disk full");

	for (let minute = 0; minute < 3; minute++) {
		for (let i = 0; i < 4_000; i++) {
			const smtpUserId = `user ${i}` as SmtpUserId;
			log.refused(aRefusal({ at: world.clock.now(), smtpUserId }));
		}
		await world.clock.advance(MINUTE + SECOND);
	}
	const letGo = world.faults.map((fault) => Number(/(\d+) let go/.exec(fault)?.[1]));
	world.failure = null;
	await world.clock.advance(2 * SECOND);

	const lost = letGo.reduce((sum, count) => sum + count, 0);
	assert.equal(lost, 7_000);
	assert.equal(total(world) + lost, 12_000);
});
