/** One signed question to a name server over TCP, and its answers, each verified. RFC 7766, RFC 8945. */

import { connect } from "node:net";
import { OPCODES } from "../../rfc/dns/numbers.ts";
import { sign, signatureOffset, type TsigKey, verify } from "../../rfc/dns/tsig.ts";

export interface PrimaryServer {
	readonly address: string;
	readonly port: number;
	readonly key: TsigKey;
}

const PATIENCE_MS = 15_000;
const LENGTH_BYTES = 2;
const RCODE_NAMES: Readonly<Record<number, string>> = {
	1: "FORMERR",
	2: "SERVFAIL",
	3: "NXDOMAIN",
	4: "NOTIMP",
	5: "REFUSED",
	9: "NOTAUTH",
	10: "NOTZONE",
};

/** Yields verified answers with rcode NOERROR until the caller has enough; throws with words for the log otherwise. */
export async function* exchange(
	{ address, port, key }: PrimaryServer,
	message: Buffer,
	epochSeconds: () => number,
): AsyncGenerator<Buffer> {
	const request = sign(message, key, epochSeconds());
	let priorMac = request.mac;
	let timersOnly = false;
	for await (const reply of replies(address, port, request.message)) {
		if (reply.length < 12 || reply.readUInt16BE(0) !== message.readUInt16BE(0))
			throw new Error("the answer is to another question");
		const rcode = reply.readUInt8(3) & 0xf;
		if (rcode !== 0) throw new Error(`the server answers ${RCODE_NAMES[rcode] ?? `code ${rcode}`}`);
		const chain = { priorMac, timersOnly };
		const verified = verify(reply, signatureOffset(reply), [key], epochSeconds(), chain);
		// RFC 8945 §5.3.1 lets a server sign only some messages of a transfer; those that we know sign all.
		if (verified.kind !== "valid") throw new Error("the answer's signature does not hold");
		priorMac = verified.mac;
		timersOnly = true;
		yield reply;
		if (((reply.readUInt8(2) >> 3) & 0xf) === OPCODES.update) return;
	}
	throw new Error("the server closed the connection");
}

async function* replies(address: string, port: number, request: Buffer): AsyncGenerator<Buffer> {
	const socket = connect(port, address);
	const length = Buffer.alloc(LENGTH_BYTES);
	length.writeUInt16BE(request.length);
	socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error("the server does not answer")));
	socket.write(Buffer.concat([length, request]));
	let held: Buffer = Buffer.alloc(0);
	for await (const chunk of socket) {
		held = held.length === 0 ? (chunk as Buffer) : Buffer.concat([held, chunk as Buffer]);
		while (held.length >= LENGTH_BYTES && held.length >= LENGTH_BYTES + held.readUInt16BE(0)) {
			const end = LENGTH_BYTES + held.readUInt16BE(0);
			yield held.subarray(LENGTH_BYTES, end);
			held = held.subarray(end);
		}
	}
}
