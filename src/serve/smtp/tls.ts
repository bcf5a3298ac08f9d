/** TLS on the server's side of a connection. */

import type { Socket } from "node:net";
import { type SecureContext, TLSSocket } from "node:tls";
import type { TlsFacts } from "../../terms/message.ts";

/** Begins a handshake on a socket that nobody reads any more. `ready` is called once, or never. */
export function serverTls(
	socket: Socket,
	context: SecureContext,
	ready: (secure: TLSSocket) => void,
): TLSSocket {
	const secure = new TLSSocket(socket, { isServer: true, secureContext: context });
	secure.on("error", () => secure.destroy());
	secure.once("secure", () => ready(secure));
	return secure;
}

/** STARTTLS: its reader hears nothing more of the plain socket. */
export function takenOver(...[plain, context, ready]: Parameters<typeof serverTls>): TLSSocket {
	for (const event of ["data", "close", "end"]) plain.removeAllListeners(event);
	return serverTls(plain, context, ready);
}

export const tlsFacts = (secure: TLSSocket): TlsFacts => ({
	version: secure.getProtocol() ?? "unknown",
	cipher: secure.getCipher()?.standardName ?? "unknown",
});
