/** The pages under the account menu and the operator's, with a real service behind them and a person who has signed in. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import decodeQR from "qr/decode.js";
import { totp } from "../support/totp.ts";
import { assertSound, type Looks, noBrowser } from "./browser.ts";
import { tokenMailed } from "./inhabited.ts";
import { photographer } from "./photographer.ts";
import { demoPerson, type SignedIn, signedIn } from "./signed-in.ts";
import { siteThroughout } from "./site.ts";

const SHOTS = process.env["WALK_SHOTS"];

const looks: readonly Looks[] = [{ theme: "light" }, { theme: "dark", width: 360, language: "fr" }];
const pages = [
	"/settings",
	"/settings/profile",
	"/settings/team",
	"/settings/api-keys",
	"/settings/webhooks",
	"/settings/suppressions",
	"/settings/audit",
	"/operator/people",
	"/operator/doctor",
];

describe("settings", { skip: noBrowser }, () => {
	const { service, browser } = siteThroughout();

	/** Signs in, does it, and sees that nothing went wrong meanwhile. */
	const asDemo = (what: string, run: (visit: SignedIn) => Promise<void>, look: Looks = {}) =>
		test(what, async () => {
			const visit = await signedIn(browser, service, look);
			await run(visit);
			// What is refused on purpose is said on the console as well.
			assert.deepEqual(
				visit.troubles.filter((text) => !/40[03] \((?:Bad Request|Forbidden)\)/.test(text)),
				[],
			);
			await visit.context.close();
		});

	for (const look of looks) {
		asDemo(
			`are sound (${look.theme}, ${look.language ?? "en"}, ${look.width ?? 1280} px)`,
			async ({ page, go }) => {
				for (const path of pages) {
					await go(path);
					await page.locator("main [role=status]").first().waitFor({ state: "detached" });
					await assertSound(page, path);
				}
			},
			look,
		);
	}

	asDemo("an API key is made, may do what was chosen, and is removed", async ({ page, go }) => {
		await go("/settings/api-keys");
		await page.getByRole("button", { name: "Create an API key" }).click();
		const dialog = page.getByRole("dialog");
		await dialog.getByLabel("Name").fill("Reader");
		await dialog.getByLabel("Choose each").check();
		await dialog.getByLabel("Send messages over HTTP").uncheck();
		await dialog.getByLabel("See suppressed addresses").check();
		await assertSound(page, "the form of a key");
		await dialog.getByRole("button", { name: "Create an API key" }).click();
		await page.getByRole("dialog", { name: "Reader is ready" }).waitFor();
		await assertSound(page, "a token");
		const token = /ak_\w+/.exec(await dialog.innerText())?.[0] ?? "";
		const ask = (path: string) =>
			fetch(`${service.ready.http}${path}`, { headers: { authorization: `Bearer ${token}` } });
		assert.equal((await ask("/v1/suppressions")).status, 200);
		assert.equal((await ask("/v1/domains")).status, 403);
		await dialog.getByRole("button", { name: "I have kept the token" }).click();
		await page.getByRole("button", { name: /^Remove.*Reader/ }).click();
		await dialog.getByRole("button", { name: "Remove", exact: true }).click();
		await page.getByRole("cell", { name: "Reader", exact: true }).waitFor({ state: "detached" });
		assert.equal((await ask("/v1/suppressions")).status, 401);
	});

	asDemo("a webhook is made, tested, given another secret and removed", async ({ page, go }) => {
		await go("/settings/webhooks");
		await page.getByRole("button", { name: "Create a webhook" }).click();
		const dialog = page.getByRole("dialog");
		await dialog.getByLabel("Address").fill("https://shop.example/hook");
		await dialog.getByRole("button", { name: "Create a webhook" }).click();
		await dialog.getByText(/^whsec_/).waitFor();
		await dialog.getByRole("button", { name: "I have kept the secret" }).click();
		await page.getByRole("heading", { level: 1, name: "shop.example" }).waitFor();
		await page.getByRole("button", { name: "Send a test" }).click();
		await dialog.getByText(/The last attempt failed/).waitFor();
		await assertSound(page, "a test");
		await page.keyboard.press("Escape");
		await page.getByRole("cell", { name: "webhook.test", exact: true }).waitFor();
		await page.getByRole("button", { name: "Make a new secret" }).click();
		await dialog.getByRole("button", { name: "Make a new secret" }).click();
		await dialog.getByText(/^whsec_/).waitFor();
		await dialog.getByText("For 24 hours").waitFor();
		await page.keyboard.press("Escape");
		await page.getByRole("button", { name: "Remove", exact: true }).click();
		await dialog.getByRole("button", { name: "Remove", exact: true }).click();
		await page.getByText("No webhooks yet").waitFor();
	});

	asDemo("suppressions are imported with a report, found and removed", async ({ page, go }) => {
		await go("/settings/suppressions");
		await page.getByRole("button", { name: "Import CSV" }).click();
		const dialog = page.getByRole("dialog");
		const buffer = Buffer.from("address\nzoe@client.example\nkim@client.example\nnobody\n");
		await dialog.getByLabel("File").setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer });
		await dialog.getByRole("button", { name: "Import", exact: true }).click();
		await dialog.getByText("2 addresses are newly suppressed.").waitFor();
		await dialog.getByText(/^Line 4:/).waitFor();
		await assertSound(page, "the report of an import");
		await dialog.getByRole("button", { name: "Back to the list" }).click();
		await page.getByLabel("Address or a part of it").fill("zoe");
		await page.getByRole("button", { name: "Search", exact: true }).click();
		await page.getByText("kim@client.example").waitFor({ state: "detached" });
		assert.equal(new URL(page.url()).search, "?search=zoe");
		await page.getByRole("button", { name: /^Remove.*zoe@client\.example/ }).click();
		await dialog.getByRole("button", { name: "Remove", exact: true }).click();
		await page.getByText("No suppressed address is like this").waitFor();
	});

	asDemo("a change of the account is in the audit log, before and after", async ({ page, go }) => {
		await go("/settings");
		await page.getByLabel("Contact address").fill("ann@client.example");
		await page.getByRole("button", { name: "Save changes" }).first().click();
		await page.getByText("The changes are saved").waitFor();
		await go("/settings/audit?action=account");
		const entry = page.getByRole("listitem").filter({ hasText: "Account, changed" }).first();
		await entry.getByText(/^contact address: .*ann@client\.example/).waitFor();
		assert.equal(await entry.getByTitle("contactEmail").count(), 1);
		if (SHOTS !== undefined) await photographer(page, `${SHOTS}/audit`)("audit");
		await entry.getByRole("link", { name: demoPerson(service).email }).click();
		await page.getByRole("button", { name: /Only what this person or key did/ }).waitFor();
	});

	asDemo("the last administrator stays, and it is said why; others are invited", async ({ page, go }) => {
		await go("/settings/team");
		await page.getByRole("button", { name: /^Remove.*Demo/ }).click({ force: true });
		await page
			.getByText(/An account needs an administrator/)
			.first()
			.waitFor();
		assert.equal(await page.getByRole("dialog").count(), 0);
		await page.getByRole("button", { name: "Invite somebody" }).click();
		const dialog = page.getByRole("dialog");
		await dialog.getByLabel("E-mail address").fill("ann@client.example");
		await dialog.getByLabel("Viewer without Activity").check();
		await dialog.getByRole("button", { name: "Send the invitation" }).click();
		await page.getByRole("button", { name: /^Send again.*ann@client\.example/ }).click();
		await page.getByText(/A new link is on its way/).waitFor();
		await page.getByRole("button", { name: /^Withdraw.*ann@client\.example/ }).click();
		await dialog.getByRole("button", { name: "Withdraw" }).click();
		await page.getByText("No invitation is waiting for an answer.").waitFor();
	});

	asDemo("two-factor is turned on by the code that is drawn, and off again", async ({ page, go }) => {
		const { password } = demoPerson(service);
		await go("/settings/profile");
		await page.getByRole("button", { name: "Turn on two-factor" }).click();
		const dialog = page.getByRole("dialog");
		await dialog.getByLabel("Your password", { exact: true }).fill("not the password");
		await dialog.getByRole("button", { name: "Continue" }).click();
		await dialog.getByText("This is not your password.").waitFor();
		await dialog.getByLabel("Your password", { exact: true }).fill(password);
		await dialog.getByRole("button", { name: "Continue" }).click();
		await dialog.getByRole("img").waitFor();
		await assertSound(page, "a QR code");
		await dialog.getByLabel("Code from the app").fill(totp(await drawnIn(page)));
		await dialog.getByRole("button", { name: "Confirm the code" }).click();
		const codes = dialog.getByRole("list", { name: "recovery codes" }).getByRole("listitem");
		await codes.first().waitFor();
		assert.equal(await codes.count(), 10);
		await assertSound(page, "recovery codes");
		await dialog.getByRole("button", { name: "I have kept the codes" }).click();
		await page.getByText("It is on.", { exact: true }).waitFor();
		await page.getByRole("button", { name: "Turn off two-factor" }).click();
		await dialog.getByLabel("Your password", { exact: true }).fill(password);
		await dialog.getByRole("button", { name: "Turn off two-factor" }).click();
		await page.getByText(/^It is off/).waitFor();
	});

	asDemo("another session is ended, this one stays", async ({ page, go }) => {
		const other = await signedIn(browser, service);
		await go("/settings/profile");
		await page.getByText("this session", { exact: true }).waitFor();
		await page.getByRole("button", { name: "Sign out everywhere else" }).click();
		await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere else" }).click();
		await page.getByRole("dialog").waitFor({ state: "detached" });
		assert.equal((await other.call("GET", "/v1/team")).status, 401);
		await other.context.close();
	});

	asDemo("an account is deleted when its name is typed, and restored", async ({ page, go }) => {
		await go("/settings");
		await page.getByRole("button", { name: "Delete the account" }).click();
		const dialog = page.getByRole("dialog");
		await assertSound(page, "the question before deleting");
		await dialog.getByLabel(/^Type the account’s name/).fill("another");
		await dialog.getByRole("button", { name: "Delete the account" }).click();
		assert.equal(await dialog.count(), 1);
		await dialog.getByLabel(/^Type the account’s name/).fill("Demo shop");
		await dialog.getByRole("button", { name: "Delete the account" }).click();
		const restore = page.getByRole("region", { name: "Restore the account" });
		await restore.getByText(/^Until .* everything of it can be had back as it was/).waitFor();
		// Said once, on each page, wherever else it might be said.
		const said = page.getByText(/being deleted: its mail is refused/i);
		await said.waitFor();
		assert.equal(await said.count(), 1);
		await assertSound(page, "an account that is being deleted");
		if (SHOTS !== undefined) await photographer(page, `${SHOTS}/deleted`)("settings");
		await go(`/operator/accounts/${service.ready.demo.account}`);
		await page.getByRole("heading", { level: 1, name: "Demo shop" }).waitFor();
		await page.getByText("Being deleted", { exact: true }).waitFor();
		await said.waitFor();
		assert.equal(await said.count(), 1);
		await go("/settings");
		await page.getByRole("button", { name: "Restore the account" }).click();
		await page.getByRole("button", { name: "Delete the account" }).waitFor();
	});

	// The last: nobody signs in with the old address any more.
	asDemo("a new address is asked for, confirmed by the link that went there, and signs in", async (visit) => {
		const { page, go } = visit;
		const { password } = demoPerson(service);
		const other = await signedIn(browser, service);
		const email = "moved@client.example";
		await go("/settings/profile");
		const section = page.getByRole("region", { name: "E-mail address", exact: true });
		await section.getByLabel("New e-mail address").fill(email);
		await section.getByLabel("Your password", { exact: true }).fill("not the password");
		await section.getByRole("button", { name: "Change e-mail address" }).click();
		await section.getByText("This is not your password.").waitFor();
		await assertSound(page, "a wrong password");
		await section.getByLabel("Your password", { exact: true }).fill(password);
		await section.getByRole("button", { name: "Change e-mail address" }).click();
		await section.getByText(`A mail went to ${email}.`).waitFor();
		await assertSound(page, "a mail that was sent");
		await go(`/new-address?token=${await tokenMailed(service, email, "new-address")}`);
		await page.getByText(`will sign in as ${email} from then on.`).waitFor();
		await assertSound(page, "the question");
		await page.getByRole("button", { name: "Change the address" }).click();
		await page.getByText(/^The address is changed/).waitFor();
		await assertSound(page, "the address is changed");
		await page.getByRole("link", { name: "Go to my profile" }).click();
		await page.getByText(`You sign in as ${email}. What is set here`).waitFor();
		assert.equal((await other.call("GET", "/v1/team")).status, 401);
		await other.context.close();
	});
});

const SCALE = 4;

/** What a camera would read of the QR code: drawn again from the path that the page shows, and decoded. */
async function drawnIn(page: Page): Promise<string> {
	const image = page.getByRole("dialog").getByRole("img");
	const size = Number((await image.getAttribute("viewBox"))?.split(" ")[2]);
	const path = (await image.locator("path").getAttribute("d")) ?? "";
	const side = size * SCALE;
	const data = new Uint8Array(side * side * 4).fill(255);
	for (const [, x, y] of path.matchAll(/M(\d+) (\d+)/g)) {
		for (let row = 0; row < SCALE; row++) {
			const at = ((Number(y) * SCALE + row) * side + Number(x) * SCALE) * 4;
			for (let pixel = 0; pixel < SCALE; pixel++) data.fill(0, at + pixel * 4, at + pixel * 4 + 3);
		}
	}
	return decodeQR({ width: side, height: side, data });
}
