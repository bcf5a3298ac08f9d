import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../test/support/fuzz.ts";
import { createPasswords } from "./passwords.ts";

const passwords = createPasswords();

test("a password matches its own hash only, and no two hashes are alike", async () => {
	const [one, two] = await Promise.all([passwords.hash("correct horse"), passwords.hash("correct horse")]);
	assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
	assert.notEqual(one, two);
	assert.equal(await passwords.matches(one, "correct horse"), true);
	assert.equal(await passwords.matches(one, "correct horse "), false);
});

test("a hash of another program in the same format is understood", async () => {
	// Of the reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32 -e
	const hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
	assert.equal(await passwords.matches(hash, "password"), true);
	assert.equal(await passwords.matches(hash, "Password"), false);
});

test("what is no hash matches nothing", async () => {
	await fc.assert(
		fc.asyncProperty(fc.string(), async (text) => assert.equal(await passwords.matches(text, text), false)),
		{ numRuns: fuzzRuns(100) },
	);
});

test("many at once wait for each other", async () => {
	const hashes = await Promise.all(Array.from({ length: 8 }, (_, i) => passwords.hash(`password ${i}`)));
	assert.equal(new Set(hashes).size, 8);
	assert.equal(await passwords.matches(hashes[7] ?? "", "password 7"), true);
});
