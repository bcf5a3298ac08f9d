import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../test/support/fuzz.ts";
import { deriveKey, keyedHash, open, randomText, SEAL_IV_BYTES, seal } from "./secrets.ts";

const serverKey = Buffer.alloc(32, 7);
const iv = Buffer.alloc(SEAL_IV_BYTES, 3);

test("keys for different purposes and server keys are different", () => {
	const password = deriveKey(serverKey, "smtp-password");
	assert.notDeepEqual(password, deriveKey(serverKey, "api-key"));
	assert.notDeepEqual(password, deriveKey(Buffer.alloc(32, 8), "smtp-password"));
	assert.deepEqual(password, deriveKey(serverKey, "smtp-password"));
});

test("a server key of the wrong length is a fault", () => {
	assert.throws(() => deriveKey(Buffer.alloc(16), "api-key"), /16 octets/);
});

test("a hash matches its own secret only", () => {
	const passwords = keyedHash(deriveKey(serverKey, "smtp-password"));
	const hash = passwords.hash("right");

	assert.equal(passwords.matches(hash, "right"), true);
	assert.equal(passwords.matches(hash, "Right"), false);
	assert.equal(passwords.matches(hash, ""), false);
});

test("nothing matches an unknown or a damaged hash", () => {
	const passwords = keyedHash(deriveKey(serverKey, "smtp-password"));
	assert.equal(passwords.matches(undefined, "right"), false);
	assert.equal(passwords.matches(Buffer.alloc(0), "right"), false);
	assert.equal(passwords.matches(passwords.hash("right").subarray(0, 31), "right"), false);
});

test("what is sealed opens again, under the same key and context only", () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 2_000 }), (octets) => {
			const plain = Buffer.from(octets);
			const sealed = seal(serverKey, iv, "shop.example ag1", plain);
			assert.deepEqual(open(serverKey, "shop.example ag1", sealed), plain);
		}),
	);
	const sealed = seal(serverKey, iv, "shop.example ag1", Buffer.from("secret"));
	assert.throws(() => open(serverKey, "shop.example ag2", sealed));
	assert.throws(() => open(Buffer.alloc(32, 8), "shop.example ag1", sealed));
});

test("a sealed key that was changed or cut does not open", () => {
	const sealed = seal(serverKey, iv, "a", Buffer.from("secret"));
	for (let at = 0; at < sealed.length; at++) {
		const changed = Buffer.from(sealed);
		changed[at] = (changed[at] ?? 0) ^ 1;
		assert.throws(() => open(serverKey, "a", changed), `octet ${at}`);
		assert.throws(() => open(serverKey, "a", sealed.subarray(0, at)), `cut at ${at}`);
	}
});

test("random text takes five bits of each octet", () => {
	assert.equal(randomText(Uint8Array.of(0, 31, 32, 255, 10)), "0z0za");
});
