/**
 * The refusal catalogue: one row for each reason for which this service says no.
 *
 * Everything that a person or a program is told about a refusal is made from its row and its words: the SMTP
 * reply, the API's problem document, Activity, help articles, the command line, metrics labels. Code elsewhere
 * names a reason and its facts, never a code.
 *
 * A released reason keeps its name, its phases and its class; `docs/reference/refusals.lock.json` shows a change.
 */

export { isReason, isTemporary, type Reason, reasons, rowOf, sections } from "./catalogue.ts";
export {
	type Facts,
	type Language,
	languages,
	NO_NAME,
	type RecordFact,
	recordFact,
	sayFact,
} from "./facts.ts";
export { type FactsOf, isRefusal, type Refusal, refuse, refuseFault } from "./refuse.ts";
export { type HelpOptions, type Problem, toProblem, toReply, words, wordsOf } from "./render.ts";
export { type HttpStatus, type Phase, phases, type RefusalRow, type Words } from "./row.ts";
