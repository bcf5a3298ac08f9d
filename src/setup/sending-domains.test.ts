import assert from "node:assert/strict";
import { test } from "node:test";
import { aDomain, aSetup, ok } from "../../test/support/domains-world.ts";
import { DAY } from "../terms/clock.ts";
import { isProblem } from "./problem.ts";

test("what becomes of a domain is told once it is written down, with the domain as it is then", async (t) => {
	const { setup, world, clock } = await aSetup(t);
	const { id } = await aDomain(setup);
	ok(await setup.domains.check(id));
	world.broken.add("dkim-2");
	await clock.advance(DAY);
	const broken = ok(await setup.domains.check(id));
	world.broken.clear();
	ok(await setup.domains.check(id));

	const kinds = world.told.map(({ event }) => event.kind);
	assert.deepEqual(kinds, ["domain-verified", "domain-broken", "domain-mended"]);
	assert.deepEqual(
		world.told.map(({ domain }) => [domain.verification, domain.brokenSince]),
		[
			["verified", null],
			["verified", broken.brokenSince],
			["verified", null],
		],
	);
	assert.equal(setup.domains.stopsAt(broken), (broken.brokenSince ?? 0) + 3 * DAY);
	assert.equal(setup.domains.stopsAt({ ...broken, vouched: true }), null);
});

test("what is found by several checks at once is told once", async (t) => {
	const { setup, world } = await aSetup(t);
	const { id } = await aDomain(setup);
	const checks = await Promise.all([1, 2, 3, 4].map(() => setup.domains.check(id)));
	assert.deepEqual(
		checks.map((checked) => ok(checked).verification),
		["verified", "verified", "verified", "verified"],
	);
	assert.deepEqual(
		world.told.map(({ event }) => event.kind),
		["domain-verified"],
	);
});

test("nothing is told of a domain that is removed while it is looked up", async (t) => {
	const { setup, world } = await aSetup(t);
	const { id } = await aDomain(setup);
	const [checked] = await Promise.all([setup.domains.check(id), setup.domains.remove(id)]);
	assert.ok(isProblem(checked));
	assert.deepEqual(world.told, []);
});
