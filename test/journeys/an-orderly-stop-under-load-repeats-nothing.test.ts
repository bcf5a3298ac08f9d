import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { eventually, type Service, startService, underLoadTo } from "../support/service.ts";
import { choosePlan } from "../support/service-calls.ts";
import { startSink } from "../support/sink.ts";
import { SmtpClient } from "../support/smtp-client.ts";

const SENDERS = 6;

/** Sends one message after another until the service takes no more; resolves to those that got a 250. */
async function sendUntilRefused(service: Service, name: string): Promise<string[]> {
	const promised: string[] = [];
	let client: SmtpClient;
	try {
		client = await SmtpClient.loggedIn(service);
	} catch {
		return promised;
	}
	for (let i = 0; ; i++) {
		const recipient = `${name}-${i}`;
		const content = `From: ${service.ready.demo.from}\r\nSubject: ${recipient}\r\n\r\n${recipient}\r\n`;
		const answer = await client.send(service.ready.demo.from, [`${recipient}@client.example`], content);
		if (!answer.startsWith("250 ")) return promised;
		promised.push(recipient);
	}
}

test("a stop under load finishes what is under way, and after a start nothing is lost or repeated", async () => {
	await using sink = await startSink({ tls: "none" });
	const flags = underLoadTo(sink.port);
	const first = await startService({ flags });
	await choosePlan(first, "Enterprise");
	const sending = Array.from({ length: SENDERS }, (_, n) => sendUntilRefused(first, `s${n}`));
	await eventually(() => (sink.messages.length > 200 ? true : undefined), 20_000);

	await first.stop();
	const promised = (await Promise.all(sending)).flat();
	const database = new DatabaseSync(join(first.folder, "angarium.db"), { readOnly: true });
	const one = (sql: string): number => Number(Object.values(database.prepare(sql).get() ?? {})[0]);
	assert.equal(one("SELECT count(*) FROM queue WHERE state = 'leased'"), 0, "nothing is left half done");
	database.close();

	const second = await startService({ flags, folder: first.folder });
	const arrived = (): string[] =>
		sink.messages.flatMap(({ to }) => to.map((address) => address.slice(0, address.indexOf("@"))));
	await eventually(() => (new Set(arrived()).size >= promised.length ? true : undefined), 20_000);
	await second.stop();

	const known = new Set(arrived());
	assert.deepEqual(
		promised.filter((name) => !known.has(name)),
		[],
	);
	assert.equal(arrived().length, known.size, "no message arrived twice");
	rmSync(first.folder, { recursive: true, force: true });
});
