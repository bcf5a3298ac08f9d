/** A message's page: what happened for each recipient, in order, and what the client said to us. */

import { html } from "hono/html";
import type { ActivityEvent, ActivityRow, MessageView } from "../../report/ports.ts";
import type { SessionFacts } from "../../terms/message.ts";
import type { AttemptFacts } from "../../terms/outcome.ts";
import { reasonWords } from "../../terms/reason-words.ts";
import { sayFact } from "../../terms/refusals/index.ts";
import type { Markup } from "./layout.ts";
import { statusMark } from "./marks.ts";
import { type Reader, verdict } from "./reason.ts";
import { sessionSection } from "./transcript.ts";
import { durationOf, sizeOf, timeOf } from "./words.ts";

export const messagePage = (
	message: MessageView,
	reader: Reader,
): Markup => html`<p class="back"><a href="/">Activity</a></p>
<h1>${message.subject || "Message without a subject"}</h1>
<dl class="facts">
<dt>From</dt><dd class="address">${message.author}</dd>
<dt>Received</dt><dd>${timeOf(message.receivedAt, reader.now)}</dd>
<dt>Size</dt><dd>${sizeOf(message.sizeBytes)}</dd>
<dt>Return path</dt><dd class="address">&lt;${message.reversePath}&gt;</dd>
<dt>Id</dt><dd class="address">${message.id}</dd>
<dt>Message-ID</dt><dd class="address">${message.headerMessageId}</dd>
${message.attachments.length === 0 ? "" : html`<dt>Attachments</dt><dd>${message.attachments.map(attachmentLine)}</dd>`}
${message.notes.length === 0 ? "" : html`<dt>Notes</dt><dd>${message.notes.map((note) => html`<p>${note}</p>`)}</dd>`}
</dl>
${message.recipients.map((recipient) => recipientSection(recipient, reader))}
${sessionSection(message.session)}
<section><h2>Header</h2><pre tabindex="0">${message.header.trimEnd()}</pre></section>`;

const attachmentLine = ({ name, words, sizeBytes, notes }: MessageView["attachments"][number]): Markup =>
	html`<p>${name || "(no name)"} <span class="small">${[words, sizeOf(sizeBytes), ...notes].join(" · ")}</span></p>`;

function recipientSection(row: MessageView["recipients"][number], reader: Reader): Markup {
	return html`<section class="recipient"><h2>${statusMark(row.status)} <span class="address">${row.recipient}</span></h2>
${verdict(row, reader)}
<ol class="line">${row.events.map((event) => eventItem(event, reader))}</ol></section>`;
}

/** The page of a refusal: there is no message, only what was refused. */
export const refusalPage = (
	row: ActivityRow,
	session: SessionFacts | null,
	reader: Reader,
): Markup => html`<p class="back"><a href="/">Activity</a></p>
<h1>${statusMark(row.status)} ${row.subject || row.recipient || row.author || row.sender}</h1>
${verdict(row, reader)}
<dl class="facts">
<dt>When</dt><dd>${timeOf(row.at, reader.now)}${row.count > 1 ? html`, ${row.count} times until ${timeOf(row.updatedAt, reader.now)}` : ""}</dd>
<dt>Sender</dt><dd class="address">${row.author || row.sender || "not said"}</dd>
<dt>Recipient</dt><dd class="address">${row.recipient || "not said"}</dd>
<dt>Subject</dt><dd>${row.subject || "not said"}</dd>
<dt>Reason</dt><dd class="address">${row.reason}</dd>
${Object.entries(row.facts).map(([name, value]) => html`<dt>${name}</dt><dd class="address">${sayFact(name, value, reader.language)}</dd>`)}
<dt>Id</dt><dd class="address">${row.id}</dd>
</dl>
${sessionSection(session)}`;

const kinds: Readonly<Record<string, string>> = {
	queued: "Accepted and written down",
	accepted: "Accepted and written down",
	leased: "Attempt started",
	deferred: "Deferred",
	delivered: "Delivered",
	bounced: "Bounced",
	reported: "Another server reports that it could not be delivered",
	delayed: "Another server reports a delay",
	confirmed: "Another server reports that it was delivered, or passed on",
	complained: "The recipient complained",
	expired: "Given up: its time in the queue ended",
	held: "Held",
	cancelled: "Cancelled",
	suppressed: "Suppressed",
};

function eventItem({ at, kind, attempt, cause, facts }: ActivityEvent, { now, language }: Reader): Markup {
	const words = reasonWords(cause, {}, language);
	return html`<li class="${kind}"><div class="what"><strong>${kinds[kind] ?? kind}</strong>${attempt > 0 ? html` <span class="small">attempt ${attempt}</span>` : ""} ${timeOf(at, now)}</div>
${words === undefined ? (cause === "" ? "" : html`<p class="small">${cause}</p>`) : html`<p lang="${language}">${words.title}</p>`}
${facts === null ? "" : attemptFacts(facts)}</li>`;
}

function attemptFacts(facts: AttemptFacts): Markup {
	if (facts.phase === "report") return reportFacts(facts);
	const to = [facts.host, facts.address === undefined ? undefined : `[${facts.address}]`]
		.filter(Boolean)
		.join(" ");
	const tls = facts.tls === undefined ? "no TLS" : `${facts.tls.version}, ${facts.tls.cipher}`;
	const parts = [to, to === "" ? "" : tls, `took ${durationOf(facts.durationMs)}`].filter(
		(part) => part !== "",
	);
	return html`<p class="small">${parts.join(" · ")}${facts.plainAfterTlsFailure ? " · in plain text after TLS failed" : ""}${facts.uncertain ? " · the connection ended before the reply: it may have been delivered" : ""}</p>
${facts.notes?.map((note) => html`<p class="small">${note}</p>`) ?? ""}
${facts.reply === undefined ? "" : html`<pre class="reply">${facts.reply}</pre>`}`;
}

/** What came in later, by mail: there was no attempt of ours. */
const reportFacts = ({ host, reply }: AttemptFacts): Markup =>
	html`<p class="small">${host === undefined ? "By a report that came in later" : html`By a report that came in later, about <span class="address">${host}</span>`}</p>
${reply === undefined || reply === "" ? "" : html`<pre class="reply">${reply}</pre>`}`;
