import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

const module = new URL("log.ts", import.meta.url).href;

/** What a program that logs writes to its standard error, line by line. */
function logged(body: string): Record<string, unknown>[] {
	const program = `import { createLog } from ${JSON.stringify(module)}; ${body}`;
	const run = spawnSync(process.execPath, ["--input-type=module", "--eval", program], { encoding: "utf8" });
	assert.equal(run.status, 0, run.stderr);
	return run.stderr
		.split("\n")
		.filter((line) => line !== "")
		.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test("each fact is one line of JSON with the event's name", () => {
	const [line, ...others] = logged('createLog("info").info("started", { port: 25 });');
	assert.deepEqual(others, []);
	assert.equal(line?.["event"], "started");
	assert.equal(line?.["port"], 25);
	assert.match(String(line?.["time"]), /^\d{4}-\d\d-\d\dT/);
});

test("lines below the level are left out", () => {
	const lines = logged('const log = createLog("warn"); log.info("started"); log.warn("stopping");');
	assert.deepEqual(
		lines.map(({ event }) => event),
		["stopping"],
	);
});

test("an incident gets an id, and the error's message but not its properties", () => {
	const [line, told] = logged(`
		const log = createLog("info");
		const error = Object.assign(new Error("the disk is gone", { cause: "EIO" }), { password: "secret" });
		log.info("store", { id: log.incident("accept", error) });
	`);
	assert.equal(line?.["message"], "the disk is gone");
	assert.equal(line?.["cause"], "EIO");
	assert.equal(line?.["during"], "accept");
	assert.match(String(line?.["incident"]), /^[0-9a-f]{10}$/);
	assert.equal(told?.["id"], line?.["incident"]);
	assert.ok(!JSON.stringify(line).includes("secret"));
});
