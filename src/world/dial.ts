/** Connections to next hops: the Dialer port over node:net and node:tls. */

import { once } from "node:events";
import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import type { Dialer, Wire } from "../relay/ports.ts";
import type { TlsFacts } from "../terms/message.ts";

export const dialer: Dialer = {
	async connect(address, port, timeoutMs, brokenOff) {
		const socket = connectTcp({ host: address, port, noDelay: true, allowHalfOpen: false });
		socket.on("error", ignored);
		const end = (): void => void socket.destroy();
		brokenOff?.addEventListener("abort", end);
		try {
			await settled(socket, "connect", timeoutMs, "no connection");
		} finally {
			brokenOff?.removeEventListener("abort", end);
		}
		return new SocketWire(socket, address);
	},
};

const LEAVING_MS = 1_000;

/** An error after the fact is told by the next read or write; without a listener it would end the process. */
const ignored = (): void => {};

/** Resolves at `event`; rejects on error, end or when the time is up, and then destroys the socket. */
async function settled(socket: Socket, event: string, timeoutMs: number, what: string): Promise<void> {
	const signal = AbortSignal.timeout(timeoutMs);
	try {
		await Promise.race([once(socket, event, { signal }), failed(socket, signal)]);
	} catch (error) {
		socket.destroy();
		throw signal.aborted ? new Error(`${what} within ${timeoutMs / 1000} s`, { cause: error }) : error;
	}
}

async function failed(socket: Socket, signal: AbortSignal): Promise<never> {
	await once(socket, "close", { signal });
	throw new Error("the connection was closed");
}

/** Leaves no listener and no timer behind: a large message waits hundreds of times. */
function drained(socket: Socket, timeoutMs: number): Promise<void> {
	return new Promise((resolve, reject) => {
		const finish = (error?: Error): void => {
			clearTimeout(timer);
			socket.off("drain", onDrain).off("close", onClose);
			if (error === undefined) resolve();
			else reject(error);
		};
		const onDrain = (): void => finish();
		const onClose = (): void => finish(new Error("the connection was closed"));
		const timer = setTimeout(
			() => finish(new Error(`nothing taken within ${timeoutMs / 1000} s`)),
			timeoutMs,
		);
		socket.on("drain", onDrain).on("close", onClose);
	});
}

class SocketWire implements Wire {
	#socket: Socket;
	#arrived: Buffer[] = [];
	#ended = false;
	#error: Error | undefined;
	#wake: (() => void) | undefined;
	readonly remoteAddress: string;

	constructor(socket: Socket, address: string) {
		this.#socket = socket;
		this.remoteAddress = address;
		this.#listen(socket);
	}

	get stale(): boolean {
		return this.#ended || this.#error !== undefined || this.#arrived.length > 0 || this.#socket.destroyed;
	}

	async read(timeoutMs: number): Promise<Buffer | null> {
		if (this.#arrived.length === 0 && !this.#ended && this.#error === undefined) await this.#more(timeoutMs);
		const chunk = this.#arrived.shift();
		if (chunk !== undefined) {
			if (this.#arrived.length === 0) this.#socket.resume();
			return chunk;
		}
		if (this.#error !== undefined) throw this.#error;
		return null;
	}

	async write(octets: Uint8Array | string, timeoutMs: number): Promise<void> {
		if (this.#error !== undefined) throw this.#error;
		if (this.#ended || this.#socket.destroyed) throw new Error("the connection was closed");
		if (this.#socket.write(octets)) return;
		await drained(this.#socket, timeoutMs);
	}

	async startTls(serverName: string, timeoutMs: number): Promise<TlsFacts> {
		const plain = this.#socket;
		plain.removeAllListeners();
		plain.resume();
		// RFC 7435: encryption without authentication beats none; a policy that asks for more says so elsewhere.
		const secure: TLSSocket = connectTls({
			socket: plain,
			// RFC 6066 §3: an address, bare or as a literal, is not sent as a server's name.
			...(isIP(serverName) !== 0 || serverName.startsWith("[") ? {} : { servername: serverName }),
			minVersion: "TLSv1.2",
			rejectUnauthorized: false,
		});
		secure.on("error", ignored);
		plain.on("error", ignored);
		this.#socket = secure;
		await settled(secure, "secureConnect", timeoutMs, "no TLS");
		this.#listen(secure);
		return { version: secure.getProtocol() ?? "unknown", cipher: secure.getCipher().standardName };
	}

	/** What is still to be sent has a moment: a server that takes nothing would hold the socket for good. */
	close(): void {
		const socket = this.#socket;
		socket.destroySoon();
		if (socket.destroyed) return;
		const timer = setTimeout(() => socket.destroy(), LEAVING_MS);
		socket.once("close", () => clearTimeout(timer));
	}

	/** Nothing is read ahead of the reader beyond one chunk, so that a chatty server fills no memory. */
	#listen(socket: Socket): void {
		const wake = (): void => {
			const waiting = this.#wake;
			this.#wake = undefined;
			waiting?.();
		};
		socket.on("data", (chunk: Buffer) => {
			this.#arrived.push(chunk);
			socket.pause();
			wake();
		});
		socket.on("error", (error) => {
			this.#error ??= error;
			wake();
		});
		for (const event of ["end", "close"]) {
			socket.on(event, () => {
				this.#ended = true;
				wake();
			});
		}
	}

	#more(timeoutMs: number): Promise<void> {
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => {
				this.#wake = undefined;
				reject(new Error(`nothing received within ${timeoutMs / 1000} s`));
			}, timeoutMs);
			this.#wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	}
}
