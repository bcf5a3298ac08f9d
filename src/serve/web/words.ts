/** Moments and sizes as the pages write them. */

import { html } from "hono/html";
import type { Markup } from "./layout.ts";

const DAY_MS = 86_400_000;
const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: "UTC" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const year = new Intl.DateTimeFormat("en-GB", {
	day: "numeric",
	month: "short",
	year: "numeric",
	timeZone: "UTC",
});

/** The clock alone today, else with its day; the exact moment is the element's title. */
export function timeOf(at: number, now: number): Markup {
	const exact = new Date(at).toISOString();
	const today = Math.floor(at / DAY_MS) === Math.floor(now / DAY_MS);
	const thisYear = exact.slice(0, 4) === new Date(now).toISOString().slice(0, 4);
	const shown = today ? clock.format(at) : `${(thisYear ? day : year).format(at)}, ${clock.format(at)}`;
	return html`<time datetime="${exact}" title="${exact}">${shown}</time>`;
}

const KILO = 1024;

export function sizeOf(bytes: number): string {
	if (bytes < KILO) return `${bytes} octets`;
	if (bytes < KILO * KILO) return `${(bytes / KILO).toFixed(1)} kB`;
	return `${(bytes / KILO / KILO).toFixed(1)} MB`;
}
