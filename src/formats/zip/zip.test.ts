import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { openXml, zip } from "../../../test/support/files/zip.ts";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { defaultIdentifyLimits, identify, sourceOf } from "../index.ts";
import { inflate } from "./inflate.ts";
import { decodeName } from "./name.ts";

const look = (octets: Buffer) => identify(sourceOf(octets), null);
const names = (octets: Buffer) => look(octets).archive?.entries.map(({ name }) => name);
const NOTE = { name: "note.txt", content: "hello" };

test("a zip's entries are listed with their sizes", () => {
	const found = look(zip([NOTE, { name: "empty/" }]));
	assert.equal(found.kind, "zip");
	assert.deepEqual(found.archive, {
		entries: [
			{ name: "note.txt", sizeBytes: 5, encrypted: false, isFolder: false },
			{ name: "empty/", sizeBytes: 0, encrypted: false, isFolder: true },
		],
		unpackedBytes: 5,
		problem: null,
		detail: "",
	});
});

test("a zip of nothing is whole", () => {
	const found = look(zip([]));
	assert.equal(found.kind, "zip");
	assert.equal(found.archive?.problem, null);
});

test("a comment may follow the list, and may look like a list", () => {
	assert.deepEqual(names(zip([NOTE], { comment: "PK\x05\x06 and so on, at length enough" })), ["note.txt"]);
	assert.deepEqual(names(zip([NOTE], { comment: "x".repeat(65_535) })), ["note.txt"]);
});

test("what a document says it is cannot be hidden by another encoding, references or padding", () => {
	const types = (content: string | Buffer): Buffer =>
		zip([
			{ name: "[Content_Types].xml", method: 8, content },
			{ name: "word/document.xml", content: "x" },
		]);
	const macros =
		'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>';
	assert.equal(look(types(macros)).kind, "docm");
	assert.equal(look(types(Buffer.from(`\ufeff${macros}`, "utf16le"))).kind, "docm");
	assert.equal(look(types(macros.replace("macroE", "macro&#69;"))).kind, "docm");
	assert.equal(look(types(macros.replace("macroE", "macro&#x45;"))).kind, "docm");
	assert.equal(look(types(`<!--${"x".repeat(100_000)}-->${macros}`)).kind, "docm");
	assert.equal(look(types(`<!--${"x".repeat(600_000)}-->${macros}`)).kind, "zip");
});

test("the last part of a split zip is told by the list that it has, any other part is damaged", () => {
	const last = zip([NOTE]);
	last.writeUInt16LE(1, last.length - 18);
	const found = look(
		Buffer.concat([Buffer.from("the end of some file"), last.subarray(last.indexOf("PK\x01\x02"))]),
	);
	assert.equal(found.archive?.problem, null);
	assert.deepEqual(
		found.archive?.entries.map(({ name }) => name),
		["note.txt"],
	);
	const emptyList = zip([]);
	emptyList.writeUInt16LE(1, emptyList.length - 18);
	assert.equal(look(emptyList).archive?.problem, "damaged");
});

test("where the header before the data has another name, both are entries", () => {
	assert.deepEqual(names(zip([{ name: "note.txt", localName: "note.exe", content: "x" }])), [
		"note.txt",
		"note.exe",
	]);
	assert.deepEqual(names(zip([{ name: "evil.exe\0.txt" }])), ["evil.exe\0.txt", "evil.exe"]);
	const path = Buffer.concat([Buffer.from([0x75, 0x70, 13, 0, 1, 0, 0, 0, 0]), Buffer.from("evil.exe")]);
	assert.deepEqual(names(zip([{ name: "note.txt", extra: path }])), ["note.txt", "evil.exe"]);
});

test("a file at the beginning that the list leaves out is an entry", () => {
	const hidden = zip([{ name: "hidden.exe", content: "x" }]);
	assert.deepEqual(names(zip([NOTE], { before: hidden.subarray(0, 41) })), ["note.txt", "hidden.exe"]);
});

test("encrypted entries say so", () => {
	assert.equal(look(zip([{ ...NOTE, flags: 1 }])).encrypted, true);
	assert.equal(look(zip([{ ...NOTE, method: 99 }])).archive?.entries[0]?.encrypted, true);
	const masked = look(zip([{ ...NOTE, flags: 1 << 13 }]));
	assert.equal(masked.archive?.problem, "names-hidden");
	assert.equal(masked.encrypted, true);
});

test("an archive that grows beyond measure is a bomb", () => {
	const grows = look(zip([{ ...NOTE, claimedBytes: 0xfffffff0 }]));
	assert.equal(grows.archive?.problem, "bomb");
	assert.match(grows.archive?.detail ?? "", /^it grows [\d,]+ times$/);
	assert.equal(look(zip([{ ...NOTE, claimedBytes: 90e6 }])).archive?.problem, null);
});

test("more entries than the limit are too many, and those up to it are listed", () => {
	const octets = zip(Array.from({ length: 20 }, (_, i) => ({ name: `${i}.txt` })));
	const found = identify(sourceOf(octets), null, { ...defaultIdentifyLimits, entries: 10 });
	assert.equal(found.archive?.problem, "too-many-entries");
	assert.equal(found.archive?.entries.length, 10);
});

test("a list that is not whole is damaged", () => {
	const octets = zip([NOTE, { name: "b.txt", content: "b" }]);
	assert.equal(look(zip([NOTE], { claimedEntries: 3 })).archive?.problem, "damaged");
	const cut = look(octets.subarray(0, octets.length - 30));
	assert.equal(cut.kind, "zip");
	assert.equal(cut.archive?.problem, "damaged");
	assert.deepEqual(
		cut.archive?.entries.map(({ name }) => name),
		["note.txt", "b.txt"],
	);
});

test("names are read in UTF-8 and in the charset of the IBM PC", () => {
	assert.equal(decodeName(Buffer.from("Grüße.txt")), "Grüße.txt");
	assert.equal(decodeName(Buffer.from([0x47, 0x72, 0x81, 0xe1, 0x65])), "Grüße");
});

test("documents of Office Open XML are told apart by what they say of themselves", () => {
	const office = "openxmlformats-officedocument.";
	assert.equal(look(openXml(`${office}wordprocessingml.document`)).kind, "docx");
	assert.equal(look(openXml(`${office}spreadsheetml.sheet`)).kind, "xlsx");
	assert.equal(look(openXml(`${office}presentationml.slideshow`)).kind, "ppsx");
	assert.equal(look(openXml("ms-visio.drawing")).kind, "vsdx");
	assert.equal(look(openXml("ms-word.template.macroEnabledTemplate")).kind, "dotm");
	assert.equal(look(openXml("ms-powerpoint.addin.macroEnabled")).kind, "ppam");
	assert.equal(look(openXml("something-else", { name: "xl/workbook.xml" })).kind, "xlsx");
	assert.equal(look(openXml("something-else")).kind, "zip");
});

test("a document with macros is one whatever it says of itself", () => {
	const found = look(
		openXml("openxmlformats-officedocument.wordprocessingml.document", { name: "word/vbaProject.bin" }),
	);
	assert.deepEqual([found.kind, found.macros], ["docm", true]);
	const sheets = look(
		openXml("openxmlformats-officedocument.spreadsheetml.sheet", { name: "xl/macrosheets/sheet1.xml" }),
	);
	assert.deepEqual([sheets.kind, sheets.macros], ["xlsm", true]);
});

test("OpenDocument is told by its media type, its macros by their folders", () => {
	const odt = (...more: string[]) =>
		look(
			zip([
				{ name: "mimetype", content: "application/vnd.oasis.opendocument.text" },
				...more.map((name) => ({ name })),
			]),
		);
	assert.deepEqual([odt("content.xml").kind, odt("content.xml").macros], ["odt", false]);
	assert.equal(odt("Basic/script-lc.xml", "Basic/Standard/script-lb.xml").macros, false);
	assert.equal(odt("Basic/Standard/Module1.xml").macros, true);
	assert.equal(odt("Scripts/python/run.py").macros, true);
});

test("an encrypted OpenDocument says so in its manifest", () => {
	const found = look(
		zip([
			{ name: "mimetype", content: "application/vnd.oasis.opendocument.spreadsheet" },
			{ name: "META-INF/manifest.xml", method: 8, content: "<manifest:encryption-data/>" },
		]),
	);
	assert.deepEqual([found.kind, found.encrypted], ["ods", true]);
});

test("other zips are told by their entries", () => {
	const kind = (...files: string[]) => look(zip(files.map((name) => ({ name })))).kind;
	assert.equal(kind("META-INF/MANIFEST.MF", "Main.class"), "jar");
	assert.equal(kind("AndroidManifest.xml", "META-INF/MANIFEST.MF"), "apk");
	assert.equal(kind("pass.json", "manifest.json", "signature"), "pkpass");
	assert.equal(kind("DOMDocument.xml"), "fla");
	assert.equal(kind("manifest.json"), "zip");
});

test("a document that is a Java program as well is both", () => {
	const found = look(
		openXml("openxmlformats-officedocument.wordprocessingml.document", { name: "META-INF/MANIFEST.MF" }),
	);
	assert.deepEqual([found.kind, found.alsoKinds], ["docx", ["jar"]]);
});

test("a zip in a document is no second type", () => {
	const inner = zip([NOTE]);
	const outer = openXml("openxmlformats-officedocument.wordprocessingml.document", {
		name: "word/embeddings/a.zip",
		content: inner,
	});
	assert.deepEqual(look(outer).alsoKinds, []);
});

test("what is deflated comes back as it was, up to the limit", () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.uint8Array({ maxLength: 2000 }),
				fc
					.array(fc.constantFrom("abc", "abcabc", "x"), { maxLength: 500 })
					.map((words) => Buffer.from(words.join(""))),
			),
			fc.constantFrom(0, 1, 9),
			fc.integer({ min: 1, max: 3000 }),
			(octets, level, limit) => {
				const whole = Buffer.from(octets);
				const back = inflate(deflateRawSync(whole, { level }), limit);
				assert.deepEqual(back, whole.subarray(0, limit));
			},
		),
		{ numRuns: fuzzRuns(200) },
	);
	assert.doesNotThrow(() =>
		fc.assert(fc.property(fc.uint8Array(), (octets) => inflate(Buffer.from(octets), 1000).length <= 1000)),
	);
});
