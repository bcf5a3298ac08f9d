import assert from "node:assert/strict";
import { test } from "node:test";
import { changeOf, figuresOf } from "./figures.ts";

const none = { recipients: 0, delivered: 0, softBounces: 0, hardBounces: 0, rejected: 0 };

test("rates are of the recipients whose fate is known, and of nobody there is none", () => {
	const some = { ...none, recipients: 120, delivered: 90, softBounces: 4, hardBounces: 6, rejected: 50 };
	assert.deepEqual(figuresOf(some), {
		recipients: 120,
		deliveryRate: 0.9,
		softBounceRate: 0.04,
		hardBounceRate: 0.06,
	});
	assert.equal(figuresOf({ ...none, rejected: 3 }).deliveryRate, null);
});

test("more delivered is good, more bounced is not, more sent is neither", () => {
	assert.equal(changeOf("deliveryRate", 0.9, 0.8)?.isGood, true);
	assert.equal(changeOf("hardBounceRate", 0.1, 0.2)?.isGood, true);
	assert.equal(changeOf("softBounceRate", 0.2, 0.1)?.isGood, false);
	assert.deepEqual(changeOf("recipients", 150, 100), { by: 0.5, direction: "up", isGood: null });
	assert.deepEqual(changeOf("deliveryRate", 0.9, 0.9), { by: 0, direction: "same", isGood: null });
});

test("what was nothing before has no change", () => {
	assert.equal(changeOf("recipients", 5, 0), null);
	assert.equal(changeOf("deliveryRate", 0.9, null), null);
	assert.equal(changeOf("deliveryRate", null, 0.9), null);
});
