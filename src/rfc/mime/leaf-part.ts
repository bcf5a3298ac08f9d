/**
 * What a part says about itself as a file, in every reading: several fields, and several parameters of one name, are
 * each believed by some program. RFC 2045 §5, RFC 2183.
 */

import { decodeWords } from "../message/words.ts";
import { PARAMETERS_LIMIT } from "./parameters.ts";
import { isMessage, isMultipart, type PartHeader, parametersOf, valuesOf } from "./part-header.ts";
import type { TransferEncoding } from "./transfer-encoding.ts";

/** What programs show or save as one thing. */
export interface LeafPart {
	/** Multiparts and messages that it lies in. */
	readonly depth: number;
	/** As declared, in lower case; "text/plain" when nothing is. */
	readonly mediaType: string;
	/** Every reading of the type, `mediaType` first: more than one when there are several fields. */
	readonly mediaTypes: readonly string[];
	/** "attachment", "inline"; "" when nothing is declared. */
	readonly disposition: string;
	/** Every spelling of its name. */
	readonly names: readonly string[];
	/** What some programs call it where it has no name: its description or its location. */
	readonly standInNames: readonly string[];
	readonly encoding: TransferEncoding;
	/** A part; a message, or what says it is one, as the file that it is saved as; a file within text. */
	readonly origin: "part" | "message" | "uuencode";
}

export interface LeafSink {
	/** In order. The octets may be a slice of what arrived, and are not to be changed. */
	write(decoded: Buffer): void;
	end(): void;
}

/** Undefined: nobody wants its octets; then nothing is decoded. Called in the order of the content. */
export type OpenLeaf = (part: LeafPart) => LeafSink | undefined;

/** The file that the part is; undefined for what is only a container of others. */
export function leafPartOf(header: PartHeader): LeafPart | undefined {
	const { depth, kind, encoding, fields, types } = header;
	const dispositions = parametersOf(fields, "content-disposition");
	const names = new Set<string>();
	for (const { parameters } of dispositions) addAll(names, parameters.get("filename"));
	for (const { parameters } of types) addAll(names, parameters.get("name"));
	// Each in the other's field, where some programs look as well.
	for (const { parameters } of dispositions) addAll(names, parameters.get("name"));
	for (const { parameters } of types) addAll(names, parameters.get("filename"));
	names.delete("");
	const mediaTypes = fileTypes(header, names.size > 0);
	const [mediaType] = mediaTypes;
	if (mediaType === undefined) return undefined;
	const isAttachment = dispositions.some(({ value }) => value === "attachment");
	const disposition = isAttachment ? "attachment" : (dispositions[0]?.value ?? "");
	const origin = kind !== "multipart" && isMessage(mediaType) ? "message" : "part";
	const standInNames =
		names.size > 0 ? [] : STAND_INS.flatMap((field) => valuesOf(fields, field)).map(inWords);
	return { depth, mediaType, mediaTypes, disposition, names: [...names], standInNames, encoding, origin };
}

const STAND_INS = ["content-description", "content-location"];
const inWords = (value: string): string => decodeWords(value.slice(0, PARAMETERS_LIMIT));

function addAll(names: Set<string>, values: readonly string[] = []): void {
	for (const value of values) names.add(value);
}

/** The types that the part is a file by. */
function fileTypes({ kind, mediaTypes }: PartHeader, isNamed: boolean): readonly string[] {
	if (kind === "leaf") return mediaTypes;
	// Some program believes the field that does not make it a container.
	const others = mediaTypes.filter((each) => !isMultipart(each) && !isMessage(each));
	if (others.length > 0) return others;
	// Looked into, and yet a file for programs that save it under its name, whatever it really holds.
	return isNamed ? mediaTypes.filter(isMessage) : [];
}
