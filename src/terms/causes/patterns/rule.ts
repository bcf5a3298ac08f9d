/** The form in which known wording is written down. */

import type { CauseId } from "../catalogue.ts";

export interface Rule {
	readonly cause: CauseId;
	/**
	 * Any of them, in the form that `wordsOf` makes: lower case, no quotation marks, punctuation as one space. Each
	 * begins where a word begins; it ends where a word ends if a space stands there. " * " is a gap of at most 80
	 * characters.
	 */
	readonly says: readonly string[];
	/** Only with one of these enhanced codes. */
	readonly enhanced?: readonly string[];
	/** Only in a temporary (4) or a permanent (5) reply. */
	readonly replyClass?: 4 | 5;
	/** Only where the reply quotes an address. */
	readonly quotesAddress?: true;
	/** Also looked for in the addresses of web pages that the reply names, when its words say nothing. */
	readonly inLinks?: true;
}
