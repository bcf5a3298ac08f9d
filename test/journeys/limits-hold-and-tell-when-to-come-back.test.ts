/** Limits as clients meet them, over real connections. A PROXY header says where each of them comes from. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pass } from "node:timers/promises";
import { RawClient } from "../support/raw-client.ts";
import { eventually, serviceThroughout } from "../support/service.ts";
import { operatorKey } from "../support/service-calls.ts";

const CONNECTIONS = 24;
const HOME = "198.51.100.1";

const settings = {
	proxies: "127.0.0.0/8",
	"limits.connections": String(CONNECTIONS),
	"limits.sessionsPerUser": "3",
	// Five at once, then one in 100 ms.
	"limits.recipientsPerMinute": "600",
	"limits.rateBurst": "500ms",
	"limits.failedLoginsPerAddress": "3",
	"limits.loginBlock": "1s",
};
const service = serviceThroughout({
	flags: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
});

/** Connects from this address; the greeting, or what stands in its place. */
async function from(address: string): Promise<{ readonly client: RawClient; readonly greeting: string }> {
	const client = await RawClient.to(service.ready.submission.port);
	client.send(`PROXY TCP4 ${address} 127.0.0.1 40000 587\r\n`);
	return { client, greeting: (await client.reply()).join("\n") };
}

/** A session under TLS that has not logged in. */
async function session(address: string): Promise<RawClient> {
	const { client, greeting } = await from(address);
	assert.match(greeting, /^220 /);
	await client.code("EHLO client.example");
	assert.equal(await client.code("STARTTLS"), 220);
	await client.secure();
	await client.code("EHLO client.example");
	return client;
}

async function say(client: RawClient, command: string): Promise<string> {
	client.send(`${command}\r\n`);
	return (await client.reply()).join("\n");
}

const auth = ({ username, password } = service.ready.demo): string =>
	`AUTH PLAIN ${Buffer.from(`\0${username}\0${password}`).toString("base64")}`;

async function loggedIn(address = HOME): Promise<RawClient> {
	const client = await session(address);
	assert.match(await say(client, auth()), /^235 /);
	return client;
}

async function metric(line: string): Promise<number> {
	const key = operatorKey(service);
	const response = await fetch(`${service.ready.http}/metrics`, {
		headers: { authorization: `Bearer ${key}` },
	});
	const found = (await response.text()).split("\n").find((each) => each.startsWith(`${line} `));
	return Number(found?.slice(line.length + 1));
}

/** Everybody who was connected has left. */
const empty = (): Promise<true> =>
	eventually(async () => ((await metric("angarium_connections")) === 0 ? true : undefined));

test("one address cannot take all places, and is told so; others still get in", async () => {
	const inside: RawClient[] = [];
	let refused = "";
	while (refused === "" && inside.length < CONNECTIONS) {
		const { client, greeting } = await from("192.0.2.1");
		if (greeting.startsWith("220 ")) inside.push(client);
		else refused = greeting;
	}
	assert.match(refused, /^421-4\.7\.0 .*for this address.*\n421 4\.7\.0 \[too-many-sessions\]/);
	assert.ok(inside.length >= 3 && inside.length <= CONNECTIONS / 3, String(inside.length));
	for (const address of ["192.0.2.2", "192.0.2.3"]) {
		const { client, greeting } = await from(address);
		assert.match(greeting, /^220 /);
		inside.push(client);
	}
	assert.equal(await metric("angarium_connections"), inside.length);
	for (const client of inside) client.socket.destroy();
	await empty();
	const { client, greeting } = await from("192.0.2.1");
	assert.match(greeting, /^220 /);
	client.socket.destroy();
});

test("connections that say nothing take up places, and a full service says so", async () => {
	await empty();
	const silent = await Promise.all(
		Array.from({ length: CONNECTIONS }, () => RawClient.to(service.ready.submission.port)),
	);
	await eventually(async () => ((await metric("angarium_connections")) === CONNECTIONS ? true : undefined));
	const client = await RawClient.to(service.ready.submission.port);
	assert.match((await client.rest()).join("\n"), /^421-4\.7\.0 .*for this service, the limit is 24\n/);
	for (const one of silent) one.socket.destroy();
	await empty();
});

test("one user's sessions are counted, and a place is free again when one ends", async () => {
	const sessions = await Promise.all([loggedIn(), loggedIn(), loggedIn("198.51.100.2")]);
	const fourth = await session("198.51.100.3");
	assert.match(await say(fourth, auth()), /^454-4\.7\.0 .*for this SMTP user, the limit is 3\n/);
	assert.match(await say(sessions[0] as RawClient, "QUIT"), /^221 /);
	await eventually(async () => ((await say(fourth, auth())).startsWith("235") ? true : undefined), 2_000);
	for (const client of [...sessions, fourth]) client.socket.destroy();
	await empty();
});

test("who sends too fast is told when to come back, and it works then", async () => {
	const client = await loggedIn();
	const { from: sender } = service.ready.demo;
	assert.match(await say(client, `MAIL FROM:<${sender}>`), /^250 /);
	const recipients = Array.from({ length: 40 }, (_, i) => `RCPT TO:<r${i}@client.example>\r\n`);
	client.send(recipients.join(""));
	const replies: string[] = [];
	for (const _ of recipients) replies.push((await client.reply()).join("\n"));
	const refused = replies.filter((reply) => reply.startsWith("450"));
	assert.ok(replies.length - refused.length >= 5 && refused.length >= 1, replies.join("\n"));
	const said = /600 recipients a minute: try again in (\d+) second/.exec(refused.at(-1) ?? "");
	assert.match(refused[0] ?? "", /^450-4\.7\.1 .*\n450 4\.7\.1 \[sending-too-fast\]/);
	await pass(Number(said?.[1]) * 1_000);
	assert.match(await say(client, "RCPT TO:<later@client.example>"), /^250 /);
	client.socket.destroy();
});

test("guessing from one address is blocked for a while, and the user still gets in from others", async () => {
	await empty();
	const { username } = service.ready.demo;
	const wrong = auth({ ...service.ready.demo, password: "wrong" });
	const attacker = await session("203.0.113.66");
	for (let i = 0; i < 3; i++) assert.match(await say(attacker, wrong), /^535/);
	const blocked = await say(attacker, auth());
	assert.match(blocked, /^454-4\.7\.0 .*blocked for 1 second\n454 4\.7\.0 \[authentication-blocked\]/);
	assert.equal(await metric('angarium_login_blocks{of="network"}'), 1);
	const key = operatorKey(service);
	const api = async <Body>(path: string): Promise<Body> => {
		const headers = { authorization: `Bearer ${key}` };
		return (await (await fetch(`${service.ready.http}/v1${path}`, { headers })).json()) as Body;
	};
	const { items } = await api<{ items: { id: string }[] }>(`/smtp-users?username=${username}`);
	const limits = await api<{ logins: { blocks: { network: string }[]; lastFailure: { address: string } } }>(
		`/smtp-users/${items[0]?.id}/limits`,
	);
	assert.deepEqual(
		limits.logins.blocks.map(({ network }) => network),
		["203.0.113.66"],
	);
	for (const address of [HOME, "203.0.113.67"]) (await loggedIn(address)).socket.destroy();
	await pass(1_000);
	attacker.socket.destroy();
	(await loggedIn("203.0.113.66")).socket.destroy();
});

test("metrics are the operator's", async () => {
	assert.equal((await fetch(`${service.ready.http}/metrics`)).status, 401);
	assert.ok((await metric('angarium_refusals_total{reason="too-many-sessions"}')) >= 3);
	assert.ok((await metric("angarium_authentication_failures_total")) >= 3);
});
