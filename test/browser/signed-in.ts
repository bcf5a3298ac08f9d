/** A page whose visitor is signed in, as an operator who acts for the demo account, at a real service in try mode. */

import assert from "node:assert/strict";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Service } from "../support/service.ts";
import { type Looks, openPage } from "./browser.ts";

const PATIENCE_MS = 4_000;

/** Who signs in at the pages of try mode. */
export interface DemoPerson {
	readonly email: string;
	readonly password: string;
}

export const demoPerson = ({ ready: { demo } }: Service): DemoPerson =>
	(demo as typeof demo & { readonly person: DemoPerson }).person;

export interface SignedIn {
	readonly page: Page;
	readonly context: BrowserContext;
	readonly troubles: readonly string[];
	go(path: string): Promise<void>;
	/** A call of the API by the same person. */
	call(
		method: string,
		path: string,
		body?: object,
	): Promise<{ readonly status: number; readonly body: never }>;
}

export async function signedIn(browser: Browser, service: Service, looks: Looks = {}): Promise<SignedIn> {
	const { http, demo } = service.ready;
	const opened = await openPage(browser, http, looks);
	const { page, context } = opened;
	page.setDefaultTimeout(PATIENCE_MS);
	const call: SignedIn["call"] = async (method, path, body) => {
		const answer = await context.request.fetch(`${http}${path}`, {
			method,
			headers: { origin: http, "content-type": "application/json", "angarium-account": demo.account },
			...(body === undefined ? {} : { data: JSON.stringify(body) }),
		});
		const text = await answer.text();
		return { status: answer.status(), body: (text === "" ? null : JSON.parse(text)) as never };
	};
	const entered = await call("POST", "/auth/sign-in/email", demoPerson(service));
	assert.equal(entered.status, 200);
	await call("PATCH", "/v1/me", { language: looks.language ?? "en" });
	const account = JSON.stringify({ id: demo.account, name: "Demo shop" });
	await page.addInitScript(`sessionStorage.setItem("angarium-account", ${JSON.stringify(account)})`);
	return {
		...opened,
		call,
		async go(path) {
			await page.goto(`${http}${path}`);
			await page.getByRole("heading", { level: 1 }).waitFor();
		},
	};
}
