/** The words for what Activity keeps as a reason: one of our refusals, or a cause from another server. */

import { causeWords, isCause } from "./causes/index.ts";
import { type Facts, isReason, type Language, type Words, words } from "./refusals/index.ts";

export interface ReasonWords extends Words {
	/** The place of its help article under /help. */
	readonly article: string;
}

/** Undefined for the empty reason, and for ids that this version does not know. */
export function reasonWords(id: string, facts: Facts, language: Language): ReasonWords | undefined {
	if (isReason(id)) return { ...words({ reason: id, facts }, language), article: id };
	if (!isCause(id)) return undefined;
	return { ...causeWords(id, language), article: `causes/${id}` };
}
