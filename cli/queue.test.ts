import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { getRequestListener } from "@hono/node-server";
import { activityIdOf } from "../src/terms/ids.ts";
import { deferredMail } from "../test/support/deferred-mail.ts";
import { sendingApi } from "../test/support/sending-api.ts";
import { createProgram } from "./program.ts";

/** The real API on a free port with mail that was deferred, and a command line with the operator's key. */
async function aCommandLine(t: TestContext) {
	const api = await sendingApi(t);
	const { app, setup } = api;
	const operator = await setup.apiKeys.create(null, "ann");
	assert.ok("token" in operator);
	const mail = await deferredMail(api);
	const server = createServer(getRequestListener(app.fetch));
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	t.after(() => server.close());
	const where = [
		"--url",
		`http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		"--key",
		operator.token,
	];
	const log = t.mock.method(console, "log", () => undefined);
	const run = async (...args: string[]): Promise<string> => {
		log.mock.resetCalls();
		await createProgram("1").parseAsync(["queue", ...args, ...where], { from: "user" });
		return log.mock.calls.map(({ arguments: [line] }) => String(line)).join("\n");
	};
	return { run, id: activityIdOf(mail.id, 0) };
}

test("destinations are listed with what waits and why, and shown with their recipients", async (t) => {
	const { run, id } = await aCommandLine(t);
	assert.match(
		await run("list"),
		/^DESTINATION +WAITING[\s\S]*client\.example +2 +0 +0 .*mailbox-full: 452 4\.2\.2/,
	);
	assert.equal(await run("list", "--state", "held"), "Nothing waits in the queue.");
	assert.match(await run("list", "--limit", "1", "--text", "CLIENT", "--json"), /"deferred": 2/);
	const shown = await run("show", "Client.Example");
	assert.match(shown, /next attempt +2026-11-24 09:00:00/);
	assert.match(shown, new RegExp(`${id} +a@client\\.example +deferred +1`));
	assert.match(await run("show", "client.example", "--limit", "1"), /There are more/);
	assert.match(
		await run("show", "else.example", "--account", "shop.example"),
		/No recipients are in the queue/,
	);
});

test("a destination is paused and resumed; one recipient, or one account's, are held, released and cancelled", async (t) => {
	const { run, id } = await aCommandLine(t);
	assert.equal(await run("pause", "client.example", "--note", "until noon"), "client.example is paused.");
	assert.match(await run("list"), /paused by ann: until noon/);
	await assert.rejects(run("retry", "client.example"), /is paused: resume it first/);
	assert.equal(await run("resume", "client.example"), "client.example is not paused.");
	assert.equal(await run("retry", "client.example"), "2 recipients are due now.");
	assert.equal(await run("hold", "client.example", "--recipient", id), "1 recipient is held.");
	assert.match(
		await run("show", "client.example", "--state", "held"),
		/a@client\.example +held[\s\S]*held-by-operator/,
	);
	assert.equal(
		await run("release", "client.example", "--account", "shop.example"),
		"1 recipient is released.",
	);
	const done = JSON.parse(await run("cancel", "client.example", "--note", "a mistake", "--json"));
	assert.deepEqual([done.changed, done.underWay, done.note], [2, 0, "a mistake"]);
	assert.equal(await run("cancel", "client.example"), "0 recipients are cancelled.");
	await assert.rejects(run("hold", "client.example", "--account", "Nobody"), /There is no account Nobody/);
});
