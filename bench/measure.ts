/** One run: so many messages through a server, its CPU and the time they took. */

import { generate, type Sink } from "./child.ts";
import type { Task } from "./generator.ts";
import { cpuSeconds } from "./process-tree.ts";
import type { Scenario } from "./scenarios.ts";
import type { Server } from "./server.ts";

export interface Run {
	readonly cpuSecondsPerThousand: number;
	readonly messagesPerSecond: number;
	/** From MAIL to the reply to the content. */
	readonly medianMs: number;
	readonly p99Ms: number;
}

const CONNECTIONS = 20;
const RELAY_DEADLINE_MS = 30_000;
/** What a server does after its last reply (a checkpoint, a process that ends) is counted too. */
const SETTLE_MS = 150;

export async function measure(
	scenario: Scenario,
	server: Server,
	messages: number,
	sink: Sink | null,
): Promise<Run> {
	const cpu = cpuOf(server);
	const start = performance.now();
	const result = await generate(taskFor(scenario, server, messages));
	// The generator's own start is not the server's time; what the server does after its last reply is.
	const generated = performance.now();
	if (sink !== null) await sink.taken(messages * scenario.recipients, RELAY_DEADLINE_MS);
	const seconds = result.seconds + (performance.now() - generated) / 1_000;
	if (seconds > (performance.now() - start) / 1_000) throw new Error("the clock went backwards");
	await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
	return {
		cpuSecondsPerThousand: ((cpuOf(server) - cpu) / messages) * 1_000,
		messagesPerSecond: messages / seconds,
		medianMs: result.medianMs,
		p99Ms: result.p99Ms,
	};
}

const cpuOf = ({ pids }: Server): number => pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0);

function taskFor(scenario: Scenario, server: Server, messages: number): Task {
	const { startTls, newConnectionEach, content, contentBytes, recipients } = scenario;
	return {
		...(startTls ? server.secure : server.plain),
		connections: CONNECTIONS,
		messages,
		content,
		contentBytes,
		recipients,
		from: server.from,
		recipientDomain: "client.example",
		startTls,
		newConnectionEach,
	};
}
