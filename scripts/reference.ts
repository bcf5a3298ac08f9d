/** Files of docs/reference that are made from a catalogue, and the lock file that is its memory of releases. */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

export interface Reference<Lock> {
	/** The folder of the catalogue, and the script: both for what is said of a fault. */
	readonly catalogue: string;
	readonly script: string;
	readonly lockFile: string;
	/** What the catalogue may not do to what was released, as far as it did. */
	brokenPromises(before: Lock): readonly string[];
	/** All files with their text, the lock among them. */
	files(before: Lock): Readonly<Record<string, string>>;
}

export const lockText = (lock: object): string => `${JSON.stringify(lock, null, "\t")}\n`;

/** Writes the files, or with `isCheck` compares them; returns the exit code. */
export function keepReference<Lock extends object>(reference: Reference<Lock>, isCheck: boolean): number {
	const { catalogue, script, lockFile } = reference;
	const before = existsSync(lockFile) ? (JSON.parse(readFileSync(lockFile, "utf8")) as Lock) : ({} as Lock);
	const broken = reference.brokenPromises(before);
	for (const promise of broken) console.error(`${catalogue}: ${promise}`);
	if (broken.length > 0) return 1;

	const files = Object.entries(reference.files(before));
	if (!isCheck) {
		for (const [file, text] of files) {
			mkdirSync(path.dirname(file), { recursive: true });
			writeFileSync(file, text);
		}
		return 0;
	}
	const stale = files.filter(([file, text]) => !existsSync(file) || readFileSync(file, "utf8") !== text);
	for (const [file] of stale) console.error(`${file} is not what the catalogue says: run node ${script}`);
	return stale.length === 0 ? 0 : 1;
}
