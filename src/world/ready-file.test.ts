import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { writeReadyFile } from "./ready-file.ts";

test("the ready file is one JSON object, the owner's alone, and replaces the one before", () => {
	const folder = mkdtempSync(join(tmpdir(), "angarium-ready-"));
	const file = join(folder, "ready.json");
	const place = { host: "127.0.0.1", port: 1 };
	const ready = { version: "0", http: "http://127.0.0.1:1", submission: place, submissions: place };
	writeReadyFile(file, { ...ready, version: "old" });
	writeReadyFile(file, ready);
	assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), ready);
	assert.equal(statSync(file).mode & 0o777, 0o600);
	assert.deepEqual(readdirSync(folder), ["ready.json"]);
});
