/** The real service, a real browser: pages are there, in both themes and languages, on a phone, for screen readers. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { totp } from "../support/totp.ts";
import { assertSound, focusComesTo, looks, lookText, noBrowser, openPage } from "./browser.ts";
import { demoPerson, demoShop, openAs, signedIn } from "./signed-in.ts";
import { siteThroughout } from "./site.ts";

describe("the web app", { skip: noBrowser }, () => {
	const { service, browser } = siteThroughout();
	const url = (path: string): string => `${service.ready.http}${path}`;

	for (const look of looks) {
		test(`asks to sign in (${lookText(look)})`, async () => {
			const { page, context, troubles } = await openPage(browser, url("/sign-in"), look);
			await page.goto(url("/sign-in"));
			await page
				.getByRole("heading", { level: 1, name: look.language === "fr" ? "Connexion" : "Sign in" })
				.waitFor();
			await assertSound(page, "sign-in");
			assert.deepEqual(troubles, []);
			await context.close();
		});

		test(`has sound components (${lookText(look)})`, async () => {
			const { page, context, troubles } = await openPage(browser, url("/specimen"), look);
			await page.goto(url("/specimen"));
			await page.getByRole("heading", { level: 1 }).waitFor();
			await assertSound(page, "specimen");
			assert.deepEqual(troubles, []);
			await context.close();
		});

		test(`has a frame with tabs, quota and menu (${lookText(look)})`, async () => {
			const { page, context, troubles } = await openAs(browser, service, demoShop(service), "/", look);
			await page.getByRole("meter").waitFor();
			await assertSound(page, "frame");
			await page.getByRole("button", { name: "Demo shop" }).click();
			await page.getByRole("menuitem").first().waitFor();
			await assertSound(page, "frame with its menu open");
			assert.deepEqual(troubles, []);
			await context.close();
		});
	}

	test("sends who is not signed in to sign in, and remembers where they wanted to go", async () => {
		const { page, context } = await openPage(browser, url("/"));
		await page.goto(url("/?period=7d"));
		await page.waitForURL("**/sign-in?**");
		assert.equal(new URL(page.url()).searchParams.get("next"), "/?period=7d");
		await context.close();
	});

	test("says when the password is wrong, and asks for the second factor when it is right", async () => {
		const { email, password } = demoPerson(service);
		const { page, context, call } = await signedIn(browser, service);
		const { totpURI } = (await call("POST", "/auth/two-factor/enable", { password })).body as {
			totpURI: string;
		};
		const verified = await call("POST", "/auth/two-factor/verify-totp", { code: totp(totpURI) });
		assert.equal(verified.status, 200);
		await context.clearCookies({ name: /session/ });
		await page.goto(url("/sign-in"));
		await page.getByLabel("E-mail address").fill(email);
		await page.getByLabel("Password", { exact: true }).fill("wrong");
		await page.getByRole("button", { name: "Sign in", exact: true }).click();
		await page.getByRole("alert").getByText("The address or the password is not right").waitFor();
		await page.getByLabel("Password", { exact: true }).fill(password);
		await page.getByRole("button", { name: "Sign in", exact: true }).click();
		await page.getByRole("heading", { name: "Second step" }).waitFor();
		await page.getByLabel("Code from the app").fill(totp(totpURI).replace(/^.../, "$& "));
		await page.getByRole("button", { name: "Verify" }).click();
		await page.getByRole("heading", { name: "Dashboard" }).waitFor();
		await focusComesTo(page, "Dashboard");
		assert.equal((await call("POST", "/auth/two-factor/disable", { password })).status, 200);
		await context.close();
	});

	test("shows a reason on hover, lets it be entered, and closes it with Escape", async () => {
		const { page, context } = await openPage(browser, url("/specimen"));
		await page.goto(url("/specimen"));
		const mark = page.getByRole("button", { name: "Rejected", exact: true });
		await mark.hover();
		const card = page.getByRole("dialog");
		await card.waitFor();
		await assertSound(page, "an open reason");
		const [row, box] = await Promise.all([
			page.locator("[data-row]").first().boundingBox(),
			card.boundingBox(),
		]);
		assert.ok(row !== null && box !== null);
		assert.ok(box.y >= row.y + row.height || box.y + box.height <= row.y, "the card covers its row");
		await page.mouse.move(box.x + 40, box.y + 40, { steps: 5 });
		await card.getByRole("link", { name: "Read more" }).hover();
		assert.equal(await card.count(), 1);
		await page.mouse.move(2, 2);
		await card.waitFor({ state: "detached" });

		await page.keyboard.press("Tab");
		await mark.focus();
		await mark.press("Enter");
		await card.waitFor();
		await page.keyboard.press("Tab");
		await focusComesTo(page, "Read more");
		await page.keyboard.press("Escape");
		await card.waitFor({ state: "detached" });
		await focusComesTo(page, "Rejected");
		await context.close();
	});

	test("says that a set-up link is of no use any more, though no field of the form is wrong", async () => {
		const { page, context } = await openPage(browser, url("/setup?token=su_of-another-day"), {
			language: "fr",
		});
		await page.goto(url("/setup?token=su_of-another-day"));
		await page.getByLabel("Votre nom").fill("Ann");
		await page.getByLabel("Adresse e-mail").fill("ann@client.example");
		await page.getByLabel("Mot de passe", { exact: true }).fill("correct horse battery staple");
		await page.getByRole("button", { name: "Devenir l’opérateur" }).click();
		await page
			.getByRole("alert")
			.getByText(/^Ce lien est incomplet/)
			.waitFor();
		await assertSound(page, "a set-up link that was used");
		await context.close();
	});

	test("gives the focus back when a dialog closes, and keeps language and theme", async () => {
		const { page, context } = await openAs(browser, service, demoShop(service), "/specimen");
		await page.getByRole("button", { name: "Remove domain" }).click();
		await page.getByRole("dialog", { name: "Remove shop.example?" }).waitFor();
		await assertSound(page, "an open dialog");
		await page.keyboard.press("Escape");
		await page.getByRole("dialog").waitFor({ state: "detached" });
		await focusComesTo(page, "Remove domain");

		await page.goto(url("/"));
		await page.getByRole("button", { name: "Demo shop" }).click();
		await page.getByRole("menuitemradio", { name: "Dark" }).click();
		await page.getByRole("button", { name: "Demo shop" }).click();
		await page.getByRole("menuitemradio", { name: "Français" }).click();
		await page.getByRole("heading", { name: "Tableau de bord" }).waitFor();
		await page.reload();
		await page.getByRole("heading", { name: "Tableau de bord" }).waitFor();
		assert.equal(await page.evaluate("document.documentElement.dataset.theme"), "dark");
		assert.equal(await page.evaluate("document.documentElement.lang"), "fr");
		await context.close();
	});
});
