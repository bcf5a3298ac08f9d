import assert from "node:assert/strict";
import { test } from "node:test";
import { aSender } from "../../../test/support/builders.ts";
import { acceptedTypes } from "../../terms/attachments.ts";
import { defaultLimits } from "../../terms/limits.ts";
import type { AttachmentFacts } from "../../terms/submission.ts";
import { attachmentsAccepted } from "./accepted.ts";
import { extensionOf } from "./name.ts";

const check = attachmentsAccepted(acceptedTypes);
const PDF = Buffer.from("%PDF-1.7\n");

const judge = (...attachments: Partial<AttachmentFacts>[]) =>
	check.decide(
		{
			sender: aSender(),
			wireBytes: 1,
			bareLineEnding: null,
			nul: false,
			header: { kind: "too-large" },
			structureTooDeep: false,
			attachments: attachments.map((attachment) => ({
				names: ["report.pdf"],
				mediaType: "application/pdf",
				looksLike: "pdf",
				head: PDF,
				...attachment,
			})),
		},
		defaultLimits,
	);

test("a file that is what its name says passes", () => {
	assert.equal(judge({}), undefined);
	assert.equal(
		judge({ names: ["orders.csv"], looksLike: null, head: Buffer.from("a;b\r\n1;2\r\n") }),
		undefined,
	);
	assert.equal(
		judge({ names: ["letter.docx"], looksLike: "zip", head: Buffer.from("PK\x03\x04") }),
		undefined,
	);
});

test("a type that is not on the list is refused with its name and extension", () => {
	const refusal = judge({ names: ["setup.exe"], looksLike: "exe", head: Buffer.from("MZ\x90\x00") });
	assert.equal(refusal?.reason, "attachment-type-refused");
	assert.deepEqual(refusal?.facts, {
		file: "setup.exe",
		extension: ".exe",
		finding: "its content is a Windows program (exe)",
	});
});

test("a program under an accepted name is refused by its content, whatever the detector thinks", () => {
	const refusal = judge({ names: ["invoice.pdf"], looksLike: null, head: Buffer.from("MZ\x90\x00") });
	assert.equal(refusal?.reason, "attachment-content-mismatch");
	assert.equal(refusal?.facts["finding"], "a Windows program (exe)");
});

test("every spelling of a name has to pass", () => {
	assert.equal(judge({ names: ["invoice.pdf", "invoice.js"] })?.reason, "attachment-type-refused");
});

test("text formats have to be text, and formats with a signature have to show it", () => {
	assert.equal(
		judge({ names: ["data.csv"], looksLike: null, head: Buffer.from([1, 2, 3, 0]) })?.facts["finding"],
		"binary data",
	);
	assert.equal(
		judge({ names: ["photo.png"], looksLike: null, head: Buffer.from("hello") })?.facts["finding"],
		"text",
	);
	assert.equal(judge({ names: ["photo.png"], looksLike: null, head: Buffer.alloc(0) }), undefined);
});

test("a part without a name is judged by its content alone", () => {
	assert.equal(judge({ names: [], looksLike: "png", head: Buffer.from("\x89PNG") }), undefined);
	assert.equal(
		judge({ names: [], looksLike: "exe", head: Buffer.from("MZ") })?.reason,
		"attachment-type-refused",
	);
});

test("an extension is read as the strictest reader would", () => {
	assert.equal(extensionOf("report.PDF"), "pdf");
	assert.equal(extensionOf("report.pdf.exe"), "exe");
	assert.equal(extensionOf("report.exe. . "), "exe");
	assert.equal(extensionOf("a.exe\u0000.pdf\u202e"), "pdf");
	assert.equal(extensionOf("\u202efdp.exe"), "exe");
	assert.equal(extensionOf("C:\\folder.d\\README"), "");
});
