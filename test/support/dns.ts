/** A small service zone, and clients that ask over UDP and TCP, for tests of what serves it. */

import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect } from "node:net";
import packet from "dns-packet";
import type { Soa } from "../../src/rfc/dns/rdata.ts";
import type { ResourceRecord } from "../../src/rfc/dns/records.ts";
import { Zone } from "../../src/rfc/dns/zone.ts";

export const ZONE = "relay.example";

export const soaOf = (serial: number): Soa => ({
	type: "SOA",
	primary: `ns1.${ZONE}`,
	mailbox: `hostmaster.${ZONE}`,
	serial,
	refreshSeconds: 3_600,
	retrySeconds: 600,
	expireSeconds: 1_209_600,
	negativeTtlSeconds: 300,
});

export const txt = (name: string, text: string): ResourceRecord => ({
	name,
	ttlSeconds: 300,
	data: { type: "TXT", text },
});

const a = (name: string, address: string): ResourceRecord => ({
	name,
	ttlSeconds: 3_600,
	data: { type: "A", address },
});

/** What the service has for domains: three names each. */
export const domainRecords = (domain: string): readonly ResourceRecord[] => [
	txt(`ag1.${domain}.dkim.${ZONE}`, `v=DKIM1; k=rsa; p=${"A".repeat(392)}`),
	txt(`ag2.${domain}.dkim.${ZONE}`, `v=DKIM1; k=rsa; p=${"B".repeat(392)}`),
	txt(`${domain}.rp.${ZONE}`, "v=spf1 ip4:192.0.2.25 -all"),
	{
		name: `${domain}.rp.${ZONE}`,
		ttlSeconds: 300,
		data: { type: "MX", preference: 10, exchange: `mx.${ZONE}` },
	},
];

export const baseRecords: readonly ResourceRecord[] = [
	{ name: ZONE, ttlSeconds: 3_600, data: { type: "NS", target: `ns1.${ZONE}` } },
	{ name: ZONE, ttlSeconds: 3_600, data: { type: "CAA", flags: 0, tag: "issue", value: "ca.example" } },
	a(ZONE, "192.0.2.10"),
	a(`ns1.${ZONE}`, "127.0.0.1"),
	a(`mx.${ZONE}`, "192.0.2.25"),
	{ name: `mx.${ZONE}`, ttlSeconds: 3_600, data: { type: "AAAA", address: "2001:db8::25" } },
];

export function serviceZone(domains: number, serial = 1): Zone {
	const zone = new Zone(ZONE, soaOf(serial), 3_600);
	const records = Array.from({ length: domains }, (_, i) => domainRecords(`d${i}`)).flat();
	zone.replace({ names: [], records: [...baseRecords, ...records] });
	return zone;
}

/** dns-packet's types leave out what it decodes. */
export type Decoded = packet.DecodedPacket & {
	readonly rcode: string;
	readonly flag_aa: boolean;
	readonly flag_tc: boolean;
};

export const encodeQuery = (name: string, type: string, id = 1): Buffer =>
	packet.encode({ type: "query", id, questions: [{ name, type: type as "A", class: "IN" }] });

/** Resolves to null when nothing comes back in time. */
export async function overUdp(port: number, octets: Buffer, waitMs = 2_000): Promise<Decoded | null> {
	const socket = createSocket("udp4");
	socket.send(octets, port, "127.0.0.1");
	try {
		const [reply] = (await once(socket, "message", { signal: AbortSignal.timeout(waitMs) })) as [Buffer];
		return packet.decode(reply) as Decoded;
	} catch {
		return null;
	} finally {
		socket.close();
	}
}

/** The messages that come back until the server closes or as many as were expected, or enough records, are there. */
export async function overTcp(
	port: number,
	chunks: readonly Buffer[],
	expected = 1,
	records = 0,
): Promise<readonly Buffer[]> {
	const socket = connect(port, "127.0.0.1");
	socket.setNoDelay(true);
	socket.on("error", () => undefined);
	for (const chunk of chunks) await new Promise<void>((done) => socket.write(chunk, () => done()));
	const messages: Buffer[] = [];
	let held = Buffer.alloc(0);
	for await (const chunk of socket) {
		held = Buffer.concat([held, chunk as Buffer]);
		while (held.length >= 2 && held.length >= 2 + held.readUInt16BE(0)) {
			messages.push(held.subarray(2, 2 + held.readUInt16BE(0)));
			held = held.subarray(2 + held.readUInt16BE(0));
		}
		const got = messages.reduce((sum, message) => sum + message.readUInt16BE(6), 0);
		if (messages.length >= expected && got >= records) break;
	}
	return messages;
}
