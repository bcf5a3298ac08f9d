/** A fact's English phrase, said in French. What is no phrase of ours (a name, a scanner's word) stays as it is. */

import { once } from "../../once.ts";
import { phrases } from "./fr/phrases.ts";
import { setText } from "./french-spaces.ts";

interface Pattern {
	readonly english: RegExp;
	/** What its groups are: "n", "phrase", "sign". */
	readonly places: readonly string[];
	readonly french: string;
}

const PLACE = /\{(\w+)\}/g;
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/** Each has one place, so matching is linear. */
const patterns = once((): readonly Pattern[] =>
	[...phrases]
		.filter(([english]) => english.includes("{"))
		.map(([english, french]) => ({
			english: new RegExp(`^${english.split(PLACE).map(partOf).join("")}$`, "u"),
			places: [...english.matchAll(PLACE)].map(([, name]) => name ?? ""),
			french,
		})),
);

/** Splitting by a pattern with a group gives texts and groups in turn. */
function partOf(text: string, index: number): string {
	if (index % 2 === 0) return escaped(text);
	return text === "n" ? "([\\d,]{1,20})" : "(.{1,128})";
}

const TOGETHER = " at once";

/** Phrases within phrases; none of ours has more. */
const LEVELS = 3;

/** Undefined where it is no phrase. */
export function frenchPhrase(english: string, levels = LEVELS): string | undefined {
	if (levels === 0) return undefined;
	const whole = phrases.get(english);
	if (whole !== undefined && !english.includes("{")) return setText(whole);
	const several = together(english, levels - 1);
	if (several !== undefined) return several;
	for (const pattern of patterns()) {
		const said = fromPattern(pattern, english, levels - 1);
		if (said !== undefined) return setText(said);
	}
	return undefined;
}

function fromPattern({ english, places, french }: Pattern, text: string, levels: number): string | undefined {
	const found = english.exec(text);
	if (found === null) return undefined;
	let said = french;
	for (const [index, name] of places.entries()) {
		const value = found[index + 1] ?? "";
		const spoken =
			name === "phrase" ? frenchPhrase(value, levels) : name === "n" ? frenchNumber(value) : value;
		if (spoken === undefined) return undefined;
		said = said.replace(`{${name}}`, () => spoken);
	}
	return said;
}

const numbers = once(() => new Intl.NumberFormat("fr-FR"));
const frenchNumber = (english: string): string => numbers().format(Number(english.replaceAll(",", "")));

/** Octets that are several kinds: "a PNG picture and a ZIP archive at once". */
function together(english: string, levels: number): string | undefined {
	if (!english.endsWith(TOGETHER)) return undefined;
	const said = english
		.slice(0, -TOGETHER.length)
		.split(" and ")
		.map((one) => frenchPhrase(one, levels));
	return said.length > 1 && said.every((one) => one !== undefined)
		? `${said.join(" et ")} à la fois`
		: undefined;
}
