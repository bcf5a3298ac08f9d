import assert from "node:assert/strict";
import { test } from "node:test";
import { extensionOf } from "./name.ts";

test("the extension is what a program would open the file by", () => {
	assert.equal(extensionOf("Report.PDF"), "pdf");
	assert.equal(extensionOf("a.pdf.exe"), "exe");
	assert.equal(extensionOf("report.exe. . "), "exe");
	assert.equal(extensionOf("fdp\u202efdp.exe"), "exe");
	assert.equal(extensionOf("C:\\x.y\\name"), "");
	assert.equal(extensionOf("../x.y/name"), "");
	assert.equal(extensionOf("..."), "");
	assert.equal(extensionOf(""), "");
});

test("the cost of a long hostile name is linear", () => {
	for (const unit of [" ", ".", ". ", "a"]) extensionOf(`a${unit.repeat(200_000)}.pdf`);
	for (const unit of [" ", ".", "  ..  ", "a"]) extensionOf(`a${unit.repeat(100_000)}`);
});
