/**
 * Worker threads that tell what files are, each one file at a time. They are started when there is something to
 * do, and replaced when a file takes too long or ends them.
 */

import { Worker } from "node:worker_threads";
import type { FileFinding, IdentifyLimits } from "../../formats/index.ts";

/** A file that lies open on disk, or in memory. */
export type Job = { readonly fd: number; readonly sizeBytes: number } | { readonly octets: Uint8Array };

export type JobAnswer = { readonly finding: FileFinding } | { readonly failed: string };

export interface ThreadStart {
	readonly limits: IdentifyLimits;
}

interface PoolOptions {
	readonly entry: URL;
	readonly workers: number;
	/** For each file, from when it is asked for: waiting counts. */
	readonly deadlineMs: number;
	readonly limits: IdentifyLimits;
}

interface Waiting {
	readonly job: Job;
	readonly answer: (finding: FileFinding | "too-slow") => void;
	readonly fault: (error: Error) => void;
	timer: NodeJS.Timeout | undefined;
}

/** Files that may wait for a worker, and what those in memory may take together. */
const MOST_WAITING = 1_000;
const MOST_WAITING_BYTES = 64 * 1024 * 1024;
/** A file that makes a worker need more ends the worker, not the process. */
const WORKER_MEMORY_MB = 128;

export class InspectPool {
	readonly #options: PoolOptions;
	readonly #waiting: Waiting[] = [];
	readonly #idle: Worker[] = [];
	/** Every worker that lives, with what it is at. */
	readonly #workers = new Map<Worker, Waiting | undefined>();
	/** In memory, of files that wait or are being told. */
	#octets = 0;
	#closed = false;

	constructor(options: PoolOptions) {
		this.#options = options;
	}

	/** "too-slow" when the deadline passes. Rejects when the worker failed. The file is not used any more then. */
	run(job: Job): Promise<FileFinding | "too-slow"> {
		if (this.#closed) return Promise.reject(new Error("The inspector is closed."));
		const octets = "octets" in job ? job.octets.length : 0;
		if (this.#waiting.length >= MOST_WAITING || this.#octets + octets > MOST_WAITING_BYTES)
			return Promise.resolve("too-slow");
		this.#octets += octets;
		const told = new Promise<FileFinding | "too-slow">((answer, fault) => {
			const waiting: Waiting = { job, answer, fault, timer: undefined };
			waiting.timer = setTimeout(() => void this.#tooSlow(waiting), this.#options.deadlineMs);
			this.#waiting.push(waiting);
			this.#next();
		});
		return told.finally(() => {
			this.#octets -= octets;
		});
	}

	async close(): Promise<void> {
		this.#closed = true;
		for (const waiting of this.#waiting.splice(0)) end(waiting).fault(new Error("The inspector is closed."));
		await Promise.all([...this.#workers.keys()].map((worker) => worker.terminate()));
	}

	#next(): void {
		if (this.#waiting.length === 0 || this.#closed) return;
		const worker = this.#idle.pop() ?? this.#start();
		if (worker === undefined) return;
		const waiting = this.#waiting.shift()!;
		this.#workers.set(worker, waiting);
		worker.postMessage(waiting.job);
	}

	/** Undefined when as many run as may. */
	#start(): Worker | undefined {
		const { entry, workers, limits } = this.#options;
		if (this.#workers.size >= workers) return undefined;
		const worker = new Worker(entry, {
			workerData: { limits } satisfies ThreadStart,
			resourceLimits: { maxOldGenerationSizeMb: WORKER_MEMORY_MB },
		});
		worker.unref();
		this.#workers.set(worker, undefined);
		worker.on("message", (answer: JobAnswer) => this.#answered(worker, answer));
		worker.on("error", (error: Error) => this.#gone(worker, error));
		worker.on("exit", () => this.#gone(worker, new Error("The inspector's worker ended.")));
		return worker;
	}

	#answered(worker: Worker, answer: JobAnswer): void {
		const waiting = this.#workers.get(worker);
		// A worker that is being ended may still have had an answer on its way.
		if (waiting === undefined) return;
		this.#workers.set(worker, undefined);
		this.#idle.push(worker);
		const { answer: resolve, fault } = end(waiting);
		if ("finding" in answer) resolve(answer.finding);
		else fault(new Error(`The inspector's worker failed: ${answer.failed}`));
		this.#next();
	}

	#gone(worker: Worker, error: Error): void {
		const waiting = this.#workers.get(worker);
		this.#workers.delete(worker);
		const at = this.#idle.indexOf(worker);
		if (at >= 0) this.#idle.splice(at, 1);
		if (waiting !== undefined) end(waiting).fault(error);
		this.#next();
	}

	async #tooSlow(waiting: Waiting): Promise<void> {
		const at = this.#waiting.indexOf(waiting);
		if (at >= 0) this.#waiting.splice(at, 1);
		const worker = [...this.#workers].find(([, busyWith]) => busyWith === waiting)?.[0];
		if (worker !== undefined) {
			this.#workers.set(worker, undefined);
			// The file is closed next: nobody may be reading it by then.
			await worker.terminate();
		}
		end(waiting).answer("too-slow");
	}
}

function end(waiting: Waiting): Waiting {
	clearTimeout(waiting.timer);
	return waiting;
}
