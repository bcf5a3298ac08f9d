import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { type CsvItem, type CsvLimits, CsvReader } from "./reader.ts";
import { csvRecord, guarded, unguarded } from "./writer.ts";

const limits: CsvLimits = { recordBytes: 1_000, fields: 10 };

function read(file: string | Uint8Array, chunkBytes = 1_000_000, within = limits): readonly CsvItem[] {
	const reader = new CsvReader(within);
	const octets = Buffer.from(file);
	const items: CsvItem[] = [];
	for (let at = 0; at < octets.length; at += chunkBytes) {
		items.push(...reader.push(octets.subarray(at, at + chunkBytes)));
	}
	return [...items, ...reader.end()];
}

const fieldsOf = (items: readonly CsvItem[]) =>
	items.map((item) => (item.kind === "record" ? item.fields : item.why));

test("records are read with their lines, however lines end", () => {
	assert.deepEqual(read('a,b\r\n\r\n"x\r\ny",""\n,\nlast'), [
		{ kind: "record", line: 1, fields: ["a", "b"] },
		{ kind: "record", line: 3, fields: ["x\r\ny", ""] },
		{ kind: "record", line: 5, fields: ["", ""] },
		{ kind: "record", line: 6, fields: ["last"] },
	]);
	assert.deepEqual(read(""), []);
	assert.deepEqual(fieldsOf(read('""')), [[""]]);
	assert.deepEqual(fieldsOf(read('"say ""hi"", Ann"')), [['say "hi", Ann']]);
});

test("the first separator is that of the whole file", () => {
	assert.deepEqual(fieldsOf(read('a;"b;c";d,e\r\n1,5;x\ty')), [
		["a", "b;c", "d,e"],
		["1,5", "x\ty"],
	]);
	assert.deepEqual(fieldsOf(read('"a,b"\tc;d\n')), [["a,b", "c;d"]]);
	assert.deepEqual(fieldsOf(read("a,b;c\n")), [["a", "b;c"]]);
});

test("a byte order mark is skipped, and only a whole one at the start", () => {
	assert.deepEqual(fieldsOf(read('\ufeff"a",b', 1)), [["a", "b"]]);
	assert.deepEqual(fieldsOf(read("a,\ufeffb")), [["a", "\ufeffb"]]);
	assert.deepEqual(fieldsOf(read("\ufec0,b", 1)), [["\ufec0", "b"]]);
	assert.deepEqual(fieldsOf(read(Uint8Array.of(0xef, 0xbb))), ["the text is not UTF-8"]);
});

test("a file in UTF-16 is told as that once, with a mark or without, and nothing of it is read", () => {
	const told = [{ kind: "problem", line: 1, why: "the file is in UTF-16: save it as CSV UTF-8" }];
	const text = "address\r\nann@client.example\r\n";
	for (const little of [Buffer.from(`\ufeff${text}`, "utf16le"), Buffer.from(text, "utf16le")])
		for (const file of [little, Buffer.from(little).swap16()])
			for (const chunkBytes of [1, 1_000]) assert.deepEqual(read(file, chunkBytes), told);
	assert.deepEqual(fieldsOf(read("a,\0")), [["a", "\0"]]);
});

test("a broken line is told, and the next one is read", () => {
	assert.deepEqual(read('5" pipe,1\nnext\n"a"b\nc\rd\nok\n'), [
		{ kind: "problem", line: 1, why: "a quote stands inside a field without quotes" },
		{ kind: "record", line: 2, fields: ["next"] },
		{ kind: "problem", line: 3, why: "text follows a closing quote" },
		{ kind: "problem", line: 4, why: "a CR stands without its LF" },
		{ kind: "record", line: 5, fields: ["ok"] },
	]);
	assert.deepEqual(fieldsOf(read('a\n"open\nto the end')), [["a"], "a quote is not closed"]);
	assert.deepEqual(fieldsOf(read(Uint8Array.of(0xff, 0x0a, 0x61))), ["the text is not UTF-8", ["a"]]);
});

test("records and fields have limits", () => {
	const within = { recordBytes: 4, fields: 2 };
	assert.deepEqual(fieldsOf(read("abcd\nabcde\na,b\na,b,c\nok", 1, within)), [
		["abcd"],
		"the record is longer than 4 octets",
		["a", "b"],
		"the record has more than 2 fields",
		["ok"],
	]);
	assert.deepEqual(fieldsOf(read('"abc\n\n\nd\nok', 1, within)), [
		"the record is longer than 4 octets",
		["d"],
		["ok"],
	]);
});

const cell = fc.oneof(
	fc.string({ unit: "binary", maxLength: 12 }),
	fc.string({ unit: fc.constantFrom(..."'=+-@\t\r\n\",a"), maxLength: 8 }),
);

test("what is written is read back, guarded or not, in chunks of any size", () => {
	const records = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 8 });
	fc.assert(
		fc.property(records, fc.integer({ min: 1, max: 40 }), (rows, chunkBytes) => {
			const file = rows.map((row) => csvRecord(row.map(guarded))).join("");
			const items = read(`\ufeff${file}`, chunkBytes);
			const back = items.map((item) => (item.kind === "record" ? item.fields.map(unguarded) : item));
			assert.deepEqual(
				back,
				rows.map((row) => row.map((text) => text.toWellFormed())),
			);
		}),
		{ numRuns: fuzzRuns(300) },
	);
});

test("no guarded cell begins as a formula does, and harmless ones stay as they are", () => {
	fc.assert(
		fc.property(cell, (text) => !/^[=+\-@\t\r]/.test(guarded(text))),
		{ numRuns: fuzzRuns(300) },
	);
	assert.equal(guarded("ann@client.example"), "ann@client.example");
	assert.equal(guarded("-ann@client.example"), "'-ann@client.example");
	assert.equal(guarded("'twas"), "'twas");
	for (const begins of ["\n=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20a"])
		assert.equal(guarded(begins), `'${begins}`);
});

test("any octets give records and problems whose lines only go forward, and no fault", () => {
	const octets = fc.oneof(
		fc.uint8Array({ maxLength: 200 }),
		fc
			.array(fc.constantFrom(0x22, 0x2c, 0x0a, 0x0d, 0x61, 0xef, 0xbb, 0xbf), { maxLength: 60 })
			.map((list) => Uint8Array.from(list)),
	);
	fc.assert(
		fc.property(octets, fc.integer({ min: 1, max: 20 }), (file, chunkBytes) => {
			const items = read(file, chunkBytes, { recordBytes: 20, fields: 4 });
			assert.deepEqual(items, read(file, 1_000, { recordBytes: 20, fields: 4 }));
			let line = 0;
			for (const item of items) {
				assert.ok(item.line > line);
				line = item.line;
				if (item.kind === "record") assert.ok(item.fields.length <= 4);
			}
		}),
		{ numRuns: fuzzRuns(300) },
	);
});
