import assert from "node:assert/strict";
import { test } from "node:test";
import { lines, walk } from "../../../test/support/mime.ts";

test("depth and number of parts are bounded", () => {
	const nested = (levels: number) =>
		Array.from({ length: levels }, (_, i) =>
			lines(`Content-Type: multipart/mixed; boundary=b${i}`, "", `--b${i}`, ""),
		).join("");
	assert.equal(walk(nested(20)).tooDeep, false);
	assert.equal(walk(nested(40)).tooDeep, true);
	const flat = (parts: number) =>
		`${lines("Content-Type: multipart/mixed; boundary=b", "", "")}${"--b\r\n\r\nx\r\n".repeat(parts)}`;
	assert.equal(walk(flat(900)).tooDeep, false);
	assert.equal(walk(flat(2_000)).tooDeep, true);
});

test("a field that goes on behind its bound is a bound of the structure", () => {
	const found = walk(lines(`Content-Type: text/plain; x="${"y".repeat(9_000)}"; name=run.bat`, "", "x"));
	assert.equal(found.tooDeep, true);
});

test("a field of more parameters than are read is a bound of the structure", () => {
	const padded = (count: number) =>
		walk(lines(`Content-Type: text/plain; ${"p=x;".repeat(count)} name=run.bat`, "", "x"));
	assert.deepEqual(padded(200).leaves[0]?.names, ["run.bat"]);
	assert.equal(padded(300).tooDeep, true);
});

test("a hostile header costs no more than any other octets", () => {
	// Lines that might be boundaries, each of them looked at once: minutes when they are looked at again and again.
	const header = `--b\r\n${"--\r\n".repeat(16_000)}\r\nx\r\n`;
	const message = `Content-Type: multipart/mixed; boundary=b\r\n\r\n${header.repeat(300)}`;
	assert.equal(walk(message).tooDeep, true);
});
