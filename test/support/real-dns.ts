/**
 * A real internet of names on loopback: NSD serves zones, and unbound resolves them as any receiver's resolver would.
 * Both are Debian's packages; `npm test` installs them where it may.
 */

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where Debian has them; sbin is not on every path. */
const PATH = `${process.env["PATH"]}:/usr/sbin:/sbin`;

/** The first of these commands that is not here. */
export const missingCommand = (): string | undefined =>
	["nsd", "unbound"].find((name) => spawnSync(name, ["-h"], { env: { PATH } }).error !== undefined);

export interface Place {
	readonly address: string;
	readonly port: number;
}

export interface RealDns {
	/** unbound. */
	readonly resolver: Place;
	/** NSD. */
	readonly authority: Place;
	/** Serves these lines of a zone from now on, beside SOA and NS. Resolvers keep nothing longer than a second. */
	publish(zone: string, lines: readonly string[]): Promise<void>;
	close(): Promise<void>;
}

/** `delegated` zones are answered elsewhere: by the service's own DNS door. */
export async function startRealDns(
	zones: readonly string[],
	delegated: Readonly<Record<string, Place>> = {},
): Promise<RealDns> {
	const folder = mkdtempSync(join(tmpdir(), "angarium-dns-"));
	const authority = { address: "127.0.0.1", port: await freePort() };
	const resolver = { address: "127.0.0.1", port: await freePort() };
	let serial = 1;
	const write = (zone: string, lines: readonly string[]): void => {
		const soa = `${zone}. 1 IN SOA ns.${zone}. hostmaster.${zone}. ${serial++} 3600 600 86400 1`;
		const own = [soa, `${zone}. 1 IN NS ns.${zone}.`, `ns.${zone}. 1 IN A ${authority.address}`];
		writeFileSync(join(folder, `${zone}.zone`), `${[...own, ...lines].join("\n")}\n`);
	};
	for (const zone of zones) write(zone, []);
	writeFileSync(join(folder, "nsd.conf"), nsdConfiguration(folder, authority.port, zones));
	const stubs = { ...Object.fromEntries(zones.map((zone) => [zone, authority])), ...delegated };
	writeFileSync(join(folder, "unbound.conf"), unboundConfiguration(folder, resolver.port, stubs));
	let nsd = start("nsd", ["-d", "-c", join(folder, "nsd.conf")]);
	const unbound = start("unbound", ["-d", "-p", "-c", join(folder, "unbound.conf")]);
	await Promise.all([answers(authority, zones[0] ?? ""), answers(resolver, zones[0] ?? "")]);
	return {
		resolver,
		authority,
		async publish(zone, lines) {
			write(zone, lines);
			// A start reads all zones anew; a reload looks at times of files, which two changes in a second may share.
			await end(nsd);
			nsd = start("nsd", ["-d", "-c", join(folder, "nsd.conf")]);
			await answersSerial(authority, zone, serial - 1);
		},
		async close() {
			await Promise.all([nsd, unbound].map(end));
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

const nsdConfiguration = (folder: string, port: number, zones: readonly string[]): string => `
server:
	ip-address: 127.0.0.1
	port: ${port}
	username: ""
	chroot: ""
	zonesdir: "${folder}"
	database: ""
	pidfile: "${folder}/nsd.pid"
	xfrdfile: "${folder}/xfrd.state"
	zonelistfile: "${folder}/zone.list"
	logfile: "${folder}/nsd.log"
	server-count: 1
	zonefiles-check: yes
remote-control:
	control-enable: no
${zones.map((zone) => `zone:\n\tname: "${zone}"\n\tzonefile: "${zone}.zone"\n`).join("")}`;

const unboundConfiguration = (
	folder: string,
	port: number,
	stubs: Readonly<Record<string, Place>>,
): string => `
server:
	interface: 127.0.0.1
	port: ${port}
	username: ""
	chroot: ""
	directory: "${folder}"
	pidfile: ""
	use-syslog: no
	logfile: "${folder}/unbound.log"
	do-daemonize: no
	do-not-query-localhost: no
	do-ip6: no
	module-config: "iterator"
	num-threads: 1
	cache-max-ttl: 0
	cache-max-negative-ttl: 0
	infra-host-ttl: 1
	target-fetch-policy: "0 0 0 0 0"
${Object.entries(stubs)
	.map(([zone, { address, port: at }]) => `stub-zone:\n\tname: "${zone}"\n\tstub-addr: ${address}@${at}\n`)
	.join("")}`;

function start(command: string, args: readonly string[]): ChildProcess {
	return spawn(command, args, { stdio: "ignore", env: { PATH } });
}

async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = once(child, "exit");
	child.kill("SIGTERM");
	await ended;
}

export async function freePort(): Promise<number> {
	for (;;) {
		const tcp = createServer().listen(0, "127.0.0.1");
		await once(tcp, "listening");
		const { port } = tcp.address() as { port: number };
		const udp = createSocket("udp4");
		const free = await new Promise<boolean>((resolve) => {
			udp.once("error", () => resolve(false));
			udp.bind(port, "127.0.0.1", () => resolve(true));
		});
		udp.close();
		tcp.close();
		await once(tcp, "close");
		if (free) return port;
	}
}

const answers = (server: Place, zone: string): Promise<void> =>
	until(`${server.port} answers`, async () => (await soaSerial(server, zone)) !== undefined);
const answersSerial = (server: Place, zone: string, serial: number): Promise<void> =>
	until(`${zone} is served anew`, async () => (await soaSerial(server, zone)) === serial);

async function soaSerial({ address, port }: Place, zone: string): Promise<number | undefined> {
	const { Resolver } = await import("node:dns/promises");
	const resolver = new Resolver({ timeout: 500, tries: 1 });
	resolver.setServers([`${address}:${port}`]);
	return resolver.resolveSoa(zone).then(
		({ serial }) => serial,
		() => undefined,
	);
}

/** What is waited for is another process, whose time cannot be moved. */
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
	const deadline = Date.now() + 10_000;
	while (!(await isSo())) {
		if (Date.now() > deadline) throw new Error(`not in time: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}
