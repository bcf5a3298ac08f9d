import assert from "node:assert/strict";
import { test } from "node:test";
import { byNeed, type Domain, maySend, type Standing, standingOf } from "./standing.ts";

const NOW = Date.parse("2026-11-30T12:00:00Z");
const HOUR_MS = 3_600_000;
const at = (hours: number): string => new Date(NOW + hours * HOUR_MS).toISOString();

type Facts = Parameters<typeof standingOf>[0];
const facts = (change: Partial<Facts> = {}): Facts => ({
	verification: "verified",
	vouched: false,
	brokenSince: null,
	stopsAt: null,
	records: [{ state: "valid" }],
	...change,
});

const cases: readonly [Standing, boolean, Partial<Facts>][] = [
	["verified", true, {}],
	["new", false, { verification: "unverified", records: [{ state: "not-checked" }] }],
	["waiting", false, { verification: "unverified", records: [{ state: "not-checked" }, { state: "valid" }] }],
	["breaking", true, { brokenSince: at(-1), stopsAt: at(1) }],
	["breaking", true, { brokenSince: at(-1) }],
	["stopped", false, { brokenSince: at(-80), stopsAt: at(-8) }],
	["stopped", false, { brokenSince: at(-72), stopsAt: at(0) }],
	["vouched", true, { vouched: true, verification: "verified", brokenSince: at(-80), stopsAt: at(-8) }],
];

for (const [standing, sends, change] of cases) {
	test(`a domain with ${JSON.stringify(change)} is ${standing}`, () => {
		assert.equal(standingOf(facts(change), NOW), standing);
		assert.equal(maySend(standing), sends);
	});
}

test("what needs somebody comes first, and equals by name", () => {
	const named = (name: string, change: Partial<Facts> = {}) => ({ ...facts(change), name }) as Domain;
	const domains = [
		named("b.example"),
		named("new.example", { verification: "unverified", records: [{ state: "not-checked" }] }),
		named("a.example"),
		named("stopped.example", { brokenSince: at(-80), stopsAt: at(-8) }),
		named("breaking.example", { brokenSince: at(-1), stopsAt: at(71) }),
	];
	assert.deepEqual(
		byNeed(domains, NOW).map(({ name }) => name),
		["stopped.example", "breaking.example", "new.example", "a.example", "b.example"],
	);
});
