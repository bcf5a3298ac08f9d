/**
 * Content that has a structure of its own within a part: an encoded message, a multipart that is encoded or does not
 * say its boundary. RFC 2045 §6.4 and RFC 2046 §5.2.1 allow none of it, and programs show it.
 *
 * Nothing is walked before its first octets look like it: half of what is labelled so is not. Line ends become CRLF,
 * since nobody saw to them where they were encoded.
 */

import { BOUNDARY_OCTETS } from "./boundaries.ts";
import type { Beginning } from "./structure.ts";

/** "message" with a header, a multipart with the delimiters it says, or one whose first line tells. */
export type InnerKind = "message" | "unknown-multipart" | { readonly delimiters: readonly string[] };

export interface InnerWalk {
	write(octets: Buffer): void;
	end(): void;
	/** Whether a part was found. */
	readonly hasParts: boolean;
}

/** By its first octets it is told whether something is a message or a multipart. */
const HEAD_OCTETS = 4_096;
const CR = 0x0d;
const LF = 0x0a;

export class InnerContent {
	readonly #kind: InnerKind;
	readonly #begin: (beginning: Beginning) => InnerWalk;
	readonly #lineEnds = new LineEnds();
	#walk: InnerWalk | undefined;
	#head: Buffer[] = [];
	#headBytes = 0;
	#isDecided = false;

	constructor(kind: InnerKind, begin: (beginning: Beginning) => InnerWalk) {
		this.#kind = kind;
		this.#begin = begin;
	}

	write(octets: Buffer): void {
		if (this.#isDecided && this.#walk === undefined) return;
		this.#take(this.#lineEnds.write(octets));
	}

	end(): void {
		if (!this.#isDecided) this.#decide();
		this.#walk?.end();
		this.#walk = undefined;
	}

	/** Parts were found without decoding: then what was decoded is not what anybody sees, unless it has parts too. */
	isReadOtherwise(): void {
		if (this.#walk?.hasParts === true) return;
		this.#isDecided = true;
		this.#walk = undefined;
	}

	#take(octets: Buffer): void {
		if (this.#isDecided) return this.#walk?.write(octets);
		this.#head.push(octets);
		this.#headBytes += octets.length;
		if (this.#headBytes >= HEAD_OCTETS) this.#decide();
	}

	#decide(): void {
		const octets = Buffer.concat(this.#head, this.#headBytes);
		this.#head = [];
		this.#isDecided = true;
		const beginning = beginningOf(this.#kind, octets.toString("latin1", 0, HEAD_OCTETS));
		if (beginning === undefined) return;
		this.#walk = this.#begin(beginning);
		this.#walk.write(octets);
	}
}

/** Undefined when the octets are not of this kind. */
function beginningOf(kind: InnerKind, head: string): Beginning | undefined {
	if (kind === "message") {
		// Encoded or compressed octets have control characters at once, base64 has no colon.
		const isText = !/[\0-\x08\x0e-\x1f]/.test(head.slice(0, 256));
		return isText && head.includes(":") ? { kind: "message" } : undefined;
	}
	if (kind !== "unknown-multipart") return { kind: "multipart", delimiters: kind.delimiters };
	const line = /(?:^|\r\n)(--[^\r\n]*)/.exec(head)?.[1]?.trimEnd();
	if (line === undefined || line.length < 3 || line.length > BOUNDARY_OCTETS) return undefined;
	return { kind: "multipart", delimiters: [line] };
}

/** LF alone becomes CRLF. */
class LineEnds {
	#last = 0;

	write(octets: Buffer): Buffer {
		const bare = this.#bareLineFeeds(octets);
		let last = this.#last;
		this.#last = octets.at(-1) ?? last;
		if (bare === 0) return octets;
		const out = Buffer.allocUnsafe(octets.length + bare);
		let written = 0;
		for (const octet of octets) {
			if (octet === LF && last !== CR) out[written++] = CR;
			out[written++] = octet;
			last = octet;
		}
		return out;
	}

	#bareLineFeeds(octets: Buffer): number {
		let bare = 0;
		for (let at = octets.indexOf(LF); at >= 0; at = octets.indexOf(LF, at + 1)) {
			const before = at === 0 ? this.#last : octets[at - 1];
			if (before !== CR) bare++;
			// Where lines are short, looking at each octet costs less than looking for the next.
			while (octets[at + 1] === LF) {
				at++;
				bare++;
			}
		}
		return bare;
	}
}
