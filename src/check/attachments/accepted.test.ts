import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	a,
	attachment,
	aZip,
	holding,
	judge,
	passes,
	program,
	refused,
	type Setting,
	said,
	text,
} from "../../../test/support/attachments.ts";
import { fc } from "../../../test/support/fuzz.ts";
import {
	type AcceptedType,
	acceptedTypeFrom,
	acceptedTypes,
	defaultAttachmentPolicy,
} from "../../terms/attachments.ts";
import { attachmentsAccepted } from "./accepted.ts";

describe("what an attachment is called and what it is", () => {
	test("a file that is what its name says passes", () => {
		passes("report.pdf", a("pdf"));
		passes("Letter.DOCX", a("docx"));
		passes("photo.jpeg", a("jpg"));
		passes("film.qt", a("mov"));
		passes("orders.csv", text());
		passes("notes.md", text("html"));
		passes("page.htm", text("html"));
		passes("drawing.svg", text("svg", ["svg", "xml"]));
		passes("meeting.ics", text("ics"));
		passes("forwarded.eml", text("eml"));
		passes("smime.p7s", a("p7s"));
		passes("signature.asc", text("pgp"));
	});

	test("a type that is not on the list is refused with name, extension and finding", () => {
		const refusal = refused("setup.exe", a("exe"), "attachment-type-refused");
		assert.deepEqual(refusal.facts, {
			file: "setup.exe",
			extension: ".exe",
			finding: "a Windows program (exe)",
		});
		refused("macros.docm", a("docm", { macros: true }), "attachment-type-refused");
		assert.equal(refused("setup", a("exe"), "attachment-type-refused").facts["extension"], "no extension");
	});

	test("a name without an extension says as little as none: the content decides", () => {
		passes("logo", a("png"));
		passes("README", text());
		refused("installer", a("elf"), "attachment-type-refused");
		refused("logo", a("binary"), "attachment-type-refused");
	});

	test("an encoded word that some program does not decode is no extension", () => {
		const reasonFor = (...names: string[]): string | undefined =>
			judge([attachment(names, a("pdf"))])?.reason;
		assert.equal(reasonFor("note.pdf", "=?utf-8?Q?note.pdf?="), undefined);
		assert.equal(reasonFor("note.exe", "=?utf-8?Q?note.exe?="), "attachment-type-refused");
		assert.equal(reasonFor("=?x?Q?note.pdf?="), "attachment-type-refused");
	});

	test("content that is something else is refused, and the reply says what it is and what it is not", () => {
		const refusal = refused("invoice.pdf", a("exe"), "attachment-content-mismatch");
		assert.equal(
			said(refusal),
			'The attachment "invoice.pdf" (.pdf) is a Windows program (exe), not a PDF document',
		);
	});

	test("the last extension counts, and what stands before it does not", () => {
		refused("invoice.pdf.exe", a("exe"), "attachment-type-refused");
		refused("invoice.pdf.exe", a("pdf"), "attachment-type-refused");
		refused("report.exe.pdf", a("exe"), "attachment-content-mismatch");
		passes("report.exe.pdf", a("pdf"));
		refused("report.exe. . ", a("pdf"), "attachment-type-refused");
	});

	test("every spelling of a name has to pass", () => {
		const both = attachment(["invoice.pdf", "invoice.js"], a("pdf"));
		assert.equal(judge([both])?.reason, "attachment-type-refused");
		assert.equal(judge([attachment(["invoice.pdf", "invoice.PDF"], a("pdf"))]), undefined);
	});

	test("every attachment has to pass", () => {
		const good = attachment("report.pdf", a("pdf"));
		assert.equal(judge([good, good, attachment("x.exe", a("exe"))])?.reason, "attachment-type-refused");
	});

	test("an empty file is of every type", () => {
		passes("report.pdf", a("empty", { sizeBytes: 0 }));
		passes("orders.csv", a("empty", { sizeBytes: 0 }));
		refused("setup.exe", a("empty", { sizeBytes: 0 }), "attachment-type-refused");
	});

	test("octets of no known kind pass only where the type has no signature", () => {
		passes("film.fla", a("binary"));
		passes("signature.sig", a("binary"));
		for (const name of ["report.pdf", "photo.png", "papers.zip", "orders.csv", "table.xls", "smime.p7s"])
			refused(name, a("binary"), "attachment-content-mismatch");
	});
});

describe("Office documents", () => {
	test("today's formats are exactly what they are called", () => {
		refused("table.docx", a("xlsx"), "attachment-content-mismatch");
		refused("letter.docx", a("zip"), "attachment-content-mismatch");
		refused("letter.odt", a("docx"), "attachment-content-mismatch");
		refused("table.xls", a("doc"), "attachment-content-mismatch");
		refused("table.xls", a("ole"), "attachment-content-mismatch");
		refused("table.xls", text("html"), "attachment-content-mismatch");
	});

	test("Word opens RTF and today's format under the old name, and so they pass", () => {
		passes("letter.doc", a("doc"));
		passes("letter.doc", a("rtf"));
		passes("letter.doc", a("docx"));
		refused("letter.doc", a("msi"), "attachment-content-mismatch");
		refused("letter.doc", a("xls"), "attachment-content-mismatch");
	});

	test("macros in a format whose name promises none are refused and named", () => {
		const refusal = refused("letter.docx", a("docm", { macros: true }), "attachment-content-mismatch");
		assert.equal(refusal.facts["finding"], "a Word document with macros (docm)");
		const odd = refused("letter.docx", a("docx", { macros: true }), "attachment-content-mismatch");
		assert.equal(odd.facts["finding"], "a Word document (docx) with macros");
		passes("letter.doc", a("doc", { macros: true }));
	});

	test("a program in a document is refused, its pictures and fonts are not", () => {
		passes(
			"letter.docx",
			a("docx", { archive: holding(["word/document.xml", "word/media/a.emf", "[x].bin"]) }),
		);
		const archive = holding(["word/document.xml", "word/evil.exe"]);
		const refusal = refused("letter.docx", a("docx", { archive }), "attachment-type-refused");
		assert.equal(refusal.facts["file"], "evil.exe in letter.docx");
	});
});

describe("text", () => {
	test("a program is no text, whatever it is called", () => {
		const refusal = refused("readme.txt", program("bat"), "attachment-content-mismatch");
		assert.equal(
			said(refusal),
			'The attachment "readme.txt" (.txt) is a Windows batch file (bat), not plain text',
		);
		refused("page.html", program("hta", ["html"]), "attachment-content-mismatch");
		refused("table.csv", program("js"), "attachment-content-mismatch");
		refused("data.json", program("sh"), "attachment-content-mismatch");
	});

	test("a format of text is what it says", () => {
		for (const name of ["a.json", "a.xml", "a.html", "a.svg", "a.ics", "a.vcf", "a.asc", "a.eml"])
			refused(name, text(), "attachment-content-mismatch");
		refused("a.ics", text("vcf"), "attachment-content-mismatch");
		refused("a.txt", a("rtf"), "attachment-content-mismatch");
		passes("a.xml", text("svg", ["svg", "xml"]));
	});
});

describe("files that are two things at once", () => {
	test("are refused, and both are named", () => {
		const refusal = refused("photo.png", a("png", { alsoKinds: ["zip"] }), "attachment-content-mismatch");
		assert.equal(refusal.facts["finding"], "a PNG picture and a ZIP archive at once");
		refused("papers.zip", a("zip", { alsoKinds: ["exe"] }), "attachment-content-mismatch");
		assert.equal(
			judge([attachment([], a("gif", { alsoKinds: ["html"] }))])?.reason,
			"attachment-type-refused",
		);
	});

	test("pass when they are a picture and the film that a telephone puts behind it", () => {
		passes("photo.jpg", a("jpg", { alsoKinds: ["mp4"] }));
	});
});

test("a page with something behind it is not said to be what it is not", () => {
	const refusal = refused("page.html", a("html"), "attachment-content-mismatch");
	assert.match(said(refusal) ?? "", /is an HTML page with data behind it that are no text, not an HTML page/);
});

describe("the list", () => {
	test("an account takes types off it for itself", () => {
		const setting = { refusedExtensions: ["zip"] };
		refused("papers.zip", aZip(["a.pdf"]), "attachment-type-refused", setting);
		refused("papers.tar", a("tar", { archive: holding(["b.zip"]) }), "attachment-type-refused", setting);
		passes("report.pdf", a("pdf"), setting);
	});

	test("an operator adds types to it, with the content that may stand behind them", () => {
		const accepting = (...written: readonly string[]): Setting => {
			const added = written.map((each) => acceptedTypeFrom(each)).filter((type) => type !== undefined);
			return { policy: { ...defaultAttachmentPolicy, types: [...acceptedTypes, ...added] } };
		};
		passes("server.log", text(), accepting("log=text"));
		refused("server.log", program("bat"), "attachment-content-mismatch", accepting("log=text"));
		passes("plan.xyz", a("binary"), accepting(".XYZ"));
		refused("plan.xyz", a("exe"), "attachment-content-mismatch", accepting("xyz"));
		passes("plan.dwg", a("dwg"), accepting("dwg"));
		refused("plan.dwg", a("binary"), "attachment-content-mismatch", accepting("dwg"));
		passes("letter.docm", a("docm", { macros: true }), accepting("docm"));
		passes("setup.exe", a("exe"), accepting("exe"));
		passes("run.bat", program("bat"), accepting("bat"));
		passes("disk.bin", aZip(["a.pdf"]), accepting("bin=zip+binary"));
	});

	test("what cannot be read is no type", () => {
		for (const written of ["", "a b", "log=", "log=nonsense", "a=b=c", "../x"])
			assert.equal(acceptedTypeFrom(written), undefined, written);
	});

	test("every type accepts the file that its own name promises, once", () => {
		const extensions = acceptedTypes.map(({ extension }: AcceptedType) => extension);
		assert.deepEqual(extensions, [...new Set(extensions)]);
		for (const { extension, kinds, text: forms } of acceptedTypes) {
			const [form = "text"] = forms === null || forms === "any" ? [] : forms;
			passes(`a.${extension}`, kinds.length > 0 ? a(kinds[0]!) : text(form));
		}
	});
});

test("what could not be told in time is refused for now, and what is certain comes first", () => {
	assert.equal(judge([], { inspectedInTime: false })?.reason, "overloaded");
	const bad = attachment("x.exe", a("exe"));
	assert.equal(judge([bad], { inspectedInTime: false })?.reason, "attachment-type-refused");
});

test("whatever is found, there is an answer", () => {
	const kind = fc.oneof(fc.constantFrom("pdf", "zip", "gz", "text", "empty", "docx", "exe"), fc.string());
	const entry = fc.record({
		name: fc.string({ unit: "binary" }),
		sizeBytes: fc.option(fc.nat()),
		encrypted: fc.boolean(),
		isFolder: fc.boolean(),
	});
	const archive = fc.record({
		entries: fc.array(entry),
		unpackedBytes: fc.option(fc.nat()),
		problem: fc.option(
			fc.constantFrom("damaged", "names-hidden", "bomb", "too-many-entries", "nested" as const),
		),
		detail: fc.constantFrom(...(["", "it is cut off", "it grows 9 times", "more than 9 entries"] as const)),
	});
	const encoding = fc.constantFrom("ascii", "utf-8", "utf-16", "8-bit" as const);
	const finding = fc.record({
		sizeBytes: fc.nat(),
		kind,
		alsoKinds: fc.array(fc.string()),
		text: fc.option(fc.record({ encoding, forms: fc.array(kind), program: fc.option(kind) })),
		macros: fc.boolean(),
		encrypted: fc.boolean(),
		archive: fc.option(archive),
	});
	const name = fc.oneof(
		fc.string({ unit: "binary" }),
		fc.constantFrom("a.zip", "a.gz", "a.docx", "a.txt", "winmail.dat"),
	);
	const facts = fc.record({ names: fc.array(name), mediaType: fc.string(), finding });
	const allowed = new Set(attachmentsAccepted(defaultAttachmentPolicy).mayRefuse);
	fc.assert(
		fc.property(fc.array(facts, { maxLength: 3 }), (attachments) => {
			const refusal = judge(attachments);
			assert.ok(refusal === undefined || allowed.has(refusal.reason));
		}),
	);
});
