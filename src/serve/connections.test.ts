import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { type TestContext, test } from "node:test";
import { isLoopback, limitConnections } from "./connections.ts";

async function aDoor(t: TestContext, isMany: (address: string) => boolean) {
	const server = createServer((_, response) => response.end("ok"));
	limitConnections(server, { perNetwork: 2, isMany });
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	t.after(() => {
		server.closeAllConnections();
		server.close();
	});
	const { port } = server.address() as AddressInfo;
	/** What a new connection is answered, and the connection. */
	return async () => {
		const socket = connect(port, "127.0.0.1");
		t.after(() => socket.destroy());
		socket.on("error", () => {});
		socket.write("GET / HTTP/1.1\r\nHost: here\r\n\r\n");
		const answer = await Promise.race([
			once(socket, "data").then(([octets]) => String(octets).slice(9, 12)),
			once(socket, "close").then(() => "closed"),
		]);
		return { socket, answer };
	};
}

test("a network holds so many connections, and has room again when one of them ends", async (t) => {
	const open = await aDoor(t, () => false);
	const first = await open();
	assert.equal(first.answer, "200");
	assert.equal((await open()).answer, "200");
	assert.equal((await open()).answer, "closed");
	first.socket.end();
	await once(first.socket, "close");
	assert.equal((await open()).answer, "200");
});

test("who stands for many is not held to it", async (t) => {
	const open = await aDoor(t, isLoopback);
	for (let i = 0; i < 5; i++) assert.equal((await open()).answer, "200");
	assert.deepEqual(["127.0.0.1", "::1", "10.0.0.1", "2001:db8::1"].map(isLoopback), [
		true,
		true,
		false,
		false,
	]);
});
