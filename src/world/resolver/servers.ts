/** The machine's own DNS servers, as resolv.conf(5) lists them. */

import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import type { DnsServer } from "./question.ts";

const DNS_PORT = 53;

export function systemServers(file = "/etc/resolv.conf"): readonly DnsServer[] {
	let text: string;
	try {
		text = readFileSync(file, "utf8");
	} catch {
		return [{ address: "127.0.0.1", port: DNS_PORT }]; // resolv.conf(5): without the file, the local machine
	}
	const addresses = [...text.matchAll(/^\s*nameserver\s+(\S+)/gm)].map((match) => match[1] ?? "");
	return addresses.filter((address) => isIP(address) !== 0).map((address) => ({ address, port: DNS_PORT }));
}
