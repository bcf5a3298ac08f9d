/**
 * Connections that are one too many: each hears why and is closed, with no session and no memory of it. Only a few at
 * a time are told so, since under TLS even that costs a handshake; the others are closed without a word.
 */

import type { Socket } from "node:net";
import type { Refusal } from "../../terms/refusals/index.ts";
import { defaultTimes, GOODBYE_MS, type SmtpDoorOptions } from "./options.ts";
import { serverTls } from "./tls.ts";
import { Voice } from "./voice.ts";

const MOST_AT_ONCE = 50;

export class TurnedAway {
	readonly #options: SmtpDoorOptions;
	readonly #sockets = new Set<Socket>();

	constructor(options: SmtpDoorOptions) {
		this.#options = options;
	}

	/** Those that have not gone yet go now. */
	close(): void {
		for (const socket of this.#sockets) socket.destroy();
	}

	/** Nothing has been written to the socket yet, and nobody else will. */
	tell(socket: Socket, refusal: Refusal): void {
		const { clock, implicitTls, tls, times } = this.#options;
		const voice = new Voice(this.#options);
		voice.refuse(refusal, "connect");
		if (this.#sockets.size >= MOST_AT_ONCE) return void socket.destroy();
		this.#sockets.add(socket);
		const isTls = implicitTls && tls !== null;
		const handshakeMs = isTls ? { ...defaultTimes, ...times }.handshakeMs : 0;
		const farewell = clock.after(handshakeMs + GOODBYE_MS, () => socket.destroy());
		socket.once("close", () => {
			this.#sockets.delete(socket);
			farewell.cancel();
		});
		const say = (to: Socket): void => {
			voice.flush(to);
			to.end();
			to.resume(); // what it sends meanwhile is thrown away, so that it can read to the end
		};
		if (isTls) serverTls(socket, tls.context(), say);
		else say(socket);
	}
}
