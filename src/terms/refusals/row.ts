/** The shape of a row of the catalogue: one reason for which we refuse, told once. */

import type { EnhancedCode, PermanentCode, TemporaryCode } from "../../rfc/smtp/reply.ts";

/** Where in a submission a refusal is said; `content` is after the final dot, `data` the DATA or BDAT command. */
export const phases = ["connect", "auth", "mail", "rcpt", "data", "content", "any"] as const;
export type Phase = (typeof phases)[number];

interface TemporaryCodes {
	readonly code: TemporaryCode;
	readonly enhanced: EnhancedCode<4>;
}
interface PermanentCodes {
	readonly code: PermanentCode;
	readonly enhanced: EnhancedCode<5>;
}

/**
 * Another reply for the same reason. The name of a variant is a phase, or what a protocol fault calls it
 * (src/rfc/smtp/faults.ts); `says` only where the text differs too.
 */
type Variants<Codes> = { readonly [name: string]: Codes & { readonly says?: string } };

/** All variants are of one class: a reason is temporary or permanent, never both. */
type ReplyColumns =
	| (TemporaryCodes & { readonly variants?: Variants<TemporaryCodes> })
	| (PermanentCodes & { readonly variants?: Variants<PermanentCodes> });

export type HttpStatus = 400 | 401 | 403 | 413 | 422 | 429 | 503;

export type RefusalRow = ReplyColumns & {
	/** Where it can be said, earliest first. */
	readonly phases: readonly [Phase, ...Phase[]];
	/** Status of the HTTP API for the same refusal; absent where the API cannot meet it. */
	readonly http?: HttpStatus;
	/** The SMTP text: English, ASCII, the offending value named. `{names}` in braces are facts. */
	readonly says: string;
};

/** Checks rows and keeps their literal types: the facts that a reason needs are read off its texts. */
export const defineRefusals = <const Rows extends { readonly [reason: string]: RefusalRow }>(
	rows: Rows,
): Rows => rows;

/** What a reason is called and explained with, in one language. The same facts in braces as in the reply. */
export interface Words {
	/** The answer in one line: the heading of the card in Activity. */
	readonly title: string;
	/** Why this happened, to the person who has to deal with it. */
	readonly because: string;
	/** What that person does next. */
	readonly remedy: string;
	/** What stands before the remedy where a fact is known that not every refusal for the reason has, by its name. */
	readonly where?: Readonly<Record<string, string>>;
}
