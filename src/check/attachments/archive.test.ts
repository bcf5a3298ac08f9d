import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { a, attachment, aZip, holding, judge, passes, refused } from "../../../test/support/attachments.ts";
import { defaultAttachmentPolicy } from "../../terms/attachments.ts";

describe("archives", () => {
	test("pass when everything that they name is on the list", () => {
		passes("papers.zip", aZip(["a.pdf", "folder/b.docx", "c.zip", "LICENSE", ".DS_Store", "x/Thumbs.db"]));
		passes("papers.zip", aZip(["__MACOSX/._.DS_Store", "__MACOSX/._a.pdf", "._Thumbs.db"]));
		passes("papers.zip", aZip(["__MACOSX/._Folder", "__MACOSX/x/._Version 1.0"]));
		refused("papers.zip", aZip(["__MACOSX/._a.exe"]), "attachment-type-refused");
		passes("papers.tar", a("tar", { archive: holding(["a.pdf"]) }));
		passes("papers.tgz", a("gz", { archive: holding(["a.pdf"]) }));
		passes("letter.zip", a("docx", { archive: holding(["word/document.xml", "_rels/.rels"]) }));
	});

	test("are refused for a name inside that is not, as the type itself would be", () => {
		const refusal = refused("papers.zip", aZip(["a.pdf", "tools/x.exe"]), "attachment-type-refused");
		assert.deepEqual(refusal.facts, {
			file: "x.exe in papers.zip",
			extension: ".exe",
			finding: "by its name a Windows program (exe)",
		});
		refused("papers.zip", aZip(["invoice.pdf.js"]), "attachment-type-refused");
		refused("papers.zip", aZip(["x.exe. "]), "attachment-type-refused");
		refused("old.tar", a("tar", { archive: holding(["run.xyz"]) }), "attachment-type-refused");
	});

	test("folders are judged by what is in them", () => {
		const archive = holding([]);
		const entries = [{ name: "site.app/", sizeBytes: 0, encrypted: false, isFolder: true }];
		passes("papers.zip", a("zip", { archive: { ...archive, entries } }));
	});

	test("a gzip file without a name inside is called what its own name says", () => {
		passes("table.csv.gz", a("gz", { archive: holding([""]) }));
		passes("log.1.gz", a("gz", { archive: holding([""]) }));
		const refusal = refused("setup.exe.gz", a("gz", { archive: holding([""]) }), "attachment-type-refused");
		assert.equal(refusal.facts["file"], "setup.exe in setup.exe.gz");
		const packed = refused(
			"papers.gz",
			a("gz", { archive: holding(["", "x.exe"]) }),
			"attachment-type-refused",
		);
		assert.equal(packed.facts["file"], "x.exe in papers.gz");
		refused("table.csv.gz", a("gz", { archive: holding(["x.exe"]) }), "attachment-type-refused");
	});

	test("a file inside that was looked into and is a program is refused under any name", () => {
		const archive = holding([]);
		const entries = [{ name: "a.csv", sizeBytes: 9, encrypted: false, isFolder: false, kind: "exe" }];
		const refusal = refused(
			"a.csv.gz",
			a("gz", { archive: { ...archive, entries } }),
			"attachment-type-refused",
		);
		assert.equal(refusal.facts["file"], "a.csv in a.csv.gz");
		assert.equal(refusal.facts["finding"], "a Windows program (exe)");
	});

	test("that are not safe to unpack are refused with what is wrong", () => {
		for (const problem of ["bomb", "nested", "too-many-entries", "damaged"] as const)
			refused("papers.zip", aZip([], { problem }), "attachment-archive-unsafe");
		const refusal = refused(
			"papers.zip",
			aZip([], { problem: "bomb", detail: "it grows 1,200 times" }),
			"attachment-archive-unsafe",
		);
		assert.equal(refusal.facts["finding"], "it grows 1,200 times");
	});

	test("that cannot be looked into are the operator's choice", () => {
		const locked = a("zip", { encrypted: true, archive: holding(["a.pdf"]) });
		const sealed = a("7z", { archive: holding([], { problem: "names-hidden" }) });
		passes("papers.zip", locked);
		passes("papers.7z", sealed);
		const policy = { ...defaultAttachmentPolicy, encrypted: "refuse" } as const;
		const refusal = refused("papers.zip", locked, "attachment-encrypted", { policy });
		assert.equal(refusal.facts["finding"], "it has a password");
		refused("papers.7z", sealed, "attachment-encrypted", { policy });
		refused("table.xlsx", a("xlsx", { encrypted: true }), "attachment-encrypted", { policy });
		passes("statement.pdf", a("pdf", { encrypted: true }), { policy });
		refused("papers.zip", { ...locked, archive: holding(["x.exe"]) }, "attachment-type-refused");
	});

	test("of Outlook's own kind pass when what they name does", () => {
		passes("winmail.dat", a("tnef", { archive: holding(["a.pdf"]) }));
		refused("winmail.dat", a("tnef", { archive: holding(["x.exe"]) }), "attachment-type-refused");
		refused("data.dat", a("binary"), "attachment-content-mismatch");
		const nameless = attachment([], a("tnef", { archive: holding(["x.exe"]) }), "application/ms-tnef");
		assert.equal(judge([nameless])?.reason, "attachment-type-refused");
	});
});
