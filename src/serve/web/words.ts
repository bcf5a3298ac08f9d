/** Moments and sizes as the pages write them. */

import { html } from "hono/html";
import type { Language } from "../../terms/refusals/index.ts";
import type { Markup } from "./layout.ts";

const DAY_MS = 86_400_000;
const locales = { en: "en-GB", fr: "fr-FR" } as const;
const formatOf = (language: Language, options: Intl.DateTimeFormatOptions) =>
	new Intl.DateTimeFormat(locales[language], { ...options, timeZone: "UTC" });

/** The clock alone today, else with its day; the exact moment is the element's title. */
export function timeOf(at: number, now: number, language: Language): Markup {
	const exact = new Date(at).toISOString();
	const today = Math.floor(at / DAY_MS) === Math.floor(now / DAY_MS);
	const thisYear = exact.slice(0, 4) === new Date(now).toISOString().slice(0, 4);
	const clock = formatOf(language, { timeStyle: "medium" }).format(at);
	const year = thisYear ? {} : ({ year: "numeric" } as const);
	const day = formatOf(language, { day: "numeric", month: "short", ...year }).format(at);
	return html`<time datetime="${exact}" title="${exact}">${today ? clock : `${day}, ${clock}`}</time>`;
}

const KILO = 1024;

export function sizeOf(bytes: number, language: Language): string {
	const [kilo, mega] = language === "fr" ? ["ko", "Mo"] : ["kB", "MB"];
	const said = (value: number): string =>
		value.toLocaleString(locales[language], { minimumFractionDigits: 1, maximumFractionDigits: 1 });
	if (bytes < KILO) return `${bytes} octets`;
	if (bytes < KILO * KILO) return `${said(bytes / KILO)} ${kilo}`;
	return `${said(bytes / KILO / KILO)} ${mega}`;
}
