import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import {
	rar4,
	rar4File,
	rar5,
	rar5Encryption,
	rar5File,
	sevenZip,
	tar,
	tarFile,
	tarHeader,
	tnef,
	tnefAttachment,
} from "../../../test/support/files/archives.ts";
import { defaultIdentifyLimits, identify, sourceOf, withInner } from "../index.ts";

const look = (octets: Buffer) => identify(sourceOf(octets), null);
const names = (octets: Buffer) => look(octets).archive?.entries.map(({ name }) => name);

test("a tar is told by its header's sum and lists what it holds", () => {
	const found = look(
		tar(tarFile("a.txt", "hello"), tarHeader("folder/", 0, "5"), tarFile("folder/b.exe", "MZ")),
	);
	assert.equal(found.kind, "tar");
	assert.deepEqual(found.archive?.entries, [
		{ name: "a.txt", sizeBytes: 5, encrypted: false, isFolder: false },
		{ name: "folder/", sizeBytes: 0, encrypted: false, isFolder: true },
		{ name: "folder/b.exe", sizeBytes: 2, encrypted: false, isFolder: false },
	]);
	assert.equal(look(tar(tarFile("old.txt", "x", "0", ""))).kind, "tar");
	assert.equal(look(tar(tarFile("MZ and PK.txt", "x"))).kind, "tar");
});

test("long names of a tar are whole", () => {
	const long = `${"folder/".repeat(30)}end.exe`;
	assert.deepEqual(names(tar(tarFile("././@LongLink", `${long}\0`, "L"), tarFile(long, "x"))), [long]);
	const record = `path=${long}\n`;
	const pax = `${record.length + 4} ${record}`;
	assert.deepEqual(names(tar(tarFile("PaxHeader", pax, "x"), tarFile("short", "x"))), [long]);
});

test("a tar that is cut off or broken is damaged", () => {
	assert.equal(look(tarHeader("a.txt", 100_000)).archive?.problem, "damaged");
	assert.equal(look(tar(tarFile("a.txt", "x"), Buffer.alloc(512, "?"))).archive?.problem, "damaged");
});

test("gzip tells the name and the size of what it holds", () => {
	const octets = gzipSync("hello");
	assert.deepEqual(look(octets).archive?.entries, [
		{ name: "", sizeBytes: 5, encrypted: false, isFolder: false },
	]);
	octets[3] = 8;
	const named = Buffer.concat([octets.subarray(0, 10), Buffer.from("invoice.exe\0"), octets.subarray(10)]);
	assert.deepEqual(names(named), ["invoice.exe"]);
});

test("a finding on gzip is completed by what is inside", () => {
	const packed = tar(tarFile("a.txt", "x"), tarFile("b.exe", "x"));
	const tgz = withInner(look(gzipSync(packed)), look(packed), packed.length);
	assert.equal(tgz.kind, "gz");
	assert.deepEqual(
		tgz.archive?.entries.map(({ name }) => name),
		["a.txt", "b.exe"],
	);
	const program = Buffer.from("#!/bin/sh\necho\n");
	const single = withInner(look(gzipSync(program)), look(program), program.length);
	assert.equal(single.archive?.entries[0]?.kind, "sh");
	const limits = { ...defaultIdentifyLimits, unpackedBytes: 10 };
	assert.equal(withInner(look(gzipSync(program)), look(program), 11, limits).archive?.problem, "bomb");
});

test("RAR 4 lists its files, with names in Unicode", () => {
	// "a", then "ü" (one octet), then ".exe" out of the old name: a run of 4 from the third character on.
	const unicode = Buffer.concat([Buffer.from("a?.exe\0"), Buffer.from([0, 0b00_00_11_00, 0x61, 0xfc, 2])]);
	const found = look(rar4(0, rar4File("note.txt"), rar4File(unicode, 0x200), rar4File("folder", 0xe0, "")));
	assert.equal(found.kind, "rar");
	assert.deepEqual(
		found.archive?.entries.map(({ name, isFolder }) => [name, isFolder]),
		[
			["note.txt", false],
			["aü.exe", false],
			["folder", true],
		],
	);
	assert.equal(found.archive?.problem, null);
});

test("a RAR 4 file of two names that end differently is two entries", () => {
	const two = Buffer.concat([
		Buffer.from("a.txt\0"),
		Buffer.from([0, 0, ...Buffer.from("a.ex"), 0, ...Buffer.from("e")]),
	]);
	assert.deepEqual(names(rar4(0, rar4File(two, 0x200))), ["a.exe", "a.txt"]);
});

test("RAR 5 lists its files", () => {
	const found = look(rar5(rar5File("note.txt"), rar5File("Grüße.exe", true)));
	assert.deepEqual(
		found.archive?.entries.map(({ name, encrypted }) => [name, encrypted]),
		[
			["note.txt", false],
			["Grüße.exe", true],
		],
	);
	assert.equal(found.encrypted, true);
});

test("a RAR with encrypted headers hides its names", () => {
	for (const octets of [rar4(0x80), rar5(rar5Encryption())]) {
		const found = look(octets);
		assert.equal(found.archive?.problem, "names-hidden");
		assert.equal(found.encrypted, true);
		assert.equal(found.archive?.unpackedBytes, null);
	}
});

test("a RAR that is cut off is damaged", () => {
	const octets = rar5(rar5File("note.txt"), rar5File("other.txt"));
	assert.equal(look(octets.subarray(0, octets.length - 20)).archive?.problem, "damaged");
});

test("7z lists its files", () => {
	const found = look(
		sevenZip([
			{ name: "note.txt", content: "hello" },
			{ name: "b.exe", content: "MZ" },
		]),
	);
	assert.equal(found.kind, "7z");
	assert.deepEqual(
		found.archive?.entries.map(({ name, sizeBytes }) => [name, sizeBytes]),
		[
			["note.txt", 5],
			["b.exe", 2],
		],
	);
	assert.equal(look(sevenZip([{ name: "a", content: "a" }], "06f10701")).encrypted, true);
});

test("a list that 7-Zip has packed is unpacked", () => {
	const octets = Buffer.from(PACKED_LIST, "base64");
	assert.deepEqual(names(octets)?.slice(0, 3), ["d", "d/1.txt", "d/10.txt"]);
	assert.equal(names(octets)?.length, 21);
});

test("a list that 7-Zip has packed with a password hides the names", () => {
	const found = look(Buffer.from(HIDDEN_LIST, "base64"));
	assert.equal(found.archive?.problem, "names-hidden");
	assert.equal(found.encrypted, true);
});

test("TNEF names its attachments, by title and by long name", () => {
	const found = look(
		tnef(tnefAttachment("NOTE~1.TXT", "note of today.txt", "hello"), tnefAttachment("b.exe", null, "MZ")),
	);
	assert.equal(found.kind, "tnef");
	assert.deepEqual(
		found.archive?.entries.map(({ name, sizeBytes }) => [name, sizeBytes]),
		[
			["NOTE~1.TXT", 5],
			["note of today.txt", 5],
			["b.exe", 2],
		],
	);
	assert.equal(found.archive?.problem, null);
});

/** Made by 7-Zip 16: 20 files of a folder, the list packed by LZMA; one file, the list packed with a password. */
const PACKED_LIST =
	"N3q8ryccAATZpMf58gAAAAAAAAAiAAAAAAAAAGghebfgADIAK10AGIKCaY02DJfJSXWaLEvDzUMslY1arcWiVi760jkWXbPF" +
	"+q4ODQkzJEnq4AAAAIEzB64P0S47sKCQoHdexUAYtD/u9pKsDvSCD4Ej4T8t5DS3Wb044+TSU99k7KpPgEu+RLhDnqESXzpe" +
	"jS2tKKugSQpdL4SdbIA5wzTVZnvWQ6Tde+CbuFZyw3u8bqw0pq3NT1qVXHEFBv7x0ohFnhtEMr59vrrYzgVtErGOzd6vDl1D" +
	"jwg+By4cCHuHrZpB3qbuLtmsWz5n4tENykfDx/+/E6bFSDmHGkgMI39DrfQpXJibQKLBfjeowO4sIBcGMwEJgL8ABwsBAAEj" +
	"AwEBBV0AEAAADIHsCgHDahWgAAA=";
const HIDDEN_LIST =
	"N3q8ryccAAQhaZ+pcAAAAAAAAAAuAAAAAAAAAKlfOxKcZa8D951g133x0Vn6y4NWDnDu2wqTkVd3yLjx42rVHh6LXetYvIxv" +
	"1ZPj8hCafweTwPuqM47U/C0xXjdUGciYMPhB6EAlfvHwXDGxYZ/13gfAerdjzZD2IOL3VUIhB1pq+udsqTaeip2+j5gOr+b2" +
	"FwYQAQlgAAcLAQABJAbxBwESUw/Owl0AFy66WkBVR5a57c14DFIKAV+fDB0AAA==";
