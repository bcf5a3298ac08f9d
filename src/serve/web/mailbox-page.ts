/** Try mode: the mailbox of the receiving server, and how to send something to it. */

import { html } from "hono/html";
import { curlCommand } from "../../terms/first-mail.ts";
import type { Demo, ReceivedMail } from "./dependencies.ts";
import type { Markup } from "./layout.ts";
import { sizeOf, timeOf } from "./words.ts";

export const mailboxPage = (
	messages: readonly ReceivedMail[],
	/** How to send something. */
	banner: Markup | "",
	now: number,
): Markup => html`<div class="head"><h1>Mailbox</h1><span class="live" data-live="on" hidden></span></div>
<p>What the built-in receiving server got. Nothing of this has left this machine.</p>
${banner}
${
	messages.length === 0
		? html`<p class="empty" data-rows>The mailbox is empty. What is sent appears here a moment later.</p>`
		: html`<table class="mailbox"><thead><tr><th scope="col">Time</th><th scope="col">To</th><th scope="col">Subject</th><th scope="col">From</th><th scope="col" class="size">Size</th></tr></thead>
<tbody data-rows>${messages.map(
				(mail) =>
					html`<tr id="m${mail.id}"><td class="when">${timeOf(Date.parse(mail.receivedAt), now)}</td><td class="address">${mail.to.join(", ")}</td><td class="subject"><a href="/mailbox/${mail.id}">${mail.subject || "no subject"}</a></td><td class="address sender">${mail.from || "<>"}</td><td class="size">${sizeOf(mail.sizeBytes)}</td></tr>`,
			)}</tbody></table>`
}`;

const SHOWN_OCTETS = 256 * 1024;

export const mailPage = (
	mail: ReceivedMail,
	raw: Buffer,
	now: number,
): Markup => html`<p class="back"><a href="/mailbox">Mailbox</a></p>
<h1>${mail.subject || "Mail without a subject"}</h1>
<dl class="facts">
<dt>Return path</dt><dd class="address">&lt;${mail.from}&gt;</dd>
<dt>Recipients</dt><dd class="address">${mail.to.join(", ")}</dd>
<dt>Received</dt><dd>${timeOf(Date.parse(mail.receivedAt), now)}, ${mail.tls ?? "no TLS"}</dd>
<dt>Size</dt><dd>${sizeOf(mail.sizeBytes)} · <a href="/mailbox/${mail.id}/raw">octets as received</a></dd>
</dl>
<pre tabindex="0">${raw.toString("utf8", 0, SHOWN_OCTETS)}${raw.length > SHOWN_OCTETS ? "\n…" : ""}</pre>`;

/** Open while there is nothing to see yet. */
export function howToSend(
	demo: Demo,
	{ host, port }: { readonly host: string; readonly port: number },
	isFirst: boolean,
): Markup {
	return html`<details class="try" ${isFirst ? "open" : ""}><summary>Send a mail to try it</summary>
<p>This is a closed internet: nothing leaves this machine. Paste this into a terminal; the mail appears below and in <a href="/activity">Activity</a>.</p>
<div class="copy"><pre tabindex="0">${curlCommand({ ...demo, host, port })}</pre><button type="button" data-copy hidden>Copy</button></div>
<p>Or set a program up with host <code>${host}</code>, port <code>${port}</code>, STARTTLS, username <code>${demo.username}</code>, password <code>${demo.password}</code>, and send from <code>${demo.from}</code>.</p>
<p>Other outcomes: send to <code>greylisted</code>, <code>unknown-user</code>, <code>mailbox-full</code> or <code>slow</code> at <code>${demo.to.slice(demo.to.indexOf("@") + 1)}</code>, send from another domain, or attach a program.</p>
</details>`;
}
