/** What was said while a message was handed in, as lines with who spoke and when. */

import { html } from "hono/html";
import type { SessionFacts } from "../../terms/message.ts";
import type { Markup } from "./layout.ts";

export function sessionSection(session: SessionFacts | null): Markup | "" {
	if (session === null) return "";
	const { client, helo, tls, transcript } = session;
	const encryption = tls === null ? "no TLS" : `${tls.version}, ${tls.cipher}`;
	const how =
		client.door === "api" ? ", by the HTTP API" : `, which calls itself ${helo || "nothing"} · ${encryption}`;
	return html`<section><h2>Submission</h2>
<p class="small">From ${client.address}${how}. Passwords and content are masked; times are milliseconds since it began.</p>
<pre class="transcript" tabindex="0">${transcript.map(spoken)}</pre></section>`;
}

/** A line is "12 S: 250 text": milliseconds, who, words. What is none stays as it is. */
function spoken(line: string): Markup {
	const [, ms, who = "", words] = /^(\d+) ([SC-]):? (.*)$/s.exec(line) ?? [];
	if (ms === undefined) return html`${line}\n`;
	const speaker = who === "S" ? "server" : who === "C" ? "client" : "note";
	return html`<span class="at">${ms.padStart(5)}</span> <span class="${speaker}">${who} ${words}</span>\n`;
}
