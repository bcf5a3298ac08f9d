/** Starts the writer's thread, and joins it to the group commit that feeds it. */

import { Worker } from "node:worker_threads";
import { StoreFault } from "./fault.ts";
import { GroupCommit } from "./group-commit.ts";
import type { Batch, Settled, WriterStart } from "./operations.ts";

export interface Writer {
	readonly commits: GroupCommit;
	/** Messages that were being staged when an earlier process ended; their pieces are gone. */
	readonly orphans: number;
	/** Refuses new writes, finishes those under way, and ends the thread. */
	close(): Promise<void>;
}

/**
 * `outboxGrew` is called after the commit of new events. Rejects when the folder cannot be opened: another process has it, or a newer
 * program wrote it.
 */
export async function startWriter(
	start: WriterStart,
	monotonicMs: () => number,
	outboxGrew: () => void,
): Promise<Writer> {
	const worker = new Worker(new URL("./threads/writer.ts", import.meta.url), { workerData: start });
	const exited = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
	const { orphans } = await new Promise<{ orphans: number }>((resolve, reject) => {
		worker.once("message", resolve);
		worker.once("error", (error: Error) => reject(new StoreFault(error.message, { cause: error })));
	});
	const commits = new GroupCommit(
		(batch: Batch) => worker.postMessage(batch, [batch.octets.buffer]),
		monotonicMs,
	);
	worker.on("message", (settled: Settled) => {
		commits.settled(settled.results);
		if (settled.outboxGrew) outboxGrew();
	});
	worker.on("error", (error: Error) => commits.fail(new StoreFault(error.message, { cause: error })));
	worker.on("exit", () => commits.fail(new StoreFault("The store is closed.")));
	return {
		commits,
		orphans,
		async close() {
			await commits.drain();
			worker.postMessage("close");
			await exited;
		},
	};
}
