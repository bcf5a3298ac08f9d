/** A zone of a relay service, asked by packets. */

import assert from "node:assert/strict";
import packet from "dns-packet";
import { readQuery } from "../../src/rfc/dns/query.ts";
import type { ResourceRecord } from "../../src/rfc/dns/records.ts";
import { Responder, type Transport } from "../../src/rfc/dns/responder.ts";
import { Zone } from "../../src/rfc/dns/zone.ts";

export const ZONE = "relay.example";
export const LONG_TEXT = `v=DKIM1; k=rsa; p=${"A".repeat(392)}`;

export const a = (name: string, address: string): ResourceRecord => ({
	name,
	ttlSeconds: 300,
	data: { type: "A", address },
});

export const cname = (name: string, target: string): ResourceRecord => ({
	name,
	ttlSeconds: 300,
	data: { type: "CNAME", target },
});

export const txt = (name: string, text: string): ResourceRecord => ({
	name,
	ttlSeconds: 300,
	data: { type: "TXT", text },
});

export function exampleZone(): Zone {
	const soa = {
		type: "SOA",
		primary: `ns1.${ZONE}`,
		mailbox: `hostmaster.${ZONE}`,
		serial: 7,
		refreshSeconds: 3600,
		retrySeconds: 600,
		expireSeconds: 1_209_600,
		negativeTtlSeconds: 60,
	} as const;
	const zone = new Zone(ZONE, soa, 3600);
	const flaws = zone.replace({
		names: [],
		records: [
			{ name: ZONE, ttlSeconds: 3600, data: { type: "NS", target: `ns1.${ZONE}` } },
			{ name: ZONE, ttlSeconds: 3600, data: { type: "NS", target: "ns.elsewhere.example" } },
			{ name: ZONE, ttlSeconds: 300, data: { type: "CAA", flags: 0, tag: "issue", value: "ca.example" } },
			a(`ns1.${ZONE}`, "192.0.2.53"),
			{ name: `ns1.${ZONE}`, ttlSeconds: 300, data: { type: "AAAA", address: "2001:db8::53" } },
			a(`mx.${ZONE}`, "192.0.2.25"),
			{
				name: `d1.rp.${ZONE}`,
				ttlSeconds: 300,
				data: { type: "MX", preference: 10, exchange: `mx.${ZONE}` },
			},
			txt(`d1.rp.${ZONE}`, "v=spf1 ip4:192.0.2.25 -all"),
			txt(`ag1.d1.dkim.${ZONE}`, LONG_TEXT),
			cname(`alias.${ZONE}`, `mx.${ZONE}`),
			cname(`away.${ZONE}`, "www.elsewhere.example"),
			cname(`broken.${ZONE}`, `nothing.${ZONE}`),
			cname(`round.${ZONE}`, `about.${ZONE}`),
			cname(`about.${ZONE}`, `round.${ZONE}`),
		],
	});
	assert.deepEqual(flaws, []);
	return zone;
}

export interface Reply {
	readonly rcode: string;
	readonly flag_aa: boolean;
	readonly flag_tc: boolean;
	readonly flag_rd: boolean;
	readonly flag_ra: boolean;
	readonly id: number;
	readonly questions: readonly { readonly name: string }[];
	readonly answers: readonly (packet.Answer & { data: unknown })[];
	readonly authorities: readonly packet.Answer[];
	readonly additionals: readonly packet.Answer[];
	readonly bytes: number;
}

export function send(zone: Zone, octets: Buffer, transport: Transport = "udp"): Reply {
	const query = readQuery(octets);
	assert.ok(query !== undefined);
	const reply = new Responder(zone).respond(octets, query, transport);
	return { ...(packet.decode(reply) as unknown as Reply), bytes: reply.length };
}

interface Asking {
	readonly udpBytes?: number;
	readonly transport?: Transport;
	readonly class?: string;
}

export const asked = (name: string, type: string, { udpBytes, ...more }: Asking = {}): Buffer =>
	packet.encode({
		type: "query",
		id: 4711,
		flags: packet.RECURSION_DESIRED,
		questions: [{ name, type: type as "A", class: (more.class ?? "IN") as "IN" }],
		...(udpBytes === undefined
			? {}
			: { additionals: [{ type: "OPT", name: ".", udpPayloadSize: udpBytes } as never] }),
	});

export const ask = (name: string, type: string, asking: Asking = {}): Reply =>
	send(exampleZone(), asked(name, type, asking), asking.transport);

export const data = (reply: Reply): unknown[] => reply.answers.map((each) => each.data);
export const types = (records: readonly packet.Answer[]): string[] => records.map(({ type }) => type);
