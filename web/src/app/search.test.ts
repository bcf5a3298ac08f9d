import assert from "node:assert/strict";
import { test } from "node:test";
import { parseSearch, textIn, textsIn, writeSearch } from "./search.ts";

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
