import assert from "node:assert/strict";
import { mkdtempSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { systemClock } from "../../world/clock.ts";
import { openStore } from "./index.ts";
import { Reader } from "./reader.ts";

test("the end of a thread that failed takes no question from its successor", async (t) => {
	const folder = join(mkdtempSync(join(tmpdir(), "reader-")), "data");
	await (await openStore({ folder, clock: systemClock, durable: false })).close();
	const away = `${folder}-away`;
	renameSync(folder, away);
	const reader = new Reader(folder);
	t.after(() => reader.close());
	await assert.rejects(reader.first("SELECT 1 AS one"));
	renameSync(away, folder);
	assert.deepEqual({ ...(await reader.first("SELECT 1 AS one")) }, { one: 1 });
});
