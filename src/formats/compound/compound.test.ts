import assert from "node:assert/strict";
import { test } from "node:test";
import { compound, type Stream } from "../../../test/support/files/compound.ts";
import { identify, sourceOf } from "../index.ts";

const look = (streams: readonly Stream[], rootClass?: string) =>
	identify(sourceOf(compound(streams, rootClass)), "cfb");

test("documents are told apart by the streams of the root", () => {
	const kind = (name: string) => look([{ name: "\x05SummaryInformation" }, { name, content: "x" }]).kind;
	assert.equal(kind("WordDocument"), "doc");
	assert.equal(kind("Workbook"), "xls");
	assert.equal(kind("Book"), "xls");
	assert.equal(kind("PowerPoint Document"), "ppt");
	assert.equal(kind("VisioDocument"), "vsd");
	assert.equal(kind("__properties_version1.0"), "msg");
	assert.equal(kind("Quill"), "pub");
	assert.equal(kind("StarCalcDocument"), "sdc");
	assert.equal(kind("StarWriterDocument"), "sdw");
	assert.equal(kind("Something"), "ole");
	assert.equal(look([{ name: "Contents" }, { name: "Page 1" }]).kind, "fla");
});

test("a sheet inside a letter does not make it a workbook", () => {
	const found = look([
		{ name: "WordDocument" },
		{ name: "ObjectPool", isStorage: true },
		{ name: "Workbook", isInside: true },
	]);
	assert.deepEqual([found.kind, found.alsoKinds], ["doc", []]);
});

test("installers are told by their class, and by the names of their tables", () => {
	assert.equal(look([{ name: "x" }], "84100c0000000000c000000000000046").kind, "msi");
	assert.equal(look([{ name: "\u4840\u3f3f\u4577\u446c" }]).kind, "msi");
});

test("an encrypted document of Office Open XML is known as no more than that", () => {
	const found = look([{ name: "EncryptionInfo" }, { name: "EncryptedPackage" }]);
	assert.deepEqual([found.kind, found.encrypted], ["ooxml-encrypted", true]);
});

test("macros are seen as VBA projects, as sheets and as atoms", () => {
	assert.equal(look([{ name: "WordDocument" }, { name: "Macros", isStorage: true }]).macros, true);
	assert.equal(look([{ name: "Workbook" }, { name: "_VBA_PROJECT_CUR", isStorage: true }]).macros, true);
	assert.equal(look([{ name: "WordDocument" }]).macros, false);
	// BOF, BOUNDSHEET, EOF
	const sheet = (type: number) =>
		Buffer.concat([
			Buffer.from([0x09, 0x08, 2, 0, 0, 6]),
			Buffer.from([0x85, 0, 8, 0, 0, 0, 0, 0, 0, type, 1, 0x41]),
			Buffer.from([0x0a, 0, 0, 0]),
		]);
	assert.equal(look([{ name: "Workbook", content: sheet(1) }]).macros, true);
	assert.equal(look([{ name: "Workbook", content: sheet(0) }]).macros, false);
	const slides = Buffer.from("020000040c000000050000000100000002000000", "hex");
	assert.equal(look([{ name: "PowerPoint Document", content: slides }]).macros, true);
});

test("passwords are seen in Word, Excel and PowerPoint", () => {
	const word = Buffer.alloc(64);
	word[11] = 1;
	assert.equal(look([{ name: "WordDocument", content: word }]).encrypted, true);
	const pass = (...body: number[]) => Buffer.from([0x09, 0x08, 2, 0, 0, 6, 0x2f, 0, body.length, 0, ...body]);
	assert.equal(look([{ name: "Workbook", content: pass(1, 0, 1, 0, 1, 0) }]).encrypted, true);
	// The password that Excel itself uses for workbooks that are protected only.
	assert.equal(look([{ name: "Workbook", content: pass(0, 0, 1, 2, 0x0a, 0x9a) }]).encrypted, false);
	const user = Buffer.from("0000f60f170000001400000 0dfc4d1f3".replaceAll(" ", ""), "hex");
	assert.equal(
		look([{ name: "PowerPoint Document" }, { name: "Current User", content: user }]).encrypted,
		true,
	);
});

test("files put into a document or message are its entries", () => {
	const pack = Buffer.concat([Buffer.alloc(6), Buffer.from("Invoice\0C:\\temp\\invoice.exe\0\0\0")]);
	const found = look([
		{ name: "WordDocument" },
		{ name: "ObjectPool", isStorage: true },
		{ name: "\x01Ole10Native", content: pack, isInside: true },
	]);
	assert.deepEqual(
		found.archive?.entries.map(({ name }) => name),
		["Invoice", "C:\\temp\\invoice.exe"],
	);
	const message = look([
		{ name: "__properties_version1.0" },
		{ name: "__attach_version1.0_#00000000", isStorage: true },
		{ name: "__substg1.0_3707001F", content: Buffer.from("run me.js", "utf16le"), isInside: true },
	]);
	assert.deepEqual(
		message.archive?.entries.map(({ name }) => name),
		["run me.js"],
	);
});

test("a chain that bites its tail ends", () => {
	const octets = compound([{ name: "WordDocument", content: "x".repeat(2000) }]);
	// Every sector of the table is followed by the first of the directory.
	for (let at = 512 + 4; at < 1024; at += 4) octets.writeUInt32LE(1, at);
	assert.equal(identify(sourceOf(octets), null).kind, "doc");
});

test("small streams share the root's stream", () => {
	const octets = compound([{ name: "small", content: Buffer.alloc(512) }, { name: "WordDocument" }]);
	const fib = Buffer.alloc(64);
	fib[11] = 1;
	fib.copy(octets, 512 * 3 + 64);
	octets.writeUInt32LE(4096, 56); // the cutoff
	octets.writeUInt32LE(2, 60); // the table of small sectors: what follows happens to be zeros
	octets.writeUInt32LE(2, 1024 + 116); // the root's stream
	octets.writeUInt32LE(1, 1024 + 256 + 116); // the second small sector
	octets.writeUInt32LE(64, 1024 + 256 + 120);
	assert.equal(identify(sourceOf(octets), null).encrypted, true);
});
