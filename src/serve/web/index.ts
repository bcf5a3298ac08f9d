/**
 * The web app, and pages that are plain documents: help, and in try mode the receiving server's mailbox. The plain ones
 * work without a script; the one small script only makes them comfortable.
 */

import { readFileSync } from "node:fs";
import { type Context, Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { languages } from "../../terms/refusals/index.ts";
import { admit } from "./access.ts";
import { serveBuiltApp } from "./built-app.ts";
import type { WebDependencies } from "./dependencies.ts";
import { serveFonts } from "./fonts.ts";
import { type HelpLanguage, keepAsking } from "./help-address.ts";
import { allArticlesPage, articlePage } from "./help-page.ts";
import { answerPage } from "./help-search.ts";
import { layout, type Page } from "./layout.ts";
import { readerLanguage, themeOf } from "./looks.ts";
import { howToSend, mailboxPage, mailPage } from "./mailbox-page.ts";
import { mailboxWords } from "./mailbox-words.ts";
import { fault, notBuilt, nothingHere } from "./notes.ts";

export { readBuiltApp } from "./built-app.ts";
export type { Demo, Mailbox, WebDependencies } from "./dependencies.ts";

type Visit = (c: Context) => Promise<Page | Response | undefined>;

const STATUS = { ok: 200, notFound: 404, fault: 503 } as const;

/** Nothing from elsewhere, nothing inline, in nobody's frame. */
const headers = secureHeaders({
	contentSecurityPolicy: {
		defaultSrc: ["'none'"],
		styleSrc: ["'self'"],
		scriptSrc: ["'self'"],
		imgSrc: ["'self'"],
		fontSrc: ["'self'"],
		connectSrc: ["'self'"],
		formAction: ["'self'"],
		baseUri: ["'none'"],
		frameAncestors: ["'none'"],
	},
	xFrameOptions: "DENY",
	strictTransportSecurity: false,
	referrerPolicy: "no-referrer",
});

export function createWeb(dependencies: WebDependencies): Hono {
	const app = new Hono();
	app.use(headers);
	serveAssets(app);
	serveFonts(app);
	const frameOf = (c: Context) => ({
		version: dependencies.version,
		hasMailbox: dependencies.mailbox !== null,
		language: helpLanguageOf(c).language,
		theme: themeOf(c),
		helpAddress: keepAsking(helpLanguageOf(c))("/help"),
	});
	const send = (c: Context, page: Page, status: 200 | 404 = STATUS.ok) => {
		c.header("cache-control", "no-store");
		return c.html(layout(page, frameOf(c)), status);
	};
	const visit = (path: string, open: Visit): void => {
		app.get(path, async (c) => {
			const refused = await admit(c, dependencies);
			if (refused !== undefined) return refused;
			const page = await open(c);
			return page instanceof Response
				? page
				: send(
						c,
						page ?? nothingHere(helpLanguageOf(c).language),
						page === undefined ? STATUS.notFound : STATUS.ok,
					);
		});
	};

	if (dependencies.builtApp !== null) serveBuiltApp(app, dependencies.builtApp, dependencies.demo !== null);
	else app.get("/", (c) => send(c, notBuilt(helpLanguageOf(c).language)));
	if (dependencies.mailbox !== null) addMailbox(visit, dependencies);
	// Help needs no key: its address stands in replies to people who may have none.
	app.get("/help", (c) => {
		const [question, wanted] = [c.req.query("q") ?? "", helpLanguageOf(c)];
		const page =
			question.trim() === "" ? allArticlesPage(wanted) : answerPage(question, wanted, dependencies.help);
		return send(c, { ...page, tab: "help" });
	});
	app.get("/help/:place{.+}", (c) => {
		const found = articlePage(c.req.param("place"), helpLanguageOf(c), dependencies.help);
		return found === undefined
			? send(c, nothingHere(helpLanguageOf(c).language), STATUS.notFound)
			: send(c, { ...found, tab: "help" });
	});
	app.notFound((c) => send(c, nothingHere(helpLanguageOf(c).language), STATUS.notFound));
	app.onError((error, c) => {
		const page = fault(dependencies.incident("web", error), helpLanguageOf(c).language);
		return c.html(layout(page, frameOf(c)), STATUS.fault);
	});
	return app;
}

function addMailbox(visit: (path: string, open: Visit) => void, dependencies: WebDependencies): void {
	const { mailbox, demo, now } = dependencies;
	if (mailbox === null) return;
	const find = (c: Context) => {
		const mail = mailbox.messages().find(({ id }) => id === c.req.param("id"));
		const octets = mail === undefined ? undefined : mailbox.raw(mail.id);
		return mail === undefined || octets === undefined ? undefined : { mail, octets };
	};
	visit("/mailbox", async (c) => {
		const { language } = helpLanguageOf(c);
		const place = dependencies.submission();
		const messages = mailbox.messages();
		const banner =
			demo === null || place === null ? "" : howToSend(demo, place, messages.length === 0, language);
		const body = mailboxPage(messages, banner, now(), language);
		return { title: mailboxWords[language].mailbox, tab: "mailbox", body };
	});
	visit("/mailbox/:id", async (c) => {
		const found = find(c);
		if (found === undefined) return undefined;
		const { language } = helpLanguageOf(c);
		const title = found.mail.subject || mailboxWords[language].withoutSubject;
		return { title, tab: "mailbox", body: mailPage(found.mail, found.octets, now(), language) };
	});
	visit("/mailbox/:id/raw", async (c) => {
		const found = find(c);
		if (found === undefined) return undefined;
		// Never shown as a page: what is in it comes from outside.
		const download = {
			"content-type": "application/octet-stream",
			"content-disposition": "attachment; filename=mail.eml",
		};
		return c.body(new Uint8Array(found.octets), STATUS.ok, download);
	});
}

/** What the address asks for (`?lang=fr`), else what was chosen in the web app, else what the browser prefers. */
function helpLanguageOf(c: Context): HelpLanguage {
	const asked = languages.find((language) => language === c.req.query("lang"));
	return { language: asked ?? readerLanguage(c), asked: asked !== undefined };
}

function serveAssets(app: Hono): void {
	const assets = {
		"page.css": "text/css",
		"lists.css": "text/css",
		"page.js": "text/javascript",
		"icon.svg": "image/svg+xml",
	};
	for (const [name, type] of Object.entries(assets)) {
		const octets = readFileSync(new URL(`assets/${name}`, import.meta.url), "utf8");
		app.get(`/assets/${name}`, (c) =>
			c.body(octets, STATUS.ok, { "content-type": type, "cache-control": "max-age=300" }),
		);
	}
}
