/**
 * Domain names between text and octets. In text a dot separates labels; a dot or backslash within a label is escaped by a
 * backslash, any other octet may be written as three digits (RFC 1035 §5.1). Records hold names without the final dot.
 */

const LABEL_BYTES = 63;
export const NAME_BYTES = 255;

const BACKSLASH = 0x5c;
const DOT = 0x2e;

/** Uncompressed, with the root's empty label. Undefined for what is no name: a label or the whole is too long or empty. */
export function nameOctets(text: string): Buffer | undefined {
	const source = Buffer.from(
		text.endsWith(".") && !text.endsWith("\\.") ? text.slice(0, -1) : text,
		"latin1",
	);
	if (source.length === 0) return Buffer.alloc(1);
	if (source.length > NAME_BYTES * 4) return undefined;
	// From Node's pool: memory of its own for each name of a zone costs more than the name.
	const out = Buffer.allocUnsafe(source.length + 2);
	let length = 0;
	let at = 1;
	for (let i = 0; i < source.length; i++) {
		const octet = source[i] ?? 0;
		if (octet === DOT) {
			if (!closeLabel(out, length, at)) return undefined;
			length = at++;
		} else if (octet === BACKSLASH) {
			const { value, read } = escaped(source, i + 1);
			if (value === undefined) return undefined;
			out[at++] = value;
			i += read;
		} else out[at++] = octet;
	}
	if (!closeLabel(out, length, at) || at + 1 > NAME_BYTES) return undefined;
	out[at] = 0;
	return out.subarray(0, at + 1);
}

/** Writes the length in front of a label that ends at `end`. */
function closeLabel(out: Buffer, lengthAt: number, end: number): boolean {
	const bytes = end - lengthAt - 1;
	out[lengthAt] = bytes;
	return bytes > 0 && bytes <= LABEL_BYTES;
}

function escaped(source: Buffer, at: number): { readonly value: number | undefined; readonly read: number } {
	const digits = /^\d{3}$/.exec(source.toString("latin1", at, at + 3));
	if (digits === null) return { value: isDigit(source[at]) ? undefined : source[at], read: 1 };
	const value = Number(digits[0]);
	return { value: value > 0xff ? undefined : value, read: 3 };
}

const isDigit = (octet: number | undefined): boolean => octet !== undefined && octet >= 0x30 && octet <= 0x39;

/** The text of an uncompressed name, without the final dot; "" is the root. */
export function nameText(octets: Buffer): string {
	const labels: string[] = [];
	for (let at = 0; at < octets.length && octets[at] !== 0; at += 1 + (octets[at] ?? 0)) {
		let label = "";
		for (const octet of octets.subarray(at + 1, at + 1 + (octets[at] ?? 0))) label += labelCharacter(octet);
		labels.push(label);
	}
	return labels.join(".");
}

function labelCharacter(octet: number): string {
	const character = String.fromCharCode(octet);
	if (/[\w-]/.test(character)) return character;
	if (octet > 0x20 && octet < 0x7f) return `\\${character}`;
	return `\\${String(octet).padStart(3, "0")}`;
}

/**
 * What names are compared by: their octets in lower case (RFC 4343 §3). Lengths of labels are below the letters, so that
 * the whole name can be lowered octet by octet.
 */
export function nameKey(octets: Buffer, start = 0, end = octets.length): string {
	for (let i = start; i < end; i++) {
		const octet = octets[i] ?? 0;
		lowered[i - start] = octet >= 0x41 && octet <= 0x5a ? octet + 0x20 : octet;
	}
	return lowered.toString("latin1", 0, end - start);
}

const lowered = Buffer.alloc(NAME_BYTES + 1);

/** The key of the name one label up; undefined for the root. */
export const parentKey = (key: string): string | undefined =>
	key.length <= 1 ? undefined : key.slice(1 + key.charCodeAt(0));

/** Whether `key` is `apex` or below it. */
export function isWithin(key: string, apex: string): boolean {
	let at = 0;
	while (key.length - at > apex.length) at += 1 + key.charCodeAt(at);
	return key.length - at === apex.length && key.endsWith(apex);
}

/** From a mailbox to its name in SOA: `first.last@example.com` is `first\.last.example.com`. RFC 1035 §8. */
export function mailboxName(mailbox: string): string {
	const at = mailbox.lastIndexOf("@");
	return `${mailbox.slice(0, at).replaceAll(/[.\\]/g, "\\$&")}.${mailbox.slice(at + 1)}`;
}
