/**
 * What the DNS door costs beside Knot: dnsperf asks both for the same names of the same zone, in turn, in one run.
 *
 *     npm run bench:dns -- --domains 10000 --seconds 5
 *
 * Needs dnsperf and knot of Debian. The question mix is what resolvers of receivers ask: keys and return paths, one in
 * ten of them for a name that is not there.
 */

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { masterFile } from "../src/rfc/dns/master-file.ts";
import { openDnsDoor } from "../src/serve/dns/index.ts";
import { systemClock } from "../src/world/clock.ts";
import { serviceZone, ZONE } from "../test/support/dns.ts";
import { startKnot } from "../test/support/knot.ts";
import { cpuSeconds } from "./process-tree.ts";

const QUESTIONS = 20_000;
const MEGABYTE = 1_048_576;

const { values } = parseArgs({
	options: {
		domains: { type: "string", default: "10000" },
		seconds: { type: "string", default: "5" },
		door: { type: "boolean", default: false },
	},
});
const domains = Number(values.domains);

/** In a process of its own: the door, and what memory the zone takes. */
async function runDoor(): Promise<void> {
	const collect = (globalThis as { gc?: () => void }).gc;
	collect?.();
	const before = process.memoryUsage();
	const zone = serviceZone(domains, Math.floor(Date.now() / 1_000));
	const door = await openDnsDoor({
		host: "127.0.0.1",
		port: 0,
		clock: systemClock,
		random: Math.random,
		answersPerSecond: 0,
		secondaries: [],
		mayTransfer: () => false,
		keys: [],
		log: () => undefined,
		zone,
	});
	const tell = (): void => {
		collect?.();
		const now = process.memoryUsage();
		const held = now.heapUsed + now.arrayBuffers - before.heapUsed - before.arrayBuffers;
		console.log(JSON.stringify({ port: door.port, bytes: now.rss - before.rss, held }));
	};
	tell();
	process.on("SIGUSR2", tell);
	process.on("SIGTERM", () => process.exit());
}

async function compare(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), "angarium-bench-dns-"));
	const questions = join(folder, "questions");
	writeFileSync(questions, Array.from({ length: QUESTIONS }, (_, i) => question(i)).join("\n"));
	const child = spawn(
		process.execPath,
		["--expose-gc", import.meta.filename, "--door", "--domains", values.domains],
		{ stdio: ["ignore", "pipe", "inherit"] },
	);
	const said = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	const first = JSON.parse((await said.next()).value ?? "{}") as Told;
	const zone = serviceZone(domains, 1);
	const knot = await startKnot({ zone: ZONE, file: [...masterFile(zone.soa, zone.records())].join("") });
	try {
		console.log(`${domains} domains, ${values.seconds} s each, one client of dnsperf on the same machine\n`);
		const ours = measured("angarium", child.pid ?? 0, first.port, questions);
		const theirs = measured("knot", knot.pid, knot.port, questions);
		console.log(`\nratio: ${(ours.perSecond / theirs.perSecond).toFixed(2)} of Knot's answers a second,`);
		console.log(`       ${(ours.cpuPerMillion / theirs.cpuPerMillion).toFixed(1)} times its CPU an answer`);
		console.log(`       ${Math.round(ours.answers / ours.cpu)} answers in a second of CPU`);
		child.kill("SIGUSR2");
		const last = JSON.parse((await said.next()).value ?? "{}") as Told;
		console.log(`memory: ${memory(first)} for the zone, ${memory(last)} after the questions`);
	} finally {
		await stopped(child);
		await knot.stop();
		rmSync(folder, { recursive: true });
	}
}

/** What the process has grown by, and what of that is in use. */
interface Told {
	readonly port: number;
	readonly bytes: number;
	readonly held: number;
}

const memory = ({ bytes, held }: Told): string =>
	`${Math.round(bytes / MEGABYTE)} MB (${Math.round(held / MEGABYTE)} MB in use)`;

function question(i: number): string {
	const domain = `d${(i * 7_919) % domains}`;
	if (i % 10 === 0) return `nobody${i}.${ZONE} TXT`;
	if (i % 3 === 0) return `${domain}.rp.${ZONE} ${i % 2 === 0 ? "MX" : "TXT"}`;
	return `ag${1 + (i % 2)}.${domain}.dkim.${ZONE} TXT`;
}

interface Measured {
	readonly answers: number;
	readonly perSecond: number;
	readonly cpu: number;
	readonly cpuPerMillion: number;
}

function measured(name: string, pid: number, port: number, questions: string): Measured {
	const perf = (seconds: string): string =>
		spawnSync(
			"dnsperf",
			["-s", "127.0.0.1", "-p", String(port), "-d", questions, "-l", seconds, "-c", "4", "-q", "200", "-e"],
			{ encoding: "utf8" },
		).stdout;
	perf("1"); // warm
	const cpuBefore = cpuSeconds(pid);
	const out = perf(values.seconds);
	const cpu = cpuSeconds(pid) - cpuBefore;
	const answers = Number(/Queries completed:\s+(\d+)/.exec(out)?.[1] ?? 0);
	const lost = Number(/Queries lost:\s+(\d+)/.exec(out)?.[1] ?? 0);
	const perSecond = Number(/Queries per second:\s+([\d.]+)/.exec(out)?.[1] ?? 0);
	const cpuPerMillion = (cpu / answers) * 1e6;
	console.log(
		`${name.padEnd(9)} ${Math.round(perSecond)} answers/s, ${lost} lost, ${cpuPerMillion.toFixed(1)} s of CPU for a million`,
	);
	return { answers, perSecond, cpu, cpuPerMillion };
}

function stopped(child: ChildProcess): Promise<void> {
	return new Promise((resolve) => {
		child.on("exit", () => resolve());
		child.kill("SIGTERM");
	});
}

if (values.door) await runDoor();
else await compare();
