/**
 * The TCP side of the door: how many may connect, how long they may be silent, and how much they may ask before they
 * read. RFC 7766. A newcomer takes the place of whoever has been silent longest.
 */

import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { type Clock, SECOND } from "../../terms/clock.ts";
import { Deframer, framed } from "./framing.ts";

export type Serve = (octets: Buffer, address: string) => Iterable<Buffer> | undefined;

const MOST_CONNECTIONS = 256;
const MOST_OF_ADDRESS = 16;
const IDLE_MS = 10 * SECOND;
const SWEEP_MS = SECOND;

interface Client {
	readonly socket: Socket;
	readonly address: string;
	/** When its last whole query came, or the last answer left. */
	heardMs: number;
}

export class TcpDoor {
	readonly #serve: Serve;
	readonly #clock: Clock;
	readonly #fault: (error: unknown) => void;
	readonly #clients = new Set<Client>();
	readonly #server: Server;

	constructor(serve: Serve, clock: Clock, fault: (error: unknown) => void) {
		this.#serve = serve;
		this.#clock = clock;
		this.#fault = fault;
		this.#server = createServer({ noDelay: true }, (socket) => this.#take(socket));
	}

	async open(host: string, port: number): Promise<number> {
		this.#server.listen(port, host);
		await once(this.#server, "listening");
		this.#sweepLater();
		return (this.#server.address() as { port: number }).port;
	}

	async close(): Promise<void> {
		if (!this.#server.listening) return;
		const closed = once(this.#server, "close");
		this.#server.close();
		for (const { socket } of this.#clients) socket.destroy();
		await closed;
	}

	#take(socket: Socket): void {
		const address = socket.remoteAddress ?? "";
		socket.on("error", () => socket.destroy());
		const sameAddress = [...this.#clients].filter((each) => each.address === address);
		if (sameAddress.length >= MOST_OF_ADDRESS) return void socket.destroy();
		if (this.#clients.size >= MOST_CONNECTIONS) longestSilent(this.#clients)?.socket.destroy();
		const client = { socket, address, heardMs: this.#clock.monotonicMs() };
		this.#clients.add(client);
		socket.on("close", () => this.#clients.delete(client));
		this.#converse(client).catch((error: unknown) => {
			socket.destroy();
			if (!wentAway(error)) this.#fault(error);
		});
	}

	/** One chunk after the other: answers wait for the client to take them, and its next queries wait with them. */
	async #converse(client: Client): Promise<void> {
		const { socket, address } = client;
		const deframer = new Deframer();
		for await (const chunk of socket) {
			const queries = deframer.take(chunk as Buffer);
			for (const octets of queries ?? []) {
				client.heardMs = this.#clock.monotonicMs();
				const replies = this.#serve(octets, address);
				if (replies === undefined) return void socket.destroy();
				for (const reply of replies) {
					if (socket.destroyed) return;
					if (!socket.write(framed(reply))) await drained(socket);
					client.heardMs = this.#clock.monotonicMs();
				}
			}
			if (queries === undefined) return void socket.destroy();
		}
		socket.end();
	}

	#sweepLater(): void {
		this.#clock.after(SWEEP_MS, () => {
			const silentSince = this.#clock.monotonicMs() - IDLE_MS;
			for (const { socket, heardMs } of this.#clients) if (heardMs < silentSince) socket.destroy();
			if (this.#server.listening) this.#sweepLater();
		});
	}
}

function longestSilent(clients: ReadonlySet<Client>): Client | undefined {
	let found: Client | undefined;
	for (const client of clients) if (found === undefined || client.heardMs < found.heardMs) found = client;
	return found;
}

const drained = (socket: Socket): Promise<void> =>
	new Promise((resolve) => {
		const done = (): void => {
			socket.off("drain", done);
			socket.off("close", done);
			resolve();
		};
		socket.on("drain", done);
		socket.on("close", done);
	});

const GONE = ["ERR_STREAM_PREMATURE_CLOSE", "ECONNRESET", "EPIPE", "ABORT_ERR", "ERR_STREAM_DESTROYED"];
const wentAway = (error: unknown): boolean => GONE.includes((error as NodeJS.ErrnoException).code ?? "");
