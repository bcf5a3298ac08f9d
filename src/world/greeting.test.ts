import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { type TestContext, test } from "node:test";
import { greetingOf } from "./greeting.ts";

async function aServer(t: TestContext, greet: (socket: Socket) => void): Promise<number> {
	const server = createServer((socket) => {
		socket.on("error", () => {});
		t.after(() => socket.destroy());
		greet(socket);
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	t.after(() => server.close());
	return (server.address() as AddressInfo).port;
}

test("the first line of a server's greeting is told", async (t) => {
	const port = await aServer(t, (socket) => socket.write("220 relay.example ESMTP\r\nmore"));
	assert.deepEqual(await greetingOf("127.0.0.1", port), {
		kind: "greeted",
		reply: "220 relay.example ESMTP",
	});
});

test("a server that says nothing is silent, at once when it hangs up and else at the deadline", async (t) => {
	const hangsUp = await aServer(t, (socket) => socket.end());
	assert.deepEqual(await greetingOf("127.0.0.1", hangsUp), { kind: "silent" });
	const waits = await aServer(t, () => {});
	assert.deepEqual(await greetingOf("127.0.0.1", waits, 50), { kind: "silent" });
});

test("a port that nobody listens on is not reached", async () => {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	assert.deepEqual(await greetingOf("127.0.0.1", port), { kind: "unreachable", why: "ECONNREFUSED" });
});
