/**
 * Signs and verifies messages with a shared secret: TSIG with HMAC-SHA256. RFC 8945.
 *
 * Other algorithms are declined as unknown keys. The time is handed in; secrets come in and never go out.
 */

import { createHmac, timingSafeEqual } from "node:crypto";
import { nameKey, nameOctets } from "./names.ts";
import { CLASSES, HEADER_BYTES, TSIG_ERRORS, TYPES } from "./numbers.ts";
import { recordAt } from "./query.ts";

export interface TsigKey {
	readonly name: string;
	readonly secret: Buffer;
}

export const ALGORITHM = nameOctets("hmac-sha256") ?? Buffer.alloc(0);
const ALGORITHM_KEY = nameKey(ALGORITHM);
const MAC_BYTES = 32;
const ADDITIONALS_AT = 10;
/** How far clocks may be apart. RFC 8945 §10 recommends it. */
const FUDGE_SECONDS = 300;

export interface Signature {
	/** Uncompressed, as it came. */
	readonly keyName: Buffer;
	readonly algorithm: Buffer;
	readonly timeSigned: number;
	readonly fudge: number;
	readonly mac: Buffer;
	readonly originalId: number;
	readonly error: number;
	readonly other: Buffer;
}

export type Verification =
	| { readonly kind: "valid"; readonly key: TsigKey; readonly mac: Buffer }
	/** `error` is for the TSIG record of the answer; `key` and `mac` where the answer is to be signed (BADTIME). */
	| {
			readonly kind: "invalid";
			readonly error: number;
			readonly signature: Signature;
			readonly key?: TsigKey;
	  }
	| { readonly kind: "malformed" };

/** What a signature covers beside its message. */
export interface Chain {
	/** The MAC before: the request's for the first answer, the answer's before for all others. */
	readonly priorMac?: Buffer;
	/** From the second message of an answer on (RFC 8945 §5.3.1). */
	readonly timersOnly?: boolean;
}

/** Verifies a message whose TSIG record begins at `tsigAt`. */
export function verify(
	message: Buffer,
	tsigAt: number,
	keys: readonly TsigKey[],
	epochSeconds: number,
	chain: Chain = {},
): Verification {
	const signature = readSignature(message, tsigAt);
	// The record counts among the additional ones: a message that counts none has none.
	if (signature === undefined || message.readUInt16BE(ADDITIONALS_AT) === 0) return { kind: "malformed" };
	const wanted = nameKey(signature.keyName);
	const key = keys.find(({ name }) => nameKey(nameOctets(name) ?? NO_NAME) === wanted);
	if (key === undefined || nameKey(signature.algorithm) !== ALGORITHM_KEY)
		return { kind: "invalid", error: TSIG_ERRORS.badKey, signature };
	const unsigned = Buffer.from(message.subarray(0, tsigAt));
	unsigned.writeUInt16BE(signature.originalId, 0);
	unsigned.writeUInt16BE(unsigned.readUInt16BE(ADDITIONALS_AT) - 1, ADDITIONALS_AT);
	const mac = digest(key, unsigned, signature, chain);
	if (signature.mac.length !== MAC_BYTES || !timingSafeEqual(mac, signature.mac))
		return { kind: "invalid", error: TSIG_ERRORS.badSignature, signature };
	if (Math.abs(epochSeconds - signature.timeSigned) > signature.fudge)
		return { kind: "invalid", error: TSIG_ERRORS.badTime, signature, key };
	return { kind: "valid", key, mac };
}

const NO_NAME = Buffer.alloc(1);

export interface Signed {
	readonly message: Buffer;
	readonly mac: Buffer;
}

export function sign(message: Buffer, key: TsigKey, epochSeconds: number, chain: Chain = {}): Signed {
	return seal(message, key, { timeSigned: epochSeconds, error: TSIG_ERRORS.none, other: NOTHING }, chain);
}

/** An answer to what could not be verified: unsigned, but for BADTIME, which tells our time. RFC 8945 §5.3.2. */
export function signFailure(
	message: Buffer,
	{ error, signature, key }: Extract<Verification, { kind: "invalid" }>,
	epochSeconds: number,
): Buffer {
	const { timeSigned, mac, keyName, algorithm } = signature;
	if (key !== undefined) {
		const other = Buffer.alloc(6);
		other.writeUIntBE(epochSeconds, 0, 6);
		return seal(message, key, { timeSigned, error, other }, { priorMac: mac }).message;
	}
	const id = message.readUInt16BE(0);
	const fields = { timeSigned, fudge: FUDGE_SECONDS, mac: NOTHING, originalId: id, error, other: NOTHING };
	return withSignature(message, { keyName, algorithm, ...fields });
}

function seal(
	message: Buffer,
	key: TsigKey,
	about: Pick<Signature, "timeSigned" | "error" | "other">,
	chain: Chain,
): Signed {
	const keyName = nameOctets(key.name.toLowerCase()) ?? NO_NAME;
	const originalId = message.readUInt16BE(0);
	const fields = { keyName, algorithm: ALGORITHM, fudge: FUDGE_SECONDS, originalId, ...about };
	const mac = digest(key, message, fields, chain);
	return { message: withSignature(message, { ...fields, mac }), mac };
}

const NOTHING = Buffer.alloc(0);

/** RFC 8945 §4.3. */
function digest(
	key: TsigKey,
	unsigned: Buffer,
	signature: Omit<Signature, "mac">,
	{ priorMac, timersOnly = false }: Chain,
): Buffer {
	const hash = createHmac("sha256", key.secret);
	if (priorMac !== undefined) hash.update(u16(priorMac.length)).update(priorMac);
	hash.update(unsigned);
	const { keyName, algorithm, error, other } = signature;
	if (timersOnly) return hash.update(timersOf(signature)).digest();
	hash.update(lowered(keyName)).update(u16(CLASSES.ANY)).update(Buffer.alloc(4)).update(lowered(algorithm));
	return hash.update(timersOf(signature)).update(u16(error)).update(u16(other.length)).update(other).digest();
}

const lowered = (name: Buffer): Buffer => Buffer.from(nameKey(name), "latin1");

function timersOf({ timeSigned, fudge }: Pick<Signature, "timeSigned" | "fudge">): Buffer {
	const timers = Buffer.alloc(8);
	timers.writeUIntBE(timeSigned, 0, 6);
	timers.writeUInt16BE(fudge, 6);
	return timers;
}

function u16(value: number): Buffer {
	const octets = Buffer.alloc(2);
	octets.writeUInt16BE(value);
	return octets;
}

function withSignature(message: Buffer, signature: Signature): Buffer {
	const { keyName, algorithm, mac, originalId, error, other } = signature;
	const data = [
		algorithm,
		timersOf(signature),
		u16(mac.length),
		mac,
		u16(originalId),
		u16(error),
		u16(other.length),
		other,
	];
	const fixed = Buffer.concat([u16(TYPES.TSIG), u16(CLASSES.ANY), Buffer.alloc(4)]);
	const length = data.reduce((sum, part) => sum + part.length, 0);
	const signed = Buffer.concat([message, keyName, fixed, u16(length), ...data]);
	signed.writeUInt16BE(signed.readUInt16BE(ADDITIONALS_AT) + 1, ADDITIONALS_AT);
	return signed;
}

/** What a signature adds to a message at most, with a key of this name. */
export const signatureBytes = (key: TsigKey): number =>
	(nameOctets(key.name)?.length ?? 0) + 10 + ALGORITHM.length + 8 + 2 + MAC_BYTES + 2 + 2 + 2 + 6;

/** Names in a TSIG record are not compressed (RFC 8945 §4.2). */
function readSignature(message: Buffer, tsigAt: number): Signature | undefined {
	if (tsigAt < HEADER_BYTES) return undefined;
	const record = recordAt(message, tsigAt);
	const algorithmEnd = record === undefined ? -1 : plainNameEnd(message, record.data, record.end);
	if (record === undefined || record.end !== message.length || algorithmEnd < 0) return undefined;
	if (plainNameEnd(message, tsigAt, record.fixed) !== record.fixed) return undefined;
	if (algorithmEnd + 10 > record.end) return undefined;
	const macAt = algorithmEnd + 10;
	const macEnd = macAt + message.readUInt16BE(algorithmEnd + 8);
	if (macEnd + 6 > record.end || macEnd + 6 + message.readUInt16BE(macEnd + 4) !== record.end)
		return undefined;
	return {
		keyName: message.subarray(tsigAt, record.fixed),
		algorithm: message.subarray(record.data, algorithmEnd),
		timeSigned: message.readUIntBE(algorithmEnd, 6),
		fudge: message.readUInt16BE(algorithmEnd + 6),
		mac: message.subarray(macAt, macEnd),
		originalId: message.readUInt16BE(macEnd),
		error: message.readUInt16BE(macEnd + 2),
		other: message.subarray(macEnd + 6, record.end),
	};
}

function plainNameEnd(octets: Buffer, start: number, limit: number): number {
	for (let at = start; at < limit; at += 1 + (octets[at] ?? 0)) {
		if ((octets[at] ?? 0) > 63 || at - start > 254) return -1;
		if (octets[at] === 0) return at + 1;
	}
	return -1;
}

/** Where the TSIG record of a message begins, if the last record is one; of answers, whose sections are not read otherwise. */
export function signatureOffset(message: Buffer): number {
	if (message.length < HEADER_BYTES) return -1;
	const questions = message.readUInt16BE(4);
	const records = message.readUInt16BE(6) + message.readUInt16BE(8) + message.readUInt16BE(ADDITIONALS_AT);
	let at = HEADER_BYTES;
	for (let i = 0; i < questions; i++) at = questionEnd(message, at);
	if (at < 0) return -1;
	let last = -1;
	for (let i = 0; i < records; i++) {
		const record = recordAt(message, at);
		if (record === undefined) return -1;
		last = record.type === TYPES.TSIG && i === records - 1 ? at : -1;
		at = record.end;
	}
	return at === message.length ? last : -1;
}

function questionEnd(message: Buffer, start: number): number {
	const end = start < 0 ? -1 : plainNameEnd(message, start, message.length);
	return end < 0 || end + 4 > message.length ? -1 : end + 4;
}
