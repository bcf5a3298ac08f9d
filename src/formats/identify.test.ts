import assert from "node:assert/strict";
import { test } from "node:test";
import { tar, tarFile } from "../../test/support/files/archives.ts";
import { compound } from "../../test/support/files/compound.ts";
import { zip } from "../../test/support/files/zip.ts";
import { identify, sourceOf } from "./index.ts";

const look = (octets: Buffer | string, opinion: string | null = null) =>
	identify(sourceOf(typeof octets === "string" ? Buffer.from(octets, "latin1") : octets), opinion);
const kind = (octets: Buffer | string): string => look(octets).kind;
/** Octets with marks at places. */
const at = (sizeBytes: number, ...marks: readonly (readonly [number, string])[]): Buffer => {
	const octets = Buffer.alloc(sizeBytes);
	for (const [place, mark] of marks) octets.write(mark, place, "latin1");
	return octets;
};

const PDF = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n";
const GIF = Buffer.from(
	"47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b",
	"hex",
);
const ZIP = zip([{ name: "setup.exe", content: "MZ" }]);

test("nothing is empty, and noise is binary", () => {
	assert.equal(kind(""), "empty");
	assert.equal(kind("\x01\x02\x03\x04"), "binary");
});

test("kinds are told by the octets that a format begins with", () => {
	assert.equal(kind("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "png");
	assert.equal(kind("\xff\xd8\xff\xe0\0\x10JFIF"), "jpg");
	assert.equal(kind(GIF), "gif");
	assert.equal(kind("RIFF\0\0\0\0WEBPVP8 "), "webp");
	assert.equal(kind("RIFF\0\0\0\0WAVEfmt "), "wav");
	assert.equal(kind("RIFF\0\0\0\0RMIDdata"), "rmi");
	assert.equal(kind("FORM\0\0\0\0AIFFCOMM"), "aiff");
	assert.equal(kind("BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0"), "bmp");
	assert.equal(kind("{\\rtf1 hello}"), "rtf");
	assert.equal(kind("L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0"), "lnk");
	assert.equal(kind("SQLite format 3\0"), "sqlite");
	assert.equal(kind("MSCF\0\0\0\0\x2c\0\0\0"), "cab");
	assert.equal(kind("\xed\xab\xee\xdb\x03\0"), "rpm");
	assert.equal(kind("MP+\x17\0\0\0\x01"), "mpc");
	assert.equal(kind(".RMF\0\0\0\x12\0\0"), "rm");
	assert.equal(kind("CWS\x0a\x10\0\0\0x\x9c"), "swf");
});

test("films and pictures in boxes are told by brand", () => {
	const box = (brand: string, ...more: string[]) => kind(`\0\0\0\x1cftyp${brand}\0\0\0\0${more.join("")}`);
	assert.equal(box("isom", "mp42"), "mp4");
	assert.equal(box("qt  "), "mov");
	assert.equal(box("heic", "mif1"), "heic");
	assert.equal(box("mif1", "mif1avif"), "avif");
	assert.equal(box("mif1", "mif1heic"), "heic");
	assert.equal(box("M4A "), "m4a");
	assert.equal(box("3gp5"), "3gp");
	assert.equal(kind("\0\0\0\x08wide\0\0\0\x08mdat"), "mov");
});

test("sound is told by several frames in a row", () => {
	const frame = at(417, [0, "\xff\xfb\x90\0"]);
	assert.equal(kind(Buffer.concat([frame, frame, frame, frame])), "mp3");
	assert.equal(kind(frame), "binary");
	assert.equal(kind("ID3\x03\0\0\0\0\0\0\xff\xfb\x90\0"), "mp3");
	assert.equal(kind("ID3\x03\0\0\0\0\0\0fLaC"), "flac");
});

test("MPEG streams and Windows Media are told", () => {
	assert.equal(kind("\0\0\x01\xba\x44\0"), "mpg");
	assert.equal(kind(at(188 * 4, [0, "G"], [188, "G"], [376, "G"], [564, "G"])), "mpg");
	const stream = (type: string) =>
		kind(
			Buffer.from(
				`3026b2758e66cf11a6d900aa0062ce6c${"00".repeat(14)}9107dcb7b7a9cf118ee600c00c205365${"00".repeat(8)}${type}`,
				"hex",
			),
		);
	assert.equal(stream("409e69f84d5bcf11a8fd00805f5c442b"), "wma");
	assert.equal(stream("c0ef19bc4d5bcf11a8fd00805f5c442b"), "wmv");
	assert.equal(stream("00".repeat(16)), "asf");
});

test("programs are told apart", () => {
	assert.equal(kind("MZ\x90\0\x03\0"), "exe");
	assert.equal(kind("\x7fELF\x02\x01"), "elf");
	assert.equal(kind("\xca\xfe\xba\xbe\0\0\0\x02\x01\0\0\x07"), "macho");
	assert.equal(kind("\xca\xfe\xba\xbe\0\0\0\x34\0\x1d"), "class");
	assert.equal(kind("\xcf\xfa\xed\xfe\x07\0\0\x01"), "macho");
	const letters = Buffer.alloc(200, "a");
	letters.write("MZ");
	assert.equal(kind(letters), "text");
	letters.writeUInt32LE(100, 0x3c);
	letters.write("PE\0\0", 100);
	assert.equal(kind(letters), "exe");
});

test("disk images are told by marks deep inside", () => {
	assert.equal(kind(at(40_000, [32_769, "CD001"])), "iso");
	assert.equal(kind(at(2000, [0, "x\x9c"], [2000 - 512, "koly"])), "dmg");
	assert.equal(kind(at(2000, [2000 - 512, "conectix"])), "vhd");
	assert.equal(kind(at(1024, [0, "\xeb\x3c\x90mkfs.fat"], [54, "FAT12   "], [510, "\x55\xaa"])), "img");
	assert.equal(kind("QFI\xfb\0\0\0\x03"), "qcow2");
});

test("signed and encrypted mail is told", () => {
	const content = (arc: string) => Buffer.from(`3082010006092a864886f70d0107${arc}a0`, "hex");
	assert.equal(kind(content("02")), "p7s");
	assert.equal(kind(content("03")), "p7m");
	assert.equal(kind(Buffer.from("308006092a864886f70d010702a080", "hex")), "p7s");
	const signature = Buffer.concat([Buffer.from([0x89, 0, 20, 4, 0, 1, 8]), Buffer.alloc(16, 0xee)]);
	assert.equal(kind(signature), "pgp");
});

test("a PDF may stand behind white space or a few words", () => {
	for (const before of ["", "\n\n", "\ufeff", "HTTP/1.1 200 OK\r\nContent-Type: x\r\n\r\n", "\0\0\x01"]) {
		const found = look(Buffer.from(before + PDF));
		assert.deepEqual([found.kind, found.alsoKinds, found.text], ["pdf", [], null], JSON.stringify(before));
	}
	assert.equal(kind("A PDF begins with %PDF-1.7 and a line feed."), "text");
});

test("what follows the end of a PDF or picture is of no interest unless it is something", () => {
	assert.deepEqual(look(`${PDF}\0\0\0garbage`).alsoKinds, []);
	const photo = Buffer.from(
		"\xff\xd8\xff\xe1<x:xmpmeta><rdf:RDF/></x:xmpmeta>\xff\xd9\xff\xd8\xff\xe1\xff\xd9",
		"latin1",
	);
	assert.deepEqual(look(photo).alsoKinds, []);
});

test("a zip at the end makes anything a second type", () => {
	for (const [first, octets] of [
		["gif", GIF],
		["pdf", Buffer.from(PDF)],
		["exe", Buffer.from("MZ\x90\0")],
		["sh", Buffer.from("#!/bin/sh\nexit\n")],
		["html", Buffer.from("<html><p>hello</p>")],
	] as const) {
		const found = look(Buffer.concat([octets, ZIP]));
		assert.deepEqual([found.kind, found.alsoKinds], [first, ["zip"]]);
		assert.deepEqual(
			found.archive?.entries.map(({ name }) => name),
			["setup.exe"],
		);
	}
	assert.deepEqual(look(Buffer.concat([GIF, ZIP, Buffer.from("trailer")])).alsoKinds, ["zip"]);
	assert.deepEqual(look(Buffer.concat([Buffer.from("\x01\x02\x03"), ZIP])).kind, "zip");
});

test("a file that lies in a container is no second type", () => {
	assert.deepEqual(look(tar(tarFile("a.zip", ZIP))).alsoKinds, []);
	assert.deepEqual(look(tar(tarFile("a.pdf", PDF))).alsoKinds, []);
	assert.deepEqual(look(zip([{ name: "a.pdf", content: PDF }])).alsoKinds, []);
	assert.deepEqual(
		look(compound([{ name: "Package", content: ZIP }, { name: "WordDocument" }])).alsoKinds,
		[],
	);
	const attached = PDF.replace("endobj", `stream\n${ZIP.toString("latin1")}\nendstream\nendobj`);
	assert.deepEqual(look(attached).alsoKinds, []);
});

test("other second types are seen", () => {
	const pdf = Buffer.from(PDF);
	assert.deepEqual(look(Buffer.concat([Buffer.from("MZ\x90\0"), pdf])).alsoKinds, ["pdf"]);
	assert.deepEqual(look(Buffer.concat([Buffer.from("<html>\0"), pdf])).alsoKinds, ["pdf"]);
	assert.deepEqual(look(Buffer.concat([Buffer.from("\xff\xd8\xff\xfe", "latin1"), pdf])).alsoKinds, ["pdf"]);
	assert.deepEqual(look("GIF89a/*\x01<script>alert(1)</script>").alsoKinds, ["html"]);
	assert.deepEqual(look(at(40_000, [0, "\x89PNG\r\n\x1a\n"], [32_769, "CD001"])).alsoKinds, ["iso"]);
	const rar = "Rar!\x1a\x07\0and so on\xc4\x3d\x7b\0\x40\x07\0";
	assert.deepEqual(look(`\xff\xd8\xff\xe0${rar}`).alsoKinds, ["rar"]);
});

test("the opinion of a library is heard where there is no better one", () => {
	assert.equal(look("\x01\x02\x03\x04", "aif").kind, "aiff");
	assert.equal(look("\x01\x02\x03\x04", "xyz").kind, "xyz");
	assert.equal(look("MZ\x90\0", "pdf").kind, "exe");
	assert.equal(look("hello", "mp3").kind, "text");
});
