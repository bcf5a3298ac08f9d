import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	a,
	attachment,
	aZip,
	judge,
	passes,
	program,
	refused,
	text,
} from "../../../test/support/attachments.ts";
import type { FileFinding } from "../../formats/finding.ts";

describe("a name that is no file name", () => {
	test("says nothing of a forwarded message, nor of a picture in a page", () => {
		const forwarded = attachment("Re: Order of 1.2.2026", text("eml"), "message/rfc822");
		assert.equal(judge([forwarded]), undefined);
		passes("image001.png@01D12345.6789ABCD", a("png"));
		passes("logo@shop.example", a("gif"));
	});

	test("is one where it could be a program's, or where the content is another", () => {
		const forwarded = attachment("Re: run.exe", text("eml"), "message/rfc822");
		assert.equal(judge([forwarded])?.reason, "attachment-type-refused");
		refused("run@shop.com", a("png"), "attachment-type-refused");
		refused("logo@shop.example", text(), "attachment-type-refused");
	});
});

describe("a part without a name", () => {
	const nameless = (finding: FileFinding, mediaType?: string) =>
		judge([attachment([], finding, mediaType)])?.reason;

	test("is judged by its content alone", () => {
		assert.equal(nameless(a("png"), "application/x-whatever"), undefined);
		assert.equal(nameless(text(), "application/octet-stream"), undefined);
		assert.equal(nameless(a("exe"), "image/png"), "attachment-type-refused");
		assert.equal(nameless(program("sh"), "text/plain"), "attachment-type-refused");
		assert.equal(nameless(a("binary"), "application/pdf"), "attachment-type-refused");
		assert.equal(nameless(aZip(["x.exe"])), "attachment-type-refused");
	});

	test("is what mail programs make of its type or its description", () => {
		assert.equal(nameless(text(), "application/hta"), "attachment-type-refused");
		assert.equal(nameless(text(), "text/vbscript"), "attachment-type-refused");
		const described = (standInName: string) =>
			judge([{ ...attachment([], text()), standInNames: [standInName] }])?.reason;
		assert.equal(described("run.bat"), "attachment-type-refused");
		assert.equal(described("http://shop.example/run.hta"), "attachment-type-refused");
		assert.equal(described("Backup of shop.example"), undefined);
	});

	test("of a kind that mail itself is made of passes", () => {
		assert.equal(nameless(text("eml"), "message/rfc822"), undefined);
		assert.equal(nameless(text(), "message/delivery-status"), undefined);
		assert.equal(nameless(text("pgp"), "application/pgp-signature"), undefined);
		assert.equal(nameless(a("p7m"), "application/pkcs7-mime"), undefined);
	});
});
