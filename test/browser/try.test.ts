/** Try mode's page: one of each at one click, its rows and reasons, the mailbox, and records that break and are mended. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { operatorOf } from "../support/service-calls.ts";
import { assertSound, type Looks, noBrowser } from "./browser.ts";
import { demoShop, openAs } from "./signed-in.ts";
import { siteThroughout } from "./site.ts";

/** Everything that a newcomer can see of a message, and what of it takes a few seconds. */
const STATUSES = ["Delivered", "Deferred", "Soft bounce", "Hard bounce", "Rejected"];
const PATIENCE_MS = 30_000;

describe("the page of try mode", { skip: noBrowser }, () => {
	const { service, browser } = siteThroughout();
	const open = (looks: Looks = {}) => openAs(browser, service, demoShop(service), "/try", looks);

	test("shows every status after one click, with its reason, its conversation and what arrived", async () => {
		const { page, context, troubles } = await open();
		await page.getByText("Nothing has arrived yet").waitFor();
		await page.getByRole("button", { name: "Send one of each" }).click();
		const results = page.getByRole("status", { name: "What became of it" });
		await results
			.nth(13)
			.getByRole("link", { name: "Its row in Activity" })
			.waitFor({ timeout: PATIENCE_MS });
		for (const status of STATUSES) await results.getByText(status, { exact: true }).first().waitFor();
		const mismatch = page.locator("[data-sample=domain-mismatch]");
		await mismatch.getByRole("button", { name: "Rejected" }).press("Enter");
		await page.getByRole("dialog").getByText("Send as an address @shop.example").waitFor();
		await assertSound(page, "samples, with a reason open");
		await page.keyboard.press("Escape");
		await mismatch.getByText("The conversation with the server").click();
		await mismatch.getByText("C: AUTH PLAIN ***").waitFor();
		const mailbox = page.getByRole("region", { name: "The receiving server’s mailbox" });
		await mailbox.getByRole("link", { name: "Special offer" }).click();
		await page.getByRole("heading", { level: 1, name: "Special offer" }).waitFor();
		await assertSound(page, "a mail that arrived");
		await page.goBack();
		assert.deepEqual(troubles, []);
		await context.close();
	});

	test("leads to the account that the samples are sent for, whichever one is acted for", async () => {
		const other = await operatorOf(service)("POST", "/v1/accounts", { name: "Somebody else" });
		const { page, context, troubles } = await openAs(browser, service, other, "/try");
		await page.getByText("The samples are sent by the account Demo shop").waitFor();
		await page.getByRole("button", { name: "Send the sample: An invoice that arrives" }).click();
		await page
			.locator("[data-sample=delivered]")
			.getByRole("link", { name: "Its row in Activity" })
			.click({ timeout: PATIENCE_MS });
		await page.getByRole("heading", { level: 1, name: /Invoice/ }).waitFor();
		await page.getByRole("button", { name: /Demo shop/ }).waitFor();
		assert.deepEqual(troubles, []);
		await context.close();
	});

	test("breaks a record and mends it", async () => {
		const { page, context } = await open();
		const records = page.getByRole("region", { name: "The closed internet’s DNS" });
		await records.getByRole("button", { name: "Withdraw DKIM 2 of shop.example" }).click();
		await records.getByRole("button", { name: "Publish DKIM 2 of shop.example" }).click();
		await records.getByRole("button", { name: "Withdraw DKIM 2 of shop.example" }).waitFor();
		await context.close();
	});

	for (const look of [{ theme: "dark" }, { theme: "light", width: 360, language: "fr" }] as const) {
		test(`is sound, and so is Help (${look.theme}, ${"width" in look ? look.width : "wide"})`, async () => {
			const { page, context, troubles } = await open(look);
			await page.getByRole("heading", { level: 3 }).first().waitFor();
			await assertSound(page, "try mode");
			for (const path of ["/help", "/help/statuses", "/help/sender-domain-mismatch", "/mailbox"]) {
				await page.goto(`${service.ready.http}${path}`);
				await assertSound(page, path);
			}
			const text = encodeURIComponent("550 5.1.1 no such user");
			await page.goto(`${service.ready.http}/help?q=${text}`);
			await page.getByRole("status").first().waitFor();
			await assertSound(page, "a reply that is explained");
			assert.deepEqual(troubles, []);
			await context.close();
		});
	}
});
