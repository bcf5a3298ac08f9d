/** A domain from its name to its first delivered message, in a real browser, by mouse and by keyboard. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { assertSound, type Looks, NARROW, noBrowser } from "./browser.ts";
import { openAs } from "./signed-in.ts";
import { siteThroughout } from "./site.ts";

const cards = (page: Page) => page.locator("[data-record]");
const choose = (page: Page, name: string, act: string) =>
	page
		.getByRole("button", { name: new RegExp(`^Actions.*${name}`) })
		.click()
		.then(() => page.getByRole("menuitem", { name: act, exact: true }).click());

describe("the pages of domains", { skip: noBrowser }, () => {
	const { service, browser } = siteThroughout();

	/** A page of the operator, at this address. */
	const open = (path: string, looks: Looks = {}) => openAs(browser, service, null, path, looks);

	/** The page of this domain, from the list. */
	async function openDomain(name: string, looks: Looks = {}) {
		const opened = await open(`/domains?text=${name}`, looks);
		await opened.page.getByRole("link", { name, exact: true }).click();
		await opened.page.getByRole("heading", { level: 1, name }).waitFor();
		return opened;
	}

	test("take a new domain from its records to a delivered test", async () => {
		const { page, context, troubles } = await open("/domains");
		await page.getByRole("button", { name: "Add a domain" }).click();
		const adding = page.getByRole("dialog", { name: "Add a domain" });
		await adding.getByLabel("Domain", { exact: true }).fill("news.example");
		await adding.getByRole("combobox", { name: "Account" }).click();
		await page.getByRole("dialog").getByRole("option").first().click();
		await assertSound(page, "adding a domain");
		await adding.getByRole("button", { name: "Add a domain" }).click();

		await page.getByRole("heading", { level: 1, name: "news.example" }).waitFor();
		assert.equal(await cards(page).count(), 3);
		await page.getByText("Publish the three records below").waitFor();
		await page.getByRole("button", { name: "Check now", exact: true }).click();
		await page.getByText("0 of 3 records are valid").waitFor();
		assert.equal(await cards(page).getByText("Not found").count(), 3);
		await assertSound(page, "records not found");

		await page.getByRole("button", { name: "Publish DKIM 1" }).click();
		await page.getByText("1 of 3 records is valid").waitFor();
		await page.getByRole("status").getByText("DKIM 1: Valid").waitFor();
		await page.getByRole("button", { name: "Publish all" }).click();
		await page.getByText("All three records are valid: news.example can send.").waitFor();
		assert.equal(await cards(page).getByText("Valid").count(), 3);

		await page
			.getByRole("navigation", { name: "Parts of" })
			.getByRole("link", { name: "SMTP users" })
			.click();
		await page.getByText("No SMTP users yet").waitFor();
		await page.getByRole("button", { name: "Create an SMTP user" }).click();
		const creating = page.getByRole("dialog", { name: "Create an SMTP user" });
		await creating.getByLabel("Name").fill("Newsletter");
		await creating.getByRole("button", { name: "Create an SMTP user" }).click();
		const secret = page.getByRole("dialog", { name: "Password of Newsletter" });
		await secret.waitFor();
		const [username = "", password = ""] = (await secret.locator("dd code").allTextContents()).slice(-2);
		assert.match(username, /^news-example-[0-9a-z]{8}$/);
		assert.match(password, /^[0-9a-z]{26}$/);
		await secret.getByText("Settings to paste").click();
		await secret.getByText("Laravel").click();
		await secret.getByText(`MAIL_PASSWORD="${password}"`).waitFor();
		await assertSound(page, "the password, shown once");

		await secret.getByRole("button", { name: "Send a test" }).click();
		const sending = page.getByRole("dialog", { name: "Send a test" });
		await sending.getByLabel("Sender").fill("hello@other.example");
		await sending.getByRole("button", { name: "Send the test" }).click();
		await sending.getByText("[sender-domain-mismatch]").waitFor();
		await assertSound(page, "a refused test");
		await sending.getByRole("button", { name: "Send another" }).click();
		await sending.getByLabel("Sender").fill("hello@news.example");
		await sending.getByRole("button", { name: "Send the test" }).click();
		await sending.getByRole("status").getByText("Delivered").waitFor();
		await sending.getByText("What was said when it was handed in").click();
		await sending.getByText("POST /v1/messages").waitFor();
		assert.match((await sending.getByRole("link").getAttribute("href")) ?? "", /^\/activity\/\w+/);
		await assertSound(page, "a delivered test");
		assert.equal((await page.content()).includes(password), false, "the password is gone from the page");
		// The refusal, which the browser reports as well.
		assert.deepEqual(
			troubles.filter((trouble) => !trouble.includes("status of 4")),
			[],
		);
		await context.close();
	});

	test("say when a name is taken, and keep what was typed", async () => {
		const { page, context } = await open("/domains");
		await page.getByRole("button", { name: "Add a domain" }).press("Enter");
		await page.keyboard.type("shop.example");
		await page.getByRole("combobox", { name: "Account" }).press("ArrowDown");
		await page.getByRole("dialog").getByRole("option").first().waitFor();
		await page.keyboard.press("Enter");
		await page.getByLabel("Domain", { exact: true }).press("Enter");
		await page.getByText("shop.example is already added").waitFor();
		await page.locator(":focus[name=name]").waitFor();
		assert.equal(await page.getByLabel("Domain", { exact: true }).inputValue(), "shop.example");
		await context.close();
	});

	test("tell of a broken record until when mail is taken, and what removing a domain does", async () => {
		const { page, context } = await openDomain(service.ready.demo.domain);
		await page.getByRole("button", { name: "Withdraw DKIM 2" }).click();
		await page.getByText("Not valid any more since").waitFor();
		await page.getByText("Sends for now").waitFor();
		await page.getByRole("button", { name: "Publish DKIM 2" }).click();
		await page.getByText("All three records are valid").waitFor();
		await page.getByRole("button", { name: "Remove domain" }).click();
		await page.getByRole("dialog").getByText("stop working at once").waitFor();
		await assertSound(page, "asking before a domain is removed");
		await page.keyboard.press("Escape");
		await page.getByRole("dialog").waitFor({ state: "detached" });
		await context.close();
	});

	test("reset, change, disable and remove an SMTP user, each after saying what will happen", async () => {
		const { page, context } = await openDomain(service.ready.demo.domain);
		await page.getByRole("link", { name: "SMTP users" }).first().click();
		await page.getByRole("button", { name: "Create an SMTP user" }).click();
		await page.getByLabel("Name").fill("Scanner");
		await page.getByText("Expiry, allowed addresses, rate").click();
		await page.getByLabel("Allowed addresses").fill("192.0.2.0/24 nonsense");
		const creating = page.getByRole("dialog").getByRole("button", { name: "Create an SMTP user" });
		await creating.click();
		await page.getByText("neither an IP address nor a range").waitFor();
		await page.getByLabel("Allowed addresses").fill("192.0.2.0/24");
		await page.getByLabel("Works until").fill("2099-12-31");
		await creating.click();
		await page.getByRole("button", { name: "I have copied it" }).click();
		await page.getByText("until 31 December 2099").waitFor();

		await choose(page, "Scanner", "Change");
		assert.equal(await page.getByLabel("Works until").inputValue(), "2099-12-31");
		await page.getByLabel("Works until").fill("");
		await page.getByLabel("Recipients a minute").fill("20");
		await page.getByRole("button", { name: "Save" }).click();
		await page.getByText("20 recipients a minute").waitFor();

		await choose(page, "Scanner", "Reset password");
		await page.getByText("The present password stops working at once").waitFor();
		await page.getByRole("dialog").getByRole("button", { name: "Reset password" }).click();
		await page.getByRole("dialog", { name: "Password of Scanner" }).waitFor();
		await page.getByRole("button", { name: "I have copied it" }).click();

		await choose(page, "Scanner", "Disable");
		await page.getByRole("dialog").getByRole("button", { name: "Disable" }).click();
		await page.getByText("Scanner is disabled").waitFor();
		await choose(page, "Scanner", "Remove");
		await page.getByText("its username never comes back").waitFor();
		await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
		await page.getByRole("button", { name: /^Actions.*Scanner/ }).waitFor({ state: "detached" });
		await context.close();
	});

	test("rotate keys after saying what will happen", async () => {
		const { page, context } = await openDomain(service.ready.demo.domain);
		await page.getByRole("link", { name: "Keys" }).click();
		await page.getByRole("button", { name: "Rotate now" }).click();
		await page.getByText("There is nothing for you to publish").waitFor();
		await page.getByRole("dialog").getByRole("button", { name: "Rotate now" }).click();
		// A key that was seen only just has to wait until no resolver remembers what stood there before.
		await page.getByText("A change of keys is ordered").waitFor();
		await assertSound(page, "keys");
		await context.close();
	});

	test("keep to a phone's width in French, from a mistyped name to a delivered test", async () => {
		const { page, context } = await open("/domains", { width: NARROW, language: "fr" });
		await page.getByRole("button", { name: "Ajouter un domaine" }).click();
		const adding = page.getByRole("dialog", { name: "Ajouter un domaine" });
		await adding.getByRole("combobox", { name: "Compte" }).click();
		await page.getByRole("dialog").getByRole("option").first().click();
		await adding.getByLabel("Domaine", { exact: true }).fill("société du café");
		await adding.getByRole("button", { name: "Ajouter un domaine" }).click();
		await adding.getByText("Ce n’est pas un nom de domaine").waitFor();
		await adding.getByLabel("Domaine", { exact: true }).fill("société.example");
		await adding.getByRole("button", { name: "Ajouter un domaine" }).click();
		await page.getByRole("heading", { level: 1, name: "société.example" }).waitFor();
		await page.getByText("xn--socit-esab.example", { exact: false }).first().waitFor();
		await page.getByRole("button", { name: "Supprimer le domaine" }).click();
		assert.equal(await page.evaluate("document.activeElement.textContent"), "Annuler");
		await page.keyboard.press("Enter");
		await page.getByRole("dialog").waitFor({ state: "detached" });

		await page.getByRole("button", { name: "Tout publier" }).click();
		await page.getByText("Les trois enregistrements sont valides").waitFor();
		await page.getByRole("link", { name: "Clés" }).click();
		await page.locator("main article").first().waitFor();
		const current = page.getByRole("navigation", { name: "Parties" }).locator('[aria-current="page"]');
		assert.equal(await current.textContent(), "Clés");
		const box = await current.boundingBox();
		assert.ok(box !== null && box.x >= 0 && box.x + box.width <= NARROW, "the current tab is in view");

		await page.getByRole("link", { name: "Utilisateurs SMTP" }).click();
		await page.getByRole("button", { name: "Créer un utilisateur SMTP" }).click();
		const creating = page.getByRole("dialog", { name: "Créer un utilisateur SMTP" });
		await creating.getByLabel("Nom", { exact: true }).fill("Boutique");
		await creating.getByRole("button", { name: "Créer un utilisateur SMTP" }).click();
		await page.getByRole("button", { name: "Envoyer un test" }).last().click();
		const sending = page.getByRole("dialog", { name: "Envoyer un test" });
		await sending.getByRole("button", { name: "Envoyer le test" }).click();
		await sending.getByRole("status").getByText("Remis").waitFor();
		await sending.getByText("Ce qui a été dit à sa remise").click();
		await sending.getByText("POST /v1/messages").waitFor();
		const overhang = await page.evaluate(
			"(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('dialog[open]'))",
		);
		assert.equal(overhang, 0, "the result fits the dialog");
		await assertSound(page, "a delivered test on a phone");
		await context.close();
	});

	const looks: readonly Looks[] = [
		{ theme: "dark" },
		{ theme: "light", width: NARROW, language: "fr" },
		{ theme: "dark", width: NARROW },
	];
	for (const look of looks) {
		test(`are sound in ${look.theme}, ${look.language ?? "en"}, ${look.width ?? "1280"} px`, async () => {
			const { page, context, troubles } = await openDomain(service.ready.demo.domain, look);
			await cards(page).first().waitFor();
			await assertSound(page, "records");
			const parts = page.getByRole("main").getByRole("navigation").getByRole("link");
			for (const [index, ready] of [
				[1, "table"],
				[2, "fieldset"],
				[3, "article"],
			] as const) {
				await parts.nth(index).click();
				await page.locator(`main ${ready}`).first().waitFor();
				await assertSound(page, ready);
			}
			assert.deepEqual(troubles, []);
			await context.close();
		});
	}
});
