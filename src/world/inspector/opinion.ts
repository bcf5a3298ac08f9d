/** What a signature library takes a file for, by its first octets: heard where our own table has no answer. */

import { fileTypeFromBuffer } from "file-type";

/** A file extension, or null when the signature is not known. */
export async function opinionOn(head: Buffer): Promise<string | null> {
	if (head.length === 0) return null;
	try {
		return (await fileTypeFromBuffer(head))?.ext ?? null;
	} catch {
		return null; // a cut-off file may end in the middle of what the library reads
	}
}
