/**
 * xtext: how ESMTP parameters carry characters that they may not hold (RFC 3461 §4), and the form in which
 * they carry addresses beyond ASCII (RFC 6533 §3).
 */

const PLUS = "+";

/** Encodes printable and other ASCII; characters beyond ASCII are encoded as the octets of their UTF-8. */
export function encodeXtext(text: string): string {
	let encoded = "";
	for (const octet of Buffer.from(text, "utf8")) {
		// RFC 3461 §4: any octet outside "!" to "~", and "+" and "=", is "+" and two upper-case digits.
		const plain = octet > 0x20 && octet < 0x7f && octet !== 0x2b && octet !== 0x3d;
		encoded += plain ? String.fromCharCode(octet) : PLUS + octet.toString(16).toUpperCase().padStart(2, "0");
	}
	return encoded;
}

/**
 * Null when it is not xtext, or when it decodes to anything but printable ASCII: a line break or other control
 * character hidden in a parameter would otherwise reach a header field or a log (RFC 3461 §4.2, §4.4).
 */
export function decodeXtext(encoded: string): string | null {
	let decoded = "";
	for (let at = 0; at < encoded.length; at++) {
		let code = encoded.charCodeAt(at);
		if (code === 0x2b) {
			const digits = encoded.slice(at + 1, at + 3);
			if (!/^[0-9A-F]{2}$/.test(digits)) return null;
			code = Number.parseInt(digits, 16);
			at += 2;
		} else if (code <= 0x20 || code === 0x3d) return null;
		if (code < 0x20 || code > 0x7e) return null;
		decoded += String.fromCharCode(code);
	}
	return decoded;
}

/**
 * RFC 6533 §3: utf-8-addr-xtext, in which `\x{20AC}` stands for a character, and utf-8-addr-unitext, which
 * may hold the character itself. Null when malformed or when it hides a control character.
 */
export function decodeUtf8Address(encoded: string): string | null {
	let decoded = "";
	let from = 0;
	while (from < encoded.length) {
		const at = encoded.indexOf("\\", from);
		const plain = at < 0 ? encoded.slice(from) : encoded.slice(from, at);
		if (/[\x00-\x20+=\x7f-\x9f]/.test(plain)) return null;
		decoded += plain;
		if (at < 0) break;
		const character = /^\\x\{([0-9A-F]{2,6})\}/.exec(encoded.slice(at, at + 10));
		const code = Number.parseInt(character?.[1] ?? "", 16);
		if (!character || !isCharacter(code)) return null;
		decoded += String.fromCodePoint(code);
		from = at + character[0].length;
	}
	return decoded;
}

/** Neither a control character nor half of a surrogate pair. */
const isCharacter = (code: number): boolean =>
	code >= 0x20 && code <= 0x10ffff && !(code >= 0x7f && code <= 0x9f) && !(code >= 0xd800 && code <= 0xdfff);
