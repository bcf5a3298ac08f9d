/** A client that says exactly what a test tells it, in clear or under TLS, and reads replies line by line. */

import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from "node:tls";

export class RawClient implements AsyncDisposable {
	#socket: Socket;
	#received = "";
	#closed = false;
	#wake: () => void = () => {};

	constructor(socket: Socket) {
		this.#socket = socket;
		this.#listen();
	}

	static async to(port: number, host = "127.0.0.1"): Promise<RawClient> {
		const socket = connect({ port, host, noDelay: true });
		const client = new RawClient(socket);
		await once(socket, "connect");
		return client;
	}

	static async toTls(port: number, options: ConnectionOptions = {}): Promise<RawClient> {
		const socket = connectTls({ port, host: "127.0.0.1", rejectUnauthorized: false, ...options });
		const client = new RawClient(socket);
		await once(socket, "secureConnect");
		return client;
	}

	get socket(): Socket {
		return this.#socket;
	}

	send(text: string | Buffer): void {
		if (!this.#socket.destroyed) this.#socket.write(text as string, "latin1");
	}

	/** The next line; undefined once the server has closed and everything is read. */
	async line(): Promise<string | undefined> {
		for (;;) {
			const end = this.#received.indexOf("\r\n");
			if (end >= 0) {
				const line = this.#received.slice(0, end);
				this.#received = this.#received.slice(end + 2);
				return line;
			}
			if (this.#closed) return undefined;
			await new Promise<void>((resolve) => {
				this.#wake = resolve;
			});
		}
	}

	/** The lines of the next whole reply. */
	async reply(): Promise<readonly string[]> {
		const lines: string[] = [];
		for (;;) {
			const line = await this.line();
			if (line === undefined) return lines;
			lines.push(line);
			if (line[3] !== "-") return lines;
		}
	}

	/** Says a command and gives the code of its reply. */
	async code(command: string): Promise<number> {
		this.send(`${command}\r\n`);
		return Number((await this.reply())[0]?.slice(0, 3));
	}

	/** Everything until the server closes. */
	async rest(): Promise<readonly string[]> {
		const lines: string[] = [];
		for (let line = await this.line(); line !== undefined; line = await this.line()) lines.push(line);
		return lines;
	}

	get unread(): string {
		return this.#received;
	}

	async secure(options: ConnectionOptions = {}): Promise<TLSSocket> {
		this.#socket.removeAllListeners("data");
		this.#socket.removeAllListeners("close");
		const secure = connectTls({ socket: this.#socket, rejectUnauthorized: false, ...options });
		this.#socket = secure;
		this.#listen();
		await new Promise<void>((resolve, reject) => {
			secure.once("secureConnect", resolve);
			secure.once("close", () => reject(new Error("the handshake did not succeed")));
		});
		return secure;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		this.#socket.destroy();
		if (!this.#closed) await once(this.#socket, "close");
	}

	#listen(): void {
		const socket = this.#socket;
		socket.on("data", (chunk: Buffer) => {
			this.#received += chunk.toString("latin1");
			this.#wake();
		});
		const ended = (): void => {
			this.#closed = true;
			this.#wake();
		};
		socket.on("end", ended);
		socket.on("close", ended);
		socket.on("error", () => {});
	}
}

/** Connected, with a sender and a recipient that were accepted. */
export async function inTransaction(port: number): Promise<RawClient> {
	const client = await RawClient.to(port);
	await client.reply();
	for (const command of [
		"EHLO client.example",
		"MAIL FROM:<ann@shop.example>",
		"RCPT TO:<bob@client.example>",
	])
		assert.equal(await client.code(command), 250);
	return client;
}
