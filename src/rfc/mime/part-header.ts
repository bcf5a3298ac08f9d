/**
 * What the header of a part says about the part, in every reading: several Content-Type fields, and several
 * parameters of one name, are each believed by some program. RFC 2045 §5, RFC 2046 §5, RFC 2183.
 */

import type { Field } from "../message/fields.ts";
import { delimitersOf } from "./boundaries.ts";
import { type Parameters, parseParameters } from "./parameters.ts";
import { type TransferEncoding, transferEncodingOf } from "./transfer-encoding.ts";

/** The header of a part, or of a message inside one. */
export interface PartHeader {
	/** Counted over all headers in the order of the content; the message's own is 0. */
	readonly index: number;
	/** Multiparts and messages that it lies in. */
	readonly depth: number;
	readonly fields: readonly Field[];
	/** As written, with the empty line when there was one. Empty for the message's own. */
	readonly raw: Buffer;
	/** What follows: parts, the header of a message, or a body. */
	readonly kind: "multipart" | "message" | "leaf";
	/** In lower case: the one that `kind` is chosen by, or the first. */
	readonly mediaType: string;
	/** Every reading of it, `mediaType` first. */
	readonly mediaTypes: readonly string[];
	/** One for each Content-Type field. */
	readonly types: readonly Parameters[];
	readonly encoding: TransferEncoding;
}

export interface HeaderReading
	extends Pick<PartHeader, "kind" | "mediaType" | "mediaTypes" | "types" | "encoding"> {
	/** Of a multipart: lines that separate its parts. */
	readonly delimiters: readonly string[];
}

export const ENCODING_FIELD = "content-transfer-encoding";
/** RFC 2045 §5.2; of what is no media type too. */
const DEFAULT_TYPE = "text/plain";
/** RFC 2046 §5.1.5. */
const DIGEST_TYPE = "message/rfc822";

/** A part is a multipart or a message if any of its fields says so: then what lies in it is seen. */
export function readHeader(fields: readonly Field[], isInDigest: boolean): HeaderReading {
	const types = parametersOf(fields, "content-type");
	const encoding = transferEncodingOf(valuesOf(fields, ENCODING_FIELD));
	const said = types.map(({ value }) => (isMultipart(value) || value.includes("/") ? value : DEFAULT_TYPE));
	if (said.length === 0) said.push(isInDigest ? DIGEST_TYPE : DEFAULT_TYPE);
	const delimiters = delimitersOf(types);
	// RFC 2046 §5.2.1 allows no encoding; where there is one, the message is that of the decoded octets.
	const message = encoding === "identity" ? said.find(isMessage) : undefined;
	const kind = delimiters.length > 0 ? "multipart" : message === undefined ? "leaf" : "message";
	const container = kind === "multipart" ? said.find(isMultipart) : message;
	const mediaType = container ?? said[0]!;
	const mediaTypes = said.length === 1 ? said : [...new Set([mediaType, ...said])];
	return { kind, mediaType, mediaTypes, types, encoding, delimiters };
}

/** Without a subtype as well, as some programs read it. */
export const isMultipart = (mediaType: string): boolean => /^multipart(\/|$)/.test(mediaType);

/**
 * RFC 2046 §5.2.1, RFC 6532 §3.7, and the message/news of RFC 1036, which is shown like one. Other messages are
 * looked at as files: they hold parts of one, or none.
 */
export const isMessage = (mediaType: string): boolean => MESSAGES.includes(mediaType);
const MESSAGES: readonly string[] = ["message/rfc822", "message/global", "message/news"];

export const parametersOf = (fields: readonly Field[], name: string): readonly Parameters[] =>
	valuesOf(fields, name).map(parseParameters);

export const valuesOf = (fields: readonly Field[], name: string): readonly string[] =>
	fields.filter((field) => field.name === name).map(({ value }) => value);
