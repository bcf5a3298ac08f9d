/** How much room the disk under a folder has, sampled now and then: a look costs a system call. */

import { statfs } from "node:fs/promises";

export interface Storage {
	readonly freeBytes: number;
	readonly totalBytes: number;
}

const EVERY_MS = 2_000;

/** The newest sample; until the first has come, a disk with room. `stop` ends the sampling. */
export async function watchStorage(folder: string): Promise<{ latest: () => Storage; stop: () => void }> {
	let latest = await sample(folder);
	const timer = setInterval(() => {
		sample(folder).then(
			(found) => {
				latest = found;
			},
			() => {
				// The folder cannot be asked now; the store will say so itself when it cannot write.
			},
		);
	}, EVERY_MS);
	timer.unref();
	return { latest: () => latest, stop: () => clearInterval(timer) };
}

async function sample(folder: string): Promise<Storage> {
	const { bavail, blocks, bsize } = await statfs(folder);
	return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}
