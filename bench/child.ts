/** Processes that a measurement starts, and ends whatever happens. */

import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Result, Task } from "./generator.ts";

const here = import.meta.dirname;
const STOP_MS = 5_000;

const running = new Set<ChildProcess>();
process.on("exit", () => {
	for (const child of running) child.kill("SIGKILL");
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));

/** Output is read by the bench ("pipe"), or goes to a file, or nowhere. */
export function start(
	command: string,
	args: readonly string[],
	output: "pipe" | "ignore" | { readonly file: string },
): ChildProcess {
	const log = typeof output === "object" ? openSync(output.file, "a") : undefined;
	const stdio: StdioOptions =
		output === "pipe" ? ["pipe", "pipe", "inherit"] : ["ignore", log ?? "ignore", log ?? "ignore"];
	const child = spawn(command, args, { stdio });
	if (log !== undefined) closeSync(log);
	running.add(child);
	child.once("exit", () => running.delete(child));
	return child;
}

/** Asks it to end; after five seconds it is ended. */
export async function stop(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = once(child, "exit");
	child.kill("SIGTERM");
	const late = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
	await ended;
	clearTimeout(late);
}

export async function generate(task: Task): Promise<Result> {
	const child = start(process.execPath, [`${here}/generator.ts`, JSON.stringify(task)], "pipe");
	const ended = once(child, "exit");
	let text = "";
	child.stdout?.on("data", (chunk: Buffer) => {
		text += chunk.toString();
	});
	const [status] = await ended;
	if (status !== 0) throw new Error(`the generator ended with status ${status}`);
	const result = JSON.parse(text) as Result;
	if (result.refused > 0) throw new Error(`${result.refused} of ${task.messages} messages were refused`);
	return result;
}

export interface Sink {
	readonly port: number;
	/** Waits until it has taken so many recipients since the last call. */
	taken(recipients: number, deadlineMs: number): Promise<void>;
	stop(): Promise<void>;
}

const ASK_EVERY_MS = 20;

export async function startSink(): Promise<Sink> {
	const child = start(process.execPath, [`${here}/sink.ts`], "pipe");
	const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
	const line = async (): Promise<string> => String((await lines.next()).value);
	const port = Number(await line());
	let before = 0;
	return {
		port,
		async taken(recipients, deadlineMs) {
			const deadline = performance.now() + deadlineMs;
			for (;;) {
				child.stdin?.write("?\n");
				const now = (JSON.parse(await line()) as { recipients: number }).recipients;
				if (now - before >= recipients) {
					before = now;
					return;
				}
				if (performance.now() > deadline)
					throw new Error(`only ${now - before} of ${recipients} recipients reached the sink`);
				await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
			}
		},
		stop: () => stop(child),
	};
}
