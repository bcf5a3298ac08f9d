/**
 * An answer that is known before the request's body was read: too large, no room, no key. Most clients write all of
 * a body before they read, and a connection that is closed with octets unread is reset, which takes the answer with
 * it. So the rest is read and thrown away first, up to a bound. A client that asks before it sends (RFC 9110 §10.1.1)
 * is answered at once, and is told to go on only when its body is wanted.
 *
 * Not: limits of bodies, which are their readers' business.
 */

import type { IncomingMessage, Server, ServerResponse } from "node:http";

export interface UnreadBounds {
	/** Octets of one body that are thrown away. */
	readonly bytes: number;
	/** Time for that. */
	readonly ms: number;
}

/** More than the largest body that is taken, and than a client that was told a limit sends by mistake. */
const BOUNDS: UnreadBounds = { bytes: 64 * 1024 * 1024, ms: 20_000 };

interface Exchange {
	readonly incoming: IncomingMessage;
	readonly outgoing: ServerResponse;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Clients that wait for leave to send; those that got it are taken out. */
const waiting = new WeakSet<IncomingMessage>();

/** In place of `server.on("request", handler)`. */
export function listenTo(server: Server, handler: Handler): void {
	server.on("request", handler);
	server.on("checkContinue", (request, response) => {
		waiting.add(request);
		const read = request._read;
		// The first who reads the body wants it.
		request._read = (size) => {
			request._read = read;
			if (!response.headersSent && waiting.delete(request)) response.writeContinue();
			read.call(request, size);
		};
		handler(request, response);
	});
}

/** The response, once the client can be expected to read it. */
export async function onceRead(
	response: Response,
	{ incoming, outgoing }: Exchange,
	bounds: UnreadBounds = BOUNDS,
): Promise<Response> {
	if (incoming.complete || !hasBody(incoming)) return response;
	const isRead = !waiting.has(incoming) && (await throwAway(incoming, bounds));
	// RFC 9112 §9.6: what still comes would be taken for the next request.
	if (!isRead && !outgoing.headersSent) outgoing.setHeader("connection", "close");
	return response;
}

/** RFC 9112 §6: these two fields tell that there is a body. */
const hasBody = ({ headers }: IncomingMessage): boolean =>
	headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0";

/** Whether that was all of the body. */
function throwAway(incoming: IncomingMessage, { bytes, ms }: UnreadBounds): Promise<boolean> {
	const { promise, resolve } = Promise.withResolvers<boolean>();
	let leftBytes = bytes;
	const done = () => {
		clearTimeout(timer);
		incoming.off("data", count);
		resolve(incoming.complete);
	};
	const count = (chunk: Buffer) => {
		leftBytes -= chunk.length;
		if (leftBytes >= 0) return;
		incoming.pause();
		done();
	};
	const timer = setTimeout(done, ms);
	incoming.once("end", done).once("close", done).once("error", done);
	// Whoever read before may have stopped, and would hold the body back for good.
	incoming.removeAllListeners("data");
	incoming.on("data", count).resume();
	return promise;
}
