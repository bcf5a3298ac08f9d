/**
 * How many connections one network may hold of a door that has room for so many: who opens them and says nothing would
 * keep everybody else out. Loopback and proxies of ours stand for many.
 */

import type { Server } from "node:net";
import { networkOf } from "../rfc/address/network.ts";

export interface ConnectionLimit {
	readonly perNetwork: number;
	/** Whether an address stands for many clients. */
	readonly isMany: (address: string) => boolean;
}

/** What is beyond it is closed at once. */
export function limitConnections(server: Server, { perNetwork, isMany }: ConnectionLimit): void {
	const held = new Map<string, number>();
	server.on("connection", (socket) => {
		const address = (socket.remoteAddress ?? "").replace(/^::ffff:(?=\d+\.)/i, "");
		if (isMany(address)) return;
		const network = networkOf(address);
		const count = (held.get(network) ?? 0) + 1;
		if (count > perNetwork) {
			socket.destroy();
			return;
		}
		held.set(network, count);
		socket.once("close", () => {
			const left = (held.get(network) ?? 1) - 1;
			if (left === 0) held.delete(network);
			else held.set(network, left);
		});
	});
}

export const isLoopback = (address: string): boolean => address === "::1" || address.startsWith("127.");
