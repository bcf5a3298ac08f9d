/**
 * How the reader wants it: theme and language, in cookies, so that the server can write both into the page and
 * nothing flashes. Neither is a secret.
 */

import { type Language, languages } from "../words/catalogue.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const YEAR_S = 365 * 24 * 60 * 60;

function remember(name: string, value: string): void {
	const secure = location.protocol === "https:" ? "; secure" : "";
	// biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
	document.cookie = `${name}=${value}; path=/; max-age=${YEAR_S}; samesite=lax${secure}`;
}

/** What the server, or the reader since, wrote into the page. */
export const currentTheme = (): Theme =>
	themes.find((theme) => theme === document.documentElement.dataset["theme"]) ?? "system";

export const currentLanguage = (): Language =>
	languages.find((language) => language === document.documentElement.lang) ?? "en";

export function chooseTheme(theme: Theme): void {
	document.documentElement.dataset["theme"] = theme;
	remember("angarium-theme", theme);
}

export function rememberLanguage(language: Language): void {
	document.documentElement.lang = language;
	remember("angarium-language", language);
}
