/**
 * Tells secondaries of a new serial until they answer (RFC 1996): a few tries each, further apart each time; a newer
 * serial begins anew.
 */

import { createSocket, type Socket } from "node:dgram";
import { isIPv6 } from "node:net";
import { FLAGS, OPCODES } from "../../rfc/dns/numbers.ts";
import { sign, signatureOffset, verify } from "../../rfc/dns/tsig.ts";
import { notifyMessage } from "../../rfc/dns/update.ts";
import { SECOND, type Timer } from "../../terms/clock.ts";
import type { DnsDoorParts, Secondary } from "./ports.ts";

/** RFC 1996 §3.6 recommends five tries, the first a minute apart; a change wants to be known sooner. */
const TRIES = 5;
const FIRST_WAIT_MS = 2 * SECOND;

interface Telling {
	readonly secondary: Secondary;
	socket: Socket | null;
	timer: Timer | null;
}

export class Notifier {
	readonly #parts: DnsDoorParts;
	readonly #tellings: readonly Telling[];
	#closed = false;

	constructor(parts: DnsDoorParts) {
		this.#parts = parts;
		this.#tellings = parts.secondaries.map((secondary) => ({ secondary, socket: null, timer: null }));
	}

	tell(): void {
		if (this.#closed) return;
		for (const telling of this.#tellings) {
			stop(telling);
			this.#try(telling, 1);
		}
	}

	close(): void {
		this.#closed = true;
		for (const telling of this.#tellings) stop(telling);
	}

	#try(telling: Telling, round: number): void {
		const { zone, clock, random, log } = this.#parts;
		const { address, port, key } = telling.secondary;
		const plain = notifyMessage(Math.floor(random() * 0x10000), zone.soa);
		const signed = key === null ? undefined : sign(plain, key, Math.floor(clock.now() / SECOND));
		const message = signed?.message ?? plain;
		const socket = createSocket(isIPv6(address) ? "udp6" : "udp4");
		telling.socket?.close();
		telling.socket = socket;
		socket.unref();
		socket.on("error", () => undefined); // as good as no answer
		socket.on("message", (reply, from) => {
			if (from.port === port && this.#isReply(reply, message, telling.secondary, signed?.mac)) stop(telling);
		});
		socket.send(message, port, address, () => undefined);
		telling.timer = clock.after(FIRST_WAIT_MS * 2 ** (round - 1), () => {
			if (round < TRIES) return this.#try(telling, round + 1);
			stop(telling);
			log("dns-secondary-silent", { address, port });
		});
	}

	#isReply(reply: Buffer, sent: Buffer, { key }: Secondary, priorMac: Buffer | undefined): boolean {
		if (reply.length < 12 || reply.readUInt16BE(0) !== sent.readUInt16BE(0)) return false;
		const flags = reply.readUInt16BE(2);
		if ((flags & FLAGS.response) === 0 || ((flags >> 11) & 0xf) !== OPCODES.notify) return false;
		if (key === null || priorMac === undefined) return true;
		const epochSeconds = Math.floor(this.#parts.clock.now() / SECOND);
		return verify(reply, signatureOffset(reply), [key], epochSeconds, { priorMac }).kind === "valid";
	}
}

function stop(telling: Telling): void {
	telling.timer?.cancel();
	telling.timer = null;
	telling.socket?.close();
	telling.socket = null;
}
