/**
 * The lexical layer of structured header fields: atoms, quoted strings, domain literals, specials, and the
 * comments and folding white space between them.
 *
 * Comments are skipped; a token only tells that there was one before it. Obsolete syntax (RFC 5322 §4.1) is an
 * error: control characters, bare CR or LF, and a backslash before something unprintable.
 *
 * RFC 5322 §3.2; RFC 6532 §3.2 (characters beyond ASCII wherever text may stand).
 */

import { isAtext } from "./characters.ts";
import { type Invalid, invalid } from "./domain.ts";

export interface Token {
	readonly kind: "atom" | "quoted" | "literal" | "special";
	/** What it means: a quoted string without quotes and backslashes, a literal with its brackets. */
	readonly text: string;
	/** What stood between the token before and this one. A comment outweighs white space. */
	readonly gap: "none" | "space" | "comment";
}

/** `trailing` is what stood after the last token. */
export type Tokens =
	| { readonly kind: "tokens"; readonly tokens: readonly Token[]; readonly trailing: Token["gap"] }
	| Invalid;

/** RFC 5322 sets no limit; people write one level. */
const COMMENT_DEPTH = 20;
const SPECIALS = "<>:;@,.";

/** Splits a field's value, folding and all. Every step moves forward, so that the cost is linear. */
export function tokenise(value: string): Tokens {
	const tokens: Token[] = [];
	let at = 0;
	for (;;) {
		const gap = skipGap(value, at);
		if (typeof gap === "string") return invalid(gap);
		at = gap.end;
		if (at >= value.length) return { kind: "tokens", tokens, trailing: gap.gap };
		const read = readToken(value, at, gap.gap);
		if (typeof read === "string") return invalid(read);
		tokens.push(read.token);
		at = read.end;
	}
}

function readToken(value: string, start: number, gap: Token["gap"]): { token: Token; end: number } | string {
	const code = value.charCodeAt(start);
	if (isAtext(code)) {
		let end = start + 1;
		while (end < value.length && isAtext(value.charCodeAt(end))) end++;
		return { token: { kind: "atom", text: value.slice(start, end), gap }, end };
	}
	if (code === 34) {
		const quoted = readFoldedQuoted(value, start);
		if (quoted === undefined) return "a quoted string has no closing quote or holds a control character";
		return { token: { kind: "quoted", text: quoted.value, gap }, end: quoted.end };
	}
	if (code === 91) {
		const close = value.indexOf("]", start);
		if (close < 0) return "a square bracket is not closed";
		return { token: { kind: "literal", text: value.slice(start, close + 1), gap }, end: close + 1 };
	}
	const special = value.charAt(start);
	if (SPECIALS.includes(special)) return { token: { kind: "special", text: special, gap }, end: start + 1 };
	if (special === ")" || special === "]") return `there is a "${special}" without its opening bracket`;
	return special === "\\" ? "there is a backslash outside of quotes" : "there is a control character";
}

/** RFC 5322 §3.2.4: folding inside a quoted string is not part of its meaning, the space after it is. */
function readFoldedQuoted(value: string, start: number): { value: string; end: number } | undefined {
	let text = "";
	let copied = start + 1;
	let at = start + 1;
	while (at < value.length) {
		const code = value.charCodeAt(at);
		if (code === 34) return { value: text + value.slice(copied, at), end: at + 1 };
		if (code === 13) {
			if (!isFold(value, at)) return undefined;
			text += value.slice(copied, at);
			at += 2;
			copied = at;
		} else if (code === 92) {
			text += value.slice(copied, at);
			copied = at + 1;
			if (!isText(value.charCodeAt(copied))) return undefined;
			at += 2;
		} else if (isText(code)) at++;
		else return undefined;
	}
	return undefined;
}

/** Skips white space, folds and comments. A string is what is wrong with them. */
function skipGap(value: string, start: number): { gap: Token["gap"]; end: number } | string {
	let gap: Token["gap"] = "none";
	let at = start;
	for (;;) {
		const code = value.charCodeAt(at);
		if (code === 32 || code === 9) {
			at++;
			if (gap === "none") gap = "space";
		} else if (code === 13 && isFold(value, at)) at += 2;
		else if (code === 40) {
			const end = skipComment(value, at);
			if (typeof end === "string") return end;
			at = end;
			gap = "comment";
		} else return { gap, end: at };
	}
}

function skipComment(value: string, start: number): number | string {
	let depth = 0;
	for (let at = start; at < value.length; at++) {
		const code = value.charCodeAt(at);
		if (code === 41) {
			if (--depth === 0) return at + 1;
		} else if (code === 40) {
			if (++depth > COMMENT_DEPTH) return "comments are nested too deep";
		} else if (code === 92) {
			if (!isText(value.charCodeAt(++at))) return "a comment holds a control character";
		} else if (code === 13) {
			if (!isFold(value, at)) return "there is a bare CR or an empty line";
			at++;
		} else if (!isText(code)) return "a comment holds a control character";
	}
	return "a comment is not closed";
}

/** RFC 5322 §3.2.2: CRLF is folding only when white space follows. */
function isFold(value: string, at: number): boolean {
	const after = value.charCodeAt(at + 2);
	return value.charCodeAt(at + 1) === 10 && (after === 32 || after === 9);
}

/** Printable, space, tab, or beyond ASCII without the C1 controls. False for NaN, the end of the value. */
const isText = (code: number): boolean => (code >= 32 && code < 127) || code === 9 || code > 159;
