import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY, HOUR } from "../terms/clock.ts";
import { TALLY_SLOT_MS } from "../terms/tally.ts";
import { stepsOf } from "./statistics.ts";

/** With clocks that change by an hour, by half of one and by three, and a day that never was. */
const zones = [
	["Europe/Paris", "2026-02-11T07:15Z"],
	["Australia/Lord_Howe", "2026-01-01T00:00Z"],
	["Antarctica/Casey", "2019-09-01T00:30Z"],
	["Pacific/Apia", "2011-09-03T11:45Z"],
] as const;

for (const [timeZone, begin] of zones) {
	test(`the days of ${timeZone} begin where its date changes`, () => {
		const from = Date.parse(begin);
		const to = from + 250 * DAY + HOUR;
		const date = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
		const starts: number[] = [];
		for (let at = from, last = ""; at < to; at += TALLY_SLOT_MS) {
			const day = date.format(at);
			if (day !== last) starts.push(at);
			last = day;
		}
		assert.deepEqual(stepsOf({ from, to }, timeZone), { unit: "day", starts });
	});
}
