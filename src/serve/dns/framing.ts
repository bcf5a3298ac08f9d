/** Messages over TCP: each follows its length in two octets, and may be split anywhere. RFC 1035 §4.2.2, RFC 7766 §8. */

/** A query with its EDNS and signature is far below it. */
export const LONGEST_QUERY_BYTES = 4_096;
const LENGTH_BYTES = 2;

export class Deframer {
	#held: Buffer = Buffer.alloc(0);

	/** Whether a message has begun and not ended. */
	get isWithin(): boolean {
		return this.#held.length > 0;
	}

	/** The messages that are whole now; undefined when one is longer than a query may be. */
	take(chunk: Buffer): readonly Buffer[] | undefined {
		let rest = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
		const messages: Buffer[] = [];
		while (rest.length >= LENGTH_BYTES) {
			const length = rest.readUInt16BE(0);
			if (length > LONGEST_QUERY_BYTES) return undefined;
			if (rest.length < LENGTH_BYTES + length) break;
			messages.push(rest.subarray(LENGTH_BYTES, LENGTH_BYTES + length));
			rest = rest.subarray(LENGTH_BYTES + length);
		}
		this.#held = rest;
		return messages;
	}
}

export function framed(message: Buffer): Buffer {
	const out = Buffer.allocUnsafe(LENGTH_BYTES + message.length);
	out.writeUInt16BE(message.length);
	message.copy(out, LENGTH_BYTES);
	return out;
}
