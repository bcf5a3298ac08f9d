import assert from "node:assert/strict";
import { test } from "node:test";
import { deviceOf } from "./device.ts";

const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko)";

test("a browser is told from those that it says to be as well", () => {
	assert.equal(deviceOf(`${MAC} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0`), "Edge, macOS");
	assert.equal(deviceOf(`${MAC} Chrome/131.0.0.0 Safari/537.36`), "Chrome, macOS");
	assert.equal(deviceOf(`${MAC} Version/17.4 Safari/605.1.15`), "Safari, macOS");
	assert.equal(
		deviceOf("Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0"),
		"Firefox, Android",
	);
});

test("what says nothing is not guessed at", () => {
	assert.equal(deviceOf(""), undefined);
	assert.equal(deviceOf("something/1.0"), undefined);
	assert.equal(deviceOf("curl/8.5.0"), "curl");
});
