/** On a slow line: what is seen before the scripts are there, and what is done before the last of them are. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { type Service, startService } from "../support/service.ts";
import { noBrowser, openBrowser, openPage } from "./browser.ts";
import { demoShop, openAs } from "./signed-in.ts";

/** Menus are drawn by it. */
const OVERLAYS = "**/app/overlays-*.js";

/** Nothing of it comes until the returned function is called. */
async function holdBack(page: Page, files: string): Promise<() => void> {
	const { promise, resolve } = Promise.withResolvers<void>();
	await page.route(files, async (route) => {
		await promise;
		await route.continue();
	});
	return resolve;
}

describe("on a slow line", { skip: noBrowser }, () => {
	let service: Service;
	let browser: Browser;

	before(async () => {
		[service, browser] = await Promise.all([startService(), openBrowser()]);
	});
	after(async () => {
		await browser?.close();
		await service?.stop();
	});

	test("who is signed in sees the frame of the page before its scripts are there, and then the page", async () => {
		const { page, context } = await openAs(browser, service, demoShop(service), "/domains");
		const letCome = await holdBack(page, "**/app/*.js");
		await page.goto(`${service.ready.http}/activity`, { waitUntil: "commit" });
		const frame = page.locator("#frame-to-come");
		await frame.getByText("Angarium").waitFor();
		assert.equal(await page.getByRole("main").count(), 0);
		letCome();
		await page.getByRole("heading", { level: 1, name: "Activity" }).waitFor();
		await frame.waitFor({ state: "hidden" });
		await context.close();
	});

	test("who is not sees nothing of it", async () => {
		const { page, context } = await openPage(browser, service.ready.http);
		const letCome = await holdBack(page, "**/app/*.js");
		await page.goto(`${service.ready.http}/activity`, { waitUntil: "commit" });
		await page.locator("#frame-to-come").waitFor({ state: "hidden" });
		letCome();
		await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
		await context.close();
	});

	for (const [how, open] of [
		["by keyboard, at its first item", (page: Page) => page.keyboard.press("Enter")],
		["by mouse", (page: Page) => page.getByRole("button", { name: "Demo shop" }).click()],
	] as const)
		test(`a menu that is opened before it is there opens as soon as it is, ${how}`, async () => {
			const { page, context, troubles } = await openAs(browser, service, demoShop(service), "/domains");
			const letCome = await holdBack(page, OVERLAYS);
			await page.goto(`${service.ready.http}/pricing`);
			const button = page.getByRole("button", { name: "Demo shop" });
			await button.focus();
			await open(page);
			assert.equal(await page.getByRole("menu").count(), 0);
			letCome();
			const menu = page.getByRole("menu");
			await menu.waitFor();
			await page.locator("[role=menu] :focus, [role=menu]:focus").waitFor();
			if (how !== "by mouse")
				await page.locator("[role=menuitemradio]:focus, [role=menuitem]:focus").first().waitFor();
			await page.keyboard.press("Escape");
			await menu.waitFor({ state: "detached" });
			await page.locator("button:focus", { hasText: "Demo shop" }).waitFor();
			assert.deepEqual(troubles, []);
			await context.close();
		});
});
