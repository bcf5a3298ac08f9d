/** A client of clamd's INSTREAM: the content goes over in pieces, the verdict comes back in a line. */

import { once } from "node:events";
import { connect } from "node:net";
import type { Scanner } from "../accept/ports.ts";

const DEADLINE_MS = 60_000;
const MOST_REPLY_BYTES = 4_096;

/** `where` is "host:port" or the path of a UNIX socket. */
export function createScanner(where: string, deadlineMs = DEADLINE_MS): Scanner {
	const tcp = /^(.+):(\d+)$/.exec(where);
	const target = tcp ? { host: tcp[1] ?? "", port: Number(tcp[2]) } : { path: where };
	return {
		async scan(content) {
			const signal = AbortSignal.timeout(deadlineMs);
			const socket = connect(target);
			const stop = (): void => void socket.destroy(new Error("the virus scanner took too long"));
			signal.addEventListener("abort", stop);
			try {
				await once(socket, "connect", { signal });
				const reply = replyOf(socket);
				// Nobody waits for it when the content could not be sent, and then that is what is told.
				reply.catch(() => undefined);
				socket.write("zINSTREAM\0");
				for await (const piece of content) {
					if (piece.length === 0) continue;
					const length = Buffer.alloc(4);
					length.writeUInt32BE(piece.length);
					socket.write(length);
					if (!socket.write(piece)) await once(socket, "drain", { signal });
				}
				socket.write(Buffer.alloc(4));
				return verdict(await reply);
			} finally {
				signal.removeEventListener("abort", stop);
				socket.destroy();
			}
		},
	};
}

async function replyOf(socket: AsyncIterable<Buffer>): Promise<string> {
	let reply = "";
	for await (const chunk of socket) {
		reply += chunk.toString("latin1");
		if (reply.includes("\0") || reply.length > MOST_REPLY_BYTES) break;
	}
	return reply.replace(/\0.*$/s, "").trim();
}

/** "stream: OK", "stream: Eicar-Signature FOUND"; anything else is no verdict. */
function verdict(reply: string): string | undefined {
	if (reply === "stream: OK") return undefined;
	const found = /^stream: (.+) FOUND$/.exec(reply)?.[1];
	if (found === undefined) throw new Error(`the virus scanner gave no verdict: ${reply.slice(0, 200)}`);
	return found;
}
