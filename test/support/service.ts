/** The whole service in a process of its own, as an operator would run it, in try mode on free ports. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import type { Ready } from "../../src/world/ready-file.ts";

const CLI = fileURLToPath(new URL("../../cli/angarium.js", import.meta.url));
const FREE_PORTS = ["--http.port", "0", "--submission.port", "0", "--submissions.port", "0"];
/** Tests ask again and again until what they wait for is there. */
const PATIENT = ["--api.callsPerMinute", "1000000"];
/** Seconds when the machine is quiet; others may be using it. */
const READY_WITHIN_MS = 90_000;

export interface Service {
	readonly ready: Ready & { readonly demo: NonNullable<Ready["demo"]> };
	readonly process: ChildProcess;
	readonly folder: string;
	/** Ends it in order and waits for it. */
	stop(): Promise<void>;
	/** Ends it without a word, as a power cut would, and waits until it is gone. */
	kill(): Promise<void>;
}

export interface ServiceOptions {
	/** Data of an earlier run. */
	readonly folder?: string;
	readonly flags?: readonly string[];
	/** A command that runs the service under its eyes: ["strace", "-f", …]. */
	readonly under?: readonly string[];
}

export async function startService({
	folder,
	flags = [],
	under = [],
}: ServiceOptions = {}): Promise<Service> {
	const where = folder ?? mkdtempSync(join(tmpdir(), "angarium-service-"));
	const readyFile = join(where, "ready.json");
	rmSync(readyFile, { force: true });
	const command = [
		...under,
		process.execPath,
		CLI,
		"serve",
		"--try",
		"--data",
		where,
		"--ready-file",
		readyFile,
		...FREE_PORTS,
		...PATIENT,
		...flags,
	];
	const child = spawn(command[0] ?? "", command.slice(1), { stdio: ["ignore", "ignore", "inherit"] });
	const deadline = Date.now() + READY_WITHIN_MS;
	while (!existsSync(readyFile)) {
		if (child.exitCode !== null)
			throw new Error(`the service ended with ${child.exitCode} before it was ready`);
		if (Date.now() > deadline) {
			child.kill("SIGKILL");
			throw new Error("the service is not ready in time");
		}
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	const end = async (signal: "SIGTERM" | "SIGKILL"): Promise<void> => {
		if (child.exitCode !== null || child.signalCode !== null) return;
		const ended = once(child, "exit");
		process.kill(under.length > 0 ? childOf(child.pid ?? 0) : (child.pid ?? 0), signal);
		await ended;
	};
	return {
		ready: JSON.parse(readFileSync(readyFile, "utf8")) as Service["ready"],
		process: child,
		folder: where,
		stop: () => end("SIGTERM"),
		kill: () => end("SIGKILL"),
	};
}

/**
 * One for all tests of a file, or of the suite that asks: there before the first, gone with its data after the last.
 * What has to be done before the tests and needs it is `opened`: hooks of a file do not wait for each other.
 */
export function serviceThroughout(
	options: ServiceOptions = {},
	opened: (service: Service) => Promise<void> | void = () => undefined,
): Service {
	let started: Service | undefined;
	const service = (): Service => {
		if (started === undefined) throw new Error("The service starts before the first test, not before that.");
		return started;
	};
	before(async () => {
		started = await startService(options);
		await opened(started);
	});
	after(async () => {
		if (started === undefined) return;
		await started.stop();
		rmSync(started.folder, { recursive: true, force: true });
	});
	return {
		get ready() {
			return service().ready;
		},
		get process() {
			return service().process;
		},
		get folder() {
			return service().folder;
		},
		stop: () => service().stop(),
		kill: () => service().kill(),
	};
}

/** Flags for a load: all goes to this server without TLS, and no rate holds a sender back. */
export const underLoadTo = (port: number): readonly string[] => [
	...["--relay.smarthost", `127.0.0.1:${port}`, "--relay.smarthostTls", "none"],
	...["--limits.recipientsPerMinute", "1000000"],
	...["--limits.messagesPerMinute", "1000000"],
	...["--limits.recipientsPerMinuteOfAccount", "1000000"],
	...["--limits.messagesPerMinuteOfAccount", "1000000"],
];

/** The process that a tracer runs: signals are for it, and the tracer ends with it. */
const childOf = (pid: number): number =>
	Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ")[0] ?? pid);

export interface MailboxEntry {
	readonly id: string;
	readonly from: string;
	readonly to: readonly string[];
	readonly subject: string;
	readonly tls: string | null;
}

export async function mailboxOf(service: Service): Promise<readonly MailboxEntry[]> {
	const response = await fetch(`${service.ready.mailbox?.http}/messages`);
	return (await response.json()) as MailboxEntry[];
}

export async function rawMessage(service: Service, id: string): Promise<Buffer> {
	const response = await fetch(`${service.ready.mailbox?.http}/messages/${id}/raw`);
	return Buffer.from(await response.arrayBuffer());
}

/** Asks again until the answer is there. What is waited for is another process, whose time cannot be moved. */
export async function eventually<Value>(
	ask: () => Promise<Value | undefined> | Value | undefined,
	withinMs = 20_000,
): Promise<Value> {
	const deadline = Date.now() + withinMs;
	for (;;) {
		const value = await ask();
		if (value !== undefined) return value;
		if (Date.now() > deadline) throw new Error("it did not happen in time");
		await new Promise((resolve) => setTimeout(resolve, 25));
	}
}
