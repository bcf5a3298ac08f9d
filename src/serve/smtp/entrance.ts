/**
 * From TCP's accept to a session: counts the connection, reads a PROXY header where one is due, finds out whether
 * there is room for this client, and starts implicit TLS. Nothing is read before the connection is counted.
 */

import type { Socket } from "node:net";
import { readProxyHeader } from "../../rfc/proxy-protocol/header.ts";
import type { Client, TlsFacts } from "../../terms/message.ts";
import { defaultTimes, type SmtpDoorOptions } from "./options.ts";
import { serverTls, tlsFacts } from "./tls.ts";
import { TurnedAway } from "./turned-away.ts";

/** Begins a session. `early` are octets that came with a PROXY header; `left` is called when it is over. */
export type Serve = (
	socket: Socket,
	client: Client,
	tls: TlsFacts | null,
	early: Buffer,
	left: () => void,
) => void;

export class Entrance {
	readonly #options: SmtpDoorOptions;
	readonly #serve: Serve;
	readonly #turnedAway: TurnedAway;
	readonly #handshakeMs: number;
	readonly #opening = new Set<Socket>();

	constructor(options: SmtpDoorOptions, serve: Serve) {
		this.#options = options;
		this.#serve = serve;
		this.#turnedAway = new TurnedAway(options);
		this.#handshakeMs = options.times?.handshakeMs ?? defaultTimes.handshakeMs;
	}

	take(socket: Socket): void {
		socket.on("error", () => socket.destroy());
		const arrival = this.#options.reception.arrived();
		if ("reason" in arrival) return this.#turnedAway.tell(socket, arrival);
		this.#opening.add(socket);
		// A session that has begun says itself when it is over; until then the socket does.
		socket.on("close", () => {
			this.#opening.delete(socket);
			arrival.left();
		});
		this.#identify(socket, (client, rest) => {
			const refusal = arrival.from(client.address);
			if (refusal === undefined) return this.#begin(socket, client, rest, arrival.left);
			this.#opening.delete(socket);
			this.#turnedAway.tell(socket, refusal);
		});
	}

	/** Whoever is not inside yet goes. */
	close(): void {
		for (const socket of this.#opening) socket.destroy();
		this.#turnedAway.close();
	}

	#begin(socket: Socket, client: Client, rest: Buffer, left: () => void): void {
		const { implicitTls, tls, clock } = this.#options;
		if (!implicitTls || tls === null) {
			this.#opening.delete(socket);
			return this.#serve(socket, client, null, rest, left);
		}
		if (rest.length > 0) {
			// Flowing without a listener would lose them before the handshake reads.
			socket.pause();
			socket.unshift(rest);
		}
		const stop = clock.after(this.#handshakeMs, () => socket.destroy());
		serverTls(socket, tls.context(), (secure) => {
			stop.cancel();
			this.#opening.delete(socket);
			this.#serve(secure, client, tlsFacts(secure), Buffer.alloc(0), left);
		});
	}

	/** Finds out who the client is; a proxy says so first, within the handshake's time. */
	#identify(socket: Socket, identified: (client: Client, rest: Buffer) => void): void {
		const { isProxy, clock, door, newSessionId } = this.#options;
		const address = plainAddress(socket.remoteAddress ?? "");
		const client = (who: string, port: number): Client => ({
			sessionId: newSessionId(),
			door,
			address: who,
			port,
		});
		if (!isProxy(address)) return identified(client(address, socket.remotePort ?? 0), Buffer.alloc(0));
		const stop = clock.after(this.#handshakeMs, () => socket.destroy());
		let octets: Buffer = Buffer.alloc(0);
		const read = (chunk: Buffer): void => {
			octets = Buffer.concat([octets, chunk]);
			const header = readProxyHeader(octets);
			if (header.kind === "more") return;
			stop.cancel();
			socket.removeListener("data", read);
			if (header.kind === "invalid") return void socket.destroy();
			const { address: who, port } = header.client ?? { address, port: socket.remotePort ?? 0 };
			identified(client(plainAddress(who), port), octets.subarray(header.bytes));
		};
		socket.on("data", read);
	}
}

/** IPv4 clients of a socket that listens for both families are shown as IPv4. */
const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, "");
