/**
 * Natural group commit: while one batch is being written and synced, everything else waits, and all of it is
 * the next batch. Under low load a write costs one sync; under high load many share it. No timer decides.
 *
 *     submit ─▶ waiting ─▶ out (one batch) ─▶ settled, in order
 *
 * It knows neither SQLite nor threads: `post` takes a batch, `settled` brings its results.
 */

import { StoreFault } from "./fault.ts";
import type { Batch, Operation, Result } from "./operations.ts";

const BATCH_OPERATIONS = 256;
const BATCH_BYTES = 4 * 1024 * 1024;

interface Waiting {
	readonly operation: Operation;
	/** Octets, in the order in which the operation counts them. */
	readonly pieces: readonly Uint8Array[];
	readonly bytes: number;
	readonly sinceMs: number;
	readonly resolve: (value: unknown) => void;
	readonly reject: (fault: StoreFault) => void;
}

export class GroupCommit {
	readonly #post: (batch: Batch) => void;
	readonly #monotonicMs: () => number;
	#waiting: Waiting[] = [];
	#out: readonly Waiting[] = [];
	#turn: NodeJS.Immediate | undefined;
	#ended: StoreFault | undefined;
	#whenIdle: (() => void)[] = [];
	/** Told of each operation that was committed, after whoever submitted it. It must neither wait nor throw. */
	onCommitted: ((operation: Operation, value: unknown) => void) | undefined;

	constructor(post: (batch: Batch) => void, monotonicMs: () => number) {
		this.#post = post;
		this.#monotonicMs = monotonicMs;
	}

	/** Resolves to the operation's own result after the synced commit; rejects with a StoreFault. */
	submit<Value>(operation: Operation, pieces: readonly Uint8Array[] = []): Promise<Value> {
		if (this.#ended !== undefined) return Promise.reject(this.#ended);
		return new Promise<Value>((resolve, reject) => {
			this.#waiting.push({
				operation,
				pieces,
				bytes: pieces.reduce((sum, piece) => sum + piece.length, 0),
				sinceMs: this.#monotonicMs(),
				resolve: resolve as (value: unknown) => void,
				reject,
			});
			// At the end of the event loop's turn: what several connections brought in it shares a commit.
			if (this.#out.length === 0) this.#turn ??= setImmediate(() => this.#send());
		});
	}

	/** How long the oldest write has been waiting. */
	get lagMs(): number {
		const oldest = this.#out[0] ?? this.#waiting[0];
		return oldest === undefined ? 0 : this.#monotonicMs() - oldest.sinceMs;
	}

	settled(results: readonly Result[]): void {
		const done = this.#out;
		this.#out = [];
		if (this.#waiting.length > 0) this.#send();
		for (const [i, { operation, resolve, reject }] of done.entries()) {
			const result = results[i];
			if (result !== undefined && "value" in result) {
				resolve(result.value);
				this.onCommitted?.(operation, result.value);
			} else reject(new StoreFault(result?.failed ?? "The store did not answer."));
		}
		if (this.#out.length === 0) for (const idle of this.#whenIdle.splice(0)) idle();
	}

	/** Refuses new writes; resolves when all that were submitted are settled. */
	drain(): Promise<void> {
		this.#ended ??= new StoreFault("The store is closed.");
		if (this.#waiting.length === 0 && this.#out.length === 0) return Promise.resolve();
		return new Promise((resolve) => this.#whenIdle.push(resolve));
	}

	/** The other side is gone: everything under way has failed, and all that comes will. */
	fail(fault: StoreFault): void {
		this.#ended = fault;
		const lost = [...this.#out, ...this.#waiting];
		this.#out = [];
		this.#waiting = [];
		for (const { reject } of lost) reject(fault);
		for (const idle of this.#whenIdle.splice(0)) idle();
	}

	#send(): void {
		if (this.#turn !== undefined) clearImmediate(this.#turn);
		this.#turn = undefined;
		const next = this.#waiting;
		let bytes = 0;
		let count = 0;
		while (count < next.length && count < BATCH_OPERATIONS) {
			bytes += (next[count] as Waiting).bytes;
			if (count > 0 && bytes > BATCH_BYTES) break;
			count++;
		}
		if (count === 0) return;
		this.#out = count === next.length ? next : next.slice(0, count);
		this.#waiting = count === next.length ? [] : next.slice(count);
		this.#post(batchOf(this.#out));
	}
}

function batchOf(waiting: readonly Waiting[]): Batch {
	let total = 0;
	for (const { bytes } of waiting) total += bytes;
	// Slow means: not from the pool, whose memory other buffers share and which could not be handed over.
	const octets = Buffer.allocUnsafeSlow(total) as Buffer<ArrayBuffer>;
	const offsets: number[] = [];
	let at = 0;
	for (const { pieces } of waiting) {
		offsets.push(at);
		for (const piece of pieces) {
			octets.set(piece, at);
			at += piece.length;
		}
	}
	return { operations: waiting.map(({ operation }) => operation), offsets, octets };
}
