/** One thing that the doctor has found, as a value, and how it is told in a language. */

import type { Language } from "../../terms/refusals/index.ts";
import { blockListWords } from "./block-list-words.ts";
import { mailWords } from "./mail-words.ts";
import { serviceWords } from "./service-words.ts";
import { type CheckId, checks, type FindingState, findingStates, type WordsRow, zoneWords } from "./words.ts";

export { type CheckId, checks, type FindingState, findingStates };

const rows = { ...zoneWords, ...mailWords, ...serviceWords, ...blockListWords };
export type FindingCase = keyof typeof rows;

export interface Finding {
	readonly case: FindingCase;
	/** The name, address or setting that it is about. */
	readonly about: string;
	/** What its words name. */
	readonly facts: Readonly<Record<string, string>>;
}

export interface ToldFinding {
	readonly id: CheckId;
	readonly state: FindingState;
	readonly about: string;
	readonly found: string;
	/** Null where nothing is to be done. */
	readonly toDo: string | null;
}

export const finding = (
	what: FindingCase,
	about: string,
	facts: Readonly<Record<string, string>> = {},
): Finding => ({ case: what, about, facts });

export const stateOf = (one: Finding): FindingState => rows[one.case].state;

export function tell(one: Finding, language: Language): ToldFinding {
	const row: WordsRow = rows[one.case];
	const [found, toDo] = row[language];
	const filled = (text: string): string =>
		text.replaceAll(/\{(\w+)\}/g, (_, name: string) => one.facts[name] ?? name);
	return {
		id: row.check,
		state: row.state,
		about: one.about,
		found: filled(found),
		toDo: toDo === "" ? null : filled(toDo),
	};
}

/** All words there are, for who checks them. */
export const allCases = rows;
