/** Content for relaying, a piece at a time: a large message is never whole in memory. */

import type { ContentReader, StoredContent } from "../../relay/ports.ts";
import type { MessageId } from "../../terms/ids.ts";
import { StoreFault } from "./fault.ts";
import type { Answer, Reader } from "./reader.ts";

export class SqliteContent implements ContentReader {
	readonly #reader: Reader;

	constructor(reader: Reader) {
		this.#reader = reader;
	}

	async read(message: MessageId): Promise<StoredContent> {
		const first = await this.#reader.first(
			`SELECT header, octets, (SELECT max(n) FROM content WHERE message_id = ?1) AS last
			FROM message JOIN content ON message_id = id AND n = 0 WHERE id = ?1`,
			message,
		);
		if (first === undefined) throw new StoreFault(`There is no content of message ${message}.`);
		const octets = bufferOf(first["octets"]);
		const last = first["last"] as number;
		const reader = this.#reader;
		return {
			header: bufferOf(first["header"]),
			body: () => (last === 0 ? [octets] : withFirst(octets, pieces(reader, message, 1, last))),
		};
	}
}

async function* withFirst(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	yield first;
	yield* rest;
}

/** Pieces `from` to `last` of a body, in order. Throws a StoreFault when one of them is missing. */
export async function* pieces(
	reader: Reader,
	message: MessageId,
	from: number,
	last: number,
): AsyncGenerator<Buffer> {
	const piece = (n: number): Promise<Answer | undefined> => {
		const row = reader.first("SELECT octets FROM content WHERE message_id = ? AND n = ?", message, n);
		// Whoever stops reading half way does not ask what became of the piece after.
		row.catch(() => undefined);
		return row;
	};
	let next = piece(from);
	for (let n = from; n <= last; n++) {
		const row = await next;
		if (row === undefined) throw new StoreFault(`Piece ${n} of message ${message} is missing.`);
		// Asked for while the one before it is in use.
		if (n < last) next = piece(n + 1);
		yield bufferOf(row["octets"]);
	}
}

export function bufferOf(value: Answer[string] | undefined): Buffer {
	const octets = value as Uint8Array<ArrayBuffer>;
	return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
}
