/**
 * The DNS door: answers for the service zone over UDP and TCP, from memory. Changes are answered at once; the serial
 * follows within a second, at most once a second, so that a serial made from the time is never ahead of it, and
 * secondaries are told once for many changes.
 *
 * It resolves nothing for anybody. RFC 1034, RFC 1035, RFC 7766 (TCP), RFC 5936 (AXFR), RFC 1996 (NOTIFY).
 */

import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { isIPv6 } from "node:net";
import { isLater, serialAt } from "../../rfc/dns/serial.ts";
import type { Flaw, ZoneChange } from "../../rfc/dns/zone.ts";
import { SECOND, type Timer } from "../../terms/clock.ts";
import { Conversation, type DnsCounts } from "./conversation.ts";
import { Notifier } from "./notify.ts";
import type { DnsDoorParts } from "./ports.ts";
import { TcpDoor } from "./tcp.ts";

export type { DnsCounts } from "./conversation.ts";
export type { DnsDoorOptions, DnsDoorParts, Secondary } from "./ports.ts";

export interface DnsDoor {
	readonly host: string;
	readonly port: number;
	readonly counts: Readonly<DnsCounts>;
	/** Answered from now on. What cannot be served is logged and left out. */
	replace(change: ZoneChange): void;
	close(): Promise<void>;
}

export async function openDnsDoor(parts: DnsDoorParts): Promise<DnsDoor> {
	const conversation = new Conversation(parts);
	const notifier = new Notifier(parts);
	const fault = (error: unknown): void => parts.log("dns-fault", { problem: String(error) });
	const serve = (octets: Buffer, address: string) => conversation.stream(octets, address);
	const { udp, tcp, port } = await openBoth(parts, () => new TcpDoor(serve, parts.clock, fault));
	udp.on("message", (octets, from) => {
		try {
			const reply = conversation.datagram(octets, from.address);
			if (reply !== undefined) udp.send(reply, from.port, from.address, sent);
		} catch (error) {
			fault(error); // a packet never ends the service
		}
	});
	udp.on("error", fault);
	const serials = new Serials(parts, () => notifier.tell());
	serials.changed(); // secondaries may have missed what changed while nobody ran
	return {
		host: parts.host,
		port,
		counts: conversation.counts,
		replace(change) {
			logFlaws(parts, parts.zone.replace(change));
			serials.changed();
		},
		async close() {
			serials.close();
			notifier.close();
			const closed = once(udp, "close");
			udp.close();
			await Promise.all([closed, tcp.close()]);
		},
	};
}

/** An answer that cannot be sent is an answer that was lost on the way. */
const sent = (): void => undefined;

function logFlaws({ log }: DnsDoorParts, flaws: readonly Flaw[]): void {
	for (const { record, flaw } of flaws)
		log("dns-record-not-served", { name: record.name, type: record.data.type, flaw });
}

const PORT_TRIES = 10;
const RECEIVE_BUFFER_BYTES = 1024 * 1024;

/** One port for both transports: where any will do, what is free for TCP may be taken for UDP. */
async function openBoth({ host, port }: DnsDoorParts, makeTcp: () => TcpDoor) {
	for (let tries = 1; ; tries++) {
		const tcp = makeTcp();
		const taken = await tcp.open(host, port);
		try {
			return { udp: await openUdp(host, taken), tcp, port: taken };
		} catch (error) {
			await tcp.close();
			if (port !== 0 || tries === PORT_TRIES) throw error;
		}
	}
}

async function openUdp(host: string, port: number): Promise<Socket> {
	const type = isIPv6(host) ? "udp6" : "udp4";
	const family = type === "udp6" ? 6 : 4;
	const udp = createSocket({
		type,
		recvBufferSize: RECEIVE_BUFFER_BYTES,
		// Answers go to addresses: nothing is to be looked up, and no turn of the loop to be waited for.
		lookup: (address, _options, found) => found(null, address, family),
	});
	const listening = once(udp, "listening"); // at once, as nothing is looked up
	udp.bind(port, host);
	await listening;
	return udp;
}

/** The serial moves once a second at most. */
class Serials {
	readonly #parts: DnsDoorParts;
	readonly #moved: () => void;
	#timer: Timer | null = null;

	constructor(parts: DnsDoorParts, moved: () => void) {
		this.#parts = parts;
		this.#moved = moved;
	}

	changed(): void {
		this.#timer ??= this.#parts.clock.after(SECOND, () => {
			this.#timer = null;
			this.#move();
		});
	}

	close(): void {
		this.#timer?.cancel();
	}

	#move(): void {
		const { zone, clock } = this.#parts;
		const next = serialAt(clock.now());
		if (isLater(next, zone.serial)) zone.serial = next;
		else if (next === zone.serial) return this.changed();
		else zone.serial = (zone.serial + 1) >>> 0; // the clock went back: what secondaries have stays behind
		this.#moved();
	}
}
