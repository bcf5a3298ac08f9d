/**
 * How a mail server greets who connects: one connection, one line of its reply, and good-bye. RFC 5321 §3.1, §4.1.1.10.
 * Nothing is said but QUIT, and nothing is waited for beyond the deadline.
 */

import { connect } from "node:net";
import type { Greeting } from "../setup/doctor-ports.ts";

const DEADLINE_MS = 5_000;
/** RFC 5321 §4.5.3.1.5: the longest line of a reply. */
const MOST_BYTES = 512;

/** Never rejects. */
export function greetingOf(address: string, port: number, deadlineMs = DEADLINE_MS): Promise<Greeting> {
	return new Promise((resolve) => {
		const socket = connect({ host: address, port });
		let held = "";
		let isConnected = false;
		const finish = (greeting: Greeting): void => {
			clearTimeout(timer);
			if (greeting.kind === "greeted") socket.end("QUIT\r\n");
			socket.destroySoon();
			resolve(greeting);
		};
		const timer = setTimeout(() => {
			socket.destroy();
			finish(isConnected ? { kind: "silent" } : { kind: "unreachable", why: "no answer in time" });
		}, deadlineMs);
		socket.on("connect", () => {
			isConnected = true;
		});
		socket.on("error", (error: NodeJS.ErrnoException) =>
			finish({ kind: "unreachable", why: error.code ?? error.message }),
		);
		socket.on("end", () => finish({ kind: "silent" }));
		socket.on("data", (chunk: Buffer) => {
			held += chunk.toString("latin1", 0, MOST_BYTES);
			const end = held.indexOf("\n");
			if (end < 0 && held.length < MOST_BYTES) return;
			finish({ kind: "greeted", reply: held.slice(0, end < 0 ? MOST_BYTES : end).trim() });
		});
	});
}
