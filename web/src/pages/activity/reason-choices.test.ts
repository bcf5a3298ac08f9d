import assert from "node:assert/strict";
import { test } from "node:test";
import { causeIds } from "../../../../src/terms/causes/catalogue.ts";
import { shelf } from "../../../../src/terms/help/index.ts";
import { reasons } from "../../../../src/terms/refusals/index.ts";
import type { ActivityRow } from "../../api/activity.ts";
import type { HelpArticles } from "../../api/schema.ts";
import { catalogueReasons, seenReasons } from "./reason-choices.ts";

const help = { groups: shelf("en") } as unknown as HelpArticles;
const idsFor = (...status: readonly string[]) =>
	catalogueReasons(help, status as never).map(({ value }) => value);

test("every reason and cause can be chosen, by the title that Activity shows", () => {
	assert.deepEqual(idsFor().sort(), [...reasons, ...causeIds].sort());
	const quota = catalogueReasons(help).find(({ value }) => value === "quota-exceeded");
	assert.equal(quota?.label, "The sending quota is used up");
});

test("those of the chosen statuses are left: refusals for what was rejected, causes for what waits or came back", () => {
	assert.deepEqual(idsFor("rejected").sort(), [...reasons].sort());
	assert.deepEqual(idsFor("deferred").sort(), [...causeIds].sort());
	assert.ok(idsFor("accepted").includes("destination-paused"));
	assert.deepEqual(idsFor("rejected", "hard-bounce"), idsFor());
	assert.deepEqual(idsFor("delivered", "pending"), []);
});

test("what the newest rows have comes with its title, of the chosen statuses alone, each once", () => {
	const row = (status: string, reason: string, title?: string) =>
		({ status, reason, words: title === undefined ? null : { title } }) as ActivityRow;
	const rows = [
		row("rejected", "quota-exceeded", "The sending quota is used up"),
		row("deferred", "greylisted", "Try again later"),
		row("rejected", "quota-exceeded", "The sending quota is used up"),
		row("rejected", "of-a-later-version"),
		row("hard-bounce", ""),
	];
	assert.deepEqual([...seenReasons(rows).keys()], ["quota-exceeded", "greylisted", "of-a-later-version"]);
	assert.deepEqual(
		[...seenReasons(rows, ["rejected"])],
		[
			["quota-exceeded", "The sending quota is used up"],
			["of-a-later-version", "of-a-later-version"],
		],
	);
});
