/** Status marks: small drawings, each beside its word, told apart by shape and not by colour alone. */

import { html, raw } from "hono/html";
import type { Status } from "../../terms/recipient.ts";
import { statusWords as words } from "../../terms/status-words.ts";

export const statusWords = words.en;

const ring = '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.75"/>';
const disc = '<circle cx="8" cy="8" r="7" fill="currentColor"/>';
const paper =
	'fill="none" stroke="var(--surface)" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';
const ink =
	'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';

const drawings: Readonly<Record<Status, string>> = {
	accepted: ring,
	pending: `<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.75" opacity=".35"/><path d="M8 2a6 6 0 0 1 6 6" ${ink}/>`,
	deferred: `${ring}<path d="M8 4.8V8l2.2 1.5" ${ink}/>`,
	delivered: `${disc}<path d="m4.9 8.3 2.2 2.2 4-4.6" ${paper}/>`,
	"soft-bounce": `<path d="M8 1a7 7 0 0 1 0 14Z" fill="currentColor"/><path d="M6.6 5.6 4.2 8l2.4 2.4M4.2 8H7" ${ink}/>`,
	"hard-bounce": `${disc}<path d="M7.2 4.7 4.4 7.4l2.8 2.7M4.6 7.4h4.1a2.2 2.2 0 0 1 2.2 2.2v1" ${paper}/>`,
	rejected: `${ring}<path d="m3.9 12.1 8.2-8.2" ${ink}/>`,
};

/** The mark with its word. */
export const statusMark = (status: Status) => html`<span class="mark ${status}"
	><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${raw(drawings[status])}</svg
	>${statusWords[status]}</span
>`;
