/** One file of a message: in memory while it is small, on disk when it is not, told when it is complete. */

import type { Inspection } from "../../accept/ports.ts";
import { type FileFinding, type IdentifyLimits, identify, sourceOf } from "../../formats/index.ts";
import { needsThread } from "./needs-thread.ts";
import type { InspectPool } from "./pool.ts";
import type { Room } from "./room.ts";
import { SpillFile } from "./spill.ts";

/** What all inspections share. */
export interface InspectionShared {
	readonly folder: string;
	readonly limits: IdentifyLimits;
	readonly memoryBytes: number;
	readonly room: Room;
	readonly pool: InspectPool;
}

export class FileInspection implements Inspection {
	readonly #shared: InspectionShared;
	#held: Buffer[] = [];
	#sizeBytes = 0;
	#spill: SpillFile | undefined;
	#spilledBytes = 0;
	/** There was no room for it, or nobody wants to know any more. */
	#over = false;
	/** A worker may be reading: the file is closed when it has answered. */
	#telling = false;

	constructor(shared: InspectionShared) {
		this.#shared = shared;
	}

	write(octets: Buffer): Promise<void> | undefined {
		if (this.#over || octets.length === 0) return undefined;
		this.#sizeBytes += octets.length;
		if (this.#spill !== undefined) return this.#toDisk(octets);
		this.#held.push(octets);
		return this.#sizeBytes > this.#shared.memoryBytes ? this.#moveToDisk() : undefined;
	}

	async finish(): Promise<FileFinding | "too-slow"> {
		if (this.#over) return "too-slow";
		if (this.#spill === undefined) return this.#tellFromMemory();
		this.#telling = true;
		try {
			return await this.#shared.pool.run(await this.#spill.finish());
		} finally {
			this.#leave();
		}
	}

	abandon(): void {
		this.#over = true;
		this.#held = [];
		if (!this.#telling) this.#leave();
	}

	#tellFromMemory(): FileFinding | Promise<FileFinding | "too-slow"> {
		const octets = this.#held.length === 1 ? this.#held[0]! : Buffer.concat(this.#held, this.#sizeBytes);
		this.#held = [];
		const finding = identify(sourceOf(octets), null, this.#shared.limits);
		return needsThread(finding) ? this.#shared.pool.run({ octets }) : finding;
	}

	#moveToDisk(): Promise<void> | undefined {
		if (!this.#shared.room.enter()) {
			this.#over = true;
			this.#held = [];
			return undefined;
		}
		this.#spill = new SpillFile(this.#shared.folder);
		const held = Buffer.concat(this.#held, this.#sizeBytes);
		this.#held = [];
		return this.#toDisk(held);
	}

	#toDisk(octets: Buffer): Promise<void> | undefined {
		if (!this.#shared.room.take(octets.length)) {
			this.abandon();
			return undefined;
		}
		this.#spilledBytes += octets.length;
		return this.#spill?.write(octets);
	}

	#leave(): void {
		if (this.#spill === undefined) return;
		const bytes = this.#spilledBytes;
		this.#spilledBytes = 0;
		// The room is free when the file is gone, not before. A file that cannot be closed keeps its room.
		void this.#spill.close().then(
			() => this.#shared.room.leave(bytes),
			() => {},
		);
		this.#spill = undefined;
	}
}
