/**
 * Reads what an authoritative server is asked: the header, one question, and EDNS and TSIG among the additional records.
 * Nothing else of a message is of interest. Never throws, never follows a pointer (none is allowed in a question that
 * comes first), and looks at each octet once. RFC 1035 §4.1, RFC 6891 §6.1, RFC 8945 §5.1.
 */

import { nameKey } from "./names.ts";
import { FLAGS, HEADER_BYTES, OPCODES, TYPES } from "./numbers.ts";

export interface Edns {
	readonly udpBytes: number;
	readonly version: number;
	/** DO, echoed as RFC 3225 §3 asks. */
	readonly dnssecOk: boolean;
}

export interface Question {
	/** Of the name, in lower case: what zones are searched by. */
	readonly key: string;
	readonly type: number;
	readonly class: number;
	/** The offset behind the question. */
	readonly end: number;
}

export interface Query {
	readonly opcode: number;
	/** The second pair of octets of the header. */
	readonly flags: number;
	/** False: what can be answered with FORMERR only. */
	readonly wellFormed: boolean;
	/** Absent when it could not be read. */
	readonly question: Question | undefined;
	readonly edns: Edns | undefined;
	/** Offset of a TSIG record, which is the last; -1 without one. */
	readonly tsigAt: number;
}

const COUNTS = { questions: 4, answers: 6, authorities: 8, additionals: 10 } as const;
const MOST_ADDITIONALS = 8;

/** Undefined for what must not be answered at all: a response, or less than a header. */
export function readQuery(octets: Buffer): Query | undefined {
	if (octets.length < HEADER_BYTES) return undefined;
	const flags = octets.readUInt16BE(2);
	if ((flags & FLAGS.response) !== 0) return undefined;
	const opcode = (flags >> 11) & 0xf;
	const nothing = { opcode, flags, question: undefined, edns: undefined, tsigAt: -1 };
	// An update has sections of its own (RFC 2136 §2); nothing of it is needed to decline it.
	if (opcode !== OPCODES.query) return { ...nothing, wellFormed: true };
	if (octets.readUInt16BE(COUNTS.questions) !== 1) return { ...nothing, wellFormed: false };
	const question = readQuestion(octets);
	if (question === undefined) return { ...nothing, wellFormed: false };
	const rest = readRest(octets, question);
	return {
		opcode,
		flags,
		question,
		...(rest ?? { edns: undefined, tsigAt: -1 }),
		wellFormed: rest !== undefined,
	};
}

function readQuestion(octets: Buffer): Question | undefined {
	const nameEnd = plainNameEnd(octets, HEADER_BYTES);
	if (nameEnd < 0 || nameEnd + 4 > octets.length) return undefined;
	return {
		key: nameKey(octets, HEADER_BYTES, nameEnd),
		type: octets.readUInt16BE(nameEnd),
		class: octets.readUInt16BE(nameEnd + 2),
		end: nameEnd + 4,
	};
}

const LONGEST_NAME = 255;
const LONGEST_LABEL = 63;

/** The offset behind an uncompressed name, or -1. */
function plainNameEnd(octets: Buffer, start: number): number {
	const limit = Math.min(octets.length, start + LONGEST_NAME);
	for (let at = start; at < limit; ) {
		const length = octets[at] ?? 0;
		if (length === 0) return at + 1;
		if (length > LONGEST_LABEL) return -1;
		at += 1 + length;
	}
	return -1;
}

/** Behind a name that may end in a pointer, which need not be followed to know where the name ends; or -1. */
export function nameEnd(octets: Buffer, start: number): number {
	const limit = Math.min(octets.length, start + LONGEST_NAME);
	for (let at = start; at < limit; ) {
		const length = octets[at] ?? 0;
		if (length === 0) return at + 1;
		if (length >= 0xc0) return at + 2 <= octets.length ? at + 2 : -1;
		if (length > LONGEST_LABEL) return -1;
		at += 1 + length;
	}
	return -1;
}

interface Rest {
	readonly edns: Edns | undefined;
	readonly tsigAt: number;
}

const PLAIN: Rest = { edns: undefined, tsigAt: -1 };

/** Undefined when the records behind the question are not in order. */
function readRest(octets: Buffer, { type, end }: Question): Rest | undefined {
	const additionals = octets.readUInt16BE(COUNTS.additionals);
	const authorities = octets.readUInt16BE(COUNTS.authorities);
	if (octets.readUInt16BE(COUNTS.answers) !== 0) return undefined;
	// IXFR shows the serial that it has (RFC 1995 §3).
	if (authorities > (type === TYPES.IXFR ? 1 : 0) || additionals > MOST_ADDITIONALS) return undefined;
	if (authorities + additionals === 0) return end === octets.length ? PLAIN : undefined;
	let at = authorities === 0 ? end : recordAt(octets, end)?.end;
	let edns: Edns | undefined;
	let tsigAt = -1;
	for (let i = 0; i < additionals; i++) {
		const record = at === undefined ? undefined : recordAt(octets, at);
		if (record === undefined || tsigAt >= 0) return undefined; // RFC 8945 §5.1: TSIG is the last
		if (record.type === TYPES.TSIG) tsigAt = at ?? -1;
		if (record.type === TYPES.OPT) {
			if (edns !== undefined || octets[at ?? 0] !== 0) return undefined; // RFC 6891 §6.1.1
			edns = ednsAt(octets, record.fixed);
		}
		at = record.end;
	}
	return at === octets.length ? { edns, tsigAt } : undefined;
}

interface RecordPlace {
	readonly type: number;
	/** Offset of the type, behind the name. */
	readonly fixed: number;
	readonly data: number;
	readonly end: number;
}

const FIXED_BYTES = 10;

/** Where the parts of a record are; undefined when it does not lie within the message. */
export function recordAt(octets: Buffer, start: number): RecordPlace | undefined {
	const fixed = nameEnd(octets, start);
	if (fixed < 0 || fixed + FIXED_BYTES > octets.length) return undefined;
	const data = fixed + FIXED_BYTES;
	const end = data + octets.readUInt16BE(fixed + 8);
	return end > octets.length ? undefined : { type: octets.readUInt16BE(fixed), fixed, data, end };
}

const ednsAt = (octets: Buffer, fixed: number): Edns => ({
	udpBytes: octets.readUInt16BE(fixed + 2),
	version: octets[fixed + 5] ?? 0,
	dnssecOk: ((octets[fixed + 6] ?? 0) & 0x80) !== 0,
});
