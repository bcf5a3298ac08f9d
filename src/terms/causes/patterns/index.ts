/**
 * All known wording, in the order in which it is looked for; the first that fits decides. What one receiver alone
 * says comes first. Then, for what is said in the same words all over the world: what is said of us and of the
 * sender before what is said of the recipient ("Sender address rejected: User unknown"), and words that stand in
 * many sentences last ("spam", "policy", "try again later").
 */

import { limitRules } from "./limits.ts";
import { ownRules } from "./own.ts";
import { receiverRules } from "./receivers.ts";
import { recipientRules } from "./recipient.ts";
import { refusedRules } from "./refused.ts";
import type { Rule } from "./rule.ts";
import { senderRules } from "./sender.ts";
import { vagueRules } from "./vague.ts";

export const rules: readonly Rule[] = [
	...receiverRules,
	...senderRules,
	...limitRules,
	...refusedRules,
	...recipientRules,
	...ownRules,
	...vagueRules,
];
