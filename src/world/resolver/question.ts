/**
 * One question to one DNS server, over UDP and, when the answer is cut short, over TCP.
 *
 * Source ports and ids are random, and an answer counts only when id, port and question agree, so that a stranger
 * who cannot see the question cannot forge its answer (RFC 5452). EDNS asks for 1,232 octets (RFC 6891).
 */

import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";
import { connect, isIPv6 } from "node:net";
import packet from "dns-packet";

export interface DnsServer {
	readonly address: string;
	readonly port: number;
}

export type RecordType = "A" | "AAAA" | "CNAME" | "MX" | "NS" | "PTR" | "SOA" | "TXT";

const EDNS_BYTES = 1232;
const MOST_TCP_BYTES = 65_535;

/** Rejects when no valid answer came in time. A server that is authoritative is not asked to recurse. */
export async function ask(
	server: DnsServer,
	name: string,
	type: RecordType,
	timeoutMs: number,
	recursion: "recursive" | "authoritative" = "recursive",
): Promise<packet.DecodedPacket> {
	const id = randomInt(0x10000);
	const query = packet.encode({
		type: "query",
		id,
		flags: recursion === "recursive" ? packet.RECURSION_DESIRED : 0,
		questions: [{ type, name, class: "IN" }],
		additionals: [
			{
				type: "OPT",
				name: ".",
				udpPayloadSize: EDNS_BYTES,
				extendedRcode: 0,
				ednsVersion: 0,
				flags: 0,
				flag_do: false,
				options: [],
			},
		],
	});
	const deadline = Date.now() + timeoutMs;
	const valid = (octets: Buffer): packet.DecodedPacket | undefined => answerTo(octets, id, name, type);
	const answer = await overUdp(server, query, valid, timeoutMs);
	if (!answer.flag_tc) return answer;
	return overTcp(server, query, valid, Math.max(1, deadline - Date.now()));
}

/** Undefined for what does not answer this question. */
function answerTo(octets: Buffer, id: number, name: string, type: string): packet.DecodedPacket | undefined {
	let answer: packet.DecodedPacket;
	try {
		answer = packet.decode(octets);
	} catch {
		return undefined;
	}
	const question = answer.questions?.[0];
	const agrees =
		answer.type === "response" &&
		answer.id === id &&
		question !== undefined &&
		question.type === type &&
		question.name.toLowerCase() === name.toLowerCase();
	return agrees ? answer : undefined;
}

type Valid = (octets: Buffer) => packet.DecodedPacket | undefined;

function overUdp(
	server: DnsServer,
	query: Buffer,
	valid: Valid,
	timeoutMs: number,
): Promise<packet.DecodedPacket> {
	return new Promise((resolve, reject) => {
		const socket = createSocket(isIPv6(server.address) ? "udp6" : "udp4");
		const timer = setTimeout(() => finish(new Error("no answer")), timeoutMs);
		const finish = (result: packet.DecodedPacket | Error): void => {
			clearTimeout(timer);
			socket.removeAllListeners();
			socket.on("error", () => {}); // what a closing socket still reports concerns nobody
			socket.close();
			if (result instanceof Error) reject(result);
			else resolve(result);
		};
		socket.on("error", finish);
		socket.on("message", (octets) => {
			const answer = valid(octets);
			if (answer !== undefined) finish(answer);
		});
		// A connected socket takes octets from that server only.
		socket.connect(server.port, server.address, () => socket.send(query));
	});
}

/** RFC 1035 §4.2.2. */
function overTcp(
	server: DnsServer,
	query: Buffer,
	valid: Valid,
	timeoutMs: number,
): Promise<packet.DecodedPacket> {
	return new Promise((resolve, reject) => {
		const socket = connect({ host: server.address, port: server.port });
		const timer = setTimeout(() => finish(new Error("no answer")), timeoutMs);
		const finish = (result: packet.DecodedPacket | Error): void => {
			clearTimeout(timer);
			socket.destroy();
			if (result instanceof Error) reject(result);
			else resolve(result);
		};
		const held: Buffer[] = [];
		let heldBytes = 0;
		socket.on("error", finish);
		socket.on("close", () => finish(new Error("no answer")));
		socket.on("connect", () => {
			const length = Buffer.alloc(2);
			length.writeUInt16BE(query.length);
			socket.write(Buffer.concat([length, query]));
		});
		socket.on("data", (chunk: Buffer) => {
			held.push(chunk);
			heldBytes += chunk.length;
			if (heldBytes > MOST_TCP_BYTES + 2) return finish(new Error("the answer is too long"));
			const octets = Buffer.concat(held, heldBytes);
			if (octets.length < 2 || octets.length < 2 + octets.readUInt16BE(0)) return;
			finish(valid(octets.subarray(2, 2 + octets.readUInt16BE(0))) ?? new Error("the answer is not valid"));
		});
	});
}
