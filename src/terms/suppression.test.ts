import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePath } from "../rfc/address/path.ts";
import { suppressionAddress } from "./suppression.ts";

function formOf(raw: string): string {
	const parsed = parsePath(raw);
	assert.equal(parsed.kind, "path", raw);
	return parsed.kind === "path" ? suppressionAddress(parsed.path.address, parsed.path.domainAscii) : "";
}

test("spellings of one mailbox are one address on the list", () => {
	for (const spellings of [
		["Ann@Client.Example", "ann@client.example", '"ann"@CLIENT.example'],
		["zoe@bücher.example", "Zoe@xn--bcher-kva.example"],
		["zoe\u0308@client.example", "ZO\u00cb@client.example"],
		['"A b"@client.example', '"a b"@client.example'],
	])
		assert.equal(new Set(spellings.map(formOf)).size, 1, spellings.join(" "));
});

test("sub-addresses, dots and hyphens make other addresses", () => {
	const all = ["ann@x.example", "ann+news@x.example", "a.nn@x.example", "ann-b@x.example", "ann@y.x.example"];
	assert.equal(new Set(all.map(formOf)).size, all.length);
});

test("an at sign between quotes belongs to the local part", () => {
	assert.equal(formOf('"A@b"@Client.example'), '"a@b"@client.example');
});
