/**
 * The character classes that paths, mailbox lists and header tokens share.
 *
 * RFC 5322 §3.2.3 (atext), RFC 5321 §4.1.2 (qtextSMTP), widened by RFC 6531 §3.3 and RFC 6532 §3.2: every
 * character beyond ASCII may stand where atext may. Which of those are fit for an address is decided by
 * {@link hasUnfitCharacter}, once for a whole local part.
 */

const ATEXT = new Uint8Array(128);
for (const character of "!#$%&'*+-/=?^_`{|}~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") {
	ATEXT[character.charCodeAt(0)] = 1;
}

export const isAtext = (code: number): boolean => code > 127 || ATEXT[code] === 1;

/** Printable ASCII and the space, or beyond ASCII: what a quoted string may hold, some of it after a backslash. */
export const isVisibleOrSpace = (code: number): boolean => (code >= 32 && code < 127) || code > 127;

/**
 * Beyond ASCII, RFC 6531 lets anything into a local part. Controls, separators, spaces, lone surrogates, private
 * and unassigned code points, explicit bidirectional marks, and the replacement character (octets that were not
 * UTF-8) have no use there but to deceive a reader or a log.
 */
const UNFIT =
	/(?=[\u0080-\u{10ffff}])[\p{Cc}\p{Z}\p{Cs}\p{Co}\p{Cn}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffd]/u;

export const hasUnfitCharacter = (text: string): boolean => !isAscii(text) && UNFIT.test(text);

/** Whether each character is ASCII. */
export function isAscii(text: string): boolean {
	for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
	return true;
}
