/** A plan is asked for, withdrawn, accepted, and made smaller again, by the account and by the operator. */

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { operatorOf } from "../support/service-calls.ts";
import { assertSound, NARROW, noBrowser } from "./browser.ts";
import { type Acting, demoShop, openAs } from "./signed-in.ts";
import { siteThroughout } from "./site.ts";

describe("plans", { skip: noBrowser }, () => {
	const { service, browser } = siteThroughout();
	const call = operatorOf(service);
	let demo: Acting;

	before(async () => {
		demo = demoShop(service);
		const price = { amountMinor: 1_900, currency: "EUR" };
		const growth = await call("POST", "/v1/plans", { name: "Growth", monthlyRecipients: 10_000, price });
		await call("POST", "/v1/plans", { name: "Starter", monthlyRecipients: 1_000, position: -1 });
		await call("POST", `/v1/accounts/${demo.id}/plan`, { planId: growth.id });
	});

	test("are made by the operator, who is told which field is wrong", async () => {
		const { page, context } = await openAs(browser, service, null, "/operator/plans");
		await page.getByRole("button", { name: "Create plan" }).click();
		const dialog = page.getByRole("dialog", { name: "Create a plan" });
		await dialog.getByLabel("Name").fill("Scale");
		await dialog.getByLabel("Recipients in a billing period").fill("50000");
		await dialog.getByLabel("Price for each billing period").fill("49,90");
		await dialog.getByLabel("Currency").fill("XXY");
		await assertSound(page, "creating a plan");
		await dialog.getByRole("button", { name: "Create plan" }).click();
		await dialog.locator('[name="currency"][aria-invalid="true"]').waitFor();
		await dialog.getByLabel("Currency").fill("EUR");
		await dialog.getByRole("button", { name: "Create plan" }).click();
		await page.getByRole("cell", { name: "€49.90 a month" }).waitFor();
		await assertSound(page, "the operator's plans");
		await context.close();
	});

	test("are asked for after what will happen was said; a request can be withdrawn", async () => {
		const { page, context, troubles } = await openAs(browser, service, demo, "/pricing");
		await page.getByRole("listitem").filter({ hasText: "Growth" }).getByText("Your plan").waitFor();
		await page.getByRole("button", { name: /^Choose this plan.*Scale/ }).click();
		const dialog = page.getByRole("dialog", { name: "Choose the plan Scale" });
		await dialog.getByText("stays counted: 0 of 50,000 recipients").waitFor();
		await dialog.getByLabel("Note to the operator").fill("For our winter sale");
		await assertSound(page, "choosing a plan");
		await dialog.getByRole("button", { name: "Send request" }).click();
		await page.getByText("The plan Scale is asked for. The operator decides.").waitFor();
		assert.equal(await page.getByRole("button", { name: /^Choose this plan/ }).count(), 0);
		await page.getByRole("button", { name: "Withdraw request" }).click();
		await page.getByRole("dialog").getByRole("button", { name: "Withdraw request" }).click();
		await page.getByRole("button", { name: /^Choose this plan.*Scale/ }).waitFor();
		assert.deepEqual(troubles, []);
		await context.close();
	});

	test("work at once when the operator accepts a higher one, and later when it is lower", async () => {
		const plans = (await call("GET", "/v1/plans")).items as { id: string; name: string }[];
		const scale = plans.find(({ name }) => name === "Scale");
		await call("POST", "/v1/plan-requests", { accountId: demo.id, planId: scale?.id });
		const operator = await openAs(browser, service, null, "/operator/plan-requests");
		await operator.page.getByText("Demo shop").waitFor();
		await operator.page.getByRole("button", { name: /^Accept/ }).click();
		await operator.page.getByText("The plan works at once.").waitFor();
		await operator.page.getByRole("dialog").getByRole("button", { name: "Accept" }).click();
		await operator.page.getByText("No request is waiting").waitFor();
		await operator.page.goto(`${service.ready.http}/operator/accounts/${demo.id}`);
		await operator.page.getByLabel("The plan of this account").selectOption({ label: "Starter" });
		await operator.page.getByText("It is smaller: it works from").waitFor();
		await operator.page.getByRole("button", { name: "Change plan" }).click();
		await operator.page.getByRole("button", { name: "Cancel the change" }).waitFor();
		await assertSound(operator.page, "an account, for the operator");
		await operator.context.close();

		const { page, context } = await openAs(browser, service, demo, "/pricing");
		await page.getByRole("listitem").filter({ hasText: "Scale" }).getByText("Your plan").waitFor();
		await page.getByText(/^From .*: Starter\. Until then your plan stays/).waitFor();
		await page.getByRole("button", { name: "Keep the present plan" }).click();
		await page.getByRole("dialog").getByRole("button", { name: "Keep the present plan" }).click();
		await page.getByText(/^From .*: Starter/).waitFor({ state: "detached" });
		await context.close();
	});

	test("do not help an account that is suspended: its people read why on every page", async () => {
		const { page, context } = await openAs(browser, service, null, `/operator/accounts/${demo.id}`);
		await page.getByRole("button", { name: "Suspend account" }).click();
		await page.getByRole("dialog").getByLabel("Reason").fill("Unpaid invoice 2291");
		await page.getByRole("dialog").getByRole("button", { name: "Suspend account" }).click();
		await page.getByText("The customer reads: Unpaid invoice 2291").waitFor();
		await page.getByRole("button", { name: "Act as this account" }).click();
		await page.getByRole("button", { name: "Account menu: Demo shop" }).waitFor();
		await page.getByText("The operator’s reason: Unpaid invoice 2291").waitFor();
		await assertSound(page, "a suspended account");
		await context.close();
	});

	for (const path of [
		"/pricing",
		"/operator/accounts",
		"/operator/plans",
		"/operator/plan-requests?state=all",
	]) {
		test(`are sound on a phone in the dark, in French: ${path}`, async () => {
			const look = { theme: "dark", width: NARROW, language: "fr" } as const;
			const { page, context, troubles } = await openAs(browser, service, demo, path, look);
			await page.locator("main h1").waitFor();
			await page
				.getByText(/Scale|Demo shop/)
				.last()
				.waitFor();
			await assertSound(page, path);
			assert.deepEqual(troubles, []);
			await context.close();
		});
	}
});
