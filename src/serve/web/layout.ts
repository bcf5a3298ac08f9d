/** What every page has around it. */

import { html } from "hono/html";

/** Something that a template made, escaped. */
export type Markup = ReturnType<typeof html>;

export interface Page {
	readonly title: string;
	/** The tab that the page belongs to. */
	readonly tab: "activity" | "mailbox" | "help";
	readonly body: Markup;
	readonly quota?: Quota | undefined;
}

export interface Quota {
	readonly used: number;
	readonly limit: number;
	readonly renewsAt: number;
}

export interface Frame {
	readonly version: string;
	readonly hasMailbox: boolean;
}

const tabs = [
	["activity", "/", "Activity"],
	["mailbox", "/mailbox", "Mailbox"],
	["help", "/help", "Help"],
] as const;

export const layout = (
	{ title, tab, body, quota }: Page,
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
${quota === undefined ? "" : quotaBar(quota)}
<main id="main">
${body}
</main>
<footer>Angarium ${version} · times are UTC</footer>
</body>
</html>`;

const number = new Intl.NumberFormat("en-GB");
const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
const ORANGE = 0.8;

function quotaBar({ used, limit, renewsAt }: Quota): Markup {
	const part = limit === 0 ? 1 : Math.min(1, used / limit);
	const level = part >= 1 ? "full" : part > ORANGE ? "high" : "";
	const when = date.format(renewsAt);
	const words =
		part >= 1
			? `Sending is refused until ${when}: ${number.format(used)} of ${number.format(limit)} recipients are used`
			: `${number.format(used)} of ${number.format(limit)} recipients · renews on ${when}`;
	return html`<div class="quota ${level}"><progress max="1" value="${part.toFixed(4)}" aria-label="Quota"></progress><span>${words}</span></div>`;
}
