/**
 * The fields of a header section, each with the octets that it was written with.
 *
 * Lenient about names (anything printable without a colon), exact about octets: a field's `raw` is a slice of the
 * section, so that what is not changed is relayed as it came. RFC 5322 §2.2, §3.6.8.
 */

export interface Field {
	/** In lower case; "" for a line that is no field, which is relayed as it came all the same. */
	readonly name: string;
	/** The whole field as written, with its CRLFs. */
	readonly raw: Buffer;
	/** What follows the colon, folded lines joined, ends trimmed; octets above 127 read as UTF-8. */
	readonly value: string;
}

export interface Fields {
	readonly fields: readonly Field[];
	/** A line that is neither a field nor the continuation of one. */
	readonly malformed: boolean;
}

const COLON = 0x3a;
const SPACE = 0x20;
const TAB = 0x09;
const LF = 0x0a;

/** `section` is a header section with or without the empty line that ends it. */
export function parseFields(section: Buffer): Fields {
	const fields: Field[] = [];
	let malformed = false;
	let at = 0;
	while (at < section.length) {
		const end = fieldEnd(section, at);
		const raw = section.subarray(at, end);
		at = end;
		if (isEmptyLine(raw)) break;
		const colon = raw.indexOf(COLON);
		const name = colon < 1 ? "" : raw.toString("latin1", 0, colon).trimEnd();
		if (!isFieldName(name)) {
			malformed = true;
			fields.push({ name: "", raw, value: "" });
			continue;
		}
		fields.push({ name: name.toLowerCase(), raw, value: unfold(raw.subarray(colon + 1)) });
	}
	return { fields, malformed };
}

/** The first line that does not continue the one before it begins the next field (RFC 5322 §2.2.3). */
function fieldEnd(section: Buffer, from: number): number {
	let at = from;
	for (;;) {
		const lineEnd = section.indexOf(LF, at);
		if (lineEnd < 0) return section.length;
		at = lineEnd + 1;
		if (section[at] !== SPACE && section[at] !== TAB) return at;
		if (at - 2 === from) return at; // an empty line is no field to be continued
	}
}

const isEmptyLine = (raw: Buffer): boolean => raw.length <= 2 && (raw[0] === 0x0d || raw[0] === LF);

/** RFC 5322 §3.6.8: printable US-ASCII but the colon. Obsolete syntax allows blanks before the colon (§4.5). */
const isFieldName = (name: string): boolean => /^[!-9;-~]+$/.test(name);

function unfold(value: Buffer): string {
	const text = value.toString("utf8");
	return (text.includes("\n") ? text.replace(/\r?\n(?=[ \t])/g, "") : text).trim();
}
