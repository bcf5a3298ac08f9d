import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { aSender } from "../../../test/support/builders.ts";
import type { ArchiveEntry, ArchiveFinding, FileFinding } from "../../formats/finding.ts";
import {
	type AcceptedType,
	type AttachmentPolicy,
	acceptedTypeFrom,
	acceptedTypes,
	defaultAttachmentPolicy,
} from "../../terms/attachments.ts";
import { defaultLimits } from "../../terms/limits.ts";
import { type Refusal, toReply } from "../../terms/refusals/index.ts";
import type { AttachmentFacts } from "../../terms/submission.ts";
import { attachmentsAccepted } from "./accepted.ts";

const a = (kind: string, change: Partial<FileFinding> = {}): FileFinding => ({
	sizeBytes: 1_000,
	kind,
	alsoKinds: [],
	text: null,
	macros: false,
	encrypted: false,
	archive: null,
	...change,
});
const text = (kind = "text", forms: readonly string[] = kind === "text" ? [] : [kind]): FileFinding =>
	a(kind, { text: { encoding: "ascii", forms, program: null } });
const program = (kind: string, forms: readonly string[] = []): FileFinding =>
	a(kind, { text: { encoding: "ascii", forms, program: kind } });
const holding = (names: readonly string[], change: Partial<ArchiveFinding> = {}): ArchiveFinding => ({
	entries: names.map((name): ArchiveEntry => ({ name, sizeBytes: 10, encrypted: false, isFolder: false })),
	unpackedBytes: 10,
	problem: null,
	detail: "",
	...change,
});
const aZip = (names: readonly string[], change: Partial<ArchiveFinding> = {}): FileFinding =>
	a("zip", { archive: holding(names, change) });

const attachment = (
	names: string | readonly string[],
	finding: FileFinding,
	mediaType = "application/octet-stream",
): AttachmentFacts => ({ names: typeof names === "string" ? [names] : names, mediaType, finding });

interface Setting {
	readonly policy?: AttachmentPolicy;
	readonly refusedExtensions?: readonly string[];
	readonly inspectedInTime?: boolean;
}

function judge(attachments: readonly AttachmentFacts[], setting: Setting = {}): Refusal | undefined {
	const { policy = defaultAttachmentPolicy, refusedExtensions = [], inspectedInTime = true } = setting;
	const sender = aSender({ account: { refusedExtensions } });
	return attachmentsAccepted(policy).decide({ sender, attachments, inspectedInTime }, defaultLimits);
}
const passes = (name: string, finding: FileFinding, setting: Setting = {}): void =>
	assert.equal(judge([attachment(name, finding)], setting), undefined, name);
const refused = (name: string, finding: FileFinding, reason: string, setting: Setting = {}): Refusal => {
	const refusal = judge([attachment(name, finding)], setting);
	assert.equal(refusal?.reason, reason, name);
	return refusal!;
};
const said = (refusal: Refusal): string | undefined =>
	toReply(refusal, "content", { helpUrl: "https://relay.example" }).lines[0];

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

describe("archives", () => {
	test("pass when everything that they name is on the list", () => {
		passes("papers.zip", aZip(["a.pdf", "folder/b.docx", "c.zip", "LICENSE", ".DS_Store", "x/Thumbs.db"]));
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

	test("of a kind that mail itself is made of passes", () => {
		assert.equal(nameless(text("eml"), "message/rfc822"), undefined);
		assert.equal(nameless(text(), "message/delivery-status"), undefined);
		assert.equal(nameless(text("pgp"), "application/pgp-signature"), undefined);
		assert.equal(nameless(a("p7m"), "application/pkcs7-mime"), undefined);
	});
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
		detail: fc.string(),
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
