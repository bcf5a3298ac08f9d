/** Secrets that exist in the data folder only: made once, readable by nobody else. */

import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from "node:fs";

const OWNER_ONLY = 0o600;
const OTHERS = 0o077;

/**
 * The content of the file, made by `make` when it is not there yet. Throws when others can read it: a secret that
 * was open to others is no secret any more, and somebody has to know.
 */
export function secretFile(path: string, make: () => Buffer): Buffer {
	try {
		const file = openSync(path, "wx", OWNER_ONLY);
		try {
			writeSync(file, make());
			fsyncSync(file);
		} finally {
			closeSync(file);
		}
		chmodSync(path, OWNER_ONLY);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
	}
	if (process.platform !== "win32" && (statSync(path).mode & OTHERS) !== 0)
		throw new Error(`${path} can be read by others: restrict it (chmod 600) and consider the secret known`);
	return readFileSync(path);
}
