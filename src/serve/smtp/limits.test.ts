import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { openDoor } from "../../../test/support/door.ts";
import { RawClient } from "../../../test/support/raw-client.ts";
import { refuse } from "../../terms/refusals/index.ts";

const SECOND = 1_000;
const tooMany = refuse("too-many-sessions", { scope: "address", limit: 1 });
const AUTH = `AUTH PLAIN ${Buffer.from("\0ann\0wrong").toString("base64")}`;
const LOGIN = `AUTH PLAIN ${Buffer.from("\0ann\0secret").toString("base64")}`;

const turns = async (count = 20): Promise<void> => {
	for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
};
const until = async (reached: () => boolean): Promise<void> => {
	for (let i = 0; i < 1_000 && !reached(); i++) await turns(1);
	assert.ok(reached());
};

async function underTls(port: number): Promise<RawClient> {
	const client = await RawClient.to(port);
	await client.reply();
	await client.code("EHLO client.example");
	assert.equal(await client.code("STARTTLS"), 220);
	await client.secure();
	await client.code("EHLO client.example");
	return client;
}

test("a connection counts before it has said anything, and until it has gone", async () => {
	await using open = await openDoor();
	const silent = connect(open.door.port, "127.0.0.1");
	await until(() => open.reception.present.length === 1);
	silent.destroy();
	await until(() => open.reception.present.length === 0);
	const client = await underTls(open.door.port);
	assert.equal(open.reception.present.length, 1);
	client.socket.destroy();
	await until(() => open.reception.present.length === 0);
});

test("a handshake that never succeeds counts until it is over", async () => {
	await using open = await openDoor({ implicitTls: true });
	const socket = connect(open.door.port, "127.0.0.1");
	socket.on("error", () => {});
	await until(() => open.reception.present.length === 1);
	socket.write("this is no TLS\r\n");
	await once(socket, "close");
	await until(() => open.reception.present.length === 0);
});

test("one connection too many hears why, in clear and under TLS, and no session is begun", async () => {
	for (const implicitTls of [false, true]) {
		await using open = await openDoor({ implicitTls });
		open.reception.refusesAddress = () => tooMany;
		const to = implicitTls ? RawClient.toTls : RawClient.to;
		await using client = await to(open.door.port);
		assert.match(
			(await client.rest()).join("\n"),
			/^421-4\.7\.0 Too many sessions.*\n421 4\.7\.0 \[too-many-s/,
		);
		assert.equal(open.reception.clients.length, 0);
	}
});

test("the client behind a proxy counts, not the proxy", async () => {
	await using open = await openDoor({ isProxy: () => true });
	open.reception.refusesAddress = (address) => (address === "192.0.2.7" ? tooMany : undefined);
	await using refused = await RawClient.to(open.door.port);
	refused.send("PROXY TCP4 192.0.2.7 192.0.2.1 1000 25\r\n");
	assert.match((await refused.rest())[0] ?? "", /^421/);
	await using taken = await RawClient.to(open.door.port);
	taken.send("PROXY TCP4 192.0.2.8 192.0.2.1 1000 25\r\n");
	assert.match((await taken.reply())[0] ?? "", /^220/);
	assert.deepEqual(open.reception.present, ["192.0.2.8"]);
});

test("a client that does not log in is cut off after a while, one that has is not", async () => {
	await using open = await openDoor({ times: { loginMs: 10 * SECOND } });
	await using idler = await underTls(open.door.port);
	await using user = await underTls(open.door.port);
	assert.equal(await user.code(LOGIN), 235);
	await open.clock.advance(12 * SECOND);
	assert.match((await idler.rest()).join("\n"), /^421-4\.4\.2 No log-in for too long.*\[idle-timeout\]/s);
	assert.equal(await user.code("NOOP"), 250);
});

test("one session has a few tries at a password", async () => {
	await using open = await openDoor({ loginsPerSession: 3 });
	await using client = await underTls(open.door.port);
	for (let i = 0; i < 2; i++) assert.equal(await client.code(AUTH), 535);
	client.send(`${AUTH}\r\n`);
	assert.match((await client.rest()).join("\n"), /^535.*421 4\.7\.0 \[too-many-errors\]/s);
});

test("a user's list may hold any number of bad recipients, a stranger's may not", async () => {
	await using open = await openDoor({ faultsPerSession: 5 });
	await using user = await underTls(open.door.port);
	assert.equal(await user.code(LOGIN), 235);
	await user.code("MAIL FROM:<ann@shop.example>");
	for (let i = 0; i < 30; i++) assert.equal(await user.code(`RCPT TO:<no@${i}.example>`), 550);
	assert.equal(await user.code("RCPT TO:<bob@client.example>"), 250);
	await using stranger = await underTls(open.door.port);
	await stranger.code("MAIL FROM:<ann@shop.example>");
	for (let i = 0; i < 5; i++) assert.equal(await stranger.code(`RCPT TO:<no@${i}.example>`), 550);
	stranger.send("RCPT TO:<no@5.example>\r\n");
	assert.match((await stranger.rest()).join("\n"), /\[too-many-errors\]/);
});

test("content in crumbs is too slow, however they are cut", async () => {
	await using open = await openDoor();
	await using client = await underTls(open.door.port);
	assert.equal(await client.code(LOGIN), 235);
	await client.code("MAIL FROM:<ann@shop.example>");
	await client.code("RCPT TO:<bob@client.example>");
	for (let i = 0; i < 5; i++) {
		assert.equal(await client.code("BDAT 3\r\nx"), 250);
		await open.clock.advance(11 * SECOND);
	}
	await open.clock.advance(10 * SECOND);
	assert.match((await client.rest()).join("\n"), /^421-4\.4\.2 Content arrives too slowly/);
});

test("content is not slow while it is us who keep it waiting", async () => {
	await using open = await openDoor();
	await using client = await underTls(open.door.port);
	assert.equal(await client.code(LOGIN), 235);
	await client.code("MAIL FROM:<ann@shop.example>");
	await client.code("RCPT TO:<bob@client.example>");
	assert.equal(await client.code("DATA"), 354);
	let goOn: () => void = () => {};
	let waiting = false;
	open.reception.beforeWrite = () => {
		waiting = true;
		return new Promise((resolve) => {
			goOn = resolve;
		});
	};
	client.send(`Subject: x\r\n\r\n${"hello\r\n".repeat(1_000)}`);
	await until(() => waiting);
	await open.clock.advance(100 * SECOND);
	open.reception.beforeWrite = undefined;
	goOn();
	await turns();
	await open.clock.advance(2 * SECOND);
	assert.equal(await client.code("."), 250);
});

test("refusals are counted as they are said", async () => {
	const said: string[] = [];
	await using open = await openDoor({ said: ({ reason }) => void said.push(reason) });
	await using client = await underTls(open.door.port);
	await client.code("X");
	await client.code(AUTH);
	await client.code("MAIL FROM:<ann@shop.example>");
	await client.code("RCPT TO:<no@refused.example>");
	assert.deepEqual(said, ["command-unknown", "credentials-invalid", "recipient-domain-not-found"]);
});
