import assert from "node:assert/strict";
import { test } from "node:test";
import type { KeyPair } from "../ports.ts";
import { createGenerator, MOST_WAITING } from "./generator.ts";

const PAIR: KeyPair = { privateKey: Buffer.alloc(1), publicKey: "" };

test("keys are made one at a time, and a crowd is turned away", async () => {
	let underWay = 0;
	let most = 0;
	const generator = createGenerator(async () => {
		most = Math.max(most, ++underWay);
		await new Promise((resolve) => setImmediate(resolve));
		underWay--;
		return PAIR;
	});
	const asked = Array.from({ length: MOST_WAITING + 10 }, () => generator.make("rsa-sha256"));
	assert.equal(asked.filter((one) => one === undefined).length, 10);
	await Promise.all(asked);
	assert.equal(most, 1);
	assert.ok((await generator.make("rsa-sha256")) !== undefined, "there is room again");
});

test("a key that fails does not stop the next", async () => {
	let failing = true;
	const generator = createGenerator(async () => {
		if (failing) throw new Error("no entropy");
		return PAIR;
	});
	await assert.rejects(generator.make("rsa-sha256") as Promise<KeyPair>, /no entropy/);
	failing = false;
	assert.equal(await generator.make("rsa-sha256"), PAIR);
});
