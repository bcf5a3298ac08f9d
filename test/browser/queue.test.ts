/** The operator's queue: what waits is seen with its reason, tried now, held, cancelled, paused and resumed. */

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import type { Json } from "../support/json.ts";
import { eventually } from "../support/service.ts";
import { operatorOf } from "../support/service-calls.ts";
import { assertSound, focusComesTo, noBrowser } from "./browser.ts";
import { photographer } from "./photographer.ts";
import { type SignedIn, signedIn } from "./signed-in.ts";
import { siteThroughout } from "./site.ts";

const SHOTS = process.env["WALK_SHOTS"];

describe("the queue", { skip: noBrowser }, () => {
	const { service, browser } = siteThroughout();
	const api = operatorOf(service);
	let user: string;

	before(async () => {
		user = (await api("GET", "/v1/smtp-users")).items[0].id;
	});

	const send = (...to: readonly string[]): Promise<Json> =>
		api("POST", `/v1/messages?account=${service.ready.demo.account}`, {
			...{ smtpUser: user, from: "orders@shop.example", to },
			...{ subject: "Your order is on its way", text: "Hello" },
		});
	/** Until it is written down as that. */
	const becomes = (recipient: string, status: string): Promise<Json> =>
		eventually(async () => {
			const { items } = await api("GET", `/v1/activity?recipient=${recipient}`);
			return items.find((row: Json) => row.status === status);
		});
	const steered = async (page: Page, action: string, said: string | RegExp): Promise<void> => {
		await page.getByRole("dialog").getByRole("button", { name: action, exact: true }).click();
		await page.getByText(said).first().waitFor();
		await page.getByRole("dialog").waitFor({ state: "detached" });
	};
	const choose = async (page: Page, whom: string, act: string): Promise<void> => {
		await page
			.getByRole("row", { name: new RegExp(whom) })
			.getByRole("button", { name: /^Actions/ })
			.click();
		await page.getByRole("menuitem", { name: act, exact: true }).click();
	};
	const visit = async (run: (visit: SignedIn) => Promise<void>, look = {}): Promise<void> => {
		const visit = await signedIn(browser, service, look);
		await run(visit);
		assert.deepEqual(visit.troubles, []);
		await visit.context.close();
	};

	test("says that nothing waits, and then what does and why", () =>
		visit(async ({ page, go }) => {
			await go("/operator/queue");
			await page.getByText("Nothing waits").waitFor();
			await assertSound(page, "an empty queue");
			await send("mailbox-full@client.example", "greylisted-zoe@client.example");
			await send("tempfail@partner.example");
			await Promise.all([
				becomes("mailbox-full@client.example", "deferred"),
				becomes("greylisted-zoe@client.example", "deferred"),
				becomes("tempfail@partner.example", "deferred"),
			]);
			// It comes by itself.
			await page.getByRole("link", { name: "client.example" }).waitFor();
			await page.getByRole("link", { name: "partner.example" }).waitFor();
			const row = page.getByRole("row", { name: /partner\.example/ });
			await row.getByRole("button", { name: "Deferred" }).press("Enter");
			await page.getByRole("dialog").getByText("451 4.3.0 Temporary trouble").waitFor();
			await assertSound(page, "the queue, with a reason open");
			await page.getByRole("dialog").getByRole("link", { name: "Read more" }).click();
			await page.waitForURL("**/guide/causes/**");
			await page.getByRole("heading", { level: 2, name: "What to do" }).waitFor();
			await page.goBack();
			await page.getByRole("link", { name: "client.example" }).waitFor();
			await page.getByRole("searchbox").fill("partner");
			await page.getByRole("link", { name: "client.example" }).waitFor({ state: "detached" });
			await page.getByRole("link", { name: "partner.example" }).waitFor();
			if (SHOTS !== undefined) await photographer(page, SHOTS)("queue");
		}));

	test("a recipient is tried now, another held and cancelled, and its page says by whom and why", () =>
		visit(async ({ page, go }) => {
			await go("/operator/queue/client.example");
			await choose(page, "greylisted-zoe@client.example", "Try now");
			await steered(page, "Try now", "1 recipient is due now");
			await becomes("greylisted-zoe@client.example", "delivered");

			await choose(page, "mailbox-full@client.example", "Hold");
			await page.getByLabel("Why").fill("Asked by phone");
			await assertSound(page, "a question");
			await steered(page, "Hold", "1 recipient is held");
			await page
				.getByRole("row", { name: /mailbox-full/ })
				.getByText("Held")
				.waitFor();
			if (SHOTS !== undefined) await photographer(page, `${SHOTS}/destination`)("destination");
			await page.getByRole("link", { name: "Open message: mailbox-full@client.example" }).click();
			await page.getByText("The operator of this service holds this message back").first().waitFor();
			await page.getByText("Asked by phone").first().waitFor();
			await assertSound(page, "a message that is held");
			if (SHOTS !== undefined) await photographer(page, `${SHOTS}/message`)("message");

			await go("/operator/queue/client.example");
			await page.getByRole("button", { name: "Cancel delivery" }).click();
			await page.getByRole("dialog").getByText("1 recipient at client.example").waitFor();
			await steered(page, "Cancel delivery", "1 recipient is cancelled");
			await page.getByText("No recipients wait here").waitFor();
			const { reason } = await becomes("mailbox-full@client.example", "soft-bounce");
			assert.equal(reason, "cancelled-by-operator");
		}));

	test("a destination is paused: its mail waits and says why, until it is resumed", () =>
		visit(async ({ page, go }) => {
			await send("greylisted-lea@client.example");
			await becomes("greylisted-lea@client.example", "deferred");
			// Somebody looks at what paused destinations keep waiting.
			const looking = await page.context().newPage();
			await looking.goto(`${service.ready.http}/activity?reason=destination-paused`);
			await looking.getByText("Nothing matches these filters").waitFor();
			await looking.getByRole("button", { name: "Live" }).waitFor();
			await go("/operator/queue/client.example");
			await page.getByRole("button", { name: "Pause", exact: true }).click();
			await page.getByLabel("Why").fill("Their server is being moved until noon");
			await steered(page, "Pause", "client.example is paused");
			await page.getByText("Their server is being moved until noon").waitFor();
			const waits = looking.locator("[data-row]").filter({ hasText: "greylisted-lea@client.example" });
			await waits.getByRole("button", { name: "Deferred" }).press("Enter");
			await looking.getByRole("dialog").getByText("Their server is being moved until noon").waitFor();
			if (SHOTS !== undefined) await photographer(looking, `${SHOTS}/paused-activity`)("activity");
			await looking.close();
			await send("kim@client.example");
			await page.getByRole("row", { name: /kim@client\.example/ }).waitFor();
			await assertSound(page, "a destination that is paused");
			if (SHOTS !== undefined) await photographer(page, `${SHOTS}/paused`)("paused");
			const { words } = await becomes("kim@client.example", "accepted");
			assert.match(words.title, /has paused mail/);
			await page.getByRole("button", { name: "Resume" }).click();
			await steered(page, "Resume", "client.example is resumed");
			await becomes("kim@client.example", "delivered");
			await choose(page, "greylisted-lea@client.example", "Try now");
			await steered(page, "Try now", "1 recipient is due now");
			await becomes("greylisted-lea@client.example", "delivered");
		}));

	test("whoever does something to a row that is gone then goes on in the next one, and at last in the empty list", () =>
		visit(async ({ page, go }) => {
			const both = ["greylisted-1@client.example", "greylisted-2@client.example"];
			await send(...both);
			for (const one of both) await becomes(one, "deferred");
			await go("/operator/queue/client.example");
			await choose(page, "greylisted-1@", "Cancel delivery");
			await steered(page, "Cancel delivery", "1 recipient is cancelled");
			await focusComesTo(page, "Actions: greylisted-2@client.example");
			await choose(page, "greylisted-2@", "Cancel delivery");
			await steered(page, "Cancel delivery", "1 recipient is cancelled");
			await focusComesTo(page, "No recipients wait here");
			if (SHOTS !== undefined) await photographer(page, `${SHOTS}/gone`)("gone");
			// What is empty is not what somebody is at: it goes on by itself.
			await page.getByText("Refreshed by itself").waitFor();

			await send("greylisted-3@client.example");
			await becomes("greylisted-3@client.example", "deferred");
			await go("/operator/queue");
			await choose(page, "client.example", "Cancel delivery");
			await steered(page, "Cancel delivery", "1 recipient is cancelled");
			await focusComesTo(page, "Actions: partner.example");
		}));

	test("a letter typed while the address changes is kept", () =>
		visit(async ({ page, go }) => {
			await go("/operator/queue");
			await page.evaluate(typesMeanwhile);
			await page.getByRole("searchbox").fill("part");
			await page.waitForURL("**text=partn");
			assert.equal(await page.getByRole("searchbox").inputValue(), "partn");
			await page.getByRole("navigation").getByRole("link", { name: "Queue" }).click();
			await eventually(async () => (await page.getByRole("searchbox").inputValue()) === "" || undefined);
		}));

	test("is sound in French, dark and narrow", () =>
		visit(
			async ({ page, go }) => {
				await go("/operator/queue");
				await page.getByRole("link", { name: "partner.example" }).waitFor();
				await assertSound(page, "the queue");
				if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/fr-queue.png`, fullPage: true });
				await page.getByRole("link", { name: "partner.example" }).click();
				await page.getByRole("row", { name: /tempfail/ }).waitFor();
				await assertSound(page, "a destination");
				if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/fr-dest.png`, fullPage: true });
				await page.getByRole("button", { name: "Suspendre" }).click();
				await assertSound(page, "a question");
				if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/fr-dialog.png` });
			},
			{ theme: "dark", width: 360, language: "fr" },
		));
});

/** In the page: another letter is typed at the moment at which the address gets those before it. */
const typesMeanwhile = `{
	const replace = history.replaceState;
	history.replaceState = function (...given) {
		replace.apply(this, given);
		const box = document.querySelector("input[type=search]");
		if (box.value !== "part") return;
		Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(box, "partn");
		box.dispatchEvent(new InputEvent("input", { bubbles: true }));
	};
}`;
