/**
 * Header fields, written: values that are not ASCII encoded, lines folded. Nothing that a value holds can end its
 * field: what is no printable character is taken out before anything else is done.
 *
 * RFC 5322 §2.1.1 and §2.2.3 (lines, folding), RFC 2047 (encoded words), RFC 2231 (parameters).
 */

/** RFC 2047 §2: lines are folded to this where words allow it. */
const LINE = 76;
/** A longer word is encoded, so that the line that it stands on keeps to RFC 5322 §2.1.1. */
const LONGEST_WORD = 900;
/** RFC 2047 §2: the longest encoded word. */
const WORD = 75;

export interface Address {
	/** "" when there is none. */
	readonly name: string;
	/** local@domain, of a form that needs no further quoting. */
	readonly address: string;
}

/** Control, line-separating and half characters gone; ends trimmed. */
export const plain = (text: string): string =>
	text
		.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
		.toWellFormed()
		.trim();

/** A field whose value is free text: Subject, and most others (RFC 5322 §2.2.1). */
export function textField(name: string, value: string): string {
	const text = plain(value);
	const words = text.split(" ");
	// Two spaces in a row would end a line with one when folded between them.
	const asItIs = !text.includes("  ") && !words.some(needsEncoding);
	return fold(name, asItIs ? words : encodedWords(text));
}

/** A field of mailboxes (RFC 5322 §3.4). */
export function addressField(name: string, addresses: readonly Address[]): string {
	const words = addresses.flatMap((each, at) => {
		const written = mailbox(each);
		if (at < addresses.length - 1) written[written.length - 1] += ",";
		return written;
	});
	return fold(name, words);
}

/** A field with parameters (RFC 2045 §5.1, RFC 2183 §2); `value` is a token or a media type. */
export function parameterField(
	name: string,
	value: string,
	parameters: Readonly<Record<string, string>>,
): string {
	const written = Object.entries(parameters).flatMap(([key, text]) => parameter(key, plain(text)));
	return fold(
		name,
		[value, ...written].map((word, at, all) => (at < all.length - 1 ? `${word};` : word)),
	);
}

/** A field of msg-ids and other words that are kept as they are; each is folded before. */
export const wordsField = (name: string, words: readonly string[]): string => fold(name, words.map(plain));

function mailbox({ name, address }: Address): string[] {
	const display = plain(name);
	if (display === "") return [address];
	return [...phrase(display), `<${address}>`];
}

/** RFC 5322 §3.2.5: atoms as they are, else a quoted string; RFC 2047 §5 (3): encoded words where it must be. */
function phrase(text: string): string[] {
	const atoms = text.split(" ");
	if (atoms.every((atom) => ATOM.test(atom) && !needsEncoding(atom))) return atoms;
	const quoted = `"${text.replace(/["\\]/g, "\\$&")}"`;
	return isPrintableAscii(text) && quoted.length <= WORD && !text.includes("=?")
		? [quoted]
		: encodedWords(text);
}

const ATOM = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+$/;

/** What is not ASCII, what another program would decode, and what could not be folded. */
const needsEncoding = (word: string): boolean =>
	!isPrintableAscii(word) || word.includes("=?") || word.length > LONGEST_WORD;

const isPrintableAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

const PREFIX = "=?UTF-8?B?";
const SUFFIX = "?=";
/** Octets whose base64 fits. */
const WORD_OCTETS = Math.floor((WORD - PREFIX.length - SUFFIX.length) / 4) * 3;

/** RFC 2047 §5: a character is never divided between two words. */
function encodedWords(text: string): string[] {
	const words: string[] = [];
	let part = "";
	let bytes = 0;
	const flush = (): void => {
		if (part !== "") words.push(`${PREFIX}${Buffer.from(part).toString("base64")}${SUFFIX}`);
		part = "";
		bytes = 0;
	};
	for (const character of text) {
		const more = Buffer.byteLength(character);
		if (bytes + more > WORD_OCTETS) flush();
		part += character;
		bytes += more;
	}
	flush();
	return words;
}

/** Characters of one piece of a value that is continued. */
const PIECE = 50;

/** RFC 2045 §5.1 where it can be, RFC 2231 §3 and §4 where it must. */
function parameter(key: string, text: string): string[] {
	if (/^[\w.+-]{1,60}$/.test(text)) return [`${key}=${text}`];
	if (isPrintableAscii(text) && text.length <= 60 && !text.includes("=?"))
		return [`${key}="${text.replace(/["\\]/g, "\\$&")}"`];
	const pieces: string[] = [];
	let piece = "";
	for (const character of text) {
		const written = percentEncoded(character);
		if (piece.length + written.length > PIECE) {
			pieces.push(piece);
			piece = "";
		}
		piece += written;
	}
	pieces.push(piece);
	if (pieces.length === 1) return [`${key}*=UTF-8''${piece}`];
	return pieces.map((each, at) => `${key}*${at}*=${at === 0 ? "UTF-8''" : ""}${each}`);
}

/** RFC 2231 §7: attribute-char stays, everything else is %XX for each octet. */
const percentEncoded = (character: string): string =>
	/^[A-Za-z0-9.+_-]$/.test(character)
		? character
		: [...Buffer.from(character)]
				.map((octet) => `%${octet.toString(16).toUpperCase().padStart(2, "0")}`)
				.join("");

/** Words on lines of at most {@link LINE} characters, where a word allows it. */
function fold(name: string, words: readonly string[]): string {
	let field = `${name}:`;
	let column = field.length;
	for (const word of words) {
		const breaks = column + 1 + word.length > LINE && word !== "";
		field += breaks ? `\r\n ${word}` : ` ${word}`;
		column = breaks ? word.length + 1 : column + 1 + word.length;
	}
	return `${field}\r\n`;
}
