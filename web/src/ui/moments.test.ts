import assert from "node:assert/strict";
import { test } from "node:test";
import { written } from "./moments.ts";

const NOW = Date.parse("2026-11-30T12:00:00Z");
const en = { language: "en", locale: "en-GB", timeZone: "Europe/Paris" } as const;
const fr = { language: "fr", locale: "fr-FR", timeZone: "Europe/Paris" } as const;
/** However wide its spaces are. */
const plain = (text: string): string => text.replaceAll(/\s/g, " ");

test("a short form tells the year where it is not the present one, in the reader's time zone", () => {
	assert.equal(written(Date.parse("2026-02-28T11:59:00Z"), "date-time", NOW, en), "28 Feb, 12:59");
	assert.equal(written(Date.parse("2027-02-28T11:59:00Z"), "date-time", NOW, en), "28 Feb 2027, 12:59");
	assert.equal(written(Date.parse("2026-12-31T23:30:00Z"), "moment", NOW, en), "1 Jan 2027, 00:30:00");
});

test("French writes the first of a month as an ordinal, and no other day or hour", () => {
	const first = Date.parse("2026-12-01T00:01:01Z");
	assert.equal(plain(written(first, "day", NOW, fr)), "1er décembre");
	assert.equal(plain(written(first, "date", NOW, fr)), "1er décembre 2026");
	assert.match(plain(written(first, "exact", NOW, fr)), /^mardi 1er décembre 2026 /);
	assert.equal(plain(written(Date.parse("2026-12-11T12:00:00Z"), "date", NOW, fr)), "11 décembre 2026");
	assert.equal(written(first, "date", NOW, en), "1 December 2026");
});
