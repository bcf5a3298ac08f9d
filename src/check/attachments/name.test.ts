import assert from "node:assert/strict";
import { test } from "node:test";
import { extensionOf, readableNames } from "./name.ts";

test("the extension is what a program would open the file by", () => {
	assert.equal(extensionOf("Report.PDF"), "pdf");
	assert.equal(extensionOf("a.pdf.exe"), "exe");
	assert.equal(extensionOf("report.exe. . "), "exe");
	assert.equal(extensionOf("fdp\u202efdp.exe"), "exe");
	assert.equal(extensionOf("C:\\x.y\\name"), "");
	assert.equal(extensionOf("../x.y/name"), "");
	assert.equal(extensionOf("..."), "");
	assert.equal(extensionOf("run.exe/"), "exe");
	assert.equal(extensionOf("run.exe\\. "), "exe");
	assert.equal(extensionOf("run.exe\u3164\u2800\ufe0f"), "exe");
	assert.equal(extensionOf("run\uff0eexe"), "exe");
	assert.equal(extensionOf("\uff11\uff0e\u898b\u7a4d\u66f8"), "");
	assert.equal(extensionOf(""), "");
});

test("a name is read as far as programs read that stop at a NUL or at the end of a line", () => {
	assert.deepEqual(readableNames(["run.exe\0.pdf", "b.pdf"]), ["run.exe", "run.exe\0.pdf", "b.pdf"]);
	assert.deepEqual(readableNames(["run.exe\n.pdf"]), ["run.exe", "run.exe\n.pdf"]);
});

test("the cost of a long hostile name is linear", () => {
	for (const unit of [" ", ".", ". ", "a"]) extensionOf(`a${unit.repeat(200_000)}.pdf`);
	for (const unit of [" ", ".", "  ..  ", "a"]) extensionOf(`a${unit.repeat(100_000)}`);
});
