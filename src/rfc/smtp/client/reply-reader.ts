/**
 * Reads a server's replies from octets of any cut.
 *
 * Tolerant where servers differ and no harm comes of it: LF alone ends a line, text may be missing, an enhanced
 * code that contradicts the basic code is taken for text. Strict about size: whoever sends more than the limits
 * is no SMTP server.
 *
 * RFC 5321 §4.2, §4.2.1 (several lines); RFC 2034 §4 (enhanced codes).
 */

import type { EnhancedCode, Reply } from "../reply.ts";

/** Four times what RFC 5321 §4.5.3.1.5 allows. */
const LINE_LIMIT_BYTES = 2048;
const LINES_LIMIT = 100;
const LF = 0x0a;
const NOTHING = Buffer.alloc(0);

export class ReplyReader {
	#held: Buffer = NOTHING;
	#lines: string[] = [];
	#malformed = false;

	push(octets: Buffer): void {
		this.#held = this.#held.length === 0 ? octets : Buffer.concat([this.#held, octets]);
	}

	/** Octets that were read and belong to no reply yet. */
	get pending(): boolean {
		return this.#held.length > 0 || this.#lines.length > 0;
	}

	/** The next reply; undefined until it is whole; "malformed" for good when this is not SMTP. */
	next(): Reply | "malformed" | undefined {
		while (!this.#malformed) {
			const end = this.#held.indexOf(LF);
			if (end > LINE_LIMIT_BYTES || (end < 0 && this.#held.length > LINE_LIMIT_BYTES)) break;
			if (end < 0) return undefined;
			const line = this.#held.toString("utf8", 0, end).replace(/\r$/, "");
			this.#held = this.#held.subarray(end + 1);
			// RFC 5321 §4.2: the first digit is 2 to 5 (1yz is not used in SMTP).
			if (!/^[2-5][0-9][0-9](?:[ -]|$)/.test(line) || this.#lines.length >= LINES_LIMIT) break;
			this.#lines.push(line);
			if (line[3] === "-") continue;
			const lines = this.#lines;
			this.#lines = [];
			return toReply(lines);
		}
		this.#malformed = true;
		return "malformed";
	}
}

/** RFC 5321 §4.2.1: the codes of all lines are the same; where they are not, the last one counts. */
function toReply(lines: readonly string[]): Reply {
	const last = lines.at(-1) ?? "";
	const code = Number(last.slice(0, 3));
	const texts = lines.map((line) => line.slice(4));
	const enhanced = enhancedIn(texts[0] ?? "", last.charAt(0));
	if (enhanced === undefined) return { code, lines: texts };
	const bare = texts.map((text) =>
		text.startsWith(enhanced) ? text.slice(enhanced.length).replace(/^ /, "") : text,
	);
	return { code, enhanced, lines: bare };
}

function enhancedIn(text: string, digit: string): EnhancedCode | undefined {
	const found = /^([245])\.\d{1,3}\.\d{1,3}(?= |$)/.exec(text);
	return found !== null && found[1] === digit ? (found[0] as EnhancedCode) : undefined;
}
