/**
 * An SMTP listener: accepts connections, reads PROXY headers where they are due, starts implicit TLS, and closes
 * in order. What is said in a session is src/rfc/smtp/server; what is allowed is src/accept.
 */

import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { readProxyHeader } from "../../rfc/proxy-protocol/header.ts";
import type { Client } from "../../terms/message.ts";
import { SmtpConnection } from "./connection.ts";
import { defaultTimes, type SmtpDoorOptions } from "./options.ts";
import { serverTls, tlsFacts } from "./tls.ts";

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
	const opening = new Set<Socket>();
	const { clock } = options;
	const serve = (
		socket: Socket,
		client: Client,
		tls: ReturnType<typeof tlsFacts> | null,
		early: Buffer,
	): void => {
		const connection = new SmtpConnection(socket, client, options, tls);
		connections.add(connection);
		connection.onGone = () => connections.delete(connection);
		// The first turn of the loop begins reading, the second shows what had arrived; nobody waits longer.
		setImmediate(() => setImmediate(() => connection.greet(early.length > 0)));
	};
	const server = createServer({ noDelay: true, keepAlive: true }, (socket) => {
		opening.add(socket);
		socket.on("close", () => opening.delete(socket));
		socket.on("error", () => socket.destroy());
		admit(socket, options, (client, rest) => {
			if (!options.implicitTls || options.tls === null) {
				opening.delete(socket);
				return serve(socket, client, null, rest);
			}
			if (rest.length > 0) {
				// Flowing without a listener would lose them before the handshake reads.
				socket.pause();
				socket.unshift(rest);
			}
			const stop = clock.after({ ...defaultTimes, ...options.times }.handshakeMs, () => socket.destroy());
			serverTls(socket, options.tls.context(), (secure) => {
				stop.cancel();
				opening.delete(socket);
				serve(secure, client, tlsFacts(secure), Buffer.alloc(0));
			});
		});
	});
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
			for (const socket of opening) socket.destroy();
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

/** Finds out who the client is; a proxy says so first, within the handshake's time. */
function admit(
	socket: Socket,
	options: SmtpDoorOptions,
	admitted: (client: Client, rest: Buffer) => void,
): void {
	const address = plainAddress(socket.remoteAddress ?? "");
	const client = (who: string, port: number): Client => ({
		sessionId: options.newSessionId(),
		door: options.door,
		address: who,
		port,
	});
	if (!options.isProxy(address)) return admitted(client(address, socket.remotePort ?? 0), Buffer.alloc(0));
	const stop = options.clock.after({ ...defaultTimes, ...options.times }.handshakeMs, () => socket.destroy());
	let octets: Buffer = Buffer.alloc(0);
	const read = (chunk: Buffer): void => {
		octets = Buffer.concat([octets, chunk]);
		const header = readProxyHeader(octets);
		if (header.kind === "more") return;
		stop.cancel();
		socket.removeListener("data", read);
		if (header.kind === "invalid") return void socket.destroy();
		const { address: who, port } = header.client ?? { address, port: socket.remotePort ?? 0 };
		admitted(client(plainAddress(who), port), octets.subarray(header.bytes));
	};
	socket.on("data", read);
}

/** IPv4 clients of a socket that listens for both families are shown as IPv4. */
const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, "");
