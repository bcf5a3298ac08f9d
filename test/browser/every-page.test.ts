/**
 * Every page there is, as the router itself lists them, by a person who signs in at a service in which something has
 * happened: axe finds nothing, nothing scrolls sideways, nothing is blocked, there is one title. Each theme meets each
 * language and each width.
 */

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import { assertSound, type Looks, noBrowser, openPage } from "./browser.ts";
import { type Inhabited, inhabit } from "./inhabited.ts";
import type { DemoPerson } from "./signed-in.ts";
import { siteThroughout } from "./site.ts";

const SLOW_MS = 8_000;
/** Some forty pages, each looked at by axe twice: a minute and a half on two quiet cores. */
const PATIENCE_MS = 600_000;
const HEIGHT = 900;
const [WIDE, NARROW] = [1280, 360];

type Language = "en" | "fr";
interface Look {
	readonly theme: "light" | "dark";
	readonly width: number;
}
/** A page is loaded once in each language, and looked at in these two ways. */
const looks: Readonly<Record<Language, readonly [Look, Look]>> = {
	en: [
		{ theme: "light", width: WIDE },
		{ theme: "dark", width: NARROW },
	],
	fr: [
		{ theme: "dark", width: WIDE },
		{ theme: "light", width: NARROW },
	],
};

/** Pages for people who are not signed in. */
const ENTRANCES = [
	"/sign-in",
	"/forgot-password",
	"/reset-password",
	"/invitation",
	"/new-address",
	"/setup",
];
/** Pages that ask the API nothing, but who this is. */
const STANDING_ALONE = [...ENTRANCES, "/specimen", "/settings/profile"];
const FORBIDDEN = 403;
const FEWEST_PAGES = 25;
/** What stands where a list will be (ui/list-state.tsx). */
const LOADING = "[role=status].sheet";

interface Visitor {
	readonly page: Page;
	readonly context: BrowserContext;
	readonly troubles: readonly string[];
}

describe("every page", { skip: noBrowser, concurrency: 2 }, () => {
	const { service, browser } = siteThroughout();
	let inhabited: Inhabited;

	before(async () => {
		inhabited = await inhabit(service);
	});

	const visit = async (person: DemoPerson | null, looks: Looks): Promise<Visitor> => {
		const { http } = service.ready;
		const opened = await openPage(browser, http, looks);
		opened.page.setDefaultTimeout(SLOW_MS);
		if (person === null) return opened;
		const headers = { origin: http };
		const entered = await opened.page.request.post(`${http}/auth/sign-in/email`, { data: person, headers });
		assert.equal(entered.status(), 200, await entered.text());
		await opened.page.request.patch(`${http}/v1/me`, { data: { language: looks.language }, headers });
		const account = JSON.stringify({ id: service.ready.demo.account, name: "Demo shop" });
		await opened.page.addInitScript(`sessionStorage.setItem("angarium-account", ${JSON.stringify(account)})`);
		return opened;
	};

	const goTo = async (page: Page, route: string): Promise<void> => {
		await page.goto(`${service.ready.http}${addressOf(route)}`);
		await page.getByRole("heading", { level: 1 }).first().waitFor();
		// The specimen shows it on purpose.
		if (route !== "/specimen") await page.locator(LOADING).first().waitFor({ state: "detached" });
	};
	/** A route that needs to know which one has to be told there (inhabited.ts). */
	const addressOf = (route: string): string => {
		const address = inhabited.addresses.get(route) ?? route;
		assert.doesNotMatch(address, /\$/, `which page is ${route}?`);
		return address;
	};

	/** What is wrong with the page, in words; nothing when all is well. */
	const faultsOf = async ({ page, troubles }: Visitor, route: string, two: readonly Look[]) => {
		const before = troubles.length;
		const found: string[] = [];
		try {
			await goTo(page, route);
			for (const { theme, width } of two) {
				await page.setViewportSize({ width, height: HEIGHT });
				await page.evaluate(`document.documentElement.dataset.theme = "${theme}"`);
				await assertSound(page, `${theme}, ${width} px`);
			}
			const titles = await page.getByRole("heading", { level: 1 }).allInnerTexts();
			assert.equal(titles.length, 1, `h1: ${titles}`);
			assert.equal(await page.title(), `${titles[0]} – Angarium`);
		} catch (error) {
			found.push(error instanceof Error ? error.message : String(error));
		}
		return [...found, ...troubles.slice(before)].map((fault) => `${route}: ${fault}`);
	};

	for (const language of ["en", "fr"] as const) {
		test(`is sound (${language})`, { timeout: PATIENCE_MS }, async () => {
			const inside = await visit(inhabited.people.demo, { language });
			await goTo(inside.page, "/");
			const routes = await routesOf(inside.page);
			assert.ok(routes.length >= FEWEST_PAGES, `only ${routes}`);
			const outside = await visit(null, { language });
			const faults: string[] = [];
			for (const route of routes)
				faults.push(
					...(await faultsOf(ENTRANCES.includes(route) ? outside : inside, route, looks[language])),
				);
			assert.deepEqual(faults, []);
			await Promise.all([inside.context.close(), outside.context.close()]);
		});
	}

	for (const role of ["member", "viewer"] as const) {
		test(`a ${role} is led only to pages that are for them`, async () => {
			const { page, context, troubles } = await visit(inhabited.people[role], { language: "en" });
			await goTo(page, "/");
			const refused: string[] = [];
			page.on("response", (response) => {
				if (response.status() === FORBIDDEN) refused.push(response.url());
			});
			await page.getByRole("button", { name: /^Account/ }).click();
			await page.getByRole("menuitem").first().waitFor();
			const places = page.locator("nav a, [role=menuitem][href]");
			const addresses = await Promise.all((await places.all()).map((link) => link.getAttribute("href")));
			assert.ok(addresses.includes("/settings/profile"), String(addresses));
			for (const address of addresses) {
				if (address === null) continue;
				await goTo(page, address);
				await assertSound(page, `${address} of a ${role}`);
			}
			assert.deepEqual([...refused, ...troubles], []);
			await goTo(page, "/settings/suppressions");
			await page.getByRole("heading", { level: 1, name: "Your role does not include this page" }).waitFor();
			await assertSound(page, `a page that is not for a ${role}`);
			await context.close();
		});
	}

	test("where the service does not answer as it should, every page says so, and stays sound", async () => {
		const visitor = await visit(inhabited.people.demo, { language: "en" });
		const { page, context } = visitor;
		await goTo(page, "/");
		const routes = (await routesOf(page)).filter((route) => !STANDING_ALONE.includes(route));
		const problem = { type: "about:blank", title: "Not now", status: 422, detail: "Not now", reason: "x" };
		await page.route(
			(url) => url.pathname.startsWith("/v1/") && url.pathname !== "/v1/me",
			(route) => route.fulfill({ status: 422, json: problem }),
		);
		for (const route of routes) {
			await goTo(page, route);
			await page.getByText("Not now").first().waitFor();
			await assertSound(page, `${route} without answers`);
			assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1, route);
		}
		await context.close();
	});
});

/** The addresses of all pages, as the app's own router knows them. */
async function routesOf(page: Page): Promise<readonly string[]> {
	const all = (await page.evaluate("Object.keys(__TSR_ROUTER__.routesByPath)")) as readonly string[];
	return [...new Set(all.map((path) => path.replace(/(?<=.)\/$/, "")))].sort();
}
