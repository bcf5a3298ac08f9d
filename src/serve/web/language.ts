/** The language in which reasons are said: the reader's, of those that the catalogue speaks. */

import type { Language } from "../../terms/refusals/index.ts";

const MOST_RANGES = 20;
const MOST_CHARACTERS = 500;

/** Reads Accept-Language (RFC 9110 §12.5.4) by its weights; English when it asks for neither. */
export function languageOf(acceptLanguage: string | undefined): Language {
	let chosen: Language = "en";
	let heaviest = 0;
	for (const range of (acceptLanguage ?? "").slice(0, MOST_CHARACTERS).split(",", MOST_RANGES)) {
		const [tag = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
		const language = tag.split("-", 1)[0];
		const given = parameters.find((parameter) => parameter.startsWith("q="))?.slice("q=".length);
		const weight = given === undefined ? 1 : Number(given);
		if ((language === "en" || language === "fr") && weight > heaviest) {
			chosen = language;
			heaviest = weight;
		}
	}
	return chosen;
}
