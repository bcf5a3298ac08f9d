/**
 * The words of a text as they are searched for: without case and accents, in the singular, with the places where they
 * stand. One reading for articles, for questions and for what is marked in an answer, so that the three agree.
 */

export interface FoundWord {
	readonly word: string;
	/** In the text, in UTF-16 units. */
	readonly start: number;
	readonly end: number;
}

/** "5.7.1" is one word, and so is "log-in", beside its parts; "550-5.7.1" are two. */
const WORD =
	/\d+(?:\.\d+)+|\p{N}[\p{L}\p{M}\p{N}]*|[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:-\p{L}[\p{L}\p{M}\p{N}]*)*/gu;
const PART = /[^-]+/g;

/** All words in order; a compound ("log-in") first as one word ("login"), then its parts. */
export function wordsIn(text: string): FoundWord[] {
	return [...text.matchAll(WORD)].flatMap(({ 0: found, index }) => {
		const at = (part: string, offset: number): FoundWord => ({
			word: fold(part),
			start: index + offset,
			end: index + offset + part.length,
		});
		const whole = at(found, 0);
		if (!found.includes("-")) return [whole];
		const compound = { ...whole, word: fold(found.replaceAll("-", "")) };
		return [compound, ...[...found.matchAll(PART)].map((part) => at(part[0], part.index))];
	});
}

/** A question's words: those that say nothing left out, unless there are no others. Each may be written in two ways. */
export interface Asked {
	readonly word: string;
	/** Of a compound: its parts, each of which has to be there where the compound is not. */
	readonly parts: readonly string[];
	/** Words that would do as well. */
	readonly others: readonly string[];
}

export function asked(question: string): readonly Asked[] {
	const all = [...question.matchAll(WORD)].map(({ 0: found }): Asked => {
		const parts = found.split("-").map(fold);
		const word = fold(found.replaceAll("-", ""));
		return { word, parts: parts.length > 1 ? parts : [], others: alike.get(word) ?? [] };
	});
	const telling = all.filter(({ word }) => !saysNothing(word));
	const kept = telling.length > 0 ? telling : all;
	return [...new Map(kept.map((one) => [one.word, one])).values()];
}

/** Letters without case and accents; the plural as the singular ("domaines", "addresses"), as far as an s makes it. */
export function fold(word: string): string {
	const plain = ASCII.test(word) ? word.toLowerCase() : withoutMarks(word);
	if (plain.endsWith("sses")) return plain.slice(0, -2);
	return plain.length >= SHORTEST_PLURAL && /[^siu]s$/.test(plain) ? plain.slice(0, -1) : plain;
}

const ASCII = /^[A-Za-z0-9.]+$/;

const withoutMarks = (word: string): string =>
	word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae");

/** "dns" and "tls" are no plurals. */
const SHORTEST_PLURAL = 4;

/** Words that people use for what articles call otherwise; each in its singular, without accents. */
const ALIKE = [
	["rejected", "refused", "rejete", "refuse"],
	["reject", "refuse"],
	["blocked", "refused"],
	["email", "mail", "message", "courriel", "courrier"],
	["login", "signin"],
	["identifiant", "utilisateur"],
	["spam", "junk", "indesirable"],
	["delayed", "deferred", "differe", "retarde"],
	["bounced", "bounce", "rebond"],
	["slow", "fast"],
	["2fa", "factor", "facteur"],
	["tarif", "formule", "offre"],
	["price", "pricing", "plan"],
];
const alike = new Map(
	ALIKE.flatMap((group) => group.map((word) => [word, group.filter((other) => other !== word)] as const)),
);

const SAYING_NOTHING = new Set(
	[
		"a an and are as at be by can do does for from have how i if in is it its me my of on or our so that the there",
		"this to was we what when where which who why will with you your",
		"a ai au aux avec c ce ces cette d dans de des du elle en est et il ils j je l la le les leur leurs ma mais me",
		"mes mon n ne nos notre nous on ou par pas pour pourquoi qu que qui quoi quel quelle s sa se ses son sont sur t",
		"un une vos votre vous y comment",
	]
		.join(" ")
		.split(" ")
		.map(fold),
);

const saysNothing = (word: string): boolean => SAYING_NOTHING.has(word) || /^\p{L}$/u.test(word);
