import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { serve } from "@hono/node-server";
import type { RefusalRow } from "../src/report/ports.ts";
import type { ActivityId } from "../src/terms/ids.ts";
import { aMessage, newId } from "../test/contracts/messages.ts";
import { sendingApi } from "../test/support/sending-api.ts";
import { createProgram } from "./program.ts";

/** The real API on a free port, and a command line with the key of the shop. */
async function aCommandLine(t: TestContext) {
	const { app, shop, post, another, store, clock } = await sendingApi(t);
	const port = await new Promise<number>((resolve) => {
		const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, (place) =>
			resolve(place.port),
		);
		t.after(() => server.close());
	});
	const log = t.mock.method(console, "log", () => undefined);
	const where = ["--url", `http://127.0.0.1:${port}`, "--key", shop.token];
	const run = async (...args: string[]): Promise<string> => {
		log.mock.resetCalls();
		await createProgram("1").parseAsync([...args, ...where], { from: "user" });
		return log.mock.calls.map(({ arguments: [line] }) => String(line ?? "")).join("\n");
	};
	const send = () =>
		post("/v1/messages", {
			smtpUser: shop.user.id,
			...{ from: "ann@shop.example", to: ["zoe@client.example"], subject: "Bread", text: "Ready" },
		});
	const at = clock.now();
	const refuse = () =>
		store.reports.recordRefusals([
			{
				...{ accountId: shop.account.id, domainId: shop.domain.id, smtpUserId: shop.user.id },
				...{ id: newId<ActivityId>(at), at, lastAt: at, count: 1 },
				...{ reason: "sender-domain-mismatch", phase: "mail", reply: "550 5.7.1 No: other.example" },
				facts: { senderDomain: "other.example", userDomain: "shop.example" },
				...{ sender: "ann@other.example", recipient: "", author: "", subject: "", headerMessageId: "" },
				session: aMessage().session as RefusalRow["session"],
			},
		]);
	return { run, send, refuse, another };
}

test("a row of Activity says what was said, why, and what to do", async (t) => {
	const { run, refuse } = await aCommandLine(t);
	await refuse();
	const [{ id }] = JSON.parse(await run("activity", "--status", "rejected", "--json")).items;
	const shown = await run("activity", "show", id);
	assert.match(shown, /status +rejected/);
	assert.match(shown, /reason +sender-domain-mismatch/);
	assert.match(shown, /Reply:\n550 5\.7\.1 No: other\.example/);
	assert.match(shown, /What to do: \S.*\nhttps:\/\/relay\.example\/help\/sender-domain-mismatch/);
	assert.equal(JSON.parse(await run("activity", "show", id, "--json")).id, id);
});

test("a row of a message leads to the message", async (t) => {
	const { run, send } = await aCommandLine(t);
	const { status, body } = await send();
	assert.equal(status, 202);
	const [{ id }] = JSON.parse(await run("activity", "--json")).items;
	const shown = await run("activity", "show", id);
	assert.match(shown, new RegExp(`message +${body.id}\\n`));
	assert.match(shown, /to +zoe@client\.example\nsubject +Bread/);
});

test("accounts are listed by part of their name, one's own only", async (t) => {
	const { run, another } = await aCommandLine(t);
	await another();
	assert.match(await run("account", "list", "--text", "SHOP"), /shop\.example/);
	assert.equal(
		await run("account", "list", "--text", "another"),
		"No account has another in its name.",
		"another account's is not there",
	);
});
