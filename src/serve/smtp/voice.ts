/** What the server says in a session: replies gathered into one write, refusals rendered, a transcript kept. */

import type { Socket } from "node:net";
import { formatReply, type Reply } from "../../rfc/smtp/reply.ts";
import { type Phase, type Refusal, toReply } from "../../terms/refusals/index.ts";
import type { SmtpDoorOptions } from "./options.ts";
import { Transcript } from "./transcript.ts";

export class Voice {
	readonly transcript: Transcript;
	readonly #options: SmtpDoorOptions;
	#out = "";

	constructor(options: SmtpDoorOptions) {
		this.#options = options;
		this.transcript = new Transcript(() => options.clock.monotonicMs());
	}

	rendered(refusal: Refusal, phase: Phase): Reply {
		this.#options.said?.(refusal);
		return toReply(refusal, phase, { helpUrl: this.#options.helpUrl() });
	}

	refuse(refusal: Refusal, phase: Phase): void {
		this.say(this.rendered(refusal, phase));
	}

	say(reply: Reply): void {
		const wire = formatReply(reply);
		this.transcript.server(wire);
		this.#out += wire;
	}

	/** The replies to a pipelined group leave together (RFC 2920 §3.2). */
	flush(socket: Socket): void {
		if (this.#out === "" || socket.destroyed) return;
		const wire = this.#out;
		this.#out = "";
		socket.write(wire);
	}
}
