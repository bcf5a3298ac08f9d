/**
 * A large queue behind the door: 100,000 recipients for 1,000 destinations, fifty of them dead, and what that does
 * to the rate at which new mail is accepted and to the memory of the process. The messages are written by the store
 * itself before the service starts; the same load is then offered to an empty queue and to this one.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openStore } from "../src/store/sqlite/index.ts";
import type { AccountId, MessageId } from "../src/terms/ids.ts";
import { ID_RANDOM_BYTES, makeId } from "../src/terms/ids.ts";
import { systemClock } from "../src/world/clock.ts";
import { randomBytes } from "../src/world/randomness.ts";
import type { Ready } from "../src/world/ready-file.ts";
import type { Result, Task } from "./generator.ts";

const QUEUED = Number(process.argv[2] ?? 100_000);
const DESTINATIONS = 1_000;
const MESSAGES = 10_000;
/** So that the burst at start, when nobody waits at the door yet, is over. */
const SETTLE_MS = 3_000;

async function fill(folder: string, account: AccountId): Promise<void> {
	const store = await openStore({ folder, clock: systemClock, durable: false });
	const header = Buffer.from("From: billing@shop.example\r\nSubject: waiting\r\n\r\n");
	const body = Buffer.alloc(2_000, "x\r\n");
	const now = Date.now();
	for (let from = 0; from < QUEUED; from += 1_000) {
		await Promise.all(
			Array.from({ length: Math.min(1_000, QUEUED - from) }, (_, i) =>
				store.spool.accept({
					id: makeId<MessageId>(now, randomBytes(ID_RANDOM_BYTES)),
					accountId: account,
					smtpUserId: null,
					domainId: null,
					signingDomain: "shop.example",
					reversePath: "billing@shop.example",
					author: "billing@shop.example",
					subject: "waiting",
					headerMessageId: `<${from + i}@shop.example>`,
					sizeBytes: header.length + body.length,
					header,
					body: { kind: "inline", chunks: [body] },
					bodyHash: Buffer.alloc(32),
					traits: { eightBit: false, utf8: false, longestLineBytes: 1 },
					dsnReturn: null,
					envelopeId: null,
					receivedAt: now,
					session: null,
					recipients: [
						{
							index: 0,
							address: `r@${destination(from + i)}`,
							domain: destination(from + i),
							notify: null,
							originalRecipient: null,
						},
					],
					quota: null,
					attachments: [],
					notes: [],
					leased: false,
				}),
			),
		);
	}
	await store.close();
}

/** The demo account's plan is smaller than the load. */
function raiseQuota(folder: string): void {
	const database = new DatabaseSync(join(folder, "angarium.db"));
	database.exec("UPDATE account SET monthly_recipients = 1000000000");
	database.close();
}

/** Most do not answer the DNS in try mode's closed internet, so they stay queued; a twentieth is dead. */
const destination = (serial: number): string => {
	const at = serial % DESTINATIONS;
	return at % 20 === 0 ? `dead${at}.dead.example` : `d${at}.waiting.example`;
};

async function start(folder: string): Promise<{ child: ChildProcess; ready: Ready }> {
	const readyFile = join(folder, "ready.json");
	rmSync(readyFile, { force: true });
	const flags = ["--http.port", "0", "--submission.port", "0", "--submissions.port", "0"];
	const rates = ["recipientsPerMinute", "messagesPerMinute"].flatMap((rate) => [rate, `${rate}OfAccount`]);
	const limits = rates.flatMap((rate) => [`--limits.${rate}`, "1000000000"]);
	// One destination answers nothing at all: the dialer waits for it as it would for a dead host.
	const smarthost = ["--relay.smarthost", "127.0.0.1:9", "--relay.smarthostTls", "none"];
	const child = spawn(
		process.execPath,
		[
			...["cli/angarium.js", "serve", "--try", "--data", folder, "--ready-file", readyFile],
			...flags,
			...limits,
			...smarthost,
		],
		{ stdio: ["ignore", "ignore", "inherit"] },
	);
	while (!existsSync(readyFile)) await new Promise((resolve) => setTimeout(resolve, 20));
	return { child, ready: JSON.parse(readFileSync(readyFile, "utf8")) as Ready };
}

async function load(ready: Ready): Promise<Result> {
	const task: Task = {
		...ready.submission,
		connections: 20,
		messages: MESSAGES,
		content: "text",
		contentBytes: 4_096,
		recipients: 1,
		from: "billing@shop.example",
		recipientDomain: "client.example",
		startTls: true,
		newConnectionEach: false,
		username: ready.demo?.username ?? null,
		password: ready.demo?.password ?? null,
	};
	const child = spawn(process.execPath, ["bench/generator.ts", JSON.stringify(task)], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	let out = "";
	for await (const piece of child.stdout) out += piece;
	return JSON.parse(out) as Result;
}

const memoryMb = (pid: number, what: "VmRSS" | "VmHWM"): number =>
	Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) /
	1_024;

async function stop(child: ChildProcess): Promise<void> {
	const ended = new Promise((resolve) => child.once("exit", resolve));
	child.kill("SIGTERM");
	await ended;
}

const folder = mkdtempSync(join(tmpdir(), "angarium-backlog-"));
try {
	const first = await start(folder);
	await stop(first.child);
	raiseQuota(folder);
	const empty = await start(folder);
	const without = await load(empty.ready);
	await stop(empty.child);
	await fill(folder, (empty.ready.demo?.account ?? "") as AccountId);
	const from = performance.now();
	const full = await start(folder);
	const startedMs = performance.now() - from;
	await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
	const behind = await load(full.ready);
	const pid = full.child.pid ?? 0;
	const rate = (result: Result): string => (result.accepted / result.seconds).toFixed(0);
	console.log("| queue | accepted/s | median ms | p99 ms | memory MB (peak) | ready after ms |");
	console.log("|---|--:|--:|--:|--:|--:|");
	console.log(
		`| empty | ${rate(without)} | ${without.medianMs.toFixed(1)} | ${without.p99Ms.toFixed(1)} | | |`,
	);
	console.log(
		`| ${QUEUED} recipients | ${rate(behind)} | ${behind.medianMs.toFixed(1)} | ${behind.p99Ms.toFixed(1)} | ` +
			`${memoryMb(pid, "VmRSS").toFixed(0)} (${memoryMb(pid, "VmHWM").toFixed(0)}) | ${startedMs.toFixed(0)} |`,
	);
	await stop(full.child);
} finally {
	rmSync(folder, { recursive: true, force: true });
}
