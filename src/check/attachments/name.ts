/** Reads the extension off an attachment's name as the strictest reader would. */

/**
 * The extension in lower case, "" when there is none. Trailing dots and spaces, control characters and
 * bidirectional overrides are seen through: `report.exe.` and `report.exe ` open as programs, and an override
 * makes `exe.pdf` out of `fdp.exe` on a screen.
 */
export function extensionOf(name: string): string {
	const plain = withoutTail(
		name.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, ""),
	).toLowerCase();
	const file = plain.slice(Math.max(plain.lastIndexOf("/"), plain.lastIndexOf("\\")) + 1);
	const dot = file.lastIndexOf(".");
	return dot < 0 ? "" : file.slice(dot + 1).trim();
}

/** Not by a pattern that ends in "$": it tries again at every blank of a name that is made of them. */
function withoutTail(name: string): string {
	let plain = name.trimEnd();
	while (plain.endsWith(".")) {
		let end = plain.length;
		while (plain.charCodeAt(end - 1) === 46) end--;
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
	return readable.length > 0 ? readable : names;
}
