import assert from "node:assert/strict";
import { test } from "node:test";
import { openDoor } from "../../../test/support/door.ts";
import { RawClient } from "../../../test/support/raw-client.ts";
import { greeted, inContent, turns } from "../../../test/support/smtp-conversations.ts";
import { SECOND } from "../../terms/clock.ts";

const gate = () => {
	let open: () => void = () => {};
	const opened = new Promise<void>((resolve) => {
		open = resolve;
	});
	return { opened, open: () => open() };
};

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
