import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { UuFiles } from "./uuencode.ts";

/** The files in a text that comes in pieces of `size`. */
function files(text: string | Buffer, size = 1e9): [string, Buffer][] {
	const found: { name: string; pieces: Buffer[]; ends: number }[] = [];
	const reader = new UuFiles((name) => {
		const file = { name, pieces: [] as Buffer[], ends: 0 };
		found.push(file);
		return { write: (octets) => void file.pieces.push(octets), end: () => void file.ends++ };
	});
	const octets = Buffer.from(text);
	for (let at = 0; at < octets.length; at += size) reader.write(octets.subarray(at, at + size));
	reader.end();
	return found.map(({ name, pieces, ends }) => {
		assert.equal(ends, 1, "a file ends once");
		return [name, Buffer.concat(pieces)];
	});
}

/** As POSIX tells it, zeros written as `zero`. */
function uuencode(octets: Buffer, zero = "`"): string {
	const character = (value: number): string => (value === 0 ? zero : String.fromCharCode(value + 32));
	const rows: string[] = [];
	for (let at = 0; at < octets.length; at += 45) {
		const row = octets.subarray(at, at + 45);
		const padded = Buffer.alloc(Math.ceil(row.length / 3) * 3);
		row.copy(padded);
		let text = character(row.length);
		for (let i = 0; i < padded.length; i += 3) {
			const group = padded.readUIntBE(i, 3);
			text += [18, 12, 6, 0].map((shift) => character((group >> shift) & 63)).join("");
		}
		rows.push(text);
	}
	return [...rows, zero].join("\r\n");
}
const PROGRAM = Buffer.concat([Buffer.from("MZ\x90\0\x03\0\0\0\x04"), Buffer.alloc(80), Buffer.from("end")]);
const wrapped = (name: string, zero?: string): string =>
	`begin 644 ${name}\r\n${uuencode(PROGRAM, zero)}\r\nend\r\n`;

test("files between lines of text are found with names and octets", () => {
	const text = `Hello,\r\nwe begin \r\nbegin 12\r\n${wrapped("a b.exe")}and\r\n${wrapped("c.pdf", " ")}bye\r\n`;
	assert.deepEqual(files(text), [
		["a b.exe", PROGRAM],
		["c.pdf", PROGRAM],
	]);
	assert.deepEqual(files(text.replaceAll("\r\n", "\n")), files(text));
});

test("a file may begin the text, and end with it", () => {
	assert.deepEqual(files(wrapped("x.exe").slice(0, -"end\r\n".length)), [["x.exe", PROGRAM]]);
	assert.deepEqual(files("begin 644 empty\r\n`\r\nend\r\n"), [["empty", Buffer.alloc(0)]]);
});

test("blanks that a transport took away were zeros", () => {
	const text = wrapped("x.exe", " ").replace(/ +\r\n/g, "\r\n");
	assert.deepEqual(files(text), [["x.exe", PROGRAM]]);
});

test("prose that begins alike is no file", () => {
	for (const prose of [
		"begin 2025 with\r\nNEW IDEAS\r\n",
		"begin 644 things\r\nand more of them\r\n",
		"we begin 644 x\r\n#8V%T\r\nend\r\n",
		"begin 644 \r\n#8V%T\r\nend\r\n",
		"begin 999 x\r\n#8V%T\r\nend\r\n",
		"begin 644 x",
		`begin 644 ${"x".repeat(400)}\r\n#8V%T\r\nend\r\n`,
	])
		assert.deepEqual(files(prose), [], prose);
});

test("files that were encoded are decoded, however the text is cut", () => {
	fc.assert(
		fc.property(
			fc.uint8Array({ maxLength: 200, minLength: 1 }),
			fc.integer({ min: 1, max: 99 }),
			fc.constantFrom("`", " "),
			(given, size, zero) => {
				const octets = Buffer.from(given);
				const text = `x\r\nbegin 100755 run me\r\n${uuencode(octets, zero)}\r\nend\r\ny`;
				assert.deepEqual(files(text, size), [["run me", octets]]);
			},
		),
		{ numRuns: fuzzRuns(200) },
	);
});

test("whatever comes, the cut changes nothing", () => {
	const pieces = fc.constantFrom(
		"begin ",
		"begin 644 x\r\n",
		"beg",
		"end\r\n",
		"\r\n",
		"\n",
		"M!!!!\r\n",
		"#8V%T\r\n",
		"`",
		"é",
		" ",
	);
	fc.assert(
		fc.property(fc.array(pieces, { maxLength: 40 }), fc.integer({ min: 1, max: 30 }), (parts, size) => {
			const text = parts.join("");
			assert.deepEqual(files(text, size), files(text));
		}),
		{ numRuns: fuzzRuns(1_000) },
	);
});
