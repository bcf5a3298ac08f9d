import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, type TestContext, test } from "node:test";
import { gzipSync } from "node:zlib";
import type { FileFinding } from "../../formats/index.ts";
import { createInspector, type InspectorOptions, type RunningInspector } from "./index.ts";
import { opinionOn } from "./opinion.ts";

const KB = 1024;
const FAR_AWAY_MS = 60_000;

function anInspector(t: TestContext, options: Partial<InspectorOptions> = {}) {
	const folder = mkdtempSync(join(tmpdir(), "angarium-inspector-"));
	const inspector = createInspector({ folder, deadlineMs: FAR_AWAY_MS, ...options });
	t.after(async () => {
		await inspector.close();
		rmSync(folder, { recursive: true });
	});
	return { inspector, folder };
}

/** As it arrives: in pieces of 48 kB. */
async function written(inspector: RunningInspector, octets: Buffer) {
	const inspection = inspector.open();
	for (let at = 0; at < octets.length; at += 48 * KB)
		await inspection.write(octets.subarray(at, at + 48 * KB));
	return inspection;
}

const told = async (inspector: RunningInspector, octets: Buffer): Promise<FileFinding | "too-slow"> =>
	(await written(inspector, octets)).finish();

async function found(inspector: RunningInspector, octets: Buffer): Promise<FileFinding> {
	const finding = await told(inspector, octets);
	assert.ok(finding !== "too-slow");
	return finding;
}

/** A worker's entry that does what `code` says with each file. */
function entry(code: string): URL {
	const program = `import { parentPort } from "node:worker_threads"; parentPort.on("message", () => { ${code} });`;
	return new URL(`data:text/javascript,${encodeURIComponent(program)}`);
}
const HANGS = entry("for (;;);");

const PDF = Buffer.from("%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n");
const pdfOf = (bytes: number): Buffer =>
	Buffer.concat([PDF, Buffer.alloc(bytes - 2 * PDF.length, "x\n"), PDF]);

interface TarEntry {
	readonly name: string;
	readonly content: Buffer;
	readonly type?: string;
}

/** A tar (POSIX.1, ustar), with GNU's entries for long names. */
function tarOf(...entries: readonly TarEntry[]): Buffer {
	const blocks = entries.flatMap(({ name, content, type = "0" }): readonly Buffer[] => {
		const long = Buffer.from(`${name}\0`);
		return [
			...(long.length > 100 ? [tarBlocks("././@LongLink", long, "L")] : []),
			tarBlocks(name.slice(0, 100), content, type),
		];
	});
	return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function tarBlocks(name: string, content: Buffer, type: string): Buffer {
	const header = Buffer.alloc(512);
	header.write(name);
	header.write("0000644\0", 100);
	header.write(`${content.length.toString(8).padStart(11, "0")}\0`, 124);
	header.write(`00000000000\0        ${type}`, 136);
	header.write("ustar\x0000", 257);
	const sum = header.reduce((total, octet) => total + octet, 0);
	header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
	return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

const file = (name: string, bytes: number): TarEntry => ({ name, content: randomBytes(bytes) });

describe("a file", () => {
	test("that is small is told from memory, and leaves nothing on disk", async (t) => {
		const { inspector, folder } = anInspector(t, { entry: HANGS });
		const finding = await found(inspector, PDF);
		assert.equal(finding.kind, "pdf");
		assert.equal(finding.sizeBytes, PDF.length);
		assert.equal((await found(inspector, Buffer.alloc(0))).kind, "empty");
		assert.deepEqual(readdirSync(folder), []);
	});

	test("that is large is told by a worker, and nobody sees it on disk", async (t) => {
		const { inspector, folder } = anInspector(t);
		const octets = pdfOf(3 * KB * KB);
		const inspection = await written(inspector, octets);
		assert.deepEqual(readdirSync(folder), []);
		const finding = await inspection.finish();
		assert.ok(finding !== "too-slow");
		assert.equal(finding.kind, "pdf");
		assert.equal(finding.sizeBytes, octets.length);
		assert.deepEqual(await found(inspector, octets), finding);
	});

	test("is the same in memory and on disk", async (t) => {
		const small = anInspector(t).inspector;
		const large = anInspector(t, { memoryBytes: 1 }).inspector;
		for (const octets of [
			PDF,
			tarOf(file("a.pdf", 10)),
			Buffer.from("MZ\x90\0"),
			Buffer.from("a;b\r\n1;2\r\n"),
		])
			assert.deepEqual(await found(large, octets), await found(small, octets));
	});

	test("of an unknown kind is shown to a library of signatures, in a worker", async (t) => {
		const { inspector } = anInspector(t);
		assert.equal(
			(await found(inspector, Buffer.from("glTF\x02\0\0\0\0\0\0\0\xff\xfe", "latin1"))).kind,
			"glb",
		);
		assert.equal((await found(inspector, Buffer.from([1, 2, 3, 0, 255, 254, 7, 0]))).kind, "binary");
	});
});

describe("a gzip file", () => {
	test("is unpacked to see which files a tar in it holds", async (t) => {
		const { inspector } = anInspector(t);
		const long = `${"folder/".repeat(30)}x.exe`;
		const tar = tarOf(file("a.pdf", 300_000), file(long, 70_000), file("b.csv", 1), file("empty", 0));
		const finding = await found(inspector, gzipSync(tar));
		assert.equal(finding.kind, "gz");
		assert.deepEqual(
			finding.archive?.entries.map(({ name }) => name),
			["a.pdf", long, "b.csv", "empty"],
		);
		assert.equal(finding.archive?.problem, null);
	});

	test("shows of a tar what the tar itself would show, whatever is in it", async (t) => {
		const { inspector } = anInspector(t);
		const inner = tarOf(file("inner.exe", 2_000));
		const whole = tarOf(
			file("a.pdf", 70_000),
			{ name: "a.tar", content: inner },
			{ name: "zeros", content: Buffer.alloc(5_000) },
			file("z.csv", 9),
		);
		const broken = Buffer.from(whole);
		broken.write("nonsense", 512 + 70_144 + 148); // the second entry's checksum
		for (const tar of [whole, broken, whole.subarray(0, 71_000), inner]) {
			const plain = (await found(inspector, tar)).archive;
			const packed = (await found(inspector, gzipSync(tar))).archive;
			assert.deepEqual(packed?.entries, plain?.entries);
			assert.equal(packed?.problem, plain?.problem);
		}
	});

	test("that is no tar holds one file, of the size that it unpacks to", async (t) => {
		const { inspector } = anInspector(t);
		const finding = await found(inspector, gzipSync(Buffer.from("a;b\r\n".repeat(1_000))));
		assert.equal(finding.kind, "gz");
		assert.equal(finding.archive?.entries.length, 1);
		assert.equal(finding.archive?.unpackedBytes, 5_000);
	});

	test("that grows beyond measure is a bomb, and is not unpacked to its end", async (t) => {
		const limits = { ratioFromBytes: KB * KB, ratio: 200 };
		const { inspector } = anInspector(t, { limits });
		const finding = await found(inspector, gzipSync(Buffer.alloc(64 * KB * KB)));
		assert.equal(finding.archive?.problem, "bomb");
		assert.match(finding.archive?.detail ?? "", /^it grows 2\d\d times$/);
		assert.ok((finding.archive?.unpackedBytes ?? 0) < 32 * KB * KB);
	});

	test("that is cut off is damaged", async (t) => {
		const { inspector } = anInspector(t);
		const whole = gzipSync(randomBytes(10_000));
		const finding = await found(inspector, whole.subarray(0, 5_000));
		assert.equal(finding.archive?.problem, "damaged");
	});
});

describe("a deadline", () => {
	test("that passes is the answer, and the worker that missed it is replaced", async (t) => {
		const { inspector } = anInspector(t, { entry: HANGS, deadlineMs: 150, workers: 1 });
		const started = Date.now();
		// The second one waits for the worker that hangs at the first, and waiting counts.
		const answers = await Promise.all([told(inspector, pdfOf(300 * KB)), told(inspector, pdfOf(300 * KB))]);
		assert.deepEqual(answers, ["too-slow", "too-slow"]);
		assert.equal(await told(inspector, pdfOf(300 * KB)), "too-slow");
		assert.ok(Date.now() - started < 10_000);
	});
});

describe("a fault", () => {
	test("of the worker is a fault of the inspection, and the next file is told", async (t) => {
		const dies = entry("process.exit(1)");
		const { inspector } = anInspector(t, { entry: dies });
		await assert.rejects(told(inspector, pdfOf(300 * KB)), /worker ended/);
		await assert.rejects(told(inspector, pdfOf(300 * KB)), /worker ended/);
	});

	test("of the disk is one too", async (t) => {
		const { inspector, folder } = anInspector(t);
		rmSync(folder, { recursive: true });
		await assert.rejects(told(inspector, pdfOf(300 * KB)), /ENOENT/);
		writeFileSync(folder, ""); // so that there is something to take away
	});
});

describe("room on disk", () => {
	test("is bounded for all files together, and free again when one is gone", async (t) => {
		const { inspector } = anInspector(t, { diskBytes: 1_000 * KB });
		const first = await written(inspector, pdfOf(600 * KB));
		assert.equal(await told(inspector, pdfOf(600 * KB)), "too-slow");
		first.abandon();
		await new Promise((resolve) => setImmediate(resolve));
		await (await written(inspector, PDF)).finish();
		for (let tries = 0; tries < 100 && (await told(inspector, pdfOf(600 * KB))) === "too-slow"; tries++)
			await new Promise((resolve) => setImmediate(resolve));
		assert.equal((await found(inspector, pdfOf(600 * KB))).kind, "pdf");
	});

	test("is bounded in the number of files", async (t) => {
		const { inspector } = anInspector(t, { files: 1 });
		const first = await written(inspector, pdfOf(300 * KB));
		assert.equal(await told(inspector, pdfOf(300 * KB)), "too-slow");
		assert.equal((await found(inspector, PDF)).kind, "pdf");
		assert.notEqual(await first.finish(), "too-slow");
	});

	test("is cleared of what a killed process left", (t) => {
		const { folder } = anInspector(t);
		writeFileSync(join(folder, "inspect-0123456789abcdef"), "x");
		writeFileSync(join(folder, "server.key"), "x");
		createInspector({ folder, deadlineMs: FAR_AWAY_MS });
		assert.deepEqual(readdirSync(folder), ["server.key"]);
	});
});

test("a file that is given up is not told, wherever it is", async (t) => {
	const { inspector } = anInspector(t);
	for (const octets of [PDF, pdfOf(400 * KB)]) {
		const inspection = await written(inspector, octets);
		inspection.abandon();
		inspection.abandon();
		await inspection.write(PDF);
		assert.equal(await inspection.finish(), "too-slow");
	}
	const telling = await written(inspector, pdfOf(400 * KB));
	const finding = telling.finish();
	telling.abandon();
	assert.notEqual(await finding, "too-slow");
});

test("a closed inspector tells nothing more and ends its workers", async (t) => {
	const { inspector } = anInspector(t, { entry: HANGS });
	const finding = told(inspector, pdfOf(300 * KB));
	finding.catch(() => {});
	await new Promise((resolve) => setImmediate(resolve));
	await inspector.close();
	await assert.rejects(finding, /closed|ended/);
	await assert.rejects(told(inspector, pdfOf(300 * KB)), /closed/);
});

test("no signature is no opinion", async () => {
	assert.equal(await opinionOn(PDF), "pdf");
	assert.equal(await opinionOn(Buffer.from("plain words")), null);
	assert.equal(await opinionOn(Buffer.alloc(0)), null);
});
