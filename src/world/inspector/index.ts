/**
 * Tells what attachments are while they arrive. Small files are told from memory, here; larger ones lie in a
 * temporary file without a name, and a worker thread tells what they are within a deadline, so that no file can
 * hold up the doors, fill the memory, or take the process with it. See docs/decisions/0012.
 *
 * A worker that ends is a fault of ours and makes the refusal temporary: nothing passes without having been looked at.
 */

import type { Inspector } from "../../accept/ports.ts";
import { defaultIdentifyLimits, type IdentifyLimits } from "../../formats/index.ts";
import { FileInspection } from "./inspection.ts";
import { InspectPool } from "./pool.ts";
import { Room, sweep } from "./room.ts";

export interface InspectorOptions {
	/** Where temporary files are made: the data folder. */
	readonly folder: string;
	/** From the last octet of a file to the answer "too-slow". */
	readonly deadlineMs: number;
	readonly limits?: Partial<IdentifyLimits>;
	/** Files up to this size are told on the main thread. */
	readonly memoryBytes?: number;
	readonly workers?: number;
	/** Temporary files of all messages together. */
	readonly diskBytes?: number;
	readonly files?: number;
	/** The worker's entry; for tests. */
	readonly entry?: URL;
}

const MEMORY_BYTES = 256 * 1024;
const WORKERS = 2;
const DISK_BYTES = 1024 * 1024 * 1024;
const FILES = 200;

export interface RunningInspector extends Inspector {
	/** Ends the workers; files that are being told are given up. */
	close(): Promise<void>;
}

export function createInspector(options: InspectorOptions): RunningInspector {
	const { folder, deadlineMs, entry = ENTRY } = options;
	const limits: IdentifyLimits = { ...defaultIdentifyLimits, ...options.limits };
	sweep(folder);
	const room = new Room(options.diskBytes ?? DISK_BYTES, options.files ?? FILES);
	const pool = new InspectPool({ entry, workers: options.workers ?? WORKERS, deadlineMs, limits });
	const shared = { folder, limits, room, pool, memoryBytes: options.memoryBytes ?? MEMORY_BYTES };
	return {
		open: () => new FileInspection(shared),
		close: () => pool.close(),
	};
}

const ENTRY = new URL("./thread.ts", import.meta.url);
