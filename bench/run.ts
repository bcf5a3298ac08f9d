/**
 * Measures the whole program, beside Postfix with OpenDKIM where they are installed, and prints a table.
 *
 *     npm run bench                            every scenario, three runs each, within four minutes
 *     npm run bench -- relay-4k                one scenario, or all whose names begin so
 *     npm run bench -- relay-4k --runs 5 --alone
 *     npm run bench -- relay-4k --profile DIR  with a CPU profile of the server in DIR
 *
 * The figure to steer by is the CPU seconds per 1,000 messages; rates and times are those of one machine that also
 * runs the generator and the sink, and mean something as ratios of one run only.
 */

import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startAngarium } from "./angarium.ts";
import { type Sink, startSink } from "./child.ts";
import { measure, type Run } from "./measure.ts";
import { hasPostfix, openForPeer, startPostfix } from "./postfix.ts";
import { type Scenario, scenarios } from "./scenarios.ts";
import type { Server } from "./server.ts";
import { cpuOf, type Row, rateOf, table } from "./table.ts";

const LIMIT_MS = 225_000;
const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		runs: { type: "string", default: "3" },
		alone: { type: "boolean", default: false },
		profile: { type: "string" },
	},
});
const runs = Number(values.runs);
const [wanted = ""] = positionals;
const chosen = scenarios.filter(({ name }) => name === wanted);
const list = chosen.length > 0 ? chosen : scenarios.filter(({ name }) => name.startsWith(wanted));
if (list.length === 0) {
	console.error(`no such scenario; there are:\n${scenarios.map(({ name }) => `  ${name}`).join("\n")}`);
	process.exit(2);
}

const began = performance.now();
const withPeer = !values.alone && hasPostfix();
const folder = mkdtempSync(join(tmpdir(), "angarium-bench-"));
openForPeer(folder);
const rows: Row[] = [];
const versions = new Set<string>();
try {
	for (const kind of ["accept", "relay", "ceiling"] as const) {
		const group = list.filter((scenario) => scenario.kind === kind);
		if (group.length > 0) await measureGroup(kind, group);
	}
} finally {
	rmSync(folder, { recursive: true, force: true });
}
report();
process.exit();

/** The scenarios of one kind share their servers. */
async function measureGroup(kind: Scenario["kind"], group: readonly Scenario[]): Promise<void> {
	const sink = kind === "accept" ? null : await startSink();
	const own = kind === "ceiling" ? theSink(sink as Sink) : await startOwn(kind, sink);
	const peer = kind === "ceiling" || !withPeer ? undefined : await startPeer(kind, sink);
	for (const server of [own, peer])
		if (server !== undefined && kind !== "ceiling") versions.add(named(server));
	for (const scenario of group) {
		if (performance.now() - began > LIMIT_MS) {
			console.error(`${scenario.name} is left out: the time is up`);
			continue;
		}
		// The peer is measured without TLS only: its row there is the one to compare with.
		try {
			rows.push(await measureScenario(scenario, own, scenario.startTls ? undefined : peer, sink));
		} catch (error) {
			// A row that fails is told, and takes no other row with it.
			console.error(`${scenario.name} failed: ${error instanceof Error ? error.message : String(error)}`);
			process.exitCode = 1;
		}
	}
	await Promise.all([own.stop(), peer?.stop()]);
	await sink?.stop();
}

/** In turns: what else the machine does meets both alike. */
async function measureScenario(
	scenario: Scenario,
	own: Server,
	peer: Server | undefined,
	sink: Sink | null,
): Promise<Row> {
	const row = { scenario, own: [] as Run[], peer: [] as Run[] };
	const { messages, peerMessages } = scenario;
	for (let turn = 0; turn <= runs; turn++) {
		// The first turn warms up: a tenth for the peer, a half for ours, whose code is compiled as it runs.
		const warmUp = turn === 0;
		const ours = await measure(scenario, own, warmUp ? Math.ceil(messages / 2) : messages, sink);
		const theirs =
			peer === undefined
				? undefined
				: await measure(scenario, peer, warmUp ? Math.ceil(peerMessages / 10) : peerMessages, sink);
		if (warmUp) continue;
		row.own.push(ours);
		if (theirs !== undefined) row.peer.push(theirs);
	}
	console.error(
		`${scenario.name}: ${cpuOf(row.own).median.toFixed(2)} CPU s / 1,000, ${rateOf(row.own).median.toFixed(0)}/s`,
	);
	return row;
}

function startOwn(kind: Scenario["kind"], sink: Sink | null): Promise<Server> {
	const place = join(folder, kind);
	mkdirSync(place);
	const profile =
		values.profile === undefined ? [] : ["--cpu-prof", "--cpu-prof-dir", join(values.profile, kind)];
	return startAngarium(place, sink?.port ?? null, profile);
}

function startPeer(kind: Scenario["kind"], sink: Sink | null): Promise<Server> {
	const place = join(folder, `${kind}-peer`);
	mkdirSync(place);
	return startPostfix(place, sink?.port ?? null);
}

function theSink({ port }: Sink): Server {
	const door = { host: "127.0.0.1", port, username: null, password: null };
	return {
		name: "the sink",
		version: "",
		plain: door,
		secure: door,
		from: "billing@shop.example",
		pids: [],
		stop: async () => {},
	};
}

function named({ name, version }: Server): string {
	return name === "Angarium" ? `Angarium ${version}` : version;
}

function report(): void {
	const commit = git("rev-parse", "--short", "HEAD");
	const changed = git(
		"status",
		"--porcelain",
		"--untracked-files=no",
		"--",
		"src",
		"bench",
		"package-lock.json",
	);
	const machine = {
		at: new Date().toISOString(),
		commit: changed === "" ? commit : `${commit}+`,
		cores: cpus().length,
		cpu: cpus()[0]?.model ?? "unknown",
		node: process.version,
		versions: [...versions],
		runs,
	};
	console.log(`${table(rows)}

Medians of ${runs} runs in turns (smallest–largest), 20 connections, generator and sink on the same machine. CPU: user
and system time of the server's whole process tree. accept: durable, nothing relayed (the peer holds). relay: until
the last recipient is in the sink, signed with RSA-2048 (peer: OpenDKIM). The peer asks for no log-in and logs to a
file through its postlogd; Angarium checks the sender, keeps Activity, and asks for a log-in where there is TLS. Measured on
${machine.cores} cores of ${machine.cpu}, Node ${machine.node}, ${machine.versions.join(", ")}, commit ${machine.commit}.`);
	const folder = join(import.meta.dirname, "results");
	mkdirSync(folder, { recursive: true });
	const results = rows.map(({ scenario, own, peer }) => ({
		scenario: scenario.name,
		cpuSecondsPerThousand: cpuOf(own),
		messagesPerSecond: rateOf(own),
		...(peer.length === 0
			? {}
			: { peer: { cpuSecondsPerThousand: cpuOf(peer), messagesPerSecond: rateOf(peer) } }),
	}));
	appendFileSync(join(folder, "runs.jsonl"), `${JSON.stringify({ ...machine, results })}\n`);
}

function git(...args: readonly string[]): string {
	try {
		return execFileSync("git", args, { encoding: "utf8", cwd: import.meta.dirname }).trim();
	} catch {
		return "unknown";
	}
}
