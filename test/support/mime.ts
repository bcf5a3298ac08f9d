/** What the MIME walker hands over of a message, all of it asked for. */

import assert from "node:assert/strict";
import { parseFields } from "../../src/rfc/message/fields.ts";
import { HeaderReader } from "../../src/rfc/message/header-reader.ts";
import { defaultWalkLimits } from "../../src/rfc/mime/bounds.ts";
import { type LeafPart, MimeWalker } from "../../src/rfc/mime/walker.ts";

export interface Leaf extends LeafPart {
	readonly octets: Buffer;
	readonly isComplete: boolean;
}

/** Walks a whole message, its body cut into pieces of the given sizes; every leaf is asked for. */
export function walk(message: string | Buffer, sizes: readonly number[] = [], limits = defaultWalkLimits) {
	const reader = new HeaderReader(1e6);
	const content = Buffer.from(message);
	const body = reader.write(content) ?? reader.end();
	const opened: { part: LeafPart; pieces: Buffer[]; ends: number }[] = [];
	const walker = new MimeWalker(
		parseFields(reader.section ?? Buffer.alloc(0)).fields,
		(part) => {
			const leaf = { part, pieces: [] as Buffer[], ends: 0 };
			opened.push(leaf);
			return { write: (octets) => void leaf.pieces.push(octets), end: () => void leaf.ends++ };
		},
		limits,
	);
	for (let at = 0, i = 0; at < body.length; i++) {
		const size = sizes.length === 0 ? body.length : Math.max(1, sizes[i % sizes.length] ?? 1);
		walker.write(body.subarray(at, at + size));
		at += size;
	}
	walker.end();
	const leaves = opened.map(({ part, pieces, ends }): Leaf => {
		assert.ok(ends <= 1 && (ends === 1 || walker.tooDeep), "a leaf ends once");
		return { ...part, octets: Buffer.concat(pieces), isComplete: ends === 1 };
	});
	return { leaves, tooDeep: walker.tooDeep };
}
export type Walked = ReturnType<typeof walk>;
export const lines = (...text: string[]): string => text.join("\r\n");
/** Type, names and octets of each. */
export const seen = ({ leaves }: Walked) =>
	leaves.map(({ mediaType, names, octets }) => [mediaType, names.join("|"), octets.toString()]);
