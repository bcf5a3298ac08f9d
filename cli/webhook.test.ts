import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { sendingApi } from "../test/support/sending-api.ts";
import { aReceiver } from "../test/support/webhooks.ts";
import { createProgram } from "./program.ts";

/** The command over the API, its requests handed on without a socket. */
async function aCommand(t: TestContext) {
	const { app, shop, webhooks, store } = await sendingApi(t);
	t.mock.method(globalThis, "fetch", async (url: string, init: RequestInit) =>
		url.startsWith("http://relay.test") ? app.request(url, init) : assert.fail(url),
	);
	const run = async (...args: readonly string[]): Promise<string> => {
		const lines: string[] = [];
		const log = t.mock.method(console, "log", (line = "") => void lines.push(String(line)));
		try {
			const where = ["--url", "http://relay.test", "--key", shop.token];
			await createProgram("1.2.3").parseAsync(["webhook", ...args, ...where], { from: "user" });
		} finally {
			log.mock.restore();
		}
		return lines.join("\n");
	};
	return { run, webhooks, store };
}

const idIn = (text: string): string => /^id +(\w{26})$/m.exec(text)?.[1] ?? assert.fail(text);

test("a webhook is made, seen, changed, tested, rotated, replayed and removed from the command line", async (t) => {
	const { run, store } = await aCommand(t);
	const receiver = await aReceiver(t, (response) => response.writeHead(500).end("out of order"));
	assert.match(await run("list"), /There are no webhooks/);
	const made = await run("create", receiver.url, "--events", "message.bounced, domain.broken");
	assert.match(made, /^secret +whsec_\S+ +\(shown once\)$/m);
	assert.match(made, /^events +message\.bounced, domain\.broken$/m);
	const id = idIn(made);
	assert.match(await run("list"), new RegExp(`${id} +enabled`));
	assert.match(await run("update", id, "--disable", "--description", "CRM"), /^state +disabled$/m);
	assert.match(await run("update", id, "--enable"), /^state +enabled$/m);
	assert.match(await run("show", id), /^description +CRM$/m);

	const tested = await run("test", id);
	assert.match(tested, /^state +failed$/m);
	assert.match(tested, /the answer is 500\nout of order/);
	assert.equal(receiver.received.length, 1);
	const listed = await run("deliveries", id, "--state", "failed");
	assert.match(listed, /webhook\.test +failed +1/);
	const delivery = /^(\w{26}) /m.exec(listed)?.[1] ?? "";
	assert.match(await run("deliveries", id, "--delivery", delivery), /out of order/);
	assert.equal(await run("replay", delivery), "1 sent again.");
	assert.equal(await run("replay", id, "--since", "2026-01-01T00:00:00Z"), "0 sent again.");

	assert.match(await run("rotate-secret", id), /whsec_/);
	await store.webhooks.update(id as never, { pausedReason: "failing" });
	assert.match(await run("show", id), /^state +paused: failing$/m);
	assert.match(await run("resume", id), /^state +enabled$/m);
	assert.match(await run("remove", id), /is removed/);
	assert.match(await run("list", "--json"), /^\[\]$/);
});

test("without a choice, a webhook is told of everything", async (t) => {
	const { run } = await aCommand(t);
	await run("create", "https://shop.example/hooks");
	assert.match(await run("list"), / all$/m);
});
