/** Random octets and numbers from the operating system. */

import { randomBytes as fresh, randomFillSync } from "node:crypto";

const POOL_BYTES = 4_096;
const pool = Buffer.alloc(POOL_BYTES);
let used = POOL_BYTES;

/** Small requests come from a pool that is filled at once: an id costs no system call of its own. */
export function randomBytes(count: number): Buffer {
	if (count > POOL_BYTES / 16) return fresh(count);
	if (used + count > POOL_BYTES) {
		randomFillSync(pool);
		used = 0;
	}
	const octets = Buffer.from(pool.subarray(used, used + count));
	pool.fill(0, used, used + count); // what was given out is nowhere else
	used += count;
	return octets;
}

/** Uniform in [0, 1): for jitter and the order of equals, never for secrets. */
export const random = (): number => Math.random();
