import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../../../../test/support/fuzz.ts";
import { differing, type Piece, visible } from "./differing.ts";

const EXPECTED = "x.ag1.keys.example";
const marked = (pieces: readonly Piece[]) => pieces.filter(({ differs }) => differs).map(({ text }) => text);
const whole = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join("");

test("a missing last letter, quotes and a domain appended are what differs", () => {
	const short = differing("x.ag1.keys.exampl", EXPECTED);
	assert.deepEqual([marked(short.found), marked(short.expected)], [[], ["e"]]);
	const around = differing(`"${EXPECTED}".shop.example`, EXPECTED);
	assert.deepEqual([marked(around.found), marked(around.expected)], [['"', '".shop.example'], []]);
	const other = differing("x.ag2.keys.example", EXPECTED);
	assert.deepEqual([marked(other.found), marked(other.expected)], [["2"], ["1"]]);
});

test("case does not differ", () => {
	const { found, expected } = differing("X.AG1.keys.example", EXPECTED);
	assert.deepEqual([marked(found), marked(expected)], [[], []]);
});

test("the pieces are the whole, and what is not the same differs, whatever was found", () => {
	const names = fc.string({ unit: fc.constantFrom("a", "b", ".", " ", '"') });
	fc.assert(
		fc.property(names, names, (one, other) => {
			const { found, expected } = differing(one, other);
			assert.deepEqual([whole(found), whole(expected)], [one, other]);
			assert.equal(marked(found).length + marked(expected).length === 0, one === other);
		}),
	);
});

test("what cannot be seen is shown", () => assert.equal(visible('a b\t"'), 'a␣b\\x09"'));
