import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createHttpServer, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { createGuard } from "../../relay/guard.ts";
import { selfSignedFiles } from "../certificate.ts";
import { createWebhookClient, type WebhookClientOptions } from "./index.ts";
import type { HostAddresses } from "./resolve.ts";

const isLoopback = (address: string): boolean => /^(127\.|::1$|::ffff:127\.)/.test(address);
const nowhere: HostAddresses = { addresses: async () => ({ kind: "no-domain" }) };

const aClient = (change: Partial<WebhookClientOptions> = {}) =>
	createWebhookClient({ resolver: nowhere, allows: isLoopback, allowsPlain: isLoopback, ...change });
const post = (client: ReturnType<typeof aClient>, url: string) =>
	client.post({ url, headers: { "content-type": "application/json", "webhook-id": "1" }, body: '{"a":"é"}' });

async function listening(t: TestContext, server: Server, host = "127.0.0.1"): Promise<number> {
	server.listen(0, host);
	await once(server, "listening");
	t.after(() => server.close());
	return (server.address() as AddressInfo).port;
}

interface Got {
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly path: string;
	readonly body: string;
}

async function aServer(t: TestContext, answer: (response: ServerResponse) => void, host?: string) {
	const got: Got[] = [];
	const server = createHttpServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		got.push({ headers: request.headers, path: request.url ?? "", body: Buffer.concat(chunks).toString() });
		answer(response);
	});
	t.after(() => server.closeAllConnections());
	return { port: await listening(t, server, host), got };
}

/** Whatever it likes, octet by octet. */
async function aTalker(t: TestContext, talk: (socket: Socket) => void): Promise<number> {
	const sockets = new Set<Socket>();
	const server = createTcpServer((socket) => {
		sockets.add(socket);
		socket.on("error", () => {});
		socket.once("data", () => talk(socket));
	});
	t.after(() => {
		for (const socket of sockets) socket.destroy();
	});
	return listening(t, server);
}

test("a request arrives whole, and the answer is told with its address, status and body", async (t) => {
	const { port, got } = await aServer(t, (response) =>
		response.writeHead(202, { "retry-after": "7" }).end("thanks"),
	);
	const told = await post(aClient(), `http://127.0.0.1:${port}/hooks?a=b`);
	const { durationMs, ...rest } = told;
	assert.deepEqual(rest, {
		address: "127.0.0.1",
		status: 202,
		retryAfter: "7",
		body: "thanks",
		error: null,
	});
	assert.ok(durationMs > 0 && durationMs < 10_000);
	const [{ headers, path, body }] = got as [Got];
	assert.deepEqual([path, body], ["/hooks?a=b", '{"a":"é"}']);
	assert.equal(headers["content-length"], "10");
	assert.equal(headers["host"], `127.0.0.1:${port}`);
	assert.equal(headers["webhook-id"], "1");
});

test("a redirect is an answer like any other: nobody follows it", async (t) => {
	const target = await aServer(t, (response) => response.end());
	const { port } = await aServer(t, (response) =>
		response.writeHead(302, { location: `http://127.0.0.1:${target.port}/` }).end(),
	);
	const { status, error } = await post(aClient(), `http://127.0.0.1:${port}/`);
	assert.deepEqual([status, error], [302, null]);
	assert.deepEqual(target.got, []);
});

test("a name is looked up once, and the connection goes to the address that was checked", async (t) => {
	const { port, got } = await aServer(t, (response) => response.end(), "127.0.0.2");
	// It means an allowed address when it is asked about first, and another one of this machine from then on.
	let asked = 0;
	const resolver: HostAddresses = {
		addresses: async () => ({ kind: "found", records: [asked++ === 0 ? "127.0.0.2" : "127.0.0.1"] }),
	};
	const client = aClient({ resolver, allows: (address) => address === "127.0.0.2" });
	const first = await post(client, `http://evil.example:${port}/`);
	assert.deepEqual([first.status, first.address, asked], [200, "127.0.0.2", 1]);
	const second = await post(client, `http://evil.example:${port}/`);
	assert.match(second.error ?? "", /evil\.example is at 127\.0\.0\.1, which is no public address/);
	assert.deepEqual([second.address, asked, got.length], [null, 2, 1]);
});

test("private addresses are refused however they are reached, also where only one of several is public", async (t) => {
	const { port, got } = await aServer(t, (response) => response.end());
	const { allows } = createGuard([], []);
	for (const records of [
		["127.0.0.1"],
		["10.0.0.1", "192.168.1.1"],
		["169.254.169.254"],
		["::1"],
		["::ffff:127.0.0.1"],
		["64:ff9b::7f00:1"],
		["64:ff9b::a9fe:a9fe"],
		["::7f00:1"],
		["fd00:ec2::254"],
		["fe80::1"],
		["100.64.0.1"],
		["0.0.0.0"],
	]) {
		const resolver: HostAddresses = { addresses: async () => ({ kind: "found", records }) };
		const { error } = await post(aClient({ resolver, allows }), `https://inside.example:${port}/`);
		assert.match(error ?? "", /no public address/, records.join());
	}
	const mixed: HostAddresses = {
		addresses: async () => ({ kind: "found", records: ["10.0.0.1", "127.0.0.1"] }),
	};
	const { address } = await post(aClient({ resolver: mixed }), `http://mixed.example:${port}/`);
	assert.equal(address, "127.0.0.1");
	assert.equal(got.length, 1);
});

test("without TLS only what the operator allows is posted to", async (t) => {
	const { port, got } = await aServer(t, (response) => response.end());
	const { error } = await post(aClient({ allowsPlain: () => false }), `http://127.0.0.1:${port}/`);
	assert.match(error ?? "", /no public address/);
	assert.deepEqual(got, []);
});

test("localhost is this machine, whatever the DNS says; a name without an address is told as that", async (t) => {
	const { port } = await aServer(t, (response) => response.end());
	assert.equal((await post(aClient(), `http://localhost:${port}/`)).status, 200);
	assert.match((await post(aClient(), "http://absent.example/")).error ?? "", /does not exist/);
	const troubled: HostAddresses = { addresses: async () => ({ kind: "trouble", why: "no answer" }) };
	assert.match((await post(aClient({ resolver: troubled }), "http://a.example/")).error ?? "", /no answer/);
});

test("an address that is closed leaves time for the next", async (t) => {
	const { port } = await aServer(t, (response) => response.end());
	const resolver: HostAddresses = {
		addresses: async () => ({ kind: "found", records: ["127.0.0.2", "127.0.0.1"] }),
	};
	const { address, status } = await post(aClient({ resolver }), `http://two.example:${port}/`);
	assert.deepEqual([address, status], ["127.0.0.1", 200]);
});

test("a server that answers too slowly, at any point, is given up at the deadline", async (t) => {
	const drip = (socket: Socket, text: string): void => {
		const timer = setInterval(() => socket.write(text), 20);
		socket.on("close", () => clearInterval(timer));
	};
	const talks: Readonly<Record<string, (socket: Socket) => void>> = {
		silent: () => {},
		"status line": (socket) => drip(socket, "H"),
		headers: (socket) => {
			socket.write("HTTP/1.1 200 OK\r\nx: ");
			drip(socket, "a");
		},
		informational: (socket) => drip(socket, "HTTP/1.1 102 Processing\r\n\r\n"),
		body: (socket) => {
			socket.write("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n");
			drip(socket, "b");
		},
	};
	for (const [name, talk] of Object.entries(talks)) {
		const port = await aTalker(t, talk);
		const { error, durationMs, status } = await post(
			aClient({ deadlineMs: 150 }),
			`http://127.0.0.1:${port}/`,
		);
		assert.notEqual(error, null, name);
		assert.ok(durationMs < 1_000, `${name}: ${durationMs}`);
		assert.equal(status, name === "body" ? 200 : null, name);
	}
});

test("of a long answer 16 kB are read, and no more is waited for", async (t) => {
	const port = await aTalker(t, (socket) => {
		socket.write("HTTP/1.1 200 OK\r\n\r\n");
		const more = (): void => {
			while (!socket.destroyed && socket.write("x".repeat(65_536))) {}
			socket.once("drain", more);
		};
		more();
	});
	const { status, body, error } = await post(aClient(), `http://127.0.0.1:${port}/`);
	assert.deepEqual([status, body.length, error], [200, 16 * 1024, null]);
});

test("what is no answer of HTTP, or breaks off, is told as a failure", async (t) => {
	for (const answer of [
		"220 mail.example ESMTP\r\n",
		`HTTP/1.1 200 OK\r\nx: ${"a".repeat(20_000)}\r\n\r\n`,
		"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc",
		"",
	]) {
		const port = await aTalker(t, (socket) => socket.end(answer));
		const { error } = await post(aClient(), `http://127.0.0.1:${port}/`);
		assert.ok(error !== null && error !== "", answer.slice(0, 20));
	}
});

test("a certificate has to be valid for the name in the URL", async (t) => {
	const folder = mkdtempSync(join(tmpdir(), "angarium-webhook-"));
	t.after(() => rmSync(folder, { recursive: true }));
	const files = await selfSignedFiles(folder, "hooks.example");
	const [cert, key] = [readFileSync(files.certificateFile, "utf8"), readFileSync(files.keyFile, "utf8")];
	const names: (string | false | undefined)[] = [];
	const server = createHttpsServer({ cert, key }, (request, response) => {
		names.push((request.socket as Socket & { servername?: string | false }).servername);
		request.resume().on("end", () => response.writeHead(204).end());
	});
	t.after(() => server.closeAllConnections());
	const port = await listening(t, server);
	const resolver: HostAddresses = { addresses: async () => ({ kind: "found", records: ["127.0.0.1"] }) };
	const client = aClient({ resolver, allowsPlain: () => false });

	const unknown = await post(client, `https://hooks.example:${port}/`);
	assert.match(unknown.error ?? "", /self.signed|certificate/i);
	const before = getCACertificates("default");
	setDefaultCACertificates([...before, cert]);
	t.after(() => setDefaultCACertificates(before));
	const right = await post(client, `https://hooks.example:${port}/`);
	assert.deepEqual([right.status, right.error], [204, null]);
	assert.deepEqual(names, ["hooks.example"]);
	const wrong = await post(client, `https://other.example:${port}/`);
	assert.match(wrong.error ?? "", /other\.example/);
});
