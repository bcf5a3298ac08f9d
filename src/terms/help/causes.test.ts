import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type CauseId, causeIds } from "../causes/index.ts";
import { explain } from "../explain.ts";
import { languages } from "../refusals/index.ts";
import { fileOf } from "./index.ts";

/** Of these no server tells us: their articles show what Activity says. */
const untold: readonly CauseId[] = [
	"host-unreachable",
	"connection-lost",
	"dns-trouble",
	"interrupted",
	"destination-paused",
	"held-by-operator",
	"cancelled-by-operator",
];

const folder = new URL("../../../help/", import.meta.url);

const firstBlock = (cause: CauseId, language: (typeof languages)[number]): string => {
	const file = fileOf({ kind: "cause", cause }, language);
	return readFileSync(new URL(file, folder), "utf8").split("```\n")[1] ?? "";
};

test("every reply that a cause's article shows is explained by that cause", () => {
	for (const cause of causeIds.filter((id) => !untold.includes(id))) {
		const replies = firstBlock(cause, "en").trimEnd().split("\n");
		assert.ok(replies.length >= 2, cause);
		for (const reply of replies) {
			const found = explain(reply, "en");
			assert.equal(found.kind === "cause" ? found.cause : found.kind, cause, reply);
		}
	}
});

test("a cause's article shows the same in every language", () => {
	for (const cause of causeIds) {
		const [english, ...others] = languages.map((language) => firstBlock(cause, language));
		assert.notEqual(english, "", cause);
		for (const other of others) assert.equal(other, english, cause);
	}
});
