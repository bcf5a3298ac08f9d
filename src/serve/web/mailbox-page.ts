/** Try mode: the mailbox of the receiving server, and how to send something to it. */

import { html } from "hono/html";
import { curlCommand } from "../../terms/first-mail.ts";
import type { Language } from "../../terms/refusals/index.ts";
import type { Demo, ReceivedMail } from "./dependencies.ts";
import type { Markup } from "./layout.ts";
import { mailboxWords } from "./mailbox-words.ts";
import { sizeOf, timeOf } from "./words.ts";

export const mailboxPage = (
	messages: readonly ReceivedMail[],
	/** How to send something. */
	banner: Markup | "",
	now: number,
	language: Language,
): Markup => {
	const words = mailboxWords[language];
	return html`<div class="head"><h1>${words.mailbox}</h1><span class="live" data-live="on" data-words="${JSON.stringify(words.live)}" hidden></span></div>
<p>${words.about}</p>
${banner}
${
	messages.length === 0
		? html`<p class="empty" data-rows>${words.none}</p>`
		: html`<table class="mailbox"><thead><tr><th scope="col">${words.time}</th><th scope="col">${words.to}</th><th scope="col">${words.subject}</th><th scope="col">${words.from}</th><th scope="col" class="size">${words.size}</th></tr></thead>
<tbody data-rows>${messages.map(
				(mail) =>
					html`<tr id="m${mail.id}"><td class="when">${timeOf(Date.parse(mail.receivedAt), now, language)}</td><td class="address">${mail.to.join(", ")}</td><td class="subject"><a href="/mailbox/${mail.id}">${mail.subject || words.noSubject}</a></td><td class="address sender" data-from="${words.fromNarrow}">${mail.from || "<>"}</td><td class="size">${sizeOf(mail.sizeBytes, language)}</td></tr>`,
			)}</tbody></table>`
}`;
};

const SHOWN_OCTETS = 256 * 1024;

export const mailPage = (mail: ReceivedMail, raw: Buffer, now: number, language: Language): Markup => {
	const words = mailboxWords[language];
	return html`<p class="back"><a href="/mailbox">${words.mailbox}</a></p>
<h1>${mail.subject || words.withoutSubject}</h1>
<dl class="facts">
<dt>${words.returnPath}</dt><dd class="address">&lt;${mail.from}&gt;</dd>
<dt>${words.recipients}</dt><dd class="address">${mail.to.join(", ")}</dd>
<dt>${words.received}</dt><dd>${timeOf(Date.parse(mail.receivedAt), now, language)}, ${mail.tls ?? words.noTls}</dd>
<dt>${words.size}</dt><dd>${sizeOf(mail.sizeBytes, language)} · <a href="/mailbox/${mail.id}/raw">${words.octets}</a></dd>
</dl>
<pre tabindex="0">${raw.toString("utf8", 0, SHOWN_OCTETS)}${raw.length > SHOWN_OCTETS ? "\n…" : ""}</pre>`;
};

/** Open while there is nothing to see yet. */
export function howToSend(
	demo: Demo,
	{ host, port }: { readonly host: string; readonly port: number },
	isFirst: boolean,
	language: Language,
): Markup {
	const words = mailboxWords[language].try;
	return html`<details class="try" ${isFirst ? "open" : ""}><summary>${words.title}</summary>
<p>${words.paste} <a href="/try">${words.samples}</a></p>
<div class="copy"><pre tabindex="0">${curlCommand({ ...demo, host, port })}</pre><button type="button" data-copy="${words.copied}" hidden>${words.copy}</button></div>
<dl class="facts">${[
		[words.server, `${host}:${port}, STARTTLS`],
		[words.username, demo.username],
		[words.password, demo.password],
		[words.sender, demo.from],
	].map(([name, value]) => html`<dt>${name}</dt><dd><code>${value}</code></dd>`)}</dl>
<p>${words.outcomes(demo.to.slice(demo.to.indexOf("@") + 1))}</p>
</details>`;
}
