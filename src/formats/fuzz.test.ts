import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import {
	rar4,
	rar4File,
	rar5,
	rar5File,
	sevenZip,
	tar,
	tarFile,
	tnef,
	tnefAttachment,
} from "../../test/support/files/archives.ts";
import { compound } from "../../test/support/files/compound.ts";
import { openXml, zip } from "../../test/support/files/zip.ts";
import { fc, fuzzRuns } from "../../test/support/fuzz.ts";
import { defaultIdentifyLimits, type FileFinding, identify, type OctetSource } from "./index.ts";
import { unpackLzma } from "./seven-zip/lzma.ts";

/** Counts what is asked for, as a file on a disk would have to deliver it. */
function counted(
	octets: Buffer,
	sizeBytes = octets.length,
): OctetSource & { readonly readBytes: () => number } {
	let read = 0;
	return {
		sizeBytes,
		read: (at, length) => {
			assert.ok(
				at >= 0 && length >= 0 && Number.isInteger(at) && Number.isInteger(length),
				`${at}, ${length}`,
			);
			const piece = octets.subarray(at, at + length);
			read += piece.length;
			return piece;
		},
		readBytes: () => read,
	};
}

/** Finds a kind, whatever it is given, in bounded reads and time. */
function survives(octets: Buffer): FileFinding {
	const source = counted(octets);
	const begun = performance.now();
	const found = identify(source, null);
	assert.ok(source.readBytes() <= defaultIdentifyLimits.readBytes, `read ${source.readBytes()} octets`);
	assert.ok(performance.now() - begun < 2_000, "it takes long");
	assert.notEqual(found.kind, "");
	assert.ok((found.archive?.entries.length ?? 0) <= 2 * defaultIdentifyLimits.entries + 1);
	return found;
}

const office = openXml("openxmlformats-officedocument.wordprocessingml.document", {
	name: "word/vbaProject.bin",
});
const seeds: Readonly<Record<string, Buffer>> = {
	zip: zip([
		{ name: "a.txt", content: "hello" },
		{ name: "b.txt", method: 8, content: "hello ".repeat(50) },
	]),
	office,
	compound: compound([
		{ name: "WordDocument", content: Buffer.alloc(600) },
		{ name: "Workbook", content: Buffer.from("85000800000000000100014100000000", "hex") },
		{ name: "Macros", isStorage: true },
		{ name: "\x01Ole10Native", isInside: true, content: "123456label\0path\0" },
	]),
	tar: tar(
		tarFile("././@LongLink", "long.txt\0", "L"),
		tarFile("PaxHeader", "14 path=a.txt\n", "x"),
		tarFile("a", "x"),
	),
	rar4: rar4(0, rar4File("a.txt"), rar4File(Buffer.from("a.txt\0\0\x0f\x61\x62\x63\x83\x01\x02"), 0x200)),
	rar5: rar5(rar5File("a.txt"), rar5File("b.txt", true)),
	sevenZip: sevenZip([
		{ name: "a.txt", content: "hello" },
		{ name: "b.txt", content: "hello" },
	]),
	tnef: tnef(tnefAttachment("A~1.TXT", "a long name.txt", "hello"), tnefAttachment("b.txt", null, "x")),
	gzip: gzipSync("hello"),
	html: Buffer.from("<!-- a --><!DOCTYPE html [<!ENTITY a 'b'>]><html><script>alert(1)</script></html>"),
	script: Buffer.from("@echo off\r\nset A=1\r\nif exist b.txt del /q b.txt\r\n"),
	json: Buffer.from('{"a": [1, 2, {"b": "c"}]}'),
	pdf: Buffer.from("junk\n%PDF-1.4\nstartxref\n0\n%%EOF"),
};

const changes = fc.array(
	fc.tuple(fc.nat(5000), fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(255))),
	{
		minLength: 1,
		maxLength: 12,
	},
);

for (const [name, whole] of Object.entries(seeds)) {
	test(`${name}: whatever is changed in it, it is told something`, () => {
		fc.assert(
			fc.property(changes, (changed) => {
				const octets = Buffer.from(whole);
				for (const [at, value] of changed) octets[at % octets.length] = value;
				survives(octets);
			}),
			{ numRuns: fuzzRuns(150) },
		);
	});

	test(`${name}: wherever it is cut off, it is told something`, () => {
		const step = Math.max(1, Math.floor(whole.length / 500));
		for (let length = 0; length < whole.length; length += step) survives(whole.subarray(0, length));
	});
}

test("any octets, behind any signature, are told something", () => {
	const beginnings = [
		"",
		"PK\x03\x04",
		"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
		"7z\xbc\xaf\x27\x1c",
		"Rar!\x1a\x07\0",
		"Rar!\x1a\x07\x01\0",
		"\x78\x9f\x3e\x22",
		"\x1f\x8b\x08",
		"0\x80",
		"ID3\x03",
		"\0\0\0\x18ftyp",
		"#!/bin/sh\n",
		"<html",
		"MZ",
	];
	fc.assert(
		fc.property(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 3000 }), (beginning, rest) => {
			survives(Buffer.concat([Buffer.from(beginning, "latin1"), rest]));
		}),
		{ numRuns: fuzzRuns(400) },
	);
});

test("any characters are told something", () => {
	const pieces = fc.constantFrom(
		"<",
		"<!--",
		"-->",
		"<?",
		"?>",
		"<!DOCTYPE ",
		"[",
		"]",
		">",
		"\n",
		"\r",
		" ",
		"{",
		'"',
		"$a = ",
		"@echo ",
		"#!/",
		"<#",
		"/*",
		"*/",
		"var a=",
		"BEGIN:",
		"-----BEGIN ",
		",",
		"\ufeff",
		"é",
		"a:b",
		"Dim x",
	);
	fc.assert(
		fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 60 }), (text) => {
			survives(Buffer.from(text.join("")));
		}),
		{ numRuns: fuzzRuns(400) },
	);
});

test("texts made to keep recognisers busy are told quickly", () => {
	for (const piece of [
		"<!--",
		"<?",
		"<a ",
		"/*",
		"<#\n",
		"{[",
		'"',
		"\r",
		"set a=",
		"(",
		"a:",
		"<!DOCTYPE a[",
		"function(",
		"$a=",
		"x, ",
	]) {
		survives(Buffer.from(piece.repeat(Math.ceil(200_000 / piece.length))));
	}
});

test("claims about sizes do not make it read more", () => {
	// A table that claims chains without end, a list of as many entries as fit, a tar of empty files.
	const big = Buffer.alloc(30 * 1024 * 1024, 1);
	seeds["compound"]?.copy(big);
	for (let at = 512; at < 1024; at += 4) big.writeUInt32LE(((at * 7919) % 50_000) + 1, at);
	survives(big);
	survives(
		zip(
			Array.from({ length: 30_000 }, (_, i) => ({ name: `folder/file-number-${i}.txt`, localName: `${i}` })),
		),
	);
	const entry = tarFile("a.txt", "");
	survives(Buffer.concat(new Array<Buffer>(20_000).fill(entry)));
	const blocks = Buffer.concat([
		Buffer.from("Rar!\x1a\x07\0", "latin1"),
		Buffer.alloc(20e6, Buffer.from([0, 0, 0x7a, 0, 0, 7, 0])),
	]);
	survives(blocks);
});

test("LZMA unpacks no more than it is asked to, of anything", () => {
	fc.assert(
		fc.property(
			fc.uint8Array({ maxLength: 300 }),
			fc.nat(255),
			fc.nat(5000),
			(packed, properties, length) => {
				const out = unpackLzma(Buffer.from(packed), Buffer.from([properties, 0, 0, 1, 0]), length);
				assert.ok(out === null || out.length === length);
			},
		),
		{ numRuns: fuzzRuns(100) },
	);
});
