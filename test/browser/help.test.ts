/** Help is asked in public without a script, and inside the app by keyboard, where articles lead on to pages of the app. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { assertSound, type Looks, NARROW, noBrowser, openPage } from "./browser.ts";
import { signedIn } from "./signed-in.ts";
import { siteThroughout } from "./site.ts";

const REPLY = "552 5.2.2 <ann@client.example>: user is over quota";

/** Axe in both themes. */
async function soundInBoth(page: Page, what: string): Promise<void> {
	for (const theme of ["light", "dark"]) {
		await page.evaluate(`document.documentElement.dataset.theme = "${theme}"`);
		await assertSound(page, `${what} (${theme})`);
	}
}

describe("Help", { skip: noBrowser }, () => {
	const { service, browser } = siteThroughout();

	for (const look of [{}, { width: NARROW, language: "fr" }] as const satisfies readonly Looks[]) {
		const isFrench = "language" in look;
		test(`is searched in public (${isFrench ? "French, narrow" : "English"})`, async () => {
			const { page, context, troubles } = await openPage(browser, service.ready.http, look);
			await page.goto(`${service.ready.http}/help`);
			const box = page.getByRole("searchbox");
			await page.keyboard.press("Control+k");
			await page.keyboard.type(isFrench ? "boite pleine" : "mailbox full");
			await page.keyboard.press("Enter");
			const title = isFrench ? "La boîte du destinataire est pleine" : "The recipient's mailbox is full";
			const first = page.getByRole("listitem").first();
			await first.getByRole("link", { name: title }).waitFor();
			assert.equal(await box.inputValue(), isFrench ? "boite pleine" : "mailbox full");
			assert.ok((await first.locator("mark").count()) > 0);
			await soundInBoth(page, "what was found");
			await box.fill(REPLY);
			await box.press("Enter");
			await page.getByRole("status").getByRole("heading", { name: title }).waitFor();
			await soundInBoth(page, "a reply that is explained");
			await box.fill("xyzzy");
			await box.press("Enter");
			await page
				.getByRole("heading", { name: isFrench ? "Rien n’a été trouvé" : "Nothing was found" })
				.waitFor();
			await soundInBoth(page, "nothing found");
			assert.deepEqual(troubles, []);
			await context.close();
		});
	}

	test("works in public without a script", async () => {
		const context = await browser.newContext({ javaScriptEnabled: false, locale: "en" });
		const page = await context.newPage();
		await page.goto(`${service.ready.http}/help`);
		await page.getByRole("searchbox").fill("quota");
		await page.getByRole("button", { name: "Search" }).click();
		await page.getByRole("link", { name: "The sending quota is used up" }).first().click();
		await page.getByRole("heading", { level: 2, name: "How to fix it" }).waitFor();
		await context.close();
	});

	test("is asked from any page of the app by its keys, told aloud, and leads on within it", async () => {
		const { page, context, troubles, go } = await signedIn(browser, service);
		await go("/domains");
		await page.getByRole("heading", { level: 1, name: "Domains" }).waitFor();
		await page.evaluate("globalThis.sameDocument = true");
		await page.keyboard.press("Control+k");
		const box = page.locator("input[data-help-box]:focus");
		await box.waitFor();
		await page.keyboard.type("sender domain mismatch");
		await page.waitForURL("**/guide?q=sender+domain+mismatch");
		await page
			.getByRole("status")
			.filter({ hasText: /article/ })
			.waitFor();
		await soundInBoth(page, "what was found in the app");
		await page
			.getByRole("listitem")
			.first()
			.getByRole("link", { name: "The sender's domain is not this SMTP user's domain" })
			.press("Enter");
		await page.getByRole("heading", { level: 2, name: "How to fix it" }).waitFor();
		assert.equal(await page.title(), "The sender's domain is not this SMTP user's domain – Angarium");
		await soundInBoth(page, "an article in the app");
		const article = page.getByRole("article");
		await article.getByRole("link", { name: "Authenticate a domain" }).click();
		await page.getByRole("heading", { level: 1, name: "Authenticate a domain" }).waitFor();
		await article.getByRole("link", { name: "Domains", exact: true }).click();
		await page.getByRole("heading", { level: 1, name: "Domains" }).waitFor();
		assert.equal(await page.evaluate("globalThis.sameDocument"), true, "the app was loaded anew");
		assert.deepEqual(troubles, []);
		await context.close();
	});

	test("explains a pasted reply in the app, in French, on a phone, and says what to do where there is nothing", async () => {
		const look = { width: NARROW, language: "fr" } as const;
		const { page, context, troubles, go, call } = await signedIn(browser, service, look);
		await call("PATCH", "/v1/me", { language: "fr" });
		await go(`/guide?q=${encodeURIComponent(REPLY)}`);
		await page.getByRole("heading", { level: 2, name: "La boîte du destinataire est pleine" }).waitFor();
		await soundInBoth(page, "a reply that is explained in the app");
		await page.getByRole("searchbox").fill("xyzzy");
		await page.getByRole("link", { name: "Tous les codes et toutes les causes" }).click();
		await page.getByRole("heading", { level: 1, name: /^Codes d’erreur SMTP/ }).waitFor();
		await soundInBoth(page, "a long article in the app");
		await go("/guide/nothing");
		await page.getByText("Cet article n’existe pas").waitFor();
		assert.deepEqual(
			troubles.filter((trouble) => !trouble.includes("404")),
			[],
		);
		await call("PATCH", "/v1/me", { language: "en" });
		await context.close();
	});
});
