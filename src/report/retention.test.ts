import assert from "node:assert/strict";
import { test } from "node:test";
import { anAccount } from "../../test/support/builders.ts";
import { reportWorld } from "../../test/support/report-world.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../terms/clock.ts";
import { keepFor } from "./retention.ts";

test("Activity is forgotten after its days, a bounded number of rows at once", async () => {
	const world = reportWorld();
	world.old = 1_200;

	keepFor(30, world);
	await world.clock.advance(5 * SECOND);

	assert.equal(world.old, 0);
	assert.deepEqual(
		world.pruned.map(({ before, limit, at }) => [at - before, limit]),
		[
			[30 * DAY, 500],
			[30 * DAY, 500],
			[30 * DAY, 500],
		],
	);
});

test("when nothing is old, the store is asked every ten minutes", async () => {
	const world = reportWorld();

	keepFor(30, world);
	await world.clock.advance(HOUR);

	assert.equal(world.pruned.length, 6);
});

test("a store that fails is asked again later", async () => {
	const world = reportWorld();
	world.failure = new Error("busy");

	keepFor(30, world);
	await world.clock.advance(MINUTE);
	world.failure = null;
	await world.clock.advance(10 * MINUTE);

	assert.deepEqual(world.faults, ["forgetting old Activity"]);
	assert.equal(world.pruned.length, 1);
});

test("nothing is forgotten after a stop", async () => {
	const world = reportWorld();

	keepFor(30, world).stop();
	await world.clock.advance(HOUR);

	assert.equal(world.pruned.length, 0);
});

test("an account whose plan says so has a time of its own, and rounds go on where they were", async () => {
	const world = reportWorld();
	const shop = anAccount().id;
	world.retentions.push({ accountId: shop, days: 3 });
	world.oldOf = 700;
	world.old = 600;

	keepFor(30, world);
	await world.clock.advance(5 * SECOND);

	assert.equal(world.oldOf, 0);
	assert.deepEqual(
		world.prunedOf.map(({ accountId, before, at }) => [accountId, at - before]),
		[
			[shop, 3 * DAY],
			[shop, 3 * DAY],
		],
	);
	assert.deepEqual(
		world.pruned.map(({ after }) => after),
		[null, "row 100", null],
	);
});
