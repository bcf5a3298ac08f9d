/** A scanner that goes away in the middle is a fault to be told of, and nothing more. */

import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { type TestContext, test } from "node:test";
import { createScanner } from "./clamd.ts";

/** A scanner that does what a test tells it with each connection; gives where it is. */
async function aScanner(t: TestContext, serve: (socket: Socket) => void): Promise<string> {
	const server = createServer((socket) => {
		socket.on("error", () => {});
		serve(socket);
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	t.after(() => server.close());
	return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A rejection that nobody handles would end the process: here it fails the test. */
const turns = async (): Promise<void> => {
	for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
};

test("a scanner that closes in the middle of the content rejects the scan and ends nothing else", async (t) => {
	const where = await aScanner(t, (socket) => socket.once("data", () => socket.resetAndDestroy()));
	const scanner = createScanner(where);
	await assert.rejects(scanner.scan(Array.from({ length: 64 }, () => Buffer.alloc(1024 * 1024))));
	await turns();
});

test("content that cannot be read rejects the scan and ends nothing else", async (t) => {
	const scanner = createScanner(await aScanner(t, (socket) => socket.resume()));
	async function* content(): AsyncIterable<Buffer> {
		yield Buffer.from("half");
		throw new Error("a piece is missing");
	}
	await assert.rejects(scanner.scan(content()), /a piece is missing/);
	await turns();
});

test("a verdict that comes before all was sent counts", async (t) => {
	const where = await aScanner(t, (socket) => {
		socket.once("data", () => {
			socket.end("stream: Eicar-Signature FOUND\0");
			socket.resume();
		});
	});
	assert.equal(await createScanner(where).scan([Buffer.from("bad")]), "Eicar-Signature");
});
