/** Drives a dialogue of src/rfc/smtp/client over a wire: writes, reads and keeps the time. */

import type { Answer, Ask, Dialogue, Patience } from "../rfc/smtp/client/dialogue.ts";
import { DotStuffer } from "../rfc/smtp/client/dot-stuffing.ts";
import type { TlsFacts } from "../terms/message.ts";
import type { RelayTimeouts, Wire } from "./ports.ts";

/** What a dialogue may ask for beside reading and writing lines. */
export interface Means {
	readonly wire: Wire;
	readonly timeouts: RelayTimeouts;
	readonly serverName: string;
	/** Octets of the content, header first; absent outside a transaction. */
	readonly content?: () => AsyncIterable<Buffer>;
	/** Told when TLS is on. */
	readonly secured?: (facts: TlsFacts) => void;
}

/** Small pieces are sent together: a packet for each header and body would cost two wake-ups at the other end. */
const TOGETHER_BYTES = 64 * 1024;

export async function drive<Result>(dialogue: Dialogue<Result>, means: Means): Promise<Result> {
	let step = dialogue.next();
	while (!step.done) step = dialogue.next(await carryOut(step.value, means));
	return step.value;
}

async function carryOut(ask: Ask, means: Means): Promise<Answer> {
	const { wire, timeouts } = means;
	try {
		switch (ask.ask) {
			case "write":
				await wire.write(ask.octets, timeouts.blockMs);
				return { kind: "done" };
			case "read": {
				const octets = await wire.read(timeoutOf(ask.patience, timeouts));
				return octets === null ? { kind: "closed" } : { kind: "octets", octets };
			}
			case "start-tls":
				means.secured?.(await wire.startTls(means.serverName, timeouts.commandMs));
				return { kind: "done" };
			case "content":
				return await sendContent(means);
			default:
				return ask satisfies never;
		}
	} catch (error) {
		return { kind: "failed", why: error instanceof Error ? error.message : String(error) };
	}
}

async function sendContent({ wire, timeouts, content }: Means): Promise<Answer> {
	const stuffer = new DotStuffer();
	let pieces: Buffer[] = [];
	let bytes = 0;
	const send = async (): Promise<void> => {
		const octets = pieces.length === 1 ? pieces[0] : Buffer.concat(pieces, bytes);
		pieces = [];
		bytes = 0;
		if (octets !== undefined && octets.length > 0) await wire.write(octets, timeouts.blockMs);
	};
	let dotSent = false;
	try {
		for await (const chunk of content?.() ?? []) {
			const stuffed = stuffer.write(chunk);
			pieces.push(stuffed);
			bytes += stuffed.length;
			if (bytes >= TOGETHER_BYTES) await send();
		}
		const end = Buffer.from(stuffer.end());
		pieces.push(end);
		bytes += end.length;
		dotSent = true;
		await send();
		return { kind: "done" };
	} catch (error) {
		return { kind: "failed", why: error instanceof Error ? error.message : String(error), dotSent };
	}
}

/** Nothing depends on an answer to QUIT. */
const FAREWELL_MS = 2_000;

/** RFC 5321 §4.5.3.2. */
function timeoutOf(patience: Patience, timeouts: RelayTimeouts): number {
	switch (patience) {
		case "banner":
			return timeouts.bannerMs;
		case "command":
			return timeouts.commandMs;
		case "data":
			return timeouts.dataMs;
		case "block":
			return timeouts.blockMs;
		case "final-dot":
			return timeouts.finalDotMs;
		case "farewell":
			return FAREWELL_MS;
		default:
			return patience satisfies never;
	}
}
