/**
 * Mailbox lists: From, Sender, Reply-To, To, Cc.
 *
 * Strict, because what this parser reads as the author is what the service signs for: a form that some mail
 * program reads as another author must be no author here. So beside the obsolete syntax of RFC 5322 §4.4, white
 * space and comments next to "@" or to a dot of an address are refused (allowed by §3.2.3, read differently by
 * many programs), and comments inside angle brackets. One obsolete form is taken: dots in a display name
 * ("John Q. Public", §4.1), which hide nothing and are everywhere.
 *
 * Encoded words in display names are left as they are (RFC 2047 §6.2 decodes after parsing). Groups are read and
 * marked; whether they may stand where they stand is for the caller (RFC 6854).
 *
 * RFC 5322 §3.4, RFC 6532 §3.2, limits of RFC 5321 §4.5.3.1.
 */

import { type Invalid, invalid, parseDomainOrLiteral } from "./domain.ts";
import { localPartOf } from "./local-part.ts";
import { makePath, type Path } from "./path.ts";
import { type Token, tokenise } from "./tokens.ts";

export interface Mailbox extends Path {
	/** Words joined by single spaces, quotes and comments taken off; "" when there is none. Not decoded. */
	readonly displayName: string;
	/** The name of the group that it stands in, or null. */
	readonly group: string | null;
}

export type MailboxListResult =
	| { readonly kind: "mailboxes"; readonly mailboxes: readonly Mailbox[]; readonly groups: readonly string[] }
	| Invalid;

/** RFC 5321 §4.5.3.1.3: 256 octets with two angle brackets. */
const ADDRESS_OCTETS = 254;

/** The value of one field, without its last CRLF. A Buffer is read as UTF-8. */
export function parseMailboxList(value: Buffer | string): MailboxListResult {
	const lexed = tokenise(typeof value === "string" ? value : value.toString("utf8"));
	if (lexed.kind === "invalid") return lexed;
	if (lexed.tokens.length === 0) return invalid("it is empty");
	const reader = new Reader(lexed.tokens);
	const mailboxes: Mailbox[] = [];
	const groups: string[] = [];
	for (;;) {
		const trouble = readAddress(reader, mailboxes, groups);
		if (trouble !== undefined) return trouble;
		if (reader.done) return { kind: "mailboxes", mailboxes, groups };
		if (!reader.take(",")) return invalid(unexpected(reader.peek()));
		if (reader.done) return invalid("a comma has no address after it");
	}
}

/** A place in the tokens; it only ever moves forward, except for {@link Reader.back}. */
class Reader {
	#at = 0;
	readonly #tokens: readonly Token[];
	constructor(tokens: readonly Token[]) {
		this.#tokens = tokens;
	}
	get done(): boolean {
		return this.#at >= this.#tokens.length;
	}
	get place(): number {
		return this.#at;
	}
	peek(): Token | undefined {
		return this.#tokens[this.#at];
	}
	next(): Token | undefined {
		return this.#tokens[this.#at++];
	}
	/** Back to a {@link Reader.place}. */
	back(place: number): void {
		this.#at = place;
	}
	at(special: string): boolean {
		const token = this.peek();
		return token?.kind === "special" && token.text === special;
	}
	take(special: string): boolean {
		if (!this.at(special)) return false;
		this.#at++;
		return true;
	}
}

/** address = mailbox / group. Appends what it read, or says what is wrong. */
function readAddress(reader: Reader, mailboxes: Mailbox[], groups: string[]): Invalid | undefined {
	const start = reader.place;
	const phrase = readPhrase(reader);
	if (reader.at(":")) {
		if (phrase === "") return invalid("a group has no name");
		reader.next();
		groups.push(phrase);
		return readGroup(reader, mailboxes, phrase);
	}
	const mailbox = readMailbox(reader, start, phrase, null);
	if (mailbox.kind === "invalid") return mailbox;
	mailboxes.push(mailbox.mailbox);
	return undefined;
}

/** group = display-name ":" [mailbox-list] ";", the colon already read. */
function readGroup(reader: Reader, mailboxes: Mailbox[], group: string): Invalid | undefined {
	if (reader.take(";")) return undefined;
	for (;;) {
		const start = reader.place;
		const mailbox = readMailbox(reader, start, readPhrase(reader), group);
		if (mailbox.kind === "invalid") return mailbox;
		mailboxes.push(mailbox.mailbox);
		if (reader.take(";")) return undefined;
		if (!reader.take(",")) return invalid(reader.done ? "a group is not closed" : unexpected(reader.peek()));
	}
}

type MailboxResult = { readonly kind: "mailbox"; readonly mailbox: Mailbox } | Invalid;

/** mailbox = [display-name] "<" addr-spec ">" / addr-spec; the phrase was read from `start` on. */
function readMailbox(reader: Reader, start: number, phrase: string, group: string | null): MailboxResult {
	if (reader.take("<")) {
		const path = readAddrSpec(reader, "space");
		if (path.kind === "invalid") return path;
		const close = reader.peek();
		if (!reader.take(">"))
			return invalid(`an address in angle brackets is badly formed: ${unexpected(close)}`);
		if (close?.gap === "comment") return invalid("there is a comment inside of angle brackets");
		return { kind: "mailbox", mailbox: { ...path.path, displayName: phrase, group } };
	}
	reader.back(start);
	const path = readAddrSpec(reader, "comment");
	if (path.kind === "invalid") return path;
	return { kind: "mailbox", mailbox: { ...path.path, displayName: "", group } };
}

/** phrase = 1*word, dots allowed after the first word; stops before anything else. */
function readPhrase(reader: Reader): string {
	let phrase = "";
	for (let token = reader.peek(); token !== undefined; token = reader.peek()) {
		const isWord = token.kind === "atom" || token.kind === "quoted";
		const isDot = token.kind === "special" && token.text === "." && phrase !== "";
		if (!isWord && !isDot) break;
		phrase += phrase !== "" && token.gap !== "none" ? ` ${token.text}` : token.text;
		reader.next();
	}
	return phrase;
}

/** addr-spec without white space or comments inside. `before` is the widest gap allowed in front of it. */
function readAddrSpec(reader: Reader, before: "space" | "comment"): { kind: "path"; path: Path } | Invalid {
	const first = reader.peek();
	if (first === undefined) return invalid("an address is missing");
	if (before === "space" && first.gap === "comment")
		return invalid("there is a comment inside of angle brackets");
	const value = first.kind === "quoted" ? reader.next()!.text : readDotAtom(reader, true);
	if (value === undefined) return invalid(unexpected(first));
	// RFC 2047 §5 (3): programs that decode it here all the same read another address than this one.
	if (ENCODED_WORD.test(value)) return invalid("an encoded word stands inside of an address");
	const sign = reader.peek();
	if (!reader.take("@")) return invalid(sign === undefined ? "an address has no @" : unexpected(sign));
	if (sign?.gap !== "none" || (reader.peek()?.gap ?? "none") !== "none") {
		return invalid("there is white space or a comment next to the @ of an address");
	}
	const local = localPartOf(value);
	if (local.kind === "invalid") return local;
	const written = reader.peek()?.kind === "literal" ? reader.next()!.text : readDotAtom(reader, false);
	if (written === undefined) return invalid("an address has no domain after the @");
	const domain = parseDomainOrLiteral(written);
	if (domain.kind === "invalid") return domain;
	const path = makePath(local.localPart, domain.domain);
	return Buffer.byteLength(path.address) > ADDRESS_OCTETS
		? invalid(`an address is longer than ${ADDRESS_OCTETS} octets`)
		: { kind: "path", path };
}

const ENCODED_WORD = /=\?[^?]{1,70}\?[bq]\?/i;

/** dot-atom without gaps between its tokens; undefined when it is none. */
function readDotAtom(reader: Reader, mayHaveGapBefore: boolean): string | undefined {
	let text = "";
	let wantsAtom = true;
	for (let token = reader.peek(); token !== undefined; token = reader.peek()) {
		const gapped = token.gap !== "none" && !(mayHaveGapBefore && text === "");
		if (gapped || token.kind !== (wantsAtom ? "atom" : "special")) break;
		if (!wantsAtom && token.text !== ".") break;
		text += token.text;
		wantsAtom = !wantsAtom;
		reader.next();
	}
	return wantsAtom ? undefined : text;
}

function unexpected(token: Token | undefined): string {
	if (token === undefined) return "it ends in the middle of an address";
	if (token.kind !== "special") return "text stands where a comma or an @ was expected";
	return `there is a "${token.text}" where it cannot be`;
}
