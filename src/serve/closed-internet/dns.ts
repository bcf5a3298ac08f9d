/**
 * The name server of the closed internet: real DNS packets over UDP and TCP on loopback, answered from the zone.
 * It stands where a recursive resolver stands for a real installation. RFC 1035, RFC 6891 (EDNS).
 */

import { createSocket, type Socket as UdpSocket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import packet from "dns-packet";
import { askDelegated, type Delegation, isDelegated } from "./delegation.ts";
import type { RecordType, Zone, ZoneAnswer, ZoneRecord } from "./zone.ts";

const TTL_SECONDS = 5;
const UDP_WITHOUT_EDNS_BYTES = 512;
const MOST_UDP_BYTES = 1232;
const TCP_IDLE_MS = 5_000;
const ANSWERED: readonly string[] = ["A", "AAAA", "CNAME", "NS", "MX", "TXT"];

export interface NameServer {
	readonly host: string;
	/** The same for UDP and TCP. */
	readonly port: number;
	/** From now on another server is asked for what is in this zone. */
	delegate(delegation: Delegation): void;
	close(): Promise<void>;
}

interface Names {
	readonly zone: Zone;
	delegation: Delegation | null;
}

export async function startNameServer(zone: Zone, host: string, port: number): Promise<NameServer> {
	const names: Names = { zone, delegation: null };
	const tcp = createServer((socket) => {
		serveTcp(names, socket).catch(() => socket.destroy()); // the client went away
	});
	const open = new Set<Socket>();
	tcp.on("connection", (socket) => {
		open.add(socket);
		socket.on("close", () => open.delete(socket));
	});
	tcp.listen(port, host);
	await once(tcp, "listening");
	const bound = (tcp.address() as AddressInfo).port;
	const udp = createSocket("udp4");
	let isOpen = true;
	udp.on("message", async (query, from) => {
		const answer = await answerTo(names, query, "udp");
		if (answer !== undefined && isOpen) udp.send(answer, from.port, from.address);
	});
	udp.bind(bound, host);
	await once(udp, "listening");
	return {
		host,
		port: bound,
		delegate(delegation) {
			names.delegation = delegation;
		},
		close() {
			isOpen = false;
			return close(udp, tcp, open);
		},
	};
}

async function close(udp: UdpSocket, tcp: Server, open: ReadonlySet<Socket>): Promise<void> {
	udp.close();
	for (const socket of open) socket.destroy();
	tcp.close();
	await once(tcp, "close");
}

/** RFC 1035 §4.2.2: each message follows its length in two octets. */
async function serveTcp(names: Names, socket: Socket): Promise<void> {
	let held: Buffer = Buffer.alloc(0);
	socket.setTimeout(TCP_IDLE_MS, () => socket.destroy());
	for await (const chunk of socket) {
		held = held.length === 0 ? (chunk as Buffer) : Buffer.concat([held, chunk as Buffer]);
		while (held.length >= 2 && held.length >= 2 + held.readUInt16BE(0)) {
			const end = 2 + held.readUInt16BE(0);
			const answer = await answerTo(names, held.subarray(2, end), "tcp");
			held = held.subarray(end);
			if (answer === undefined) return void socket.destroy();
			const length = Buffer.alloc(2);
			length.writeUInt16BE(answer.length);
			socket.write(Buffer.concat([length, answer]));
		}
	}
}

/** Undefined for what is no query: answering it would only help a forger. */
async function answerTo(names: Names, octets: Buffer, transport: "udp" | "tcp"): Promise<Buffer | undefined> {
	let query: packet.DecodedPacket;
	try {
		query = packet.decode(octets);
	} catch {
		return undefined;
	}
	const question = query.questions?.[0];
	if (query.type !== "query" || question === undefined || query.questions?.length !== 1) return undefined;
	const { rcode, answers } = await resolved(names, question);
	const answer = packet.encode({
		type: "response",
		id: query.id ?? 0,
		flags: packet.AUTHORITATIVE_ANSWER | packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | rcode,
		questions: [question],
		answers: [...answers],
	});
	const limit = Math.min(MOST_UDP_BYTES, offeredUdpBytes(query));
	return transport === "udp" && answer.length > limit ? truncated(query.id ?? 0, question) : answer;
}

interface Resolved {
	readonly rcode: number;
	readonly answers: readonly packet.Answer[];
}

/** What a resolver would have found, in our zone and in the delegated one. */
async function resolved({ zone, delegation }: Names, { name, type }: packet.Question): Promise<Resolved> {
	const isTheirs = delegation !== null && isDelegated(delegation, name);
	const found: ZoneAnswer = ANSWERED.includes(type)
		? zone.look(name, type as RecordType)
		: { kind: isTheirs ? "no-domain" : "no-data" };
	const own = found.kind === "found" ? found.records.map((each) => encoded(each.name, each.record)) : [];
	const left = targetLeft(found, name, type);
	if (delegation === null || left === undefined || !isDelegated(delegation, left))
		return { rcode: RCODES[found.kind], answers: own };
	const there = await askDelegated(delegation, left, type);
	const rcode = there === undefined ? undefined : RCODE_NAMES[there.rcode];
	return { rcode: rcode ?? RCODES.trouble, answers: [...own, ...(there?.answers ?? [])] };
}

const RCODE_NAMES: Readonly<Record<string, number>> = { NOERROR: 0, NXDOMAIN: 3 };

/** The name that the zone does not know the end of: the one asked for, or where its aliases lead. */
function targetLeft(found: ZoneAnswer, name: string, type: string): string | undefined {
	if (found.kind === "no-domain") return name;
	const last = found.kind === "found" ? found.records.at(-1)?.record : undefined;
	return last?.type === "CNAME" && type !== "CNAME" ? last.data : undefined;
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
