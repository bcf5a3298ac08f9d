/** OpenPGP messages without armour (RFC 9580 §4.2): told by the first packet's tag, length and version. */

import { uint16BE, uint32BE } from "../integers.ts";

/** Packets that a message, signature or key may begin with, and the versions that exist. */
const VERSIONS: Readonly<Record<number, readonly number[]>> = {
	1: [3, 6], // encrypted session key
	2: [3, 4, 5, 6], // signature
	3: [4, 5, 6], // encrypted session key, by password
	4: [3, 6], // one-pass signature
	5: [4, 5, 6], // secret key
	6: [3, 4, 5, 6], // public key
};

export function isOpenPgp(head: Buffer, sizeBytes: number): boolean {
	const first = head[0] ?? 0;
	if ((first & 0x80) === 0 || head.length < 8) return false;
	const packet = (first & 0x40) === 0 ? oldPacket(head, first) : newPacket(head, first);
	if (packet === null || packet.bodyBytes < 4 || packet.bodyAt + packet.bodyBytes > sizeBytes) return false;
	return VERSIONS[packet.tag]?.includes(head[packet.bodyAt] ?? 0) ?? false;
}

interface Packet {
	readonly tag: number;
	readonly bodyAt: number;
	readonly bodyBytes: number;
}

/** RFC 9580 §4.2.2. */
function oldPacket(head: Buffer, first: number): Packet | null {
	const tag = (first >> 2) & 15;
	switch (first & 3) {
		case 0:
			return { tag, bodyAt: 2, bodyBytes: head[1] ?? 0 };
		case 1:
			return { tag, bodyAt: 3, bodyBytes: uint16BE(head, 1) };
		case 2:
			return { tag, bodyAt: 5, bodyBytes: uint32BE(head, 1) };
		default:
			return null;
	}
}

/** RFC 9580 §4.2.1; the packets that a message begins with have no partial lengths. */
function newPacket(head: Buffer, first: number): Packet | null {
	const tag = first & 63;
	const length = head[1] ?? 0;
	if (length < 192) return { tag, bodyAt: 2, bodyBytes: length };
	if (length < 224) return { tag, bodyAt: 3, bodyBytes: ((length - 192) << 8) + (head[2] ?? 0) + 192 };
	return length === 255 ? { tag, bodyAt: 6, bodyBytes: uint32BE(head, 2) } : null;
}
