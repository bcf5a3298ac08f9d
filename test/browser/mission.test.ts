/**
 * The mission, walked in a browser at a real service in try mode: refused, understood, mended, delivered; then the quota
 * runs out, a higher plan is chosen, and mail is taken again. Once with the mouse, once with the keyboard alone.
 *
 * Each step leaves a screenshot in the folder that WALK_SHOTS names, in light, in dark and at 360 px; without it one
 * each, in a folder for temporary files.
 */

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import nodemailer from "nodemailer";
import type { Browser, Locator, Page } from "playwright-core";
import { type Service, startService } from "../support/service.ts";
import { assertSound, focusComesTo, noBrowser, openBrowser, openPage } from "./browser.ts";
import { type Hands, withKeyboard, withMouse } from "./hands.ts";
import { photographer } from "./photographer.ts";

const PATIENCE_MS = 15_000;
const DOMAIN = "news.example";

interface Walk {
	readonly page: Page;
	readonly hands: Hands;
	readonly service: Service;
	/** A screenshot of the page as it is. */
	shot(step: string): Promise<void>;
}

interface Login {
	readonly username: string;
	readonly password: string;
}

describe("the mission", { skip: noBrowser }, () => {
	let browser: Browser;
	const folder = process.env["WALK_SHOTS"] ?? mkdtempSync(join(tmpdir(), "angarium-walk-"));

	before(async () => {
		mkdirSync(folder, { recursive: true });
		browser = await openBrowser();
	});
	after(() => browser?.close());

	for (const by of [withMouse, withKeyboard]) {
		test(`is walked to its end (${by.name})`, async () => {
			const service = await startService();
			try {
				const { page, context, troubles } = await openPage(browser, service.ready.http);
				page.setDefaultTimeout(PATIENCE_MS);
				const hands = by(page);
				const shot = photographer(page, join(folder, hands.name));
				await walk({ page, hands, service, shot }).catch(async (error) => {
					await shot("where-it-failed");
					throw error;
				});
				assert.deepEqual(troubles, []);
				await context.close();
			} finally {
				await service.stop();
			}
		});
	}
});

async function walk(at: Walk): Promise<void> {
	await signIn(at);
	await addDomain(at);
	await publishRecords(at);
	const login = await createUser(at);
	await beRefused(at, login);
	await mend(at, login);
	await exhaustQuota(at, login);
	await chooseHigherPlan(at);
	await sendAgain(at, login);
}

async function signIn({ page, hands, service, shot }: Walk): Promise<void> {
	const { email, password } = service.ready.demo.person;
	await page.goto(service.ready.http);
	await hands.write(page.getByLabel("E-mail address"), email);
	await hands.write(page.getByLabel("Password", { exact: true }), password);
	await shot("sign-in");
	await hands.press(page.getByRole("button", { name: "Sign in", exact: true }));
	await page.getByRole("heading", { level: 1, name: "Dashboard" }).waitFor();
	await quotaBar(page).waitFor();
	await shot("dashboard");
}

async function addDomain({ page, hands, shot }: Walk): Promise<void> {
	await hands.press(tab(page, "Domains"));
	await hands.press(page.getByRole("button", { name: "Add a domain" }));
	const dialog = page.getByRole("dialog", { name: "Add a domain" });
	await hands.write(dialog.getByLabel("Domain", { exact: true }), DOMAIN);
	await shot("add-a-domain");
	await hands.press(dialog.getByRole("button", { name: "Add a domain" }));
	await page.getByRole("heading", { level: 1, name: DOMAIN }).waitFor();
	await hands.press(page.getByRole("button", { name: "Check now", exact: true }));
	await page.getByText("0 of 3 records are valid").waitFor();
	assert.equal(await records(page).getByText("Not found", { exact: true }).count(), 3);
	await assertSound(page, "records not found");
	await shot("records-not-found");
}

async function publishRecords({ page, hands, shot }: Walk): Promise<void> {
	await hands.press(page.getByRole("button", { name: "Publish all" }));
	await page.getByText(`All three records are valid: ${DOMAIN} can send.`).waitFor();
	const marks = records(page).getByText("Valid", { exact: true });
	assert.equal(await marks.count(), 3);
	for (const mark of await marks.all())
		assert.equal(await styleOf(mark.locator("svg circle"), "fill"), GREEN);
	await shot("records-valid");
}

/** Colours of the light theme. */
const GREEN = "rgb(29, 122, 70)";
const ORANGE = "rgb(180, 80, 15)";
const RED = "rgb(179, 38, 30)";

interface Box {
	getBoundingClientRect(): Readonly<Record<"left" | "width" | "top" | "height", number>>;
}

/** The page's own, of which only this is used here. */
interface Window {
	getComputedStyle(element: unknown): Readonly<Record<string, string>>;
	readonly document: { elementFromPoint(x: number, y: number): unknown };
}

interface Box {
	getBoundingClientRect(): Readonly<Record<"left" | "width" | "top" | "height", number>>;
}

const styleOf = (target: Locator, name: string): Promise<string | undefined> =>
	target.evaluate(
		(element, style) => (globalThis as unknown as Window).getComputedStyle(element)[style],
		name,
	);

async function createUser({ page, hands, shot }: Walk): Promise<Login> {
	const parts = page.getByRole("navigation", { name: "Parts of" });
	await hands.press(parts.getByRole("link", { name: "SMTP users" }));
	await page.getByText("No SMTP users yet").waitFor();
	await hands.press(page.getByRole("button", { name: "Create an SMTP user" }));
	const dialog = page.getByRole("dialog", { name: "Create an SMTP user" });
	await hands.write(dialog.getByLabel("Name"), "Newsletter");
	await hands.press(dialog.getByRole("button", { name: "Create an SMTP user" }));
	const secret = page.getByRole("dialog", { name: "Password of Newsletter" });
	await secret.waitFor();
	const [username = "", password = ""] = (await secret.locator("dd code").allTextContents()).slice(-2);
	await shot("password-shown-once");
	await hands.press(secret.getByRole("button", { name: "I have copied it" }));
	await secret.waitFor({ state: "detached" });
	// The button that opened it is gone with the empty list that it stood in.
	await focusComesTo(page, DOMAIN);
	return { username, password };
}

async function beRefused(at: Walk, login: Login): Promise<void> {
	const { page, hands, shot } = at;
	await assert.rejects(send(at, login, "ada@other.example", "Our first letter"), /sender-domain-mismatch/);
	await hands.press(tab(page, "Activity"));
	const mark = row(page, "ada@other.example").getByRole("button", { name: "Rejected" });
	await mark.waitFor();
	await hands.lookAt(mark);
	const card = page.getByRole("dialog");
	await card.getByText("What to do").waitFor();
	const said = await card.innerText();
	for (const part of ["other.example", DOMAIN, "[sender-domain-mismatch]"])
		assert.ok(said.includes(part), said);
	await assertSound(page, "a reason");
	await shot("rejected-and-why");
	await hands.lookAway();
	await card.waitFor({ state: "detached" });

	await hands.press(mark);
	await hands.press(card.getByRole("link", { name: "Read more" }));
	await page.waitForURL("**/guide/sender-domain-mismatch");
	await page.getByRole("heading", { level: 2, name: "How to fix it" }).waitFor();
	await assertSound(page, "the article");
	await shot("article");
	await page.goBack();
	await page.getByRole("heading", { level: 1, name: "Activity" }).waitFor();
}

async function mend(at: Walk, login: Login): Promise<void> {
	await send(at, login, `ada@${DOMAIN}`, "Our second letter");
	await row(at.page, "Our second letter").getByText("Delivered").waitFor();
	await at.shot("delivered");
}

async function exhaustQuota(at: Walk, login: Login): Promise<void> {
	const { page, hands, shot } = at;
	await hands.press(tab(page, "Try it"));
	await hands.press(page.getByRole("button", { name: /^Send the sample: A newsletter that uses most/ }));
	await quotaSays(page, /^850 of 1,000 recipients · renews on /, ORANGE);
	await shot("quota-orange");
	await hands.press(page.getByRole("button", { name: /^Send the sample: A newsletter that is too much/ }));
	await quotaSays(page, /^Sending is refused until .*: 1,000 of 1,000/, RED);
	await assertSound(page, "try mode, with a quota that is used up");
	await shot("quota-red");

	await assert.rejects(send(at, login, `ada@${DOMAIN}`, "Our third letter"), /quota-exceeded/);
	await hands.press(tab(page, "Activity"));
	const refused = row(page, `ada@${DOMAIN}`).filter({ hasText: "Rejected" });
	await hands.lookAt(refused.getByRole("button", { name: "Rejected" }));
	const reason = page.getByRole("dialog").getByText("[quota-exceeded]");
	await reason.waitFor();
	await assertOnTop(reason);
	await shot("refused-by-quota");
	await hands.lookAway();
}

async function chooseHigherPlan({ page, hands, shot }: Walk): Promise<void> {
	await hands.press(tab(page, "Pricing"));
	await hands.press(page.getByRole("button", { name: /^Choose this plan.*Growth/ }));
	const dialog = page.getByRole("dialog", { name: "Choose the plan Growth" });
	await shot("choose-a-plan");
	await hands.press(dialog.getByRole("button", { name: "Send request" }));
	await page.getByText("The plan Growth is asked for. The operator decides.").waitFor();
	await shot("plan-asked-for");

	await hands.press(page.getByRole("button", { name: /Demo shop/ }));
	await hands.press(page.getByRole("menuitem", { name: "Operator area" }));
	const parts = page.getByRole("navigation", { name: "Operator area" });
	await hands.press(parts.getByRole("link", { name: "Plan requests" }));
	await hands.press(page.getByRole("button", { name: /^Accept/ }));
	const deciding = page.getByRole("dialog");
	await shot("plan-decided");
	await hands.press(deciding.getByRole("button", { name: "Accept" }));
	await page.getByText("No request is waiting").waitFor();
	await quotaSays(page, /^1,000 of 10,000 recipients · renews on /);
}

async function sendAgain(at: Walk, login: Login): Promise<void> {
	const { page, hands, shot } = at;
	await send(at, login, `ada@${DOMAIN}`, "Our fourth letter");
	await hands.press(tab(page, "Activity"));
	await row(page, "Our fourth letter").getByText("Delivered").waitFor();
	await shot("sending-again");
}

const tab = (page: Page, name: string) =>
	page.getByRole("navigation", { name: "Main" }).getByRole("link", { name, exact: true });
const records = (page: Page) => page.locator("[data-record]");
const row = (page: Page, text: string) => page.locator("[data-row]").filter({ hasText: text }).first();
const quotaBar = (page: Page) => page.getByRole("banner").getByRole("meter", { name: "Sending quota" });

/** The words of the quota bar, and its colour. */
async function quotaSays(page: Page, words: RegExp, colour?: string): Promise<void> {
	await quotaBar(page).waitFor();
	const deadline = Date.now() + PATIENCE_MS;
	let said = "";
	while (!words.test(said)) {
		assert.ok(Date.now() < deadline, said);
		said = (await quotaBar(page).getAttribute("aria-valuetext")) ?? "";
	}
	if (colour === undefined) return;
	assert.equal(await styleOf(quotaBar(page).locator("rect").last(), "fill"), colour);
}

/** Nothing is drawn over it: not the marks of the rows below either. */
async function assertOnTop(target: Locator): Promise<void> {
	const covered = await target.evaluate((element) => {
		const { document } = globalThis as unknown as Window;
		const { left, width, top, height } = (element as unknown as Box).getBoundingClientRect();
		const points = [0.02, 0.1, 0.5].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [x, y] as const));
		return points.filter(([x, y]) => {
			const drawn = document.elementFromPoint(left + width * x, top + height * y);
			return drawn !== element;
		}).length;
	});
	assert.equal(covered, 0, "something is drawn over it");
}

/** An application: Nodemailer, with what the page showed. */
async function send({ service }: Walk, login: Login, from: string, subject: string): Promise<void> {
	const { host, port } = service.ready.submission;
	const transport = nodemailer.createTransport({
		...{ host, port, requireTLS: true },
		tls: { rejectUnauthorized: false },
		auth: { user: login.username, pass: login.password },
	});
	try {
		await transport.sendMail({ from, to: "ok@client.example", subject, text: "Dear Zoe" });
	} finally {
		transport.close();
	}
}
