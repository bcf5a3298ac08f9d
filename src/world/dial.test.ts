import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { test } from "node:test";
import { dialer } from "./dial.ts";

const sockets = (): number =>
	process.getActiveResourcesInfo().filter((each) => each === "TCPSocketWrap").length;

test("a connection that is closed is gone soon, also when the other side takes nothing more", async (t) => {
	const taken: Socket[] = [];
	const server = createServer((socket) => {
		taken.push(socket.pause());
		socket.on("error", () => undefined);
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	t.after(() => {
		for (const socket of taken) socket.destroy();
		server.close();
	});
	const { port } = server.address() as AddressInfo;
	const wire = await dialer.connect("127.0.0.1", port, 1_000);
	while (taken.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
	const open = sockets();
	await assert.rejects(wire.write(Buffer.alloc(32 * 1024 * 1024), 100), /nothing taken/);
	wire.close();
	await new Promise((resolve) => setTimeout(resolve, 1_500));
	assert.equal(sockets(), open - 1);
});
