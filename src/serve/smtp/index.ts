/**
 * An SMTP listener: opens, looks after its sessions, and closes in order. How a connection becomes a session is
 * entrance.ts; what is said in a session is src/rfc/smtp/server; what is allowed is src/accept.
 */

import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { SmtpConnection } from "./connection.ts";
import { Entrance, type Serve } from "./entrance.ts";
import type { SmtpDoorOptions } from "./options.ts";

export type { SmtpDoorOptions } from "./options.ts";

export interface SmtpDoor {
	readonly host: string;
	readonly port: number;
	readonly sessions: number;
	/** Takes no new connections; resolves when all sessions have ended, at the deadline at the latest. */
	close(deadlineMs: number): Promise<void>;
}

const SWEEP_MS = 1_000;

export async function openSmtpDoor(options: SmtpDoorOptions): Promise<SmtpDoor> {
	const connections = new Set<SmtpConnection>();
	const { clock } = options;
	const serve: Serve = (socket, client, tls, early, left) => {
		const connection = new SmtpConnection(socket, client, options, tls);
		connections.add(connection);
		connection.onGone = () => {
			connections.delete(connection);
			left();
		};
		// The first turn of the loop begins reading, the second shows what had arrived; nobody waits longer.
		setImmediate(() => setImmediate(() => connection.greet(early.length > 0)));
	};
	const entrance = new Entrance(options, serve);
	const server = createServer({ noDelay: true, keepAlive: true }, (socket) => entrance.take(socket));
	server.listen(options.port, options.host);
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;

	let closed = false;
	const sweep = (): void => {
		const now = clock.monotonicMs();
		for (const connection of connections) connection.sweep(now);
		if (!closed) clock.after(SWEEP_MS, sweep);
	};
	clock.after(SWEEP_MS, sweep);

	return {
		host: options.host,
		port,
		get sessions() {
			return connections.size;
		},
		async close(deadlineMs) {
			closed = true;
			const ended = once(server, "close");
			server.close();
			entrance.close();
			for (const connection of connections) connection.stop();
			const late = clock.after(deadlineMs, () => {
				for (const connection of connections) connection.destroy();
			});
			await ended;
			late.cancel();
			// The server counts a socket out before the socket says so itself, and sessions end with the latter.
			while (connections.size > 0) await new Promise<void>((resolve) => setImmediate(resolve));
		},
	};
}
