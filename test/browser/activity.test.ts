/** Activity and the page of a message: real mail through the real service, seen in a real browser. */

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import nodemailer, { type SendMailOptions } from "nodemailer";
import type { Page } from "playwright-core";
import { assertSound, focusComesTo, type Looks, looks, lookText, NARROW, noBrowser } from "./browser.ts";
import { photographer } from "./photographer.ts";
import { demoShop, openAs } from "./signed-in.ts";
import { siteThroughout } from "./site.ts";

const SHOTS = process.env["WALK_SHOTS"];

/** Refused before its recipient was said. */
const REJECTED = "billing@other.example";
const DEFERRED = "mailbox-full@client.example";

/** Of the open card, which finds its place when its words are there. */
const BESIDE_ITS_ROW = `(() => {
	const card = document.querySelector("[role=dialog]");
	const [own, row] = [card, card.closest("[data-row]")].map((one) => one.getBoundingClientRect());
	return own.top >= row.bottom || own.bottom <= row.top;
})()`;

describe("Activity", { skip: noBrowser }, () => {
	const { service, browser } = siteThroughout();
	const url = (path: string): string => `${service.ready.http}${path}`;

	/** Whether it was accepted or refused. */
	const send = async (mail: SendMailOptions): Promise<void> => {
		const { host, port } = service.ready.submission;
		const { username: user, password: pass, from } = service.ready.demo;
		const transport = nodemailer.createTransport({
			...{ host, port, requireTLS: true },
			tls: { rejectUnauthorized: false },
			auth: { user, pass },
		});
		await transport.sendMail({ from, text: "Hello", ...mail }).catch(() => {});
		transport.close();
	};
	const open = (path: string, look: Looks = {}) => openAs(browser, service, demoShop(service), path, look);
	const rowOf = (page: Page, text: string) => page.locator("[data-row]").filter({ hasText: text }).first();
	const isLive = (page: Page) => page.getByRole("button", { name: "Live" }).waitFor();

	before(async () => {
		await send({ to: ["ok@client.example", DEFERRED], subject: "Invoice 2290", attachments: [report] });
		await send({ from: REJECTED, to: "zoe@client.example", subject: "Invoice 2291" });
		for (let number = 1; number <= 12; number++)
			await send({ to: `someone-${number}@client.example`, subject: `Letter ${number}` });
	});

	for (const look of looks) {
		test(`is sound, with a reason open and on a message's page (${lookText(look)})`, async () => {
			const { page, context, troubles } = await open("/activity", look);
			await rowOf(page, DEFERRED).waitFor();
			await assertSound(page, "the list");
			await rowOf(page, DEFERRED).getByRole("button").click();
			await page.getByRole("dialog").waitFor();
			await assertSound(page, "an open reason");
			await page.keyboard.press("Escape");
			await rowOf(page, DEFERRED).getByRole("link").first().click();
			await page.getByRole("heading", { level: 1, name: "Invoice 2290" }).waitFor();
			await assertSound(page, "a message");
			// The tabs look alike everywhere: the narrow and the wide one see them.
			if (look === looks[0] || look === looks[2]) {
				for (const tab of (await page.getByRole("tab").all()).slice(1)) {
					await tab.click();
					await assertSound(page, `its tab ${await tab.textContent()}`);
				}
			}
			assert.deepEqual(troubles, []);
			await context.close();
		});
	}

	test("nothing moves while the page fills", async () => {
		const { page, context } = await open("/activity", { width: NARROW });
		// The quota above the rows comes after them.
		await page.route("**/usage", async (route) => {
			await rowOf(page, DEFERRED).waitFor();
			await route.continue();
		});
		await page.reload();
		await page.getByRole("meter").waitFor();
		await isLive(page);
		assert.ok((await movesOf(page)) < NOTHING_MOVED, "the page moved");
		await context.close();
	});

	test("a reason says what is wrong, with what and what to do, on hover, and never covers its row", async () => {
		const { page, context } = await open("/activity");
		const row = rowOf(page, REJECTED);
		await row.getByRole("button", { name: "Rejected" }).hover();
		const card = page.getByRole("dialog");
		await card.getByText("The sender's domain is not this SMTP user's domain").first().waitFor();
		const text = await card.innerText();
		assert.match(text, /^The sender's domain is not this SMTP user's domain/);
		assert.match(text, /other\.example[\s\S]*shop\.example[\s\S]*What to do[\s\S]*550-?[\s\S]*at MAIL FROM/);
		await page.waitForFunction(BESIDE_ITS_ROW);
		await card.getByRole("link", { name: "Read more" }).hover();
		assert.equal(await card.count(), 1);
		const help = (await card.getByRole("link", { name: "Read more" }).getAttribute("href")) ?? "";
		assert.equal((await page.request.get(url(help))).status(), 200);
		await page.mouse.move(2, 2);
		await card.waitFor({ state: "detached" });
		await context.close();
	});

	test("domains beyond ASCII are read as their owners write them; the exact form is a hover away", async () => {
		await send({ from: "post@xn--mnchen-3ya.example", to: "zoe@client.example", subject: "Grüße" });
		await send({ to: "kim@xn--mnchen-3ya.example", subject: "Nobody is there" });
		const { page, context } = await open("/activity");
		const row = rowOf(page, "post@münchen.example");
		await row.getByRole("link").first().waitFor();
		assert.equal(await row.getByTitle("post@xn--mnchen-3ya.example").count(), 1);
		await row.getByRole("button").click();
		await page.getByRole("dialog").getByText("münchen.example", { exact: true }).waitFor();
		assert.equal(await page.getByRole("dialog").getByTitle("xn--mnchen-3ya.example").count(), 1);
		await page.getByText("create an SMTP user for münchen.example in Domains").waitFor();
		await page.keyboard.press("Escape");
		await rowOf(page, "kim@münchen.example").getByRole("link").first().click();
		await page.getByRole("heading", { level: 1, name: /kim@münchen\.example|Nobody is there/ }).waitFor();
		// Facts say both, for who looks for it elsewhere.
		const facts = page.getByRole("region", { name: "Facts" });
		await facts.getByText("kim@münchen.example", { exact: true }).waitFor();
		await facts.getByText("kim@xn--mnchen-3ya.example", { exact: true }).waitFor();
		if (SHOTS !== undefined) await photographer(page, `${SHOTS}/readable`)("message");
		await page.goBack();
		await rowOf(page, "post@münchen.example").getByRole("button").hover();
		await page.getByRole("dialog").waitFor();
		if (SHOTS !== undefined) await photographer(page, `${SHOTS}/readable-list`)("list");
		await context.close();
	});

	test("a filter that is taken away leaves the focus at the title", async () => {
		const { page, context } = await open("/activity?status=delivered");
		await page.getByRole("button", { name: "Remove filter: Delivered" }).press("Enter");
		await focusComesTo(page, "Activity");
		await context.close();
	});

	test("support gets reason, exact reply, id and times in one copy", async () => {
		const { page, context } = await open("/activity");
		await context.grantPermissions(["clipboard-read", "clipboard-write"]);
		await rowOf(page, REJECTED).getByRole("button").click();
		await page.getByRole("button", { name: "Copy for support" }).click();
		await page.getByRole("button", { name: "Copied" }).waitFor();
		const copied = String(await page.evaluate("navigator.clipboard.readText()"));
		for (const part of [/\[sender-domain-mismatch\]/, /Our id: \w{26}/, /Time: 20.*Z/, /^550[- ]5\.7\.1/m])
			assert.match(copied, part);
		await context.close();
	});

	test("arrow keys go from row to row, focus opens a reason, Enter the message", async () => {
		const { page, context } = await open("/activity");
		await rowOf(page, "someone-12@").getByRole("link").focus();
		await page.keyboard.press("ArrowDown");
		await focusComesTo(page, "someone-11@client.example");
		const marks = page.locator("[data-row]").getByRole("button");
		await marks.first().focus();
		await page.getByRole("dialog").waitFor();
		await page.keyboard.press("Escape");
		await page.getByRole("dialog").waitFor({ state: "detached" });
		await page.keyboard.press("Tab");
		await page.keyboard.press("Enter");
		await page.waitForURL("**/activity/*");
		await context.close();
	});

	test("rows come in live at the top; who reads further down is not moved, and told how many", async () => {
		const { page, context } = await open("/activity");
		await isLive(page);
		await rowOf(page, "someone-12@").waitFor();
		await send({ to: "late-bounce@client.example", subject: "Comes in live" });
		await rowOf(page, "Comes in live").getByText("Delivered").waitFor();
		await rowOf(page, "Comes in live").getByText("Hard bounce").waitFor();

		await page.setViewportSize({ width: 1280, height: 400 });
		await page.evaluate("scrollTo(0, 400)");
		const read = rowOf(page, "someone-5@");
		const seenAt = (await read.boundingBox())?.y;
		await send({ to: "ok@client.example", subject: "Waits above" });
		const fresh = page.getByRole("button", { name: "1 new row" });
		await fresh.waitFor();
		assert.equal((await read.boundingBox())?.y, seenAt);
		await assertSound(page, "with new rows waiting");
		await fresh.click();
		await rowOf(page, "Waits above").waitFor();
		assert.equal(await page.evaluate("scrollY"), 0);

		await page.getByRole("button", { name: "Live" }).click();
		await page.getByRole("button", { name: "Paused" }).click();
		await isLive(page);
		await context.close();
	});

	test("filters are in the address, narrow the list and its CSV, and can be removed", async () => {
		const { page, context } = await open("/activity");
		await page.getByRole("searchbox").fill("invoice 2290");
		await page.waitForURL("**/activity?text=invoice+2290");
		const place = page.getByRole("combobox", { name: "Search in" });
		await place.selectOption({ label: "Subject" });
		await page.waitForURL("**/activity?subject=invoice+2290");
		await page.getByRole("button", { name: "Remove filter: Subject: invoice 2290" }).waitFor();
		assert.equal(await page.getByRole("searchbox").inputValue(), "invoice 2290");
		await place.selectOption({ label: "Everywhere" });
		await page.waitForURL("**/activity?text=invoice+2290");
		await rowOf(page, "someone-1@").waitFor({ state: "detached" });
		await page.getByRole("button", { name: /^Status/ }).click();
		await page.getByRole("menuitemcheckbox", { name: "Deferred" }).click();
		await page.waitForURL("**status=deferred**");
		await page.keyboard.press("Escape");
		await rowOf(page, "ok@client.example").waitFor({ state: "detached" });
		await rowOf(page, DEFERRED).waitFor();
		assert.equal(await page.locator("[data-row]").count(), 1);
		const href = (await page.getByRole("link", { name: /Export CSV/ }).getAttribute("href")) ?? "";
		const csv = await (await page.request.get(url(href))).text();
		assert.equal(csv.trim().split("\r\n").length, 2);
		assert.match(csv, /mailbox-full@client\.example/);
		await page.getByRole("button", { name: "Remove filter: Deferred" }).click();
		await rowOf(page, "ok@client.example").waitFor();
		await page.goto(url("/activity?text=nothing-like-that"));
		await page.getByText("Nothing matches these filters").waitFor();
		await assertSound(page, "no rows");
		await page.getByRole("button", { name: "Clear all filters" }).last().click();
		await page.waitForURL("**/activity");
		await context.close();
	});

	test("any reason of the chosen statuses can be filtered by, those seen lately first; none is loaded before", async () => {
		const { page, context } = await open("/activity");
		const asked: string[] = [];
		page.on("request", (request) => asked.push(new URL(request.url()).pathname));
		await rowOf(page, REJECTED).waitFor();
		const filter = page.getByRole("button", { name: "Reason All" });
		await filter.hover();
		await isLive(page);
		const isOfReasons = (path: string) => path === "/v1/help" || path.includes("many-choices");
		assert.deepEqual(asked.filter(isOfReasons), []);
		await filter.press("Enter");
		const box = page.getByRole("combobox", { name: "Search reasons" });
		await box.waitFor();
		assert.ok(asked.some((path) => path === "/v1/help"));
		const options = page.getByRole("listbox", { name: "Reason" }).getByRole("option");
		await page.getByRole("group", { name: "Seen lately" }).getByRole("option").first().waitFor();
		await page.getByRole("option", { name: "The sending quota is used up" }).waitFor();
		await assertSound(page, "all reasons");
		if (SHOTS !== undefined) await photographer(page, `${SHOTS}/reasons`)("reasons");
		await box.fill("quota used");
		await options.nth(1).waitFor({ state: "detached" });
		await box.press("Enter");
		await page.waitForURL("**/activity?reason=quota-exceeded");
		await page.getByRole("option", { name: "The sending quota is used up", selected: true }).waitFor();
		await box.fill("nothing like that");
		await page.getByText("Nothing matches", { exact: true }).waitFor();
		await page.keyboard.press("Escape");
		await focusComesTo(page, "The sending quota is used up");
		// Its name is known without any row that has it.
		await page.goto(url("/activity?status=rejected&reason=destination-paused"));
		await page.getByRole("button", { name: /^Remove filter: The operator of this service/ }).waitFor();
		await page.getByRole("button", { name: /^Reason/ }).click();
		await page.getByRole("option", { name: "The sending quota is used up" }).waitFor();
		assert.equal(await page.getByRole("option", { name: /greylisting/ }).count(), 0);
		await context.close();
	});

	test("a message's page tells each step, and leads to its other recipients", async () => {
		const { page, context } = await open("/activity");
		await rowOf(page, DEFERRED).getByRole("link").first().click();
		await page.getByText(/^Attempt 1 · Deferred \(452\)/).click();
		await page.getByText("mx.client.example").waitFor();
		await page
			.getByText(/TLSv1\.3, TLS_/)
			.last()
			.waitFor();
		await page.getByRole("heading", { name: "Other recipients" }).waitFor();
		await page.getByRole("tab", { name: "Submission" }).click();
		await page.getByText("AUTH PLAIN ***").waitFor();
		await page.getByRole("tab", { name: "Attachments (1)" }).click();
		await page.getByRole("cell", { name: "report.csv" }).waitFor();
		await page.getByRole("tab", { name: "Authentication" }).click();
		assert.equal(await page.getByText("Aligned with From").count(), 2);
		await page.getByRole("link", { name: /ok@client\.example/ }).click();
		await page.getByText(/^Attempt 1 · Delivered \(250\)/).waitFor();
		await context.close();
	});

	test("an id that is not there is told as that; a message is also found by its own id", async () => {
		const { page, context } = await open("/activity/01KAHV3Q5E8Y7ZJ4N2M6T9R0WX.0000");
		await page.getByText("This message is not here").waitFor();
		await page.goto(url("/activity/nonsense"));
		await page.getByText("This message is not here").waitFor();
		await page.goto(url("/activity"));
		await rowOf(page, DEFERRED).getByRole("link").first().click();
		await page.waitForURL("**/activity/*.*");
		const id = new URL(page.url()).pathname.split("/").at(-1)?.split(".")[0];
		await page.goto(url(`/messages/${id}`));
		await page.waitForURL(`**/activity/${id}.0000`);
		await context.close();
	});
});

const report = { filename: "report.csv", content: "a,b\n1,2\n" };

/** Of the score below: a page that is pushed down by a few pixels has 0.004. */
const NOTHING_MOVED = 0.002;

/** How much on the page has moved by itself since it was opened: its cumulative layout shift. */
const movesOf = (page: Page): Promise<number> =>
	page.evaluate(`(() => {
		const observer = new PerformanceObserver(() => {});
		observer.observe({ type: "layout-shift", buffered: true });
		return observer.takeRecords().reduce((sum, { value }) => sum + value, 0);
	})()`);
