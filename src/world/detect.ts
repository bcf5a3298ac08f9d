/** A first opinion on what a file is, by its signature: the `file-type` package on the first octets. */

import { fileTypeFromBuffer } from "file-type";

/** A file extension, or null when the signature is not known. */
export async function detect(head: Buffer): Promise<string | null> {
	if (head.length === 0) return null;
	try {
		return (await fileTypeFromBuffer(head))?.ext ?? null;
	} catch {
		return null; // a cut-off file may end in the middle of what the detector reads
	}
}
