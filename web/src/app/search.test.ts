import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { ownPath, parseSearch, textIn, textsIn, writeSearch } from "./search.ts";

test("an address reads as it was written, several values of a name included", () => {
	const text = "?status=rejected&status=deferred&recipient=zoe%2Ba%40client.example";
	const search = parseSearch(text);
	assert.deepEqual(textsIn(search, "status"), ["rejected", "deferred"]);
	assert.deepEqual(textsIn(search, "reason"), []);
	assert.deepEqual(textsIn(parseSearch("?status=rejected"), "status"), ["rejected"]);
	assert.equal(textIn(search, "recipient"), "zoe+a@client.example");
	assert.equal(writeSearch(search), text);
});

test("what looks like a number stays the text that it is", () => {
	assert.equal(textIn(parseSearch("?token=0012"), "token"), "0012");
});

test("what is empty is not written", () => {
	assert.equal(writeSearch({ text: "", status: [], from: undefined, page: null }), "");
});

test("a path in a link is one of ours, however it is written", () => {
	assert.equal(ownPath("/activity?status=bounced#top"), "/activity?status=bounced#top");
	for (const elsewhere of [
		"",
		"activity",
		"https://evil.example/",
		"//evil.example/",
		"/\\evil.example",
		"/\t/evil.example",
		"/\n\\evil.example",
		"/.//evil.example",
		"javascript:alert(1)",
	])
		assert.equal(ownPath(elsewhere), undefined, JSON.stringify(elsewhere));
	const part = fc.constantFrom(
		"/",
		"\\",
		"\t",
		"\r",
		".",
		"..",
		"@",
		"evil.example",
		"http:",
		"%2f",
		"?",
		"#",
	);
	fc.assert(
		fc.property(
			fc.array(part).map((parts) => parts.join("")),
			(text) => {
				const path = ownPath(text);
				if (path !== undefined) assert.equal(new URL(path, "https://relay.example").host, "relay.example");
			},
		),
		{ numRuns: fuzzRuns(500) },
	);
});
