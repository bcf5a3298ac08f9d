/**
 * Zones of the closed internet that another name server answers for: the service's own, whose DNS door is asked as a
 * resolver on the real internet would ask it. Over TCP, so that every answer is whole. RFC 7766.
 */

import { connect } from "node:net";
import packet from "dns-packet";

export interface Delegation {
	readonly zone: string;
	readonly host: string;
	readonly port: number;
}

export type Delegated = packet.DecodedPacket & { readonly rcode: string };

const PATIENCE_MS = 2_000;
const LENGTH_BYTES = 2;

export const isDelegated = ({ zone }: Delegation, name: string): boolean => {
	const plain = name.toLowerCase().replace(/\.$/, "");
	return plain === zone || plain.endsWith(`.${zone}`);
};

/** Undefined when the door does not answer. */
export async function askDelegated(
	{ host, port }: Delegation,
	name: string,
	type: string,
): Promise<Delegated | undefined> {
	const socket = connect(port, host);
	socket.setTimeout(PATIENCE_MS, () => socket.destroy());
	const query = packet.encode({
		type: "query",
		id: 1,
		questions: [{ name, type: type as packet.RecordType, class: "IN" }],
	});
	const length = Buffer.alloc(LENGTH_BYTES);
	length.writeUInt16BE(query.length);
	socket.write(Buffer.concat([length, query]));
	let held: Buffer = Buffer.alloc(0);
	try {
		for await (const chunk of socket) {
			held = Buffer.concat([held, chunk as Buffer]);
			const end = held.length < LENGTH_BYTES ? Infinity : LENGTH_BYTES + held.readUInt16BE(0);
			if (held.length >= end) return packet.decode(held.subarray(LENGTH_BYTES, end)) as Delegated;
		}
	} catch {
		// As good as no answer.
	}
	return undefined;
}
