/** The operator of a real service: in a page that acts for an account, and calling its API beside the page. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import type { Json } from "../support/json.ts";
import type { Service } from "../support/service.ts";
import { type Looks, openPage } from "./browser.ts";
import { asOperator } from "./operator.ts";

const WITHIN_MS = 8_000;

export interface Acting {
	readonly id: string;
	readonly name: string;
}

/** This address, acting for the account; null for all of them. */
export async function openAs(
	browser: Browser,
	service: Service,
	account: Acting | null,
	path: string,
	looks: Looks = {},
) {
	const opened = await openPage(browser, service.ready.http, looks);
	opened.page.setDefaultTimeout(WITHIN_MS);
	await asOperator(opened.page, service, looks.language ?? "");
	const acting = JSON.stringify(account);
	await opened.page.addInitScript((text) => {
		if (text !== "null") sessionStorage.setItem("angarium-account", text);
	}, acting);
	await opened.page.goto(`${service.ready.http}${path}`);
	return opened;
}

/** Calls the API with the operator's key; whatever is refused fails the test. */
export const operatorOf = (service: Service) => {
	const key = readFileSync(join(service.folder, "operator.key"), "utf8").trim();
	return async (method: string, path: string, body: object = {}): Promise<Json> => {
		const response = await fetch(`${service.ready.http}${path}`, {
			method,
			headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
			body: method === "GET" ? null : JSON.stringify(body),
		});
		const text = await response.text();
		assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
		return (text === "" ? null : JSON.parse(text)) as Json;
	};
};
