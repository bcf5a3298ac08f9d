/**
 * Local parts: the dot-string and the quoted-string, and the one spelling that stands for both.
 *
 * RFC 5321 §4.1.2, with RFC 6531 §3.3 (beyond ASCII), §4.5.3.1.1 (64 octets as written).
 */

import { hasUnfitCharacter, isAtext, isVisibleOrSpace } from "./characters.ts";
import { type Invalid, invalid } from "./domain.ts";

/** RFC 5321 §4.5.3.1.1. */
const LOCAL_PART_OCTETS = 64;

export type LocalPartResult = { readonly kind: "local-part"; readonly localPart: string } | Invalid;

/** `written` as it stands in a path, quotes included. */
export function parseLocalPart(written: string): LocalPartResult {
	if (written === "") return invalid("the local part, before the @, is empty");
	const trouble = tooLong(written) ?? unfit(written);
	if (trouble !== undefined) return trouble;
	if (written.charAt(0) === '"') {
		const quoted = readQuoted(written, 0);
		if (quoted === undefined)
			return invalid("the quoted local part has no closing quote or holds a control character");
		if (quoted.end !== written.length) return invalid("text follows the quoted local part before the @");
		return { kind: "local-part", localPart: spellLocalPart(quoted.value) };
	}
	if (!isDotString(written)) return invalid(dotStringTrouble(written));
	return { kind: "local-part", localPart: written };
}

/** The local part whose meaning is `value`: without quotes where it can be. The limits are checked. */
export function localPartOf(value: string): LocalPartResult {
	const localPart = spellLocalPart(value);
	return tooLong(localPart) ?? unfit(value) ?? { kind: "local-part", localPart };
}

/** RFC 5321 §4.1.2: prefer the form without quotes; the two name the same mailbox. */
function spellLocalPart(value: string): string {
	return isDotString(value) ? value : `"${value.replace(/["\\]/g, "\\$&")}"`;
}

/** Dot-string: atoms with single dots between them. */
export function isDotString(text: string): boolean {
	let afterDot = true;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 46) {
			if (afterDot) return false;
			afterDot = true;
		} else if (isAtext(code)) afterDot = false;
		else return false;
	}
	return !afterDot;
}

/** Reads the quoted string whose opening quote is at `start`; `end` is the index after its closing quote. */
export function readQuoted(text: string, start: number): { value: string; end: number } | undefined {
	let value = "";
	let copied = start + 1;
	for (let at = start + 1; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 34) return { value: value + text.slice(copied, at), end: at + 1 };
		if (code === 92) {
			value += text.slice(copied, at);
			// RFC 5321 §4.1.2 quoted-pairSMTP: a backslash stands before printable ASCII only.
			const escaped = text.charCodeAt(++at);
			if (!(escaped >= 32 && escaped < 127)) return undefined;
			copied = at;
		} else if (!isVisibleOrSpace(code)) return undefined;
	}
	return undefined;
}

function tooLong(text: string): Invalid | undefined {
	if (text.length <= LOCAL_PART_OCTETS && Buffer.byteLength(text) <= LOCAL_PART_OCTETS) return undefined;
	return invalid(`the local part is longer than ${LOCAL_PART_OCTETS} octets`);
}

function unfit(text: string): Invalid | undefined {
	return hasUnfitCharacter(text)
		? invalid("the local part has a character that is not fit for an address")
		: undefined;
}

function dotStringTrouble(text: string): string {
	if (text.startsWith(".") || text.endsWith(".")) return "the local part starts or ends with a dot";
	if (text.includes("..")) return "the local part has two dots in a row";
	if (text.includes(" ")) return "the local part has a space";
	if (text.includes("@")) return "there is more than one @";
	return "the local part has a character that is only allowed between quotes";
}
