/** Knot DNS with one zone on a free port of loopback, as an independent name server; where it is not installed, null. */

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TsigKey } from "../../src/rfc/dns/tsig.ts";
import { encodeQuery, overUdp } from "./dns.ts";

export interface Knot {
	readonly port: number;
	readonly pid: number;
	stop(): Promise<void>;
}

export interface KnotOptions {
	readonly zone: string;
	/** A master file; without one the zone is transferred from `primaryPort`. */
	readonly file?: string;
	readonly primaryPort?: number;
	/** May update and transfer, or is used to transfer. */
	readonly key?: TsigKey;
	/** One that was free a moment ago. */
	readonly port?: number;
}

/** Where Debian has it; sbin is not on every path. */
const env = { PATH: `${process.env["PATH"]}:/usr/sbin` };

export const hasKnot = (): boolean => spawnSync("knotd", ["--version"], { env }).error === undefined;

export async function freePort(): Promise<number> {
	const socket = createSocket("udp4");
	socket.bind(0, "127.0.0.1");
	await once(socket, "listening");
	const { port } = socket.address();
	socket.close();
	return port;
}

export async function startKnot(options: KnotOptions): Promise<Knot> {
	const folder = mkdtempSync(join(tmpdir(), "angarium-knot-"));
	const port = options.port ?? (await freePort());
	if (options.file !== undefined) writeFileSync(join(folder, "zone"), options.file);
	const file = join(folder, "knot.conf");
	writeFileSync(file, configuration(folder, port, options));
	const child = spawn("knotd", ["-c", file], { stdio: "ignore", env });
	const stop = async (): Promise<void> => {
		await ended(child);
		rmSync(folder, { recursive: true, force: true });
	};
	for (let tries = 0; tries < 50; tries++) {
		const reply = await overUdp(port, encodeQuery(options.zone, "SOA"), 200);
		if (reply !== null && (options.file === undefined || reply.rcode === "NOERROR"))
			return { port, pid: child.pid ?? 0, stop };
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	await stop();
	throw new Error("knotd does not answer");
}

async function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const exit = once(child, "exit");
	child.kill("SIGKILL");
	await exit;
}

function configuration(folder: string, port: number, { zone, file, primaryPort, key }: KnotOptions): string {
	const keyLine = key === undefined ? "" : `\n    key: ${key.name}`;
	return `
server:
    rundir: ${folder}
    listen: 127.0.0.1@${port}
    udp-workers: 1
    tcp-workers: 1
    background-workers: 1
database:
    storage: ${folder}
${
	key === undefined
		? ""
		: `key:
  - id: ${key.name}
    algorithm: hmac-sha256
    secret: ${key.secret.toString("base64")}
`
}
${
	primaryPort === undefined
		? ""
		: `remote:
  - id: primary
    address: 127.0.0.1@${primaryPort}${keyLine}
`
}
acl:
  - id: ours
    address: 127.0.0.1${keyLine}
    action: [transfer, update, notify]
zone:
  - domain: ${zone}
    storage: ${folder}
    acl: ours
    ${file === undefined ? "master: primary" : "file: zone"}
    zonefile-sync: -1
    journal-content: all
`;
}
