/**
 * Requests that a server sends of its own accord: dynamic updates (RFC 2136), NOTIFY (RFC 1996) and the question for a
 * whole zone (RFC 5936), as octets.
 */

import { nameOctets } from "./names.ts";
import { CLASSES, FLAGS, OPCODES, TYPES } from "./numbers.ts";
import { type SoaRecord, writeRecord } from "./rdata.ts";
import type { ResourceRecord } from "./records.ts";
import { MessageWriter } from "./writer.ts";

/** Well below what any server takes over TCP; several go one after the other. */
const FULL_BYTES = 15_000;

export interface NameContent {
	readonly name: string;
	/** All that the name is to have; none when it is to be empty. */
	readonly records: readonly ResourceRecord[];
}

/**
 * Updates that give each name exactly its records: everything there is deleted, then added, in one message, which the
 * server applies as one (RFC 2136 §3.4). Names of one message share it or not at all. `id` is called once for each.
 */
export function* updateMessages(
	zone: string,
	names: Iterable<NameContent>,
	id: () => number,
): Generator<Buffer> {
	const writer = new MessageWriter();
	let count = 0;
	for (const content of names) {
		const before = count === 0 ? begin(writer, zone, id()) : writer.length;
		const written = writeContent(writer, content);
		if (count > 0 && (writer.overflown || writer.length > FULL_BYTES)) {
			writer.cutTo(before);
			yield finish(writer, count);
			begin(writer, zone, id());
			count = writeContent(writer, content);
		} else count += written;
	}
	if (count > 0) yield finish(writer, count);
}

function begin(writer: MessageWriter, zone: string, id: number): number {
	writer.begin();
	header(writer, id, OPCODES.update << 11, 0);
	question(writer, zone, TYPES.SOA);
	return writer.length;
}

const UPDATES_AT = 8;

function finish(writer: MessageWriter, count: number): Buffer {
	writer.setU16(UPDATES_AT, count);
	return writer.taken();
}

/** How many records of the update section it takes. */
function writeContent(writer: MessageWriter, { name, records }: NameContent): number {
	// RFC 2136 §2.5.3: class ANY, type ANY, no data deletes all RRsets of the name.
	writer.name(octetsOf(name));
	writer.u16(TYPES.ANY);
	writer.u16(CLASSES.ANY);
	writer.u32(0);
	writer.u16(0);
	for (const record of records) writeRecord(writer, record);
	return 1 + records.length;
}

/** RFC 1996 §3.7: the SOA as a hint. */
export function notifyMessage(id: number, soa: SoaRecord): Buffer {
	const writer = new MessageWriter();
	writer.begin();
	header(writer, id, (OPCODES.notify << 11) | FLAGS.authoritative, 1);
	question(writer, soa.name, TYPES.SOA);
	writeRecord(writer, soa);
	return writer.taken();
}

export function questionMessage(id: number, name: string, type: number): Buffer {
	const writer = new MessageWriter();
	writer.begin();
	header(writer, id, OPCODES.query << 11, 0);
	question(writer, name, type);
	return writer.taken();
}

function header(writer: MessageWriter, id: number, flags: number, answers: number): void {
	for (const value of [id, flags, 1, answers, 0, 0]) writer.u16(value);
}

function question(writer: MessageWriter, name: string, type: number): void {
	writer.name(octetsOf(name));
	writer.u16(type);
	writer.u16(CLASSES.IN);
}

const octetsOf = (name: string): Buffer => nameOctets(name.toLowerCase()) ?? Buffer.alloc(1);
