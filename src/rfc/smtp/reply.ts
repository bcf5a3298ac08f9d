/**
 * SMTP replies as values, and how they are put on the wire.
 *
 * A reply is a basic code, the enhanced code that must agree with it, and lines of text. This file knows
 * neither which reply belongs to which situation (`faults.ts` and the product's catalogue do) nor how replies
 * of a server are read.
 *
 * RFC 5321 §4.2 (replies), §4.5.3.1.5 (512 octets a line), RFC 2034 §4 (the class of the enhanced code repeats
 * the first digit of the basic code, on each line), RFC 3463 (what enhanced codes mean).
 */

/** RFC 5321 §4.2.3, RFC 4954 §6, RFC 5248 §2.4. */
export type TemporaryCode = 421 | 450 | 451 | 452 | 454 | 455;
/** RFC 5321 §4.2.3, RFC 4954 §6, RFC 5248 §2.4, RFC 7504 §3 and §4. */
export type PermanentCode =
	| 500
	| 501
	| 502
	| 503
	| 504
	| 521
	| 525
	| 530
	| 534
	| 535
	| 538
	| 550
	| 551
	| 552
	| 553
	| 554
	| 555
	| 556;

export type EnhancedCode<Class extends 2 | 4 | 5 = 2 | 4 | 5> = `${Class}.${number}.${number}`;

/** The two codes of a refusal. The types make "552 4.3.1" impossible to write. */
export type RefusalCodes =
	| { readonly code: TemporaryCode; readonly enhanced: EnhancedCode<4> }
	| { readonly code: PermanentCode; readonly enhanced: EnhancedCode<5> };

/** One reply, ours or a server's. `lines` are without codes; no line at all is sent as one empty line. */
export interface Reply {
	readonly code: number;
	readonly enhanced?: EnhancedCode | undefined;
	readonly lines: readonly string[];
}

/** A reply that says no. */
export type RefusalReply = RefusalCodes & { readonly lines: readonly string[] };

/** RFC 5321 §4.5.3.1.5: octets of a reply line, CRLF included. */
export const REPLY_LINE_LIMIT = 512;

/** 2yz: done. */
export const isPositive = (reply: Reply): boolean => reply.code >= 200 && reply.code < 300;
/** 3yz: go on. */
export const isIntermediate = (reply: Reply): boolean => reply.code >= 300 && reply.code < 400;
/** 5yz: never like this. */
export const isPermanent = (reply: Reply): boolean => reply.code >= 500 && reply.code < 600;

/** RFC 5321 §3.8: the one code after which the channel is closed. */
export const endsSession = (reply: Reply): boolean => reply.code === 421;

/**
 * The reply as sent: printable ASCII, each line with the code (and the enhanced code), lines over 512 octets
 * wrapped at a space where there is one. Whatever a text contains, it can neither end its line nor start another.
 */
export function formatReply(reply: Reply): string {
	const enhanced = reply.enhanced === undefined ? "" : `${reply.enhanced} `;
	const room = REPLY_LINE_LIMIT - 2 - 4 - enhanced.length;
	const texts = reply.lines.length === 0 ? [""] : reply.lines.flatMap((line) => wrap(printable(line), room));
	const last = texts.length - 1;
	let wire = "";
	// RFC 5321 §4.2.1: a hyphen after the code on every line but the last.
	for (const [at, text] of texts.entries())
		wire += `${reply.code}${at < last ? "-" : " "}${enhanced}${text}\r\n`;
	return wire;
}

/** A stranger's text made fit for a reply or a log line: printable ASCII, at most `limit` characters. */
export function quotable(text: string, limit = 80): string {
	const clean = printable(text.length > limit * 4 ? text.slice(0, limit * 4) : text);
	return clean.length > limit ? `${clean.slice(0, limit - 3)}...` : clean;
}

/** RFC 5321 §4.2: textstring is HT and %d32-126. Other characters become "?", so that nothing vanishes unseen. */
const printable = (text: string): string => text.replace(/[^\x20-\x7e]/gu, "?");

function wrap(text: string, room: number): string[] {
	const lines: string[] = [];
	let rest = text;
	while (rest.length > room) {
		const space = rest.lastIndexOf(" ", room);
		const cut = space > 0 ? space : room;
		lines.push(rest.slice(0, cut));
		rest = rest.slice(space > 0 ? cut + 1 : cut);
	}
	lines.push(rest);
	return lines;
}
