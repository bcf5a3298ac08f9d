/** A real Chromium of the machine, and what a page has to keep everywhere: no errors, nothing blocked, axe content. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const CHROMIUM = "chromium";
const FLAGS = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

const found = spawnSync("which", [CHROMIUM], { encoding: "utf8" });
const program = found.status === 0 ? found.stdout.trim() : null;

/** Why browser tests cannot run here; false when they can. */
export const noBrowser: string | false = program === null && "chromium is not installed";

export const openBrowser = (): Promise<Browser> =>
	chromium.launch({ executablePath: program ?? CHROMIUM, args: FLAGS });

export interface Looks {
	readonly theme?: "light" | "dark";
	readonly language?: "en" | "fr";
	readonly width?: number;
}

/** CSS pixels of a narrow phone. */
export const NARROW = 360;

/** Both themes, wide and narrow, and French where words have the least room. */
export const looks: readonly Looks[] = [
	{ theme: "light" },
	{ theme: "dark" },
	{ theme: "light", width: NARROW, language: "fr" },
	{ theme: "dark", width: NARROW },
];

export const lookText = ({ theme, language = "en", width = 1280 }: Looks): string =>
	`${theme}, ${language}, ${width} px`;

/** A page at this size, in this theme and language, and everything that went wrong on it so far. */
export async function openPage(
	browser: Pick<Browser, "newContext">,
	url: string,
	{ theme = "light", language = "en", width = 1280 }: Looks = {},
): Promise<{ page: Page; context: BrowserContext; troubles: readonly string[] }> {
	const context = await browser.newContext({
		viewport: { width, height: 900 },
		locale: language,
		reducedMotion: "reduce",
	});
	await context.addCookies([
		{ name: "angarium-theme", value: theme, url },
		{ name: "angarium-language", value: language, url },
	]);
	const page = await context.newPage();
	const troubles: string[] = [];
	page.on("console", (message) => {
		if (message.type() === "error") troubles.push(message.text());
	});
	page.on("pageerror", (error) => troubles.push(error.message));
	page.on("request", (request) => {
		if (new URL(request.url()).origin !== new URL(url).origin) troubles.push(`elsewhere: ${request.url()}`);
	});
	return { page, context, troubles };
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
	readonly id: string;
	readonly help: string;
	readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Axe finds nothing on the page as it is now, and it does not scroll sideways. */
export async function assertSound(page: Page, what: string): Promise<void> {
	// Evaluated by the debugger, which the page's content security policy does not concern.
	await page.evaluate(axe);
	const violations = (await page.evaluate(
		"axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)",
	)) as readonly Violation[];
	assert.deepEqual(
		violations.map(
			({ id, nodes }) =>
				`${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("\n")}`,
		),
		[],
		what,
	);
	const overhang = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
	assert.ok(Number(overhang) <= 0, `${what} is ${overhang} px too wide`);
}

/** The focus comes to what says this. It moves a moment after what it was in has gone. */
export const focusComesTo = (page: Page, text: string): Promise<void> =>
	page.locator(":focus").filter({ hasText: text }).waitFor();
