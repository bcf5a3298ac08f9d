/** Screenshots of each step of a walk. With WALK_SHOTS in light, in dark and at 360 px, to be looked at; without it one. */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

const WIDE = { width: 1280, height: 900 };
const looks = [
	{ name: "light", theme: "light", size: WIDE },
	{ name: "dark", theme: "dark", size: WIDE },
	{ name: "narrow", theme: "light", size: { width: 360, height: 780 } },
] as const;

/** Call what it gives with the name of the step. */
export function photographer(page: Page, folder: string): (step: string) => Promise<void> {
	let step = 0;
	mkdirSync(folder, { recursive: true });
	return async (name) => {
		const file = `${String(++step).padStart(2, "0")}-${name}`;
		const all = process.env["WALK_SHOTS"] !== undefined;
		for (const look of all ? looks : looks.slice(0, 1)) {
			await page.setViewportSize(look.size);
			await page.evaluate(`document.documentElement.dataset.theme = "${look.theme}"`);
			await page.screenshot({ path: join(folder, `${file}-${look.name}.png`) });
		}
		if (!all) return;
		await page.setViewportSize(WIDE);
		await page.evaluate('document.documentElement.dataset.theme = "light"');
	};
}
