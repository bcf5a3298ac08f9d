/**
 * The web app, and pages that are plain documents: Activity with reasons, a message's story, help, and in try mode the receiving server's mailbox. The plain
 * ones work without a script; the one small script only makes them comfortable.
 */

import { readFileSync } from "node:fs";
import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { secureHeaders } from "hono/secure-headers";
import { type AccountId, type ActivityId, isId, type MessageId } from "../../terms/ids.ts";
import { languages } from "../../terms/refusals/index.ts";
import { admit, type Viewer } from "./access.ts";
import { activityPage } from "./activity-page.ts";
import { serveBuiltApp } from "./built-app.ts";
import type { WebDependencies } from "./dependencies.ts";
import { articlePage, explained, type HelpLanguage, helpPage } from "./help-page.ts";
import { languageOf } from "./language.ts";
import { layout, type Page } from "./layout.ts";
import { howToSend, mailboxPage, mailPage } from "./mailbox-page.ts";
import { messagePage, refusalPage } from "./message-page.ts";
import type { Reader } from "./reason.ts";
import { asksForSomething, filterOf, readSearch } from "./search.ts";

export { readBuiltApp } from "./built-app.ts";
export type { Demo, Mailbox, WebDependencies } from "./dependencies.ts";

type Visit = (c: Context, viewer: Viewer) => Promise<Page | Response | undefined>;

const ROWS = 50;
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
	const frame = { version: dependencies.version, hasMailbox: dependencies.mailbox !== null };
	const send = (c: Context, page: Page, status: 200 | 404 = STATUS.ok) => {
		c.header("cache-control", "no-store");
		return c.html(layout(page, frame), status);
	};
	const visit = (path: string, open: Visit): void => {
		app.get(path, async (c) => {
			const viewer = await admit(c, dependencies);
			if (viewer instanceof Response) return viewer;
			const page = await open(c, viewer);
			return page instanceof Response
				? page
				: send(c, page ?? nothingHere, page === undefined ? STATUS.notFound : STATUS.ok);
		});
	};

	// Where the web app is there, its pages come before the plain ones.
	if (dependencies.builtApp !== null) serveBuiltApp(app, dependencies.builtApp);
	visit("/", activity(dependencies));
	visit("/activity/:id", oneRow(dependencies));
	visit("/messages/:id", oneMessage(dependencies));
	if (dependencies.mailbox !== null) addMailbox(visit, dependencies);
	// Help needs no key: its address stands in replies to people who may have none.
	app.get("/help", (c) => send(c, help(c.req.query("text") ?? "", helpLanguageOf(c))));
	app.get("/help/:place{.+}", async (c) => {
		const found = await articlePage(c.req.param("place"), helpLanguageOf(c), dependencies);
		return found === undefined ? send(c, nothingHere, STATUS.notFound) : send(c, { ...found, tab: "help" });
	});
	app.notFound((c) => send(c, nothingHere, STATUS.notFound));
	app.onError((error, c) => {
		const incident = dependencies.incident("web", error);
		const body = html`<h1>Something went wrong here</h1><p>Try again in a moment. The log has it as incident <code>${incident}</code>.</p>`;
		return c.html(layout({ title: "Fault", tab: "activity", body }, frame), STATUS.fault);
	});
	return app;
}

const nothingHere: Page = {
	title: "Not found",
	tab: "activity",
	body: html`<h1>There is nothing here</h1><p>The address may be old, or not yours to see. <a href="/">To Activity</a></p>`,
};

const mayRead = ({ account }: Viewer, owner: AccountId): boolean => account === null || account === owner;

const readerOf = (c: Context, now: () => number): Reader => ({
	now: now(),
	language: languageOf(c.req.header("accept-language")),
});

const activity =
	(dependencies: WebDependencies): Visit =>
	async (c, { account }) => {
		const { reports, demo, setup, now } = dependencies;
		const search = readSearch(c.req.query());
		const filter = { ...filterOf(search, now()), ...(account === null ? {} : { accountId: account }) };
		const before = search.before === "" ? undefined : (search.before as ActivityId);
		const page = await reports.activity(filter, ROWS, before);
		const place = dependencies.submission();
		const banner =
			demo === null || place === null
				? ""
				: howToSend(demo, place, page.rows.length === 0 && !asksForSomething(search));
		const owner = account ?? (demo?.account as AccountId | undefined);
		return {
			title: "Activity",
			tab: "activity",
			body: activityPage({ search, page, banner, ...readerOf(c, now) }),
			quota: owner === undefined ? undefined : await setup.directory.quota(owner),
		};
	};

const oneRow =
	({ reports, now }: WebDependencies): Visit =>
	async (c, viewer) => {
		const id = c.req.param("id") ?? "";
		const found = isId(id) ? await reports.activityRow(id as unknown as ActivityId) : undefined;
		if (found === undefined || !mayRead(viewer, found.row.accountId)) return undefined;
		return {
			title: "Refusal",
			tab: "activity",
			body: refusalPage(found.row, found.session, readerOf(c, now)),
		};
	};

const oneMessage =
	({ reports, now }: WebDependencies): Visit =>
	async (c, viewer) => {
		const id = c.req.param("id") ?? "";
		const message = isId(id) ? await reports.message(id as unknown as MessageId) : undefined;
		if (message === undefined || !mayRead(viewer, message.accountId)) return undefined;
		return {
			title: message.subject || "Message",
			tab: "activity",
			body: messagePage(message, readerOf(c, now)),
		};
	};

function addMailbox(visit: (path: string, open: Visit) => void, { mailbox, now }: WebDependencies): void {
	if (mailbox === null) return;
	const find = (c: Context) => {
		const mail = mailbox.messages().find(({ id }) => id === c.req.param("id"));
		const octets = mail === undefined ? undefined : mailbox.raw(mail.id);
		return mail === undefined || octets === undefined ? undefined : { mail, octets };
	};
	visit("/mailbox", async () => ({
		title: "Mailbox",
		tab: "mailbox",
		body: mailboxPage(mailbox.messages(), now()),
	}));
	visit("/mailbox/:id", async (c) => {
		const found = find(c);
		if (found === undefined) return undefined;
		const title = found.mail.subject || "Mail";
		return { title, tab: "mailbox", body: mailPage(found.mail, found.octets, now()) };
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

const TEXT_CHARACTERS = 4_000;

function help(asked: string, wanted: HelpLanguage): Page {
	const text = asked.slice(0, TEXT_CHARACTERS).trim();
	const answer = text === "" ? "" : explained(text, wanted);
	return { title: "Help", tab: "help", body: helpPage(answer, text, wanted) };
}

/** What the address asks for (`?lang=fr`), else what the browser prefers. */
function helpLanguageOf(c: Context): HelpLanguage {
	const asked = languages.find((language) => language === c.req.query("lang"));
	return { language: asked ?? languageOf(c.req.header("accept-language")), asked: asked !== undefined };
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
