/** What the first octets of an attachment are, said in words; and whether they can be text. */

import { contentNames } from "../../terms/attachments.ts";

/** How a person would name what a detector saw. */
export const contentName = (looksLike: string): string =>
	contentNames[looksLike] ?? `a file of type ${looksLike}`;

/** Signatures of programs that a detector may not name, and that nobody should open as a document. */
export function programIn(head: Buffer): string | undefined {
	if (head.length > 1 && head[0] === 0x4d && head[1] === 0x5a) return "exe"; // MZ
	if (head.length > 3 && head.readUInt32BE(0) === 0x7f454c46) return "elf";
	return undefined;
}

/**
 * UTF-16 with a byte order mark, or no NUL octet and hardly any control octets: text in whatever charset. Text
 * formats carry no signature, so this is all that can be asked of them.
 */
export function isText(head: Buffer): boolean {
	if (head.length > 1 && (head.readUInt16BE(0) === 0xfeff || head.readUInt16BE(0) === 0xfffe)) return true;
	let control = 0;
	for (const octet of head) {
		if (octet === 0) return false;
		if (
			octet < 0x20 &&
			octet !== 0x09 &&
			octet !== 0x0a &&
			octet !== 0x0d &&
			octet !== 0x0c &&
			octet !== 0x1b
		)
			control++;
	}
	return control * 50 <= head.length;
}
