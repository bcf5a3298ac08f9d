/** A page whose visitor has signed in, as an operator who belongs to the demo account, at a real service in try mode. */

import assert from "node:assert/strict";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Service } from "../support/service.ts";
import { type Looks, openPage } from "./browser.ts";

const PATIENCE_MS = 8_000;

/** Who signs in at the pages of try mode. */
export interface DemoPerson {
	readonly email: string;
	readonly password: string;
}

export const demoPerson = ({ ready: { demo } }: Service): DemoPerson => demo.person;

/** An account for which the visitor's tab acts. */
export interface Acting {
	readonly id: string;
	readonly name: string;
}

export const demoShop = ({ ready }: Service): Acting => ({ id: ready.demo.account, name: "Demo shop" });

export interface SignedIn {
	readonly page: Page;
	readonly context: BrowserContext;
	readonly troubles: readonly string[];
	go(path: string): Promise<void>;
	/** A call of the API by the same person, about the demo account. */
	call(
		method: string,
		path: string,
		body?: object,
	): Promise<{ readonly status: number; readonly body: never }>;
}

/** `account`: null for all of them. */
export async function signedIn(
	browser: Pick<Browser, "newContext">,
	service: Service,
	looks: Looks = {},
	account: Acting | null = demoShop(service),
): Promise<SignedIn> {
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
	// Only where the tab has not chosen another one since.
	const choose = `sessionStorage.setItem("angarium-account", ${JSON.stringify(JSON.stringify(account))})`;
	await page.addInitScript(`if (sessionStorage.getItem("angarium-account") === null) ${choose}`);
	return {
		...opened,
		call,
		async go(path) {
			await page.goto(`${http}${path}`);
			await page.getByRole("heading", { level: 1 }).waitFor();
		},
	};
}

/** This address, acting for the account; null for all of them. */
export async function openAs(
	browser: Pick<Browser, "newContext">,
	service: Service,
	account: Acting | null,
	path: string,
	looks: Looks = {},
): Promise<SignedIn> {
	const visit = await signedIn(browser, service, looks, account);
	await visit.page.goto(`${service.ready.http}${path}`);
	return visit;
}
