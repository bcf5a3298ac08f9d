import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { zip } from "../../../test/support/files/zip.ts";
import { fuzzRuns } from "../../../test/support/fuzz.ts";
import { defaultIdentifyLimits, identify, sourceOf } from "../../formats/index.ts";
import { lookIntoInner } from "./inner-archives.ts";

const look = (octets: Buffer) =>
	lookIntoInner(sourceOf(octets), identify(sourceOf(octets), null), defaultIdentifyLimits).archive;

const NOTE = { name: "note.txt", content: "hello" };
const packing = (name: string, content: Buffer, method: 0 | 8 = 8) => zip([NOTE, { name, content, method }]);

test("what an archive in a zip holds is listed with it, packed or not", () => {
	for (const method of [0, 8] as const) {
		const found = look(packing("b.zip", zip([{ name: "x/setup.exe", content: "MZ" }]), method));
		assert.deepEqual(found?.problem, null);
		assert.deepEqual(
			found?.entries.map(({ name }) => name),
			["note.txt", "b.zip", "b.zip/x/setup.exe"],
		);
	}
});

test("an archive in an archive in a zip is nested", () => {
	const inner = packing("c.7z", Buffer.from("7z"));
	for (const name of ["b.zip", "b.ZIP", "b.zip."])
		assert.equal(look(packing(name, inner))?.problem, "nested");
	assert.equal(look(packing("b.docx", inner))?.problem, null);
});

test("an archive in a zip that grows beyond measure is a bomb, and is not unpacked to its end", () => {
	assert.equal(look(packing("b.zip", Buffer.alloc(80 * 1024 * 1024)))?.problem, "bomb");
});

test("an archive in a zip that cannot be unpacked stays a name", () => {
	const broken = { name: "b.zip", content: zip([NOTE]), method: 8 } as const;
	const octets = zip([broken]);
	octets.fill(0xff, 40, 60);
	assert.deepEqual(
		look(octets)?.entries.map(({ name }) => name),
		["b.zip"],
	);
	assert.equal(look(zip([{ ...broken, flags: 1 }]))?.entries.length, 1);
	assert.equal(look(packing("b.zip", Buffer.from("no zip")))?.entries.length, 2);
});

test("no change of an octet makes it fail", () => {
	const whole = packing("b.zip", packing("c.txt", zip([NOTE])));
	fc.assert(
		fc.property(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }), (at, octet) => {
			const changed = Buffer.from(whole);
			changed[at] = octet;
			look(changed);
		}),
		{ numRuns: fuzzRuns(300) },
	);
});
