/** The dashboard tells how far a new account is, what was sent, why some of it was refused, and when the quota ends. */

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import nodemailer from "nodemailer";
import { eventually } from "../support/service.ts";
import { operatorOf } from "../support/service-calls.ts";
import { assertSound, NARROW, noBrowser } from "./browser.ts";
import { type Acting, demoShop, openAs } from "./signed-in.ts";
import { siteThroughout } from "./site.ts";

const RECIPIENTS = 9;

describe("the dashboard", { skip: noBrowser }, () => {
	const { service, browser } = siteThroughout();
	const call = operatorOf(service);
	let demo: Acting;

	before(() => {
		demo = demoShop(service);
	});

	async function send(from: string, to: readonly string[]): Promise<unknown> {
		const { demo: user, submission } = service.ready;
		const transport = nodemailer.createTransport({
			...{ host: submission.host, port: submission.port },
			auth: { user: user.username, pass: user.password },
			tls: { rejectUnauthorized: false },
		});
		return transport.sendMail({ from, to: [...to], subject: "Invoice 2291", text: "Dear Zoe" });
	}

	test("shows the way to a first delivery by what is there, and hides it for good when asked to", async () => {
		const account = await call("POST", "/v1/accounts", { name: "Newcomer", monthlyRecipients: 100 });
		const { page, context, troubles } = await openAs(browser, service, account, "/");
		await page.getByText("You act as an administrator of Newcomer.").waitFor();
		const current = page.locator('[aria-current="step"]');
		await current.getByText("Add a domain").waitFor();
		await page.getByText("0 of 5 steps done").waitFor();
		const domain = await call("POST", "/v1/domains", { name: "new.example", accountId: account.id });
		await page.reload();
		await current.getByText("Publish its three records").waitFor();
		await current.getByRole("button", { name: "Check now" }).click();
		await current.getByText("Not found").nth(2).waitFor();
		await assertSound(page, "first steps");
		for (const { purpose } of domain.records as { purpose: string }[])
			await call("POST", `/v1/try/domains/${domain.id}/records`, { purpose, published: true });
		await current.getByRole("button", { name: "Check now" }).click();
		await current.getByText("Create an SMTP user").first().waitFor();
		await call("POST", "/v1/smtp-users", { domainId: domain.id, name: "Shop" });
		await page.reload();
		await current.getByText("Send a test").first().waitFor();
		await page.getByRole("button", { name: "Hide this list" }).click();
		await page.reload();
		await page.getByRole("heading", { name: "What became of recipients" }).waitFor();
		assert.equal(await page.getByText("To your first delivered message").count(), 0);
		assert.deepEqual(troubles, []);
		await context.close();
	});

	test("counts what was sent, names why mail was refused, and shows both as a table too", async () => {
		await assert.rejects(send("billing@other.example", ["zoe@client.example"]));
		await send(
			service.ready.demo.from,
			Array.from({ length: RECIPIENTS }, (_, i) => `ok${i}@client.example`),
		);
		await eventually(async () => {
			const { figures, topReasons } = await call("GET", `/v1/statistics?account=${demo.id}`);
			// Refusals are written a moment after they were said, and the page asks once a minute.
			const isTold = (topReasons as readonly object[]).length > 0;
			return isTold && (figures as { delivered: number }).delivered === RECIPIENTS ? true : undefined;
		});
		const { page, context, troubles } = await openAs(browser, service, demo, "/?period=today");
		const figures = page.getByRole("region", { name: "Figures" });
		await figures.getByText("100%").waitFor();
		await figures.getByText(String(RECIPIENTS), { exact: true }).waitFor();
		const reasons = page.getByRole("region", { name: "Why mail was rejected" });
		const filtered = reasons.getByRole("link", { name: /^Show 1 refusal/ });
		const target = new URL((await filtered.getAttribute("href")) ?? "", service.ready.http);
		assert.deepEqual(Object.fromEntries(target.searchParams), {
			status: "rejected",
			reason: "sender-domain-mismatch",
			period: "today",
		});
		const article = await reasons.getByRole("link", { name: /^How to fix it/ }).getAttribute("href");
		assert.equal(article, "/guide/sender-domain-mismatch");
		await page.getByRole("button", { name: "Show as table" }).click();
		const table = page.getByRole("region", { name: "Recipients over time" });
		await table
			.getByRole("cell", { name: String(RECIPIENTS) })
			.first()
			.waitFor();
		await assertSound(page, "the dashboard with its table");
		await page.getByRole("button", { name: "Rejected", exact: true }).click();
		await page.getByRole("dialog").getByText("What to do").waitFor();
		assert.deepEqual(troubles, []);
		await context.close();
	});

	for (const look of [{ theme: "dark" }, { theme: "light", width: NARROW, language: "fr" }] as const) {
		test(`is sound (${look.theme}, ${"width" in look ? NARROW : "wide"})`, async () => {
			const { page, context, troubles } = await openAs(browser, service, demo, "/?chart=cumulative", look);
			await page.locator("[data-row]").last().waitFor();
			await assertSound(page, "the dashboard");
			assert.deepEqual(troubles, []);
			await context.close();
		});
	}

	test("warns of the quota's end on every page, and says until when mail is refused", async () => {
		const { page, context } = await openAs(browser, service, demo, "/");
		const bar = page.getByRole("meter", { name: "Sending quota" });
		await call("POST", `/v1/accounts/${demo.id}/plan`, { planId: null, atOnce: true });
		const says = async (limit: number, words: RegExp): Promise<void> => {
			await call("PATCH", `/v1/accounts/${demo.id}`, { monthlyRecipients: limit });
			await page.reload();
			await bar.waitFor();
			assert.match((await bar.getAttribute("aria-valuetext")) ?? "", words);
		};
		await says(100, /^9 of 100 recipients · renews on /);
		assert.equal(await page.getByRole("link", { name: "See plans" }).count(), 0);
		await says(10, /^9 of 10 recipients · renews on /);
		await page.getByRole("link", { name: "See plans" }).waitFor();
		await says(9, /^Sending is refused until .*: 9 of 9 recipients are used\.$/);
		await assertSound(page, "an exhausted quota");
		await context.close();
	});
});
