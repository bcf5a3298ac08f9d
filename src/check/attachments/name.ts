/** Reads the extension off an attachment's name as the strictest reader would. */

/**
 * The extension in lower case, "" when there is none. Trailing dots and spaces, control characters and
 * bidirectional overrides are seen through: `report.exe.` and `report.exe ` open as programs, and an override
 * makes `exe.pdf` out of `fdp.exe` on a screen.
 */
export function extensionOf(name: string): string {
	const plain = withoutTail(name.replace(UNSEEN, "").replace(DOT_ALIKE, ".")).toLowerCase();
	const file = plain.slice(Math.max(plain.lastIndexOf("/"), plain.lastIndexOf("\\")) + 1);
	const dot = file.lastIndexOf(".");
	return dot < 0 ? "" : file.slice(dot + 1).trim();
}

/** Control and format characters, and others that take no room on a screen. */
const UNSEEN = /[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/gu;
/** Windows makes a dot of them for programs that know no Unicode; before anything but ASCII they are punctuation. */
const DOT_ALIKE = /[\uff0e\u2024\ufe52](?=[a-z0-9]{1,8}\W{0,8}$)/giu;

/** A path that ends in a separator is that of a file for some programs. */
const TAIL = "./\\";

/** Not by a pattern that ends in "$": it tries again at every blank of a name that is made of them. */
function withoutTail(name: string): string {
	let plain = name.trimEnd();
	while (TAIL.includes(plain.charAt(plain.length - 1)) && plain !== "") {
		let end = plain.length;
		while (end > 0 && TAIL.includes(plain.charAt(end - 1))) end--;
		plain = plain.slice(0, end).trimEnd();
	}
	return plain;
}

/**
 * The readings of a name under which a program would save the file. Most programs write names as encoded words in
 * quotes, against RFC 2047 §5; who does not decode them has a name like "=?utf-8?Q?note.pdf?=", whose extension
 * opens nothing. Where somebody can read the name, that reading is not worth a refusal.
 */
export function readableNames(names: readonly string[]): readonly string[] {
	const readable = names.filter((name) => !(name.startsWith("=?") && name.endsWith("?=")));
	return (readable.length > 0 ? readable : names).flatMap(asCut);
}

/** Programs in C end a name at a NUL, and others at the end of a line. */
function asCut(name: string): readonly string[] {
	const end = name.search(/[\0\r\n]/);
	return end < 0 ? [name] : [name.slice(0, end), name];
}
