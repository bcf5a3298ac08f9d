/**
 * Asks a reading thread. There are two of them, so that somebody who searches months of Activity delays
 * neither a login nor the content of a message that is being relayed.
 */

import { Worker } from "node:worker_threads";
import { StoreFault } from "./fault.ts";
import type { Answer, Statement } from "./operations.ts";

export type { Answer, Statement };
export type Parameter = Statement["parameters"][number];

interface Asked {
	readonly resolve: (answers: readonly (readonly Answer[])[]) => void;
	readonly reject: (fault: StoreFault) => void;
}

type Reply = { readonly id: number } & (
	| { readonly answers: readonly (readonly Answer[])[] }
	| { readonly failed: string }
);

export class Reader {
	readonly #folder: string;
	readonly #asked = new Map<number, Asked>();
	#worker: Worker | undefined;
	#nextId = 0;
	#closed = false;

	/** The thread starts with the first question. */
	constructor(folder: string) {
		this.#folder = folder;
	}

	async all(sql: string, ...parameters: readonly Parameter[]): Promise<readonly Answer[]> {
		const [rows] = await this.ask([{ sql, parameters }]);
		return rows ?? [];
	}

	async first(sql: string, ...parameters: readonly Parameter[]): Promise<Answer | undefined> {
		return (await this.all(sql, ...parameters))[0];
	}

	/** All statements see the same state. Rejects with a StoreFault. */
	ask(statements: readonly Statement[]): Promise<readonly (readonly Answer[])[]> {
		if (this.#closed) return Promise.reject(new StoreFault("The store is closed."));
		this.#worker ??= this.#start();
		const worker = this.#worker;
		const id = this.#nextId++;
		return new Promise((resolve, reject) => {
			this.#asked.set(id, { resolve, reject });
			worker.postMessage({ id, statements });
		});
	}

	/** Questions under way are answered first. */
	async close(): Promise<void> {
		this.#closed = true;
		const worker = this.#worker;
		if (worker === undefined) return;
		const exited = new Promise((resolve) => worker.once("exit", resolve));
		worker.postMessage("close");
		await exited;
	}

	#start(): Worker {
		const worker = new Worker(new URL("./threads/reader.ts", import.meta.url), {
			workerData: { folder: this.#folder },
		});
		worker.on("message", (reply: Reply) => {
			const asked = this.#asked.get(reply.id);
			this.#asked.delete(reply.id);
			if ("answers" in reply) asked?.resolve(reply.answers);
			else asked?.reject(new StoreFault(reply.failed));
		});
		worker.on("error", (error: Error) => this.#fail(worker, error));
		worker.on("exit", () => this.#fail(worker, new Error("The reading thread has ended.")));
		return worker;
	}

	/** Whoever waits is told; the next question starts the thread anew. A thread that fails also exits, later. */
	#fail(worker: Worker, error: Error): void {
		if (worker !== this.#worker) return;
		this.#worker = undefined;
		const waiting = [...this.#asked.values()];
		this.#asked.clear();
		for (const { reject } of waiting) reject(new StoreFault(error.message, { cause: error }));
	}
}
