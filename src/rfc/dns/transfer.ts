/** A whole zone as the messages of AXFR (RFC 5936 §2.2): the SOA, all records, the SOA again. */

import { FLAGS, HEADER_BYTES } from "./numbers.ts";
import { type SoaRecord, writeRecord, type ZoneRecord } from "./rdata.ts";
import type { ResourceRecord } from "./records.ts";
import { MessageWriter } from "./writer.ts";

/** Within reach of compression (14 bits), and well below the largest message: a signature fits behind it. */
const FULL_BYTES = 15_000;

export interface TransferQuery {
	/** The query, as it came. */
	readonly octets: Buffer;
	/** The offset behind its question. */
	readonly questionEnd: number;
}

/** The records have to be those of the serial: hand in a copy of what changes. One message at a time is made. */
export function* transferMessages(
	{ octets, questionEnd }: TransferQuery,
	soa: SoaRecord,
	records: readonly ResourceRecord[],
): Generator<Buffer> {
	const writer = new MessageWriter();
	let count = 0;
	let first = true;
	const begin = (): void => {
		writer.begin();
		writer.bytes(octets.subarray(0, 2));
		writer.u16(FLAGS.response | FLAGS.authoritative);
		writer.u16(first ? 1 : 0); // RFC 5936 §2.2.1: the question in the first message
		writer.bytes(Buffer.alloc(HEADER_BYTES - 6));
		if (first) writer.bytes(octets.subarray(HEADER_BYTES, questionEnd));
		count = 0;
		first = false;
	};
	const finish = (): Buffer => {
		writer.setU16(6, count);
		return writer.taken();
	};
	begin();
	for (const record of inOrder(soa, records)) {
		const before = writer.length;
		writeRecord(writer, record);
		if (count > 0 && (writer.length > FULL_BYTES || writer.overflown)) {
			writer.cutTo(before);
			yield finish();
			begin();
			writeRecord(writer, record);
		}
		count++;
	}
	yield finish();
}

function* inOrder(soa: SoaRecord, records: readonly ResourceRecord[]): Generator<ZoneRecord> {
	yield soa;
	yield* records;
	yield soa;
}
