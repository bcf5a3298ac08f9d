/**
 * Starts the real program with the real store, in a folder of its own, as `angarium serve --try` with a smarthost:
 * the sink, or for measurements of accepting alone a host that never answers, so that everything stays queued.
 */

import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { createSetup, isProblem } from "../src/setup/index.ts";
import { openStore } from "../src/store/sqlite/index.ts";
import type { AccountId } from "../src/terms/ids.ts";
import { systemClock } from "../src/world/clock.ts";
import { generateKey } from "../src/world/keys.ts";
import { randomBytes } from "../src/world/randomness.ts";
import type { Ready } from "../src/world/ready-file.ts";
import { start, stop } from "./child.ts";
import type { Door, Server } from "./server.ts";

const CLI = join(import.meta.dirname, "..", "cli", "angarium.js");
const READY_MS = 15_000;
const MANY = 1_000_000_000;

/** `sinkPort` null: nothing is relayed. `nodeOptions` go to Node, for instance --cpu-prof. */
export async function startAngarium(
	folder: string,
	sinkPort: number | null,
	nodeOptions: readonly string[] = [],
): Promise<Server> {
	const data = join(folder, "data");
	const first = await serve(folder, data, [], []);
	const { account, username } = demoOf(first.ready);
	await stop(first.child);
	await raiseQuota(data, account as AccountId);
	const silent = sinkPort === null ? await silentHost() : undefined;
	const { child, ready } = await serve(folder, data, nodeOptions, [
		["bench.enabled", "true"],
		["bench.username", username],
		["relay.smarthost", `127.0.0.1:${sinkPort ?? silent?.port}`],
		["relay.smarthostTls", "none"],
		["queue.attempts", sinkPort === null ? "1" : "200"],
	]);
	const demo = demoOf(ready);
	if (ready.bench === undefined) throw new Error("the bench door is not open");
	const nobody = { username: null, password: null };
	return {
		name: "Angarium",
		version: ready.version,
		plain: { ...ready.bench, ...nobody },
		secure: { ...ready.submission, username: demo.username, password: demo.password } satisfies Door,
		from: demo.from,
		pids: [child.pid ?? 0],
		async stop() {
			silent?.close();
			await stop(child);
		},
	};
}

async function serve(
	folder: string,
	data: string,
	nodeOptions: readonly string[],
	settings: readonly (readonly [string, string])[],
) {
	const readyFile = join(folder, "ready.json");
	const log = join(folder, "log");
	rmSync(readyFile, { force: true });
	const flags = [...COMMON, ...settings].flatMap(([name, value]) => [`--${name}`, value]);
	const child = start(
		process.execPath,
		[...nodeOptions, CLI, "serve", "--try", "--data", data, "--ready-file", readyFile, ...flags],
		{ file: log },
	);
	for (let waitedMs = 0; !existsSync(readyFile); waitedMs += 50) {
		if (child.exitCode !== null || waitedMs > READY_MS) {
			throw new Error(`Angarium did not start: ${readFileSync(log, "utf8")}`);
		}
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return { child, ready: JSON.parse(readFileSync(readyFile, "utf8")) as Ready };
}

/** The program's own log level in production; limits that are about strangers are out of the way. */
const COMMON = [
	["log", "info"],
	["http.port", "0"],
	["submission.port", "0"],
	["submissions.port", "0"],
	["limits.recipientsPerMinute", String(MANY)],
	["limits.messagesPerMinute", String(MANY)],
	["limits.recipientsPerMinuteOfAccount", String(MANY)],
	["limits.messagesPerMinuteOfAccount", String(MANY)],
	["limits.minimumFreePercent", "1"],
	["shutdownDeadline", "2s"],
] as const;

function demoOf({ demo }: Ready): NonNullable<Ready["demo"]> {
	if (demo === undefined) throw new Error("try mode made no demo account");
	return demo;
}

/** The demo account has a plan of 10,000 a month. */
async function raiseQuota(data: string, account: AccountId): Promise<void> {
	const store = await openStore({ folder: data, clock: systemClock });
	const setup = createSetup(
		{
			store: store.setup,
			plans: store.plans,
			audit: store.audit,
			clock: systemClock,
			randomBytes,
			generateKey,
			serverKey: readFileSync(join(data, "server.key")),
		},
		{ zone: "relay.localhost" },
	);
	await setup.planChanges.change(account, null, true);
	const changed = await setup.accounts.update(account, { monthlyRecipients: MANY });
	await store.close();
	if (isProblem(changed)) throw new Error(changed.detail);
}

/** Takes connections and says nothing: the one attempt that is allowed waits for its banner. */
async function silentHost(): Promise<{ readonly port: number; close(): void }> {
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on("error", () => socket.destroy()).on("close", () => sockets.delete(socket));
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	return {
		port: (server.address() as AddressInfo).port,
		close() {
			server.close();
			for (const socket of sockets) socket.destroy();
		},
	};
}
