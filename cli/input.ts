/** A file that a command is given, or standard input. */

import { readFileSync } from "node:fs";
import { CommandError } from "./api.ts";

const STANDARD_INPUT = 0;

/** Octets; "-" is standard input. Throws a {@link CommandError} when it cannot be read. */
export function contentOf(file: string): Buffer<ArrayBuffer> {
	try {
		return readFileSync(file === "-" ? STANDARD_INPUT : file);
	} catch (error) {
		throw new CommandError(`${file} cannot be read: ${(error as Error).message}`);
	}
}
