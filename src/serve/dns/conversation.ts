/**
 * What one query gets, over either transport: nothing, an answer, a signed answer, or the whole zone. Without sockets:
 * octets and an address in, octets out.
 */

import { CLASSES, OPCODES, RCODES, TYPES } from "../../rfc/dns/numbers.ts";
import { type Query, readQuery } from "../../rfc/dns/query.ts";
import { Responder, type Transport, truncatedOnly } from "../../rfc/dns/responder.ts";
import { transferMessages } from "../../rfc/dns/transfer.ts";
import { sign, signatureBytes, signFailure, type TsigKey, verify } from "../../rfc/dns/tsig.ts";
import type { DnsDoorParts } from "./ports.ts";
import { ResponseRates } from "./rate-limit.ts";

/** What has been done since the start. */
export interface DnsCounts {
	queries: number;
	answers: number;
	refused: number;
	notFound: number;
	malformed: number;
	/** Neither answered nor looked at: responses, scraps. */
	dropped: number;
	limited: number;
	transfers: number;
}

interface Signing {
	readonly key: TsigKey;
	readonly mac: Buffer;
}

const WHOLE_SECOND_MS = 1_000;
const SEEDS = 2 ** 32;

export class Conversation {
	readonly counts: DnsCounts = {
		queries: 0,
		answers: 0,
		refused: 0,
		notFound: 0,
		malformed: 0,
		dropped: 0,
		limited: 0,
		transfers: 0,
	};
	readonly #parts: DnsDoorParts;
	readonly #responder: Responder;
	readonly #rates: ResponseRates;

	constructor(parts: DnsDoorParts) {
		this.#parts = parts;
		this.#responder = new Responder(parts.zone);
		this.#rates = new ResponseRates(parts.answersPerSecond, parts.random() * SEEDS);
	}

	/** Undefined: nothing is sent. */
	datagram(octets: Buffer, address: string): Buffer | undefined {
		const query = this.#read(octets);
		if (query === undefined) return undefined;
		const reply = this.#answer(octets, query, "udp");
		const verdict = this.#rates.judge(address, kindOf(reply, query), this.#parts.clock.monotonicMs());
		if (verdict === "answer") return reply;
		this.counts.limited++;
		return verdict === "drop" ? undefined : truncatedOnly(octets, query);
	}

	/** Undefined: whoever sends this is not spoken to. One message, but for a transfer. */
	stream(octets: Buffer, address: string): Iterable<Buffer> | undefined {
		const query = this.#read(octets);
		if (query === undefined) return undefined;
		const wantsAll = query.question?.type === TYPES.AXFR || query.question?.type === TYPES.IXFR;
		if (!wantsAll || !this.#isForZone(query)) return [this.#answer(octets, query, "tcp")];
		return this.#transfer(octets, query, address);
	}

	#read(octets: Buffer): Query | undefined {
		const query = readQuery(octets);
		if (query === undefined) this.counts.dropped++;
		else this.counts.queries++;
		return query;
	}

	#answer(octets: Buffer, query: Query, transport: Transport): Buffer {
		if (query.tsigAt < 0) return this.#counted(this.#respond(octets, query, transport, 0));
		const signing = this.#verified(octets, query);
		if (Buffer.isBuffer(signing)) return signing;
		const reply = this.#counted(this.#respond(octets, query, transport, signatureBytes(signing.key)));
		return sign(reply, signing.key, this.#epochSeconds(), { priorMac: signing.mac }).message;
	}

	/** Over UDP, IXFR has the SOA: who is behind asks again over TCP (RFC 1995 §2). */
	#respond(octets: Buffer, query: Query, transport: Transport, room: number): Buffer {
		const { question } = query;
		const isIxfr = question?.type === TYPES.IXFR && query.opcode === OPCODES.query;
		const asked = isIxfr ? { ...query, question: { ...question, type: TYPES.SOA } } : query;
		return this.#responder.respond(octets, asked, transport, room);
	}

	#isForZone({ opcode, wellFormed, question, edns }: Query): boolean {
		const { apex } = this.#parts.zone;
		const isPlain = opcode === OPCODES.query && wellFormed && (edns === undefined || edns.version === 0);
		return isPlain && question?.key === apex && question.class === CLASSES.IN;
	}

	/** An IXFR is answered as AXFR, which RFC 1995 §4 allows: the zone keeps no history. */
	#transfer(octets: Buffer, query: Query, address: string): Iterable<Buffer> {
		const { zone, secondaries, mayTransfer, log } = this.#parts;
		const signing = query.tsigAt < 0 ? undefined : this.#verified(octets, query);
		if (Buffer.isBuffer(signing)) return [signing];
		const isSecondary = secondaries.some((each) => each.key === null && sameHost(each.address, address));
		if (signing === undefined && !isSecondary && !mayTransfer(address)) {
			log("dns-transfer-refused", { address });
			return [this.#counted(this.#responder.fault(octets, query, RCODES.refused))];
		}
		this.counts.transfers++;
		log("dns-transfer", { address, serial: zone.serial, key: signing?.key.name ?? "none" });
		const questionEnd = query.question?.end ?? 0;
		const messages = transferMessages({ octets, questionEnd }, zone.soa, [...zone.records()]);
		return signing === undefined ? messages : this.#signed(messages, signing);
	}

	*#signed(messages: Iterable<Buffer>, { key, mac }: Signing): Generator<Buffer> {
		let priorMac = mac;
		let timersOnly = false;
		for (const message of messages) {
			const signed = sign(message, key, this.#epochSeconds(), { priorMac, timersOnly });
			priorMac = signed.mac;
			timersOnly = true;
			yield signed.message;
		}
	}

	/** Who signed, or what they are told. RFC 8945 §5.2. */
	#verified(octets: Buffer, query: Query): Signing | Buffer {
		const verified = verify(octets, query.tsigAt, this.#parts.keys, this.#epochSeconds());
		if (verified.kind === "valid") return verified;
		if (verified.kind === "malformed")
			return this.#counted(this.#responder.fault(octets, query, RCODES.formErr));
		const refusal = this.#counted(this.#responder.fault(octets, query, RCODES.notAuth));
		return signFailure(refusal, verified, this.#epochSeconds());
	}

	#epochSeconds(): number {
		return Math.floor(this.#parts.clock.now() / WHOLE_SECOND_MS);
	}

	#counted(reply: Buffer): Buffer {
		const rcode = rcodeOf(reply);
		if (rcode === RCODES.noError) this.counts.answers++;
		else if (rcode === RCODES.nxDomain) this.counts.notFound++;
		else if (rcode === RCODES.formErr) this.counts.malformed++;
		else this.counts.refused++;
		return reply;
	}
}

const rcodeOf = (reply: Buffer): number => reply.readUInt8(3) & 0xf;

/** All answers that say no are one kind: a flood of names that do not exist is a flood of the same answer. */
const kindOf = (reply: Buffer, { question }: Query): string =>
	rcodeOf(reply) === RCODES.noError && question !== undefined ? question.key : "";

const sameHost = (a: string, b: string): boolean =>
	a.toLowerCase() === b.replace(/^::ffff:(?=\d+\.)/, "").toLowerCase();
