import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { openDoor } from "../../../test/support/door.ts";
import { RawClient } from "../../../test/support/raw-client.ts";
import { greeted, turns } from "../../../test/support/smtp-conversations.ts";
import { SECOND } from "../../terms/clock.ts";
import { refuse } from "../../terms/refusals/index.ts";

test("who speaks before the banner is told so and cut off", async () => {
	// RFC 5321 §3.1
	await using open = await openDoor({ isProxy: () => true });
	await using client = await RawClient.to(open.door.port);
	client.send("PROXY TCP4 192.0.2.7 192.0.2.1 1000 25\r\nEHLO client.example\r\n");
	assert.deepEqual(
		(await client.rest()).map((line) => line.slice(0, 9)),
		["554-5.5.1", "554 5.5.1"],
	);
});

test("what has arrived when the connection is taken counts as too soon", async () => {
	// While this process stands still, another one connects, and speaks or does not.
	const connectFromElsewhere = (port: number, says: string): void => {
		const script = `const s=require("net").connect(${port},"127.0.0.1",()=>s.write(${JSON.stringify(says)},()=>process.exit()))`;
		spawnSync(process.execPath, ["-e", script]);
	};
	await using open = await openDoor();
	connectFromElsewhere(open.door.port, "EHLO client.example\r\n");
	await turns();
	assert.equal(open.reception.clients.length, 0);

	connectFromElsewhere(open.door.port, "");
	await turns();
	assert.equal(open.reception.clients.length, 1);
});

test("who waits for the banner is greeted, whatever the connection policy says is said instead", async () => {
	await using open = await openDoor();
	open.reception.refusesConnections = refuse("overloaded");
	await using client = await RawClient.to(open.door.port);
	assert.match((await client.rest()).join("\n"), /^421-4\.3\.2 .*\n421 4\.3\.2 \[overloaded\]/);
});

test("a proxy's header tells who the client is, in clear and before TLS", async () => {
	for (const implicitTls of [false, true]) {
		await using open = await openDoor({ isProxy: (address) => address === "127.0.0.1", implicitTls });
		await using client = await RawClient.to(open.door.port);
		client.send("PROXY TCP4 192.0.2.7 192.0.2.1 1000 25\r\n");
		if (implicitTls) await client.secure();
		assert.match((await client.reply())[0] ?? "", /^220 /);
		assert.deepEqual(
			open.reception.clients.map(({ address, port }) => [address, port]),
			[["192.0.2.7", 1000]],
		);
	}
});

test("a configured proxy that sends no header gets nothing, and loses the connection in time", async () => {
	await using open = await openDoor({ isProxy: () => true });
	await using talking = await RawClient.to(open.door.port);
	talking.send("EHLO client.example\r\n");
	assert.deepEqual(await talking.rest(), []);

	await using silent = await RawClient.to(open.door.port);
	await turns();
	await open.clock.advance(31 * SECOND);
	assert.deepEqual(await silent.rest(), []);
});

test("from other addresses a PROXY header is no command", async () => {
	await using open = await openDoor();
	await using client = await greeted(open.door.port);
	assert.equal(await client.code("PROXY TCP4 192.0.2.7 192.0.2.1 1000 25"), 500);
});
