/** The room that temporary files of attachments may take on disk, all messages together. */

import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

export class Room {
	#freeBytes: number;
	#freeFiles: number;

	constructor(bytes: number, files: number) {
		this.#freeBytes = bytes;
		this.#freeFiles = files;
	}

	/** False when there is none; then nothing is taken. */
	enter(): boolean {
		if (this.#freeFiles <= 0) return false;
		this.#freeFiles--;
		return true;
	}

	take(bytes: number): boolean {
		if (this.#freeBytes < bytes) return false;
		this.#freeBytes -= bytes;
		return true;
	}

	leave(bytes: number): void {
		this.#freeFiles++;
		this.#freeBytes += bytes;
	}
}

export const FILE_PREFIX = "inspect-";

/** A process that was killed between making a file and taking its name off leaves it behind. */
export function sweep(folder: string): void {
	for (const name of readdirSync(folder)) if (name.startsWith(FILE_PREFIX)) rmSync(join(folder, name));
}
