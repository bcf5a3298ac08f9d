/** What every page has around it: the same header as the web app, in the reader's language and theme. */

import { html } from "hono/html";
import type { Language } from "../../terms/refusals/index.ts";

/** Something that a template made, escaped. */
export type Markup = ReturnType<typeof html>;

export interface Page {
	readonly title: string;
	/** The tab that the page belongs to. */
	readonly tab: "mailbox" | "help" | null;
	readonly body: Markup;
}

export type PageContent = Pick<Page, "title" | "body">;

export interface Frame {
	readonly version: string;
	readonly hasMailbox: boolean;
	readonly language: Language;
	readonly theme: "system" | "light" | "dark";
	/** Of Help, in the language that was asked for. */
	readonly helpAddress: string;
}

const words = {
	skip: { en: "To the content", fr: "Aller au contenu" },
	main: { en: "Main", fr: "Navigation principale" },
	dashboard: { en: "Dashboard", fr: "Tableau de bord" },
	activity: { en: "Activity", fr: "Activité" },
	mailbox: { en: "Mailbox", fr: "Boîte de réception" },
	help: { en: "Help", fr: "Aide" },
	utc: { en: "times are UTC", fr: "les heures sont en UTC" },
} as const;

const tabs = [
	["dashboard", "/"],
	["activity", "/activity"],
	["mailbox", "/mailbox"],
	["help", "/help"],
] as const;

const postmark = html`<svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><g fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"><circle cx="13" cy="16" r="9.6"/><path d="M8.6 19.6 13 10.8l4.4 8.8M10.2 16.9h5.6"/><path d="M24.4 11c2-1.6 3 1.6 5.4 0M25.2 16c1.6-1.6 2.4 1.6 4.6 0M24.4 21c2-1.6 3 1.6 5.4 0"/></g></svg>`;

export const layout = (
	{ title, tab, body }: Page,
	{ version, hasMailbox, language, theme, helpAddress }: Frame,
): Markup => html`<!doctype html>
<html lang="${language}" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – Angarium</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/fonts.css">
<link rel="stylesheet" href="/assets/page.css">
<link rel="stylesheet" href="/assets/lists.css">
<script src="/assets/page.js" defer></script>
</head>
<body>
<a class="skip" href="#main">${words.skip[language]}</a>
<header class="top"><div>
<a class="brand" href="/">${postmark}Angarium</a>
<nav aria-label="${words.main[language]}">${tabs
	.filter(([name]) => name !== "mailbox" || hasMailbox)
	.map(
		([name, href]) =>
			html`<a href="${name === "help" ? helpAddress : href}" ${name === tab ? html`aria-current="page"` : ""}>${words[name][language]}</a>`,
	)}</nav>
</div></header>
<main id="main">
${body}
</main>
<footer>Angarium ${version}${tab === "mailbox" ? ` · ${words.utc[language]}` : ""}</footer>
</body>
</html>`;
