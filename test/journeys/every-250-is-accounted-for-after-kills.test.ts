import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { eventually, type Service, startService, underLoadTo } from "../support/service.ts";
import { choosePlan } from "../support/service-calls.ts";
import { startSink } from "../support/sink.ts";
import { SmtpClient } from "../support/smtp-client.ts";

const KILLS = 4;
const SENDERS = 6;

/** Sends numbered messages until the service is gone; tells which were promised and which were in flight. */
async function sendUntilGone(service: Service, from: number, promised: Set<string>, inFlight: Set<string>) {
	let serial = from;
	const work = async (): Promise<void> => {
		let client: SmtpClient;
		try {
			client = await SmtpClient.loggedIn(service);
		} catch {
			return;
		}
		for (;;) {
			const name = `m${serial++}`;
			inFlight.add(name);
			const content = `From: ${service.ready.demo.from}\r\nSubject: ${name}\r\n\r\n${name}\r\n`;
			const answer = await client.send(service.ready.demo.from, [`${name}@client.example`], content);
			if (answer === "") return;
			inFlight.delete(name);
			if (answer.startsWith("250 2.0.0 Queued as ")) promised.add(name);
		}
	};
	await Promise.all(Array.from({ length: SENDERS }, work));
	return serial;
}

test("after kills at random moments under load, every 250 is delivered and counted", async () => {
	await using sink = await startSink({ tls: "none" });
	const flags = underLoadTo(sink.port);
	const promised = new Set<string>();
	const inFlight = new Set<string>();
	let folder: string | undefined;
	let serial = 0;
	for (let kill = 0; kill < KILLS; kill++) {
		const service = await startService({ flags, ...(folder === undefined ? {} : { folder }) });
		folder = service.folder;
		if (kill === 0) await choosePlan(service, "Enterprise");
		const sending = sendUntilGone(service, serial, promised, inFlight);
		await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 900));
		await service.kill();
		serial = await sending;
	}
	assert.ok(folder !== undefined && promised.size > 50, `only ${promised.size} messages were promised`);

	const service = await startService({ flags, folder });
	const copies = (): Map<string, number> => {
		const count = new Map<string, number>();
		for (const { to } of sink.messages)
			for (const address of to) {
				const name = address.slice(0, address.indexOf("@"));
				if (!/^m\d+$/.test(name)) continue; // what the service itself writes to people
				count.set(name, (count.get(name) ?? 0) + 1);
			}
		return count;
	};
	await eventually(() => ([...promised].every((name) => copies().has(name)) ? true : undefined), 40_000);
	// All of them may have arrived before the last kill: what was under way then is tried again a little later.
	const database = new DatabaseSync(join(folder, "angarium.db"), { readOnly: true });
	const one = (sql: string): number => Number(Object.values(database.prepare(sql).get() ?? {})[0]);
	await eventually(() => (one("SELECT count(*) FROM queue") === 0 ? true : undefined), 40_000);
	await service.stop();

	const delivered = copies();
	const lost = [...promised].filter((name) => !delivered.has(name));
	assert.deepEqual(lost, [], "promised messages that never arrived");
	const unasked = [...delivered.keys()].filter((name) => !promised.has(name) && !inFlight.has(name));
	assert.deepEqual(unasked, [], "messages that arrived although they were refused");
	// A message may arrive twice only when an attempt was under way at a kill: a few for each kill, not more.
	const twice = [...delivered].filter(([, count]) => count > 1);
	assert.ok(twice.every(([, count]) => count <= KILLS + 1));

	// Without what the service itself writes to people.
	const own = `account_id = '${service.ready.demo.account}'`;
	const rows = one(`SELECT count(*) FROM activity WHERE state IS NOT NULL AND ${own}`);
	assert.equal(one("SELECT coalesce(sum(used), 0) FROM usage"), rows, "quota counted against rows");
	assert.equal(
		one(`SELECT count(*) FROM activity WHERE status = 'delivered' AND ${own}`),
		rows,
		"every recipient that was written down is delivered",
	);
	const tallied = (kind: string): number =>
		one(`SELECT coalesce(sum(n), 0) FROM tally WHERE kind = '${kind}' AND ${own}`);
	assert.equal(tallied("accepted"), rows, "counter of accepted recipients against rows");
	assert.equal(tallied("delivered"), rows, "counter of delivered recipients against rows");
	assert.equal(one("SELECT count(*) FROM queue"), 0);
	assert.equal(one("SELECT count(*) FROM content"), 0, "content of finished messages is gone");
	database.close();
	rmSync(folder, { recursive: true, force: true });
});
