/**
 * The envelope sender of relayed mail: `b+<token>@<return-path host>`. The token names the message and, where its
 * transaction carried one recipient, that recipient; a keyed hash over both and the host shows that we wrote it. So a
 * report can be told from a forgery before anything is looked up, and backscatter ends at RCPT.
 *
 *     b+ k iiiiiiiiiiiiiiiiiiiiiiiiii nnn hhhhhhhhhhhhhhhhhhhh
 *        │ message id                 │   └ 100 bits of HMAC-SHA-256 (RFC 2104)
 *        └ which key                  └ position of the recipient, or "zzz": it is about the message
 *
 * 52 octets of Crockford's base 32 in lower case, without regard to case: mail servers fold it. RFC 5321 §4.5.3.1.1
 * allows a local part of 64. It deliberately is not secret, and it does not expire by itself: `sentAt` tells the age.
 */

import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";
import type { Instant } from "./clock.ts";
import { idTime, isId, type MessageId } from "./ids.ts";

const PREFIX = "b+";
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const ID_CHARACTERS = 26;
const INDEX_CHARACTERS = 3;
const HASH_CHARACTERS = 20;
const TOKEN_CHARACTERS = 1 + ID_CHARACTERS + INDEX_CHARACTERS + HASH_CHARACTERS;
const WHOLE_MESSAGE = "zzz";
/** Positions that have a name of their own; beyond them a token is about the message. */
const MOST_INDEX = 32 ** INDEX_CHARACTERS - 2;

/** What a token of ours says. */
export interface ReturnToken {
	readonly message: MessageId;
	/** Null: the transaction carried several recipients, and the report says which. */
	readonly index: number | null;
	/** When the message was accepted. */
	readonly sentAt: Instant;
}

export interface ReturnPathKey {
	/** One character of the token's alphabet; another key has another one. */
	readonly id: string;
	/** Derived for this purpose alone. */
	readonly key: Buffer;
}

export class ReturnPathTokens {
	readonly #current: ReturnPathKey["id"];
	readonly #keys = new Map<string, KeyObject>();

	/** The first key writes tokens, all of them read. */
	constructor(keys: readonly [ReturnPathKey, ...ReturnPathKey[]]) {
		this.#current = keys[0].id;
		for (const { id, key } of keys) this.#keys.set(id, createSecretKey(key));
	}

	/** `host` in lower case. */
	address(message: MessageId, index: number | null, host: string): string {
		const named = index === null || index > MOST_INDEX ? WHOLE_MESSAGE : base32(index);
		const said = `${this.#current}${message.toLowerCase()}${named}`;
		return `${PREFIX}${said}${this.#hash(this.#current, said, host)}@${host}`;
	}

	/** Undefined when the address is none that we wrote. `domain` without regard to case. */
	read(localPart: string, domain: string): ReturnToken | undefined {
		const text = localPart.toLowerCase();
		if (text.length !== PREFIX.length + TOKEN_CHARACTERS || !text.startsWith(PREFIX)) return undefined;
		const said = text.slice(PREFIX.length, -HASH_CHARACTERS);
		const keyId = said[0] ?? "";
		if (!this.#keys.has(keyId)) return undefined;
		const expected = Buffer.from(this.#hash(keyId, said, domain.toLowerCase()));
		const given = Buffer.from(text.slice(-HASH_CHARACTERS));
		if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
		const message = said.slice(1, 1 + ID_CHARACTERS).toUpperCase();
		if (!isId(message)) return undefined;
		const named = said.slice(-INDEX_CHARACTERS);
		const index = named === WHOLE_MESSAGE ? null : fromBase32(named);
		return { message: message as MessageId, index, sentAt: idTime(message) };
	}

	#hash(keyId: string, said: string, host: string): string {
		const key = this.#keys.get(keyId) as KeyObject;
		const octets = createHmac("sha256", key).update(`${said}@${host}`).digest();
		let text = "";
		for (let i = 0; i < HASH_CHARACTERS; i++) text += ALPHABET.charAt((octets[i] ?? 0) & 31);
		return text;
	}
}

/** Whether it is meant to be one of these addresses, ours or not. */
export const looksLikeReturnPath = (localPart: string): boolean => localPart.toLowerCase().startsWith(PREFIX);

function base32(index: number): string {
	let text = "";
	for (let rest = index, i = 0; i < INDEX_CHARACTERS; i++, rest = Math.floor(rest / 32)) {
		text = ALPHABET.charAt(rest % 32) + text;
	}
	return text;
}

function fromBase32(text: string): number {
	let value = 0;
	for (const character of text) value = value * 32 + ALPHABET.indexOf(character);
	return value;
}
