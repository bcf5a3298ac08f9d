import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { tar, tarFile, tnef, tnefAttachment } from "../../../test/support/files/archives.ts";
import { openXml, zip } from "../../../test/support/files/zip.ts";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { defaultIdentifyLimits, identify, sourceOf } from "../../formats/index.ts";
import { lookInto } from "./look-into.ts";

const look = async (octets: Buffer) =>
	(await lookInto(sourceOf(octets), identify(sourceOf(octets), null), defaultIdentifyLimits)).archive;
const names = async (octets: Buffer) => (await look(octets))?.entries.map(({ name }) => name);

const NOTE = { name: "note.txt", content: "hello" };
const packing = (name: string, content: Buffer, method: 0 | 8 = 8) => zip([NOTE, { name, content, method }]);

const PROGRAM = zip([{ name: "x/setup.exe", content: "MZ" }]);
const TAR = tar(tarFile("setup.exe", "MZ"));

/** As gzip makes it of a file: with the file's name. */
function namedGzip(name: string, content: Buffer): Buffer {
	const octets = gzipSync(content);
	octets[3] = 8;
	return Buffer.concat([octets.subarray(0, 10), Buffer.from(`${name}\0`), octets.subarray(10)]);
}

test("what an archive in a zip holds is listed with it, packed or not", async () => {
	for (const method of [0, 8] as const) {
		const found = await look(packing("b.zip", PROGRAM, method));
		assert.deepEqual(found?.problem, null);
		assert.deepEqual(
			found?.entries.map(({ name }) => name),
			["note.txt", "b.zip", "b.zip/x/setup.exe"],
		);
	}
});

test("what an archive in a tar holds is listed with it, and in a tar that gzip has packed", async () => {
	const long = `${"folder/".repeat(30)}b.zip`;
	const outer = tar(
		tarFile("note.txt", "hello"),
		tarFile("././@LongLink", `${long}\0`, "L"),
		tarFile(long, PROGRAM),
		tarFile("b.tgz", gzipSync(TAR)),
		tarFile("c.tar", TAR),
	);
	const listed = [
		...["note.txt", long, "b.tgz", "c.tar"],
		...[`${long}/x/setup.exe`, "b.tgz/setup.exe", "c.tar/setup.exe"],
	];
	assert.deepEqual(await names(outer), listed);
	assert.deepEqual(await names(gzipSync(outer)), listed);
});

test("a program in an archive is found far into a tar that gzip has packed", async () => {
	const outer = tar(tarFile("log.txt", Buffer.alloc(80 * 1024 * 1024, "x")), tarFile("b.zip", PROGRAM));
	assert.deepEqual((await names(gzipSync(outer)))?.at(-1), "b.zip/x/setup.exe");
});

test("an archive that gzip has packed is listed, and so is what a gzip file in a zip holds", async () => {
	assert.deepEqual(await names(gzipSync(PROGRAM)), ["", "x/setup.exe"]);
	assert.deepEqual(await names(packing("b.tar.gz", namedGzip("b.tar", TAR))), [
		...["note.txt", "b.tar.gz", "b.tar.gz/setup.exe"],
	]);
	const found = await look(packing("setup.gz", gzipSync("MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff")));
	assert.deepEqual(found?.entries.at(-1)?.name, "setup");
	assert.notEqual(found?.entries.at(-1)?.kind, undefined);
	assert.deepEqual(await names(packing("a.csv.gz", namedGzip("a.csv", Buffer.from("a;b\n")))), [
		...["note.txt", "a.csv.gz", "a.csv.gz/a.csv"],
	]);
});

test("archives in the attachments of winmail.dat are listed, and deeper ones are names", async () => {
	const attached = (content: Buffer) => tnef(tnefAttachment("B~1.ZIP", "papers.zip", content));
	assert.deepEqual(await names(attached(PROGRAM)), ["B~1.ZIP", "papers.zip", "B~1.ZIP/x/setup.exe"]);
	assert.equal((await look(attached(packing("c.zip", PROGRAM))))?.problem, null);
});

test("an archive in an archive that has a password is told so", async () => {
	const locked = zip([{ name: "a.pdf", content: "x", flags: 1 }]);
	for (const outer of [packing("b.zip", locked), tar(tarFile("b.zip", locked)), gzipSync(locked)])
		assert.ok((await look(outer))?.entries.every(({ name, encrypted }) => encrypted || name === "note.txt"));
});

test("a program or a document under the name of an archive is told as what it is", async () => {
	const found = await look(packing("b.zip", packing("META-INF/MANIFEST.MF", Buffer.from("x"))));
	assert.equal(found?.entries.find(({ name }) => name === "b.zip")?.kind, "jar");
	const twice = zip([
		{ name: "b.zip", content: "MZ\x90\0\x03\0\0\0\x04" },
		{ name: "b.zip", content: zip([NOTE]) },
		{ name: "b.zip", content: "#!/bin/sh\necho\n" },
	]);
	assert.ok((await look(twice))?.entries.some(({ kind }) => kind === "sh"));
	const document = openXml("openxmlformats-officedocument.wordprocessingml.document");
	assert.deepEqual(await names(packing("b.zip", document)), ["note.txt", "b.zip"]);
});

test("an archive in an archive in an archive is nested", async () => {
	const inner = packing("c.7z", Buffer.from("7z"));
	for (const name of ["b.zip", "b.ZIP", "b.zip."])
		assert.equal((await look(packing(name, inner)))?.problem, "nested");
	assert.equal((await look(packing("b.docx", inner)))?.problem, null);
	for (const outer of [
		tar(tarFile("b.zip", inner)),
		gzipSync(tar(tarFile("b.zip", inner))),
		gzipSync(inner),
		packing("b.gz", gzipSync(inner)),
	])
		assert.equal((await look(outer))?.problem, "nested");
});

test("an archive in a zip that grows beyond measure is a bomb, and is not unpacked to its end", async () => {
	const large = Buffer.alloc(80 * 1024 * 1024);
	assert.equal((await look(packing("b.zip", large)))?.problem, "bomb");
	assert.equal((await look(tar(tarFile("b.zip", large))))?.problem, "bomb");
	assert.equal((await look(packing("b.gz", gzipSync(Buffer.alloc(300 * 1024 * 1024)))))?.problem, "bomb");
});

test("an archive in a zip that cannot be unpacked stays a name", async () => {
	const broken = { name: "b.zip", content: zip([NOTE]), method: 8 } as const;
	const octets = zip([broken]);
	octets.fill(0xff, 40, 60);
	assert.deepEqual(await names(octets), ["b.zip"]);
	assert.equal((await names(zip([{ ...broken, flags: 1 }])))?.length, 1);
	assert.equal((await names(packing("b.zip", Buffer.from("no zip"))))?.length, 2);
});

test("no change of an octet makes it fail", async () => {
	const wholes = [
		packing("b.zip", packing("c.txt", zip([NOTE]))),
		tar(tarFile("b.zip", PROGRAM), tarFile("c.tgz", gzipSync(TAR))),
		gzipSync(tar(tarFile("b.zip", PROGRAM)), { level: 0 }),
		tnef(tnefAttachment("b.zip", null, PROGRAM)),
	];
	await fc.assert(
		fc.asyncProperty(fc.constantFrom(...wholes), fc.nat(), fc.nat({ max: 255 }), async (whole, at, octet) => {
			const changed = Buffer.from(whole);
			changed[at % whole.length] = octet;
			await look(changed);
		}),
		{ numRuns: fuzzRuns(300) },
	);
});
