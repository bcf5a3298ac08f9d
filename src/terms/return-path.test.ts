import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../test/support/fuzz.ts";
import { ID_RANDOM_BYTES, idTime, type MessageId, makeId } from "./ids.ts";
import { looksLikeReturnPath, ReturnPathTokens } from "./return-path.ts";

const key = (id: string, fill: number) => ({ id, key: Buffer.alloc(32, fill) });
const tokens = new ReturnPathTokens([key("0", 1)]);
const HOST = "bounce.shop.example";

const messages = fc
	.tuple(
		fc.integer({ min: 0, max: Date.UTC(2200, 0) }),
		fc.uint8Array({ minLength: ID_RANDOM_BYTES, maxLength: ID_RANDOM_BYTES }),
	)
	.map(([at, random]) => ({ at, id: makeId<MessageId>(at, random) }));
const indexes = fc.option(fc.integer({ min: 0, max: 32_766 }));
const parts = (address: string): [string, string] => {
	const at = address.lastIndexOf("@");
	return [address.slice(0, at), address.slice(at + 1)];
};
const folded = fc.infiniteStream(fc.boolean());

test("what is written is read again, however mail servers fold its case", () => {
	fc.assert(
		fc.property(messages, indexes, folded, ({ at, id }, index, upper) => {
			const address = tokens.address(id, index, HOST);
			const foldedAddress = [...address]
				.map((character) => (upper.next().value ? character.toUpperCase() : character))
				.join("");
			const [local, domain] = parts(foldedAddress);
			assert.ok(local.length <= 64 && looksLikeReturnPath(local));
			assert.deepEqual(tokens.read(local, domain), { message: id, index, sentAt: at });
			assert.equal(idTime(id), at);
		}),
		{ numRuns: fuzzRuns(200) },
	);
});

test("any change, another host and another key are seen", () => {
	const other = new ReturnPathTokens([key("0", 2)]);
	fc.assert(
		fc.property(
			messages,
			indexes,
			fc.nat(),
			fc.constantFrom(..."0123456789abcdefghjkmnpqrstvwxyz+@ é"),
			({ id }, index, where, character) => {
				const [local] = parts(tokens.address(id, index, HOST));
				const at = where % local.length;
				const changed = local.slice(0, at) + character + local.slice(at + 1);
				if (changed !== local) assert.equal(tokens.read(changed, HOST), undefined);
				assert.equal(tokens.read(local, `x${HOST}`), undefined);
				assert.equal(other.read(local, HOST), undefined);
			},
		),
		{ numRuns: fuzzRuns(200) },
	);
});

test("no local part whatever is read as a token or makes it fail", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
			assert.equal(tokens.read(text, HOST), undefined);
			assert.equal(tokens.read(`b+${text}`, HOST), undefined);
		}),
		{ numRuns: fuzzRuns(200) },
	);
});

test("after the key has changed, tokens of the old one are still read", () => {
	const id = makeId<MessageId>(Date.UTC(2026, 0), Buffer.alloc(ID_RANDOM_BYTES, 3));
	const after = new ReturnPathTokens([key("1", 2), key("0", 1)]);
	const [local] = parts(tokens.address(id, 4, HOST));
	assert.equal(after.read(local, HOST)?.index, 4);
	assert.notEqual(after.address(id, 4, HOST), tokens.address(id, 4, HOST));
});

test("a position that has no name of its own is left to the report", () => {
	const id = makeId<MessageId>(0, Buffer.alloc(ID_RANDOM_BYTES));
	assert.equal(tokens.read(...parts(tokens.address(id, 32_767, HOST)))?.index, null);
});
