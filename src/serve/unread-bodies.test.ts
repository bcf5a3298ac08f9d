import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { type TestContext, test } from "node:test";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { listenTo, onceRead, type UnreadBounds } from "./unread-bodies.ts";

const STATUS = { refused: 503, taken: 200 } as const;

/** Refuses as soon as it has read so much: null reads all. */
async function aServer(t: TestContext, readsBytes: number | null, bounds?: UnreadBounds): Promise<number> {
	const listener = getRequestListener(async (request, env) => {
		let bytes = 0;
		if (readsBytes !== 0)
			for await (const piece of request.body as unknown as AsyncIterable<Uint8Array>) {
				bytes += piece.length;
				if (readsBytes !== null && bytes >= readsBytes) break;
			}
		const status = readsBytes === null ? STATUS.taken : STATUS.refused;
		return onceRead(new Response(`read ${bytes}`, { status }), env as HttpBindings, bounds);
	});
	const server = createServer();
	listenTo(server, (request, response) => void listener(request, response));
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	t.after(() => {
		server.close();
		server.closeAllConnections();
	});
	return (server.address() as AddressInfo).port;
}

const head = (bytes: number, ...more: string[]): string =>
	[`POST / HTTP/1.1`, "Host: x", `Content-Length: ${bytes}`, ...more, "", ""].join("\r\n");

/** As simple clients do: reads nothing before all is written. Resolves to what it read. */
async function writesThenReads(port: number, bytes: number): Promise<string> {
	const socket = connect(port, "127.0.0.1");
	await once(socket, "connect");
	await new Promise<void>((resolve, reject) => {
		socket.once("error", reject);
		socket.write(head(bytes));
		socket.write(Buffer.alloc(bytes, 0x20), (error) => (error ? reject(error) : resolve()));
	});
	const [answer] = await once(socket, "data");
	socket.destroy();
	return String(answer);
}

test("clients that write a large body at once all read why it was refused", async (t) => {
	for (const readsBytes of [0, 100_000]) {
		const port = await aServer(t, readsBytes);
		const clients = Array.from({ length: 20 }, () => writesThenReads(port, 4_000_000));
		for (const answer of await Promise.all(clients)) {
			assert.match(answer, /^HTTP\/1\.1 503 /);
			assert.doesNotMatch(answer, /^connection: close/im);
		}
	}
});

test("what is longer than the bounds is answered all the same, and its connection closed", async (t) => {
	for (const bounds of [
		{ bytes: 1_000, ms: 60_000 },
		{ bytes: 1_000_000, ms: 1 },
	]) {
		const socket = connect(await aServer(t, 0, bounds), "127.0.0.1");
		const pieces: (string | Buffer)[] = [];
		socket.on("data", (piece) => pieces.push(piece)).write(head(1_000_000));
		socket.write(Buffer.alloc(2_000));
		await once(socket, "close");
		assert.match(pieces.join(""), /^HTTP\/1\.1 503 [\s\S]*^connection: close/im);
	}
});

test("who asks before sending is refused without being told to go on", async (t) => {
	const socket = connect(await aServer(t, 0), "127.0.0.1");
	const pieces: (string | Buffer)[] = [];
	socket.on("data", (piece) => pieces.push(piece)).write(head(14_000_000, "Expect: 100-continue"));
	await once(socket, "close");
	assert.match(pieces.join(""), /^HTTP\/1\.1 503 [\s\S]*^connection: close/im);
});

test("who asks before sending is told to go on when the body is wanted", async (t) => {
	const socket = connect(await aServer(t, null), "127.0.0.1");
	socket.write(head(5, "Expect: 100-continue"));
	const [leave] = await once(socket, "data");
	assert.equal(String(leave), "HTTP/1.1 100 Continue\r\n\r\n");
	socket.write("hello");
	const [answer] = await once(socket, "data");
	assert.match(String(answer), /^HTTP\/1\.1 200 /);
	socket.destroy();
});
