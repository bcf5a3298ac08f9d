import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import type { TLSSocket } from "node:tls";
import { openDoor, secureContext } from "../../../test/support/door.ts";
import { RawClient } from "../../../test/support/raw-client.ts";
import { refuse } from "../../terms/refusals/index.ts";

const SECOND = 1_000;
const turns = async (count = 20): Promise<void> => {
	for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
};

/** A client that has said EHLO in clear. */
async function greeted(port: number): Promise<RawClient> {
	const client = await RawClient.to(port);
	await client.reply();
	await client.code("EHLO client.example");
	return client;
}

/** A client whose next octets are content. */
async function inContent(port: number): Promise<RawClient> {
	const client = await greeted(port);
	await client.code("MAIL FROM:<ann@shop.example>");
	await client.code("RCPT TO:<bob@client.example>");
	assert.equal(await client.code("DATA"), 354);
	return client;
}

const gate = () => {
	let open: () => void = () => {};
	const opened = new Promise<void>((resolve) => {
		open = resolve;
	});
	return { opened, open: () => open() };
};

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

test("a silent client is told after five minutes, and after ten seconds while there is pressure", async () => {
	// RFC 5321 §4.5.3.2.7
	for (const [underPressure, seconds] of [
		[false, 300],
		[true, 10],
	] as const) {
		await using open = await openDoor();
		open.reception.underPressure = underPressure;
		await using client = await greeted(open.door.port);
		await open.clock.advance((seconds - 2) * SECOND);
		assert.equal(client.unread, "");
		await open.clock.advance(4 * SECOND);
		assert.match((await client.rest()).join("\n"), new RegExp(`421-4.4.2 No command for ${seconds} seconds`));
	}
});

test("content slower than 500 octets a second is given up", async () => {
	await using open = await openDoor();
	await using client = await inContent(open.door.port);
	for (let minute = 0; minute < 3; minute++) {
		client.send(Buffer.alloc(31_000, "x"));
		await turns();
		await open.clock.advance(60 * SECOND);
	}
	assert.equal(client.unread, "");
	client.send("slow");
	await open.clock.advance(62 * SECOND);
	assert.match((await client.rest()).join("\n"), /421 4\.4\.2 \[idle-timeout\]/);
});

test("a session lasts an hour at most, however busy it is", async () => {
	await using open = await openDoor();
	await using client = await greeted(open.door.port);
	for (let minute = 0; minute < 15; minute++) {
		assert.equal(await client.code("NOOP"), 250);
		await open.clock.advance(4 * 60 * SECOND);
	}
	await open.clock.advance(5 * SECOND);
	assert.match((await client.rest()).join("\n"), /421 4\.4\.2 \[idle-timeout\]/);
});

test("a handshake that does not come is not waited for", async () => {
	await using open = await openDoor();
	await using client = await greeted(open.door.port);
	assert.equal(await client.code("STARTTLS"), 220);
	await turns();
	await open.clock.advance(32 * SECOND);
	assert.deepEqual(await client.rest(), []);
});

test("a group of commands is answered in one write", async () => {
	// RFC 2920 §3.2
	await using open = await openDoor();
	await using client = await greeted(open.door.port);
	let writes = 0;
	client.socket.on("data", () => writes++);
	client.send("NOOP\r\nNOOP\r\nRSET\r\nNOOP\r\n");
	for (let i = 0; i < 4; i++) await client.reply();
	assert.equal(writes, 1);
});

test("while content waits for room, nothing more is read from the client", async () => {
	await using open = await openDoor();
	const room = gate();
	open.reception.beforeWrite = () => room.opened;
	await using client = await inContent(open.door.port);
	const chunk = Buffer.alloc(1 << 20, `${"x".repeat(62)}\r\n`);
	for (let i = 0; i < 16; i++) client.send(chunk);
	client.send(".\r\n");
	await turns(200);
	assert.ok(client.socket.writableLength > 1 << 20, "the client could send everything");

	room.open();
	assert.match((await client.reply())[0] ?? "", /^250 2\.0\.0 Queued/);
	assert.equal(open.reception.taken[0]?.content.length, 16 << 20);
});

test("a client that never reads its replies is not read from either", async () => {
	await using open = await openDoor();
	await using client = await greeted(open.door.port);
	client.socket.pause();
	const commands = Buffer.from("NOOP\r\n".repeat(100_000));
	for (let i = 0; i < 50; i++) client.send(commands);
	await turns(400);
	assert.ok(client.socket.writableLength > 10 << 20, "the server took all commands");
});

test("commands behind a message wait for its answer and are then obeyed", async () => {
	await using open = await openDoor();
	const disk = gate();
	open.reception.beforeEnd = () => disk.opened;
	await using client = await inContent(open.door.port);
	client.send("text\r\n.\r\nNOOP\r\nQUIT\r\n");
	await turns();
	assert.equal(client.unread, "");

	disk.open();
	assert.deepEqual(await client.rest(), ["250 2.0.0 Queued as M1", "250 2.0.0 OK", "221 2.0.0 Bye"]);
});

test("at a shutdown the idle are sent away, and what is between dot and reply is finished", async () => {
	const open = await openDoor();
	const disk = gate();
	open.reception.beforeEnd = () => disk.opened;
	await using idle = await greeted(open.door.port);
	await using busy = await inContent(open.door.port);
	busy.send("text\r\n.\r\n");
	await turns();

	const closed = open.door.close(10 * SECOND);
	assert.match((await idle.rest()).join("\n"), /421 4\.3\.2 \[shutting-down\]/);
	assert.equal(busy.unread, "");
	disk.open();
	assert.deepEqual(
		(await busy.rest()).map((line) => line.slice(0, 9)),
		["250 2.0.0", "421-4.3.2", "421 4.3.2"],
	);
	await closed;
	assert.equal(open.door.sessions, 0);
});

test("a shutdown waits no longer than its deadline", async () => {
	const open = await openDoor();
	open.reception.beforeEnd = () => new Promise(() => {});
	await using client = await inContent(open.door.port);
	client.send("text\r\n.\r\n");
	await turns();
	const closed = open.door.close(10 * SECOND);
	await open.clock.advance(11 * SECOND);
	await closed;
	assert.deepEqual(await client.rest(), []);
});

test("a fault while content is taken is a temporary refusal with an incident", async () => {
	await using open = await openDoor();
	open.reception.beforeEnd = () => Promise.reject(new Error("disk on fire"));
	await using client = await inContent(open.door.port);
	client.send("text\r\n.\r\n");
	assert.match((await client.reply()).join("\n"), /^451-4\.3\.0 .*I1\n451 4\.3\.0 \[internal-fault\]/);
	assert.equal(open.reception.faults.length, 1);
});

test("a client that goes away in the middle leaves an ended session behind", async () => {
	await using open = await openDoor();
	const client = await inContent(open.door.port);
	client.send("half a mess");
	await turns();
	client.socket.destroy();
	while (open.door.sessions > 0) await turns(1);
	assert.equal(open.reception.calls.at(-1), "ended");
	assert.equal(open.reception.taken.length, 0);
});

test("the transcript hides secrets and content", async () => {
	await using open = await openDoor({ implicitTls: true });
	await using client = await RawClient.toTls(open.door.port);
	await client.reply();
	await client.code("EHLO client.example");
	await client.code("AUTH PLAIN AGFubgB3cm9uZw==");
	await client.code("AUTH LOGIN");
	await client.code("YW5u");
	await client.code("c2VjcmV0");
	await client.code("c2VjcmV0");
	await client.code("MAIL FROM:<ann@shop.example>");
	await client.code("RCPT TO:<bob@client.example>");
	await client.code("DATA");
	let kept = "";
	open.reception.beforeEnd = async () => {
		kept = open.reception.transcript().join("\n");
	};
	client.send("private words\r\n.\r\n");
	await client.reply();
	assert.match(kept, /C: EHLO client\.example/);
	assert.match(kept, /C: AUTH PLAIN \*\*\*/);
	assert.match(kept, /octets of content>/);
	assert.doesNotMatch(kept, /private|YW5u|c2Vj|AGFu|C2VJ/);
});

test("a renewed certificate is used by the next handshake", async () => {
	await using open = await openDoor({ implicitTls: true });
	const subject = async (): Promise<string | undefined> => {
		await using client = await RawClient.toTls(open.door.port);
		const name = (client.socket as TLSSocket).getPeerCertificate().subject.CN;
		return Array.isArray(name) ? name[0] : name;
	};
	assert.equal(await subject(), "relay.example");
	open.certificate.current = await secureContext("renewed.example");
	assert.equal(await subject(), "renewed.example");
});

test("a client may resume its TLS session", async () => {
	await using open = await openDoor({ implicitTls: true });
	const first = await RawClient.toTls(open.door.port);
	const session = once(first.socket, "session");
	await first.reply();
	const [ticket] = (await session) as [Buffer];
	await first[Symbol.asyncDispose]();
	await using second = await RawClient.toTls(open.door.port, { session: ticket });
	assert.equal((second.socket as TLSSocket).isSessionReused(), true);
});

test("TLS before 1.2 is refused", async () => {
	await using open = await openDoor({ implicitTls: true });
	await assert.rejects(
		RawClient.toTls(open.door.port, {
			minVersion: "TLSv1",
			maxVersion: "TLSv1.1",
			ciphers: "DEFAULT:@SECLEVEL=0",
		}),
	);
});
