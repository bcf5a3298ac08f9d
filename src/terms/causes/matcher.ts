/**
 * Looks for all known wording in one pass over a reply's words: phrases stand in a table by their first two
 * characters, and each place where a word begins is compared with those that begin like it.
 */

import { rules } from "./patterns/index.ts";
import type { Rule } from "./patterns/rule.ts";
import type { Wording } from "./wording.ts";

interface Phrase {
	/** Place in the order of rules: the lowest that fits decides. */
	readonly at: number;
	readonly rule: Rule;
	readonly head: string;
	/** What follows within the gap; "" without one. */
	readonly tail: string;
}

const GAP = " * ";
const LONGEST_GAP = 80;

const table = compile(rules);
const linkRules = rules.filter(({ inLinks }) => inLinks);

function compile(all: readonly Rule[]): ReadonlyMap<string, readonly Phrase[]> {
	const phrases = all.flatMap((rule, at) =>
		rule.says.map((phrase): Phrase => {
			const [head = "", tail = ""] = phrase.split(GAP);
			return { at, rule, head, tail };
		}),
	);
	return Map.groupBy(phrases, ({ head }) => head.slice(0, 2));
}

/** The first rule that fits; undefined when nothing known was said. */
export function firstRule(wording: Wording, enhanced: string, replyClass: number): Rule | undefined {
	const { words, links, quotesAddress } = wording;
	const applies = (rule: Rule): boolean =>
		(rule.replyClass === undefined || rule.replyClass === replyClass) &&
		(rule.quotesAddress === undefined || quotesAddress) &&
		(rule.enhanced === undefined || rule.enhanced.includes(enhanced));
	let best: Phrase | undefined;
	for (let start = 1; start < words.length - 1; start++) {
		if (isWordCharacter(words.charCodeAt(start - 1))) continue;
		for (const phrase of table.get(words.slice(start, start + 2)) ?? []) {
			if (best !== undefined && phrase.at >= best.at) break;
			if (saysAt(words, start, phrase) && applies(phrase.rule)) best = phrase;
		}
	}
	if (best !== undefined || links.length < 3) return best?.rule;
	return linkRules.find((rule) => applies(rule) && rule.says.some((phrase) => links.includes(phrase)));
}

/** Letters and digits of ASCII, and whatever is not ASCII. */
const isWordCharacter = (code: number): boolean =>
	(code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code > 0x7f;

function saysAt(words: string, start: number, { head, tail }: Phrase): boolean {
	if (!words.startsWith(head, start)) return false;
	if (tail === "") return true;
	const from = start + head.length;
	return words.slice(from, from + LONGEST_GAP).includes(tail);
}
