/** A connection to one of the addresses that were checked: the first that answers. */

import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

/** An address that is silent leaves time for the next; the last one has what is left. */
const CONNECT_MS = 3_000;
const MOST_ADDRESSES = 3;

export interface Connected {
	readonly socket: Socket;
	readonly address: string;
}

/** The socket is destroyed when the signal aborts. Rejects with what the last address said. */
export async function connectTo(
	{ protocol, hostname, port }: URL,
	addresses: readonly string[],
	signal: AbortSignal,
): Promise<Connected> {
	const isPlain = protocol === "http:";
	const at = port === "" ? (isPlain ? 80 : 443) : Number(port);
	const tried = addresses.slice(0, MOST_ADDRESSES);
	let last: unknown;
	for (const [i, address] of tried.entries()) {
		signal.throwIfAborted();
		try {
			const socket = isPlain
				? connectTcp({ host: address, port: at })
				: connectTls({ host: address, port: at, ...nameOf(hostname), minVersion: "TLSv1.2" });
			const timeoutMs = i === tried.length - 1 ? null : CONNECT_MS;
			await open(socket, isPlain ? "connect" : "secureConnect", timeoutMs, signal);
			return { socket, address };
		} catch (error) {
			last = error;
		}
	}
	throw last;
}

/** RFC 6066 §3: an address is not sent as a server's name; the certificate is held against it all the same. */
const nameOf = (hostname: string): { readonly servername?: string } =>
	isIP(hostname.replace(/^\[(.*)\]$/, "$1")) === 0 ? { servername: hostname.replace(/\.$/, "") } : {};

function open(
	socket: Socket,
	event: "connect" | "secureConnect",
	timeoutMs: number | null,
	signal: AbortSignal,
): Promise<void> {
	return new Promise((resolve, reject) => {
		const fail = (error: Error): void => {
			done();
			socket.destroy();
			reject(error);
		};
		const aborted = (): void => fail(signal.reason as Error);
		const opened = (): void => {
			done();
			signal.addEventListener("abort", () => socket.destroy(signal.reason as Error), { once: true });
			resolve();
		};
		const late = (ms: number) => () => fail(new Error(`no connection within ${ms / 1_000} s`));
		const timer = timeoutMs === null ? undefined : setTimeout(late(timeoutMs), timeoutMs);
		const done = (): void => {
			clearTimeout(timer);
			socket.off(event, opened).off("error", fail);
			// What is still said of a socket that is given up concerns nobody; the request hears the rest itself.
			socket.on("error", () => {});
			signal.removeEventListener("abort", aborted);
		};
		socket.once(event, opened).once("error", fail);
		if (signal.aborted) aborted();
		else signal.addEventListener("abort", aborted, { once: true });
	});
}
