/** What every page has around it. */

import { html } from "hono/html";

/** Something that a template made, escaped. */
export type Markup = ReturnType<typeof html>;

export interface Page {
	readonly title: string;
	/** The tab that the page belongs to. */
	readonly tab: "mailbox" | "help" | null;
	readonly body: Markup;
}

export interface Frame {
	readonly version: string;
	readonly hasMailbox: boolean;
}

const tabs = [
	["app", "/", "Dashboard"],
	["mailbox", "/mailbox", "Mailbox"],
	["help", "/help", "Help"],
] as const;

export const layout = (
	{ title, tab, body }: Page,
	{ version, hasMailbox }: Frame,
): Markup => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – Angarium</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/page.css">
<link rel="stylesheet" href="/assets/lists.css">
<script src="/assets/page.js" defer></script>
</head>
<body>
<a class="skip" href="#main">To the content</a>
<header class="top">
<a class="brand" href="/"><svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true"><path d="M3 6.5h18v11H3zM3 6.5l9 6.5 9-6.5" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/></svg>Angarium</a>
<nav aria-label="Main">${tabs
	.filter(([name]) => name !== "mailbox" || hasMailbox)
	.map(
		([name, href, word]) =>
			html`<a href="${href}" ${name === tab ? html`aria-current="page"` : ""}>${word}</a>`,
	)}</nav>
</header>
<main id="main">
${body}
</main>
<footer>Angarium ${version} · times are UTC</footer>
</body>
</html>`;
