import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { serve } from "@hono/node-server";
import type { ApiDependencies } from "../src/serve/api/dependencies.ts";
import { createApi } from "../src/serve/api/index.ts";
import { isProblem } from "../src/setup/index.ts";
import { anAccount } from "../test/support/builders.ts";
import { virtualClock } from "../test/support/clock.ts";
import { setupOver } from "../test/support/setup.ts";
import { openTestStore } from "../test/support/store.ts";
import { createProgram } from "./program.ts";

/** The real API on a free port, with one account, and a command line with the operator's key. */
async function aCommandLine(t: TestContext) {
	const clock = virtualClock("2026-11-24T08:00:00Z");
	const store = await openTestStore(t, clock);
	const { setup, suppressions } = setupOver(store, clock);
	await store.setup.insertAccount(anAccount());
	const app = createApi({
		setup,
		suppressions,
		now: () => clock.now(),
		randomBytes,
		url: () => "https://relay.example",
		incident: (_: string, error: unknown) => assert.fail(String(error)),
	} as unknown as ApiDependencies);
	const port = await new Promise<number>((resolve) => {
		const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, (place) =>
			resolve(place.port),
		);
		t.after(() => server.close());
	});
	const operator = await setup.apiKeys.create(null, "operator");
	assert.ok(!isProblem(operator));
	const folder = join(store.folder, "files");
	mkdirSync(folder);
	const log = t.mock.method(console, "log", () => undefined);
	const where = ["--url", `http://127.0.0.1:${port}`, "--key", operator.token];
	const run = async (...args: string[]): Promise<string> => {
		log.mock.resetCalls();
		await createProgram("1").parseAsync(["suppression", ...args, ...where], { from: "user" });
		return log.mock.calls.map(({ arguments: [line] }) => String(line)).join("\n");
	};
	return { run, folder, where };
}

test("an address is added, seen, searched for and removed by its name", async (t) => {
	const { run } = await aCommandLine(t);
	const added = await run("add", "Zoe@Client.example", "--account", "Shop", "--note", "asked by phone");
	assert.match(added, /address +zoe@client\.example[\s\S]*by-hand[\s\S]*reported by +the operator/);
	assert.match(await run("list"), /^SINCE +KIND +ADDRESS[\s\S]*by-hand +zoe@client\.example/);
	assert.match(await run("search", "ZOE@", "--account", "Shop"), /asked by phone/);
	assert.match(await run("search", "nobody"), /No address is suppressed that matches/);
	assert.match(await run("show", "zoe@client.example", "--account", "Shop"), /asked by phone/);
	await assert.rejects(run("add", "zoe@client.example", "--account", "Shop"), /on the list since 2026-11-24/);
	await assert.rejects(run("remove", "zoe@client.example"), /Say of which account/);
	assert.match(await run("remove", "zoe@client.example", "--account", "Shop"), /may be written to again/);
	await assert.rejects(
		run("remove", "zoe@client.example", "--account", "Shop"),
		/There is no suppression of zoe/,
	);
});

test("whoever reads only the beginning of an export ends it in peace", async (t) => {
	const { run, where } = await aCommandLine(t);
	await run("add", "zoe@client.example", "--account", "Shop");
	const args = ["cli/main.ts", "suppression", "export", "--account", "Shop", ...where];
	const child = spawn(process.execPath, args);
	child.stdout.destroy();
	const said: Buffer[] = [];
	child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
	await once(child, "close");
	assert.equal(Buffer.concat(said).toString(), "");
});

test("a list is imported, and what it exports is imported without a change", async (t) => {
	const { run, folder } = await aCommandLine(t);
	const [input, output] = [join(folder, "in.csv"), join(folder, "out.csv")];
	writeFileSync(input, "email\nann@client.example\nbob@client.example\n");
	const done = await run("import", input, "--account", "Shop", "--kind", "complaint");
	assert.equal(done, "2 lines: 2 added, 0 on the list already, 0 not understood");
	await run("export", "--account", "Shop", "--output", output);
	assert.match(readFileSync(output, "utf8"), /^address,kind,[\s\S]*\r\nbob@client\.example,complaint,/);
	const again = JSON.parse(await run("import", output, "--account", "Shop", "--json"));
	assert.deepEqual([again.records, again.duplicates], [2, 2]);
	writeFileSync(input, "email\nann\n");
	await assert.rejects(run("import", input, "--account", "Shop"), /1 of 1 lines were not taken in/);
	await assert.rejects(run("import", join(folder, "nothing.csv")), /cannot be read/);
	for (const args of [
		["import", input],
		["add", "a@b.example"],
		["show", "a@b.example"],
	])
		await assert.rejects(run(...args), /Name it with --account/);
});
