/**
 * From the octets of a query to the octets of its answer. What stands behind the question depends on the zone, the name
 * and the type only, so that it is made once and kept until the zone changes: a usual answer is a look-up and two copies.
 *
 * The question goes back as it came, and names in the answer point into it: case is kept, which many resolvers check.
 * Not here: sockets, rates, signatures (tsig.ts), transfers (transfer.ts).
 */

import { answer, type ZoneAnswer } from "./answer.ts";
import { isWithin } from "./names.ts";
import {
	CLASSES,
	EDNS_UDP_BYTES,
	FLAGS,
	HEADER_BYTES,
	MESSAGE_BYTES,
	OPCODES,
	PLAIN_UDP_BYTES,
	RCODES,
	TYPES,
} from "./numbers.ts";
import type { Query, Question } from "./query.ts";
import { writeRecord } from "./rdata.ts";
import { MessageWriter } from "./writer.ts";
import type { Zone } from "./zone.ts";

export type Transport = "udp" | "tcp";

/** What stands behind the question. */
interface Tail {
	readonly rcode: number;
	readonly authoritative: boolean;
	readonly octets: Buffer;
	/** How much of `octets` is left when additional records are dropped. */
	readonly neededBytes: number;
	readonly counts: readonly [answers: number, authorities: number, additionals: number];
}

const OPT_BYTES = 11;
/** Octets of kept tails, with what an entry costs beside them. */
const KEPT_BYTES = 16 * 1024 * 1024;
const ENTRY_BYTES = 300;
const SLAB_BYTES = 64 * 1024;
const NOTHING = Buffer.alloc(0);

export class Responder {
	readonly #zone: Zone;
	readonly #writer = new MessageWriter();
	readonly #kept = new Map<number, Map<string, Tail>>();
	/** NXDOMAIN by the offset of the apex in the question: names that are not there are without number. */
	readonly #absent = new Map<number, Tail>();
	#keptBytes = 0;
	#slab: Buffer = NOTHING;
	#version = -1;

	constructor(zone: Zone) {
		this.#zone = zone;
	}

	/** `room` is what is needed for a signature behind the answer. */
	respond(octets: Buffer, query: Query, transport: Transport, room = 0): Buffer {
		const { question, edns } = query;
		const rcode = faultOf(query, transport);
		if (rcode !== undefined || question === undefined)
			return this.fault(octets, query, rcode ?? RCODES.formErr);
		const tail = this.#tail(octets, question);
		const asked = transport === "tcp" ? MESSAGE_BYTES : Math.min(EDNS_UDP_BYTES, edns?.udpBytes ?? 0);
		const left =
			Math.max(asked, PLAIN_UDP_BYTES) - question.end - (edns === undefined ? 0 : OPT_BYTES) - room;
		return compose(octets, query, question.end, tail, left);
	}

	/** An answer without records. */
	fault(octets: Buffer, query: Query, rcode: number): Buffer {
		const tail: Tail = { rcode, authoritative: false, octets: NOTHING, neededBytes: 0, counts: [0, 0, 0] };
		return compose(octets, query, query.question?.end ?? HEADER_BYTES, tail, 0);
	}

	#tail(octets: Buffer, question: Question): Tail {
		if (this.#version !== this.#zone.version || this.#keptBytes > KEPT_BYTES) this.#forget();
		const { key } = question;
		const type = SERVED.has(question.type) ? question.type : OTHER;
		const known = this.#kept.get(type)?.get(key);
		if (known !== undefined) return known;
		const { apex } = this.#zone;
		if (!isWithin(key, apex)) return REFUSED;
		const isAbsent = this.#zone.at(key) === undefined;
		const absent = isAbsent ? this.#absent.get(key.length - apex.length) : undefined;
		if (absent !== undefined) return absent;
		// What is kept for all absent names may point into the part that they share, not into the name of one.
		const ownBytes = isAbsent ? key.length - apex.length : 0;
		const tail = this.#encode(octets, question, answer(this.#zone, question), ownBytes);
		if (isAbsent) this.#absent.set(key.length - apex.length, tail);
		else this.#keep(key, type, tail);
		return tail;
	}

	#keep(key: string, type: number, tail: Tail): void {
		const ofType = this.#kept.get(type) ?? new Map<string, Tail>();
		this.#kept.set(type, ofType.set(key, tail));
		this.#keptBytes += tail.octets.length + key.length + ENTRY_BYTES;
	}

	#forget(): void {
		this.#kept.clear();
		this.#absent.clear();
		this.#keptBytes = 0;
		this.#version = this.#zone.version;
	}

	/** Into slabs of our own: in Node's pool each would hold the answers beside it, which are long gone. */
	#copied(octets: Buffer): Buffer {
		if (octets.length > SLAB_BYTES / 8) return Buffer.from(octets);
		if (octets.length > this.#slab.length) this.#slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
		const copy = this.#slab.subarray(0, octets.length);
		this.#slab = this.#slab.subarray(octets.length);
		octets.copy(copy);
		return copy;
	}

	#encode(octets: Buffer, { key, end }: Question, found: ZoneAnswer, ownBytes: number): Tail {
		const writer = this.#writer;
		writer.begin(HEADER_BYTES);
		const name = Buffer.from(key, "latin1");
		writer.bytes(name.subarray(0, ownBytes));
		writer.name(name.subarray(ownBytes));
		writer.bytes(octets.subarray(end - 4, end));
		for (const record of [...found.answers, ...found.authorities]) writeRecord(writer, record);
		const neededBytes = writer.overflown ? Number.POSITIVE_INFINITY : writer.length - end;
		for (const record of found.additionals) writeRecord(writer, record);
		return {
			rcode: found.rcode,
			authoritative: found.authoritative,
			octets: this.#copied(writer.view(end)),
			neededBytes,
			counts: [
				found.answers.length,
				found.authorities.length,
				writer.overflown ? 0 : found.additionals.length,
			],
		};
	}
}

/** What no record here has is one type as far as answers go: strangers cannot fill memory with numbers. */
const SERVED: ReadonlySet<number> = new Set(Object.values(TYPES));
const OTHER = 0;

const REFUSED: Tail = {
	rcode: RCODES.refused,
	authoritative: false,
	octets: NOTHING,
	neededBytes: 0,
	counts: [0, 0, 0],
};

/** Why a query has no answer from the zone. */
function faultOf({ opcode, wellFormed, question, edns }: Query, transport: Transport): number | undefined {
	if (opcode !== OPCODES.query) return RCODES.notImp;
	if (!wellFormed || question === undefined) return RCODES.formErr;
	if (edns !== undefined && edns.version !== 0) return RCODES.badVersion; // RFC 6891 §6.1.3
	if (question.class !== CLASSES.IN) return RCODES.refused;
	if (question.type === TYPES.OPT || question.type === TYPES.TSIG) return RCODES.formErr;
	// Over TCP the door has seen to it already; over UDP there is none (RFC 5936 §4.2).
	if (question.type === TYPES.AXFR) return transport === "udp" ? RCODES.formErr : RCODES.refused;
	return undefined;
}

function compose(octets: Buffer, query: Query, end: number, tail: Tail, left: number): Buffer {
	const truncated = tail.neededBytes > left;
	const whole = tail.octets.length <= left;
	const used = truncated ? 0 : whole ? tail.octets.length : tail.neededBytes;
	const { edns } = query;
	const out = Buffer.allocUnsafe(end + used + (edns === undefined ? 0 : OPT_BYTES));
	octets.copy(out, 0, 0, end);
	writeHeader(out, query, tail, truncated);
	out.writeUInt16BE(end === HEADER_BYTES ? 0 : 1, 4);
	out.writeUInt16BE(truncated ? 0 : tail.counts[0], 6);
	out.writeUInt16BE(truncated ? 0 : tail.counts[1], 8);
	out.writeUInt16BE((whole && !truncated ? tail.counts[2] : 0) + (edns === undefined ? 0 : 1), 10);
	tail.octets.copy(out, end, 0, used);
	if (edns !== undefined) writeOpt(out, end + used, tail.rcode, edns.dnssecOk);
	return out;
}

/** Of the query's flags the opcode and RD go back; recursion is never available. */
function writeHeader(
	out: Buffer,
	{ flags }: Query,
	{ rcode, authoritative }: Tail,
	truncated: boolean,
): void {
	const kept = flags & (0x7800 | FLAGS.recursionDesired);
	const own = FLAGS.response | (authoritative ? FLAGS.authoritative : 0) | (truncated ? FLAGS.truncated : 0);
	out.writeUInt16BE(kept | own | (rcode & 0xf), 2);
}

function writeOpt(out: Buffer, at: number, rcode: number, dnssecOk: boolean): void {
	out.writeUInt8(0, at);
	out.writeUInt16BE(TYPES.OPT, at + 1);
	out.writeUInt16BE(EDNS_UDP_BYTES, at + 3);
	out.writeUInt8(rcode >> 4, at + 5);
	out.writeUInt8(0, at + 6);
	out.writeUInt16BE(dnssecOk ? 0x8000 : 0, at + 7);
	out.writeUInt16BE(0, at + 9);
}

/** The same question with "ask over TCP" for an answer: what a rate limit says to those who may be real. */
export function truncatedOnly(octets: Buffer, query: Query): Buffer {
	const tail: Tail = {
		rcode: RCODES.noError,
		authoritative: true,
		octets: NOTHING,
		neededBytes: 1,
		counts: [0, 0, 0],
	};
	return compose(octets, query, query.question?.end ?? HEADER_BYTES, tail, 0);
}
