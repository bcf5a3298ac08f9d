/**
 * The name server of the closed internet: real DNS packets over UDP and TCP on loopback, answered from the zone.
 * It stands where a recursive resolver stands for a real installation. RFC 1035, RFC 6891 (EDNS).
 */

import { createSocket, type Socket as UdpSocket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import packet from "dns-packet";
import type { RecordType, Zone, ZoneRecord } from "./zone.ts";

const TTL_SECONDS = 5;
const UDP_WITHOUT_EDNS_BYTES = 512;
const MOST_UDP_BYTES = 1232;
const TCP_IDLE_MS = 5_000;
const ANSWERED: readonly string[] = ["A", "AAAA", "CNAME", "NS", "MX", "TXT"];

export interface NameServer {
	readonly host: string;
	/** The same for UDP and TCP. */
	readonly port: number;
	close(): Promise<void>;
}

export async function startNameServer(zone: Zone, host: string, port: number): Promise<NameServer> {
	const tcp = createServer((socket) => serveTcp(zone, socket));
	const open = new Set<Socket>();
	tcp.on("connection", (socket) => {
		open.add(socket);
		socket.on("close", () => open.delete(socket));
	});
	tcp.listen(port, host);
	await once(tcp, "listening");
	const bound = (tcp.address() as AddressInfo).port;
	const udp = createSocket("udp4");
	udp.on("message", (query, from) => {
		const answer = answerTo(zone, query, "udp");
		if (answer !== undefined) udp.send(answer, from.port, from.address);
	});
	udp.bind(bound, host);
	await once(udp, "listening");
	return { host, port: bound, close: () => close(udp, tcp, open) };
}

async function close(udp: UdpSocket, tcp: Server, open: ReadonlySet<Socket>): Promise<void> {
	udp.close();
	for (const socket of open) socket.destroy();
	tcp.close();
	await once(tcp, "close");
}

/** RFC 1035 §4.2.2: each message follows its length in two octets. */
function serveTcp(zone: Zone, socket: Socket): void {
	let held: Buffer = Buffer.alloc(0);
	socket.setTimeout(TCP_IDLE_MS, () => socket.destroy());
	socket.on("error", () => socket.destroy());
	socket.on("data", (chunk: Buffer) => {
		held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
		while (held.length >= 2 && held.length >= 2 + held.readUInt16BE(0)) {
			const end = 2 + held.readUInt16BE(0);
			const answer = answerTo(zone, held.subarray(2, end), "tcp");
			held = held.subarray(end);
			if (answer === undefined) return void socket.destroy();
			const length = Buffer.alloc(2);
			length.writeUInt16BE(answer.length);
			socket.write(Buffer.concat([length, answer]));
		}
	});
}

/** Undefined for what is no query: answering it would only help a forger. */
function answerTo(zone: Zone, octets: Buffer, transport: "udp" | "tcp"): Buffer | undefined {
	let query: packet.DecodedPacket;
	try {
		query = packet.decode(octets);
	} catch {
		return undefined;
	}
	const question = query.questions?.[0];
	if (query.type !== "query" || question === undefined || query.questions?.length !== 1) return undefined;
	const found = ANSWERED.includes(question.type)
		? zone.look(question.name, question.type as RecordType)
		: { kind: "no-data" as const };
	const answer = packet.encode({
		type: "response",
		id: query.id ?? 0,
		flags:
			packet.AUTHORITATIVE_ANSWER |
			packet.RECURSION_DESIRED |
			packet.RECURSION_AVAILABLE |
			RCODES[found.kind],
		questions: [question],
		answers: found.kind === "found" ? found.records.map(({ name, record }) => encoded(name, record)) : [],
	});
	const limit = Math.min(MOST_UDP_BYTES, offeredUdpBytes(query));
	return transport === "udp" && answer.length > limit ? truncated(query.id ?? 0, question) : answer;
}

/** RFC 1035 §4.1.1. */
const RCODES = { found: 0, "no-data": 0, trouble: 2, "no-domain": 3 } as const;

function offeredUdpBytes(query: packet.DecodedPacket): number {
	const edns = query.additionals?.find((record) => record.type === "OPT");
	const offered = edns !== undefined && "udpPayloadSize" in edns ? edns.udpPayloadSize : 0;
	return Math.max(UDP_WITHOUT_EDNS_BYTES, offered);
}

const truncated = (id: number, question: packet.Question): Buffer =>
	packet.encode({
		type: "response",
		id,
		flags: packet.AUTHORITATIVE_ANSWER | packet.TRUNCATED_RESPONSE,
		questions: [question],
	});

const TXT_STRING_BYTES = 255;

/** A TXT record is a list of strings of at most 255 octets (RFC 1035 §3.3.14). */
function encoded(name: string, { type, data }: ZoneRecord): packet.Answer {
	if (type !== "TXT") return { name, type, ttl: TTL_SECONDS, data } as packet.Answer;
	const strings: string[] = [];
	for (let at = 0; at < data.length; at += TXT_STRING_BYTES)
		strings.push(data.slice(at, at + TXT_STRING_BYTES));
	return { name, type, ttl: TTL_SECONDS, data: strings };
}
