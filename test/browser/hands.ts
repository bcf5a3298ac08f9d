/** How somebody works a page: with the mouse, or with the keyboard alone. The same walk is made with either. */

import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";

export interface Hands {
	readonly name: "mouse" | "keyboard";
	/** Presses a button or follows a link. */
	press(target: Locator): Promise<void>;
	write(target: Locator, text: string): Promise<void>;
	/** Looks at a mark behind which a reason opens, without pressing it. */
	lookAt(target: Locator): Promise<void>;
	lookAway(): Promise<void>;
}

export const withMouse = (page: Page): Hands => ({
	name: "mouse",
	press: (target) => target.click(),
	write: (target, text) => target.fill(text),
	lookAt: (target) => target.hover(),
	lookAway: () => page.mouse.move(2, 2),
});

/** Menus move the focus a turn after the key: who asks at once would press once more, and go past. */
const A_TURN = "new Promise((done) => setTimeout(done))";

/** More stops than any page has. */
const MOST_STOPS = 250;

/** Nothing but Tab, arrows, Enter, Escape and letters: what Tab does not come to is not there. */
export const withKeyboard = (page: Page): Hands => {
	const isThere = async (target: Locator): Promise<boolean> =>
		(await target.and(page.locator(":focus")).count()) > 0;
	const goTo = async (target: Locator): Promise<void> => {
		await target.waitFor();
		const isInMenu = (await target.getAttribute("role"))?.startsWith("menuitem") ?? false;
		for (let stops = 0; stops < MOST_STOPS; stops++) {
			if (await isThere(target)) return;
			await page.keyboard.press(isInMenu ? "ArrowDown" : "Tab");
			await page.evaluate(A_TURN);
		}
		const at = await page.evaluate("document.activeElement?.outerHTML.slice(0, 200)");
		assert.fail(`Tab does not come to ${target}: the focus is at ${at}`);
	};
	/** Rows are one stop of Tab; arrows go on from there. */
	const goToRow = async (target: Locator): Promise<void> => {
		const own = target.locator("xpath=ancestor::*[@data-row][1]");
		await goTo(own.locator("xpath=..").locator("[data-row] [tabindex='0']").first());
		for (let rows = 0; rows < MOST_STOPS && !(await isThere(target)); rows++)
			await page.keyboard.press("ArrowDown");
		assert.ok(await isThere(target), `arrows do not come to ${target}`);
	};
	return {
		name: "keyboard",
		async press(target) {
			await goTo(target);
			await page.keyboard.press("Enter");
		},
		async write(target, text) {
			await goTo(target);
			await page.keyboard.press("ControlOrMeta+a");
			await page.keyboard.type(text);
		},
		lookAt: async (target) =>
			(await target.getAttribute("tabindex")) === "-1" ? goToRow(target) : goTo(target),
		lookAway: () => page.keyboard.press("Escape"),
	};
};
