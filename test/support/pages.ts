/** The plain pages over a real store: whole by default, a test names what it is about. */

import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { createWeb, type WebDependencies } from "../../src/serve/web/index.ts";
import { isProblem } from "../../src/setup/index.ts";
import { virtualClock } from "./clock.ts";
import { aHelp } from "./help.ts";
import { setupOver } from "./setup.ts";
import { openTestStore } from "./store.ts";

export const MARKUP = `<script>alert("1")</script><img src=x onerror='x'>`;

export async function pages(t: TestContext, change: Partial<WebDependencies> = {}) {
	const clock = virtualClock();
	const store = await openTestStore(t, clock);
	const { setup } = setupOver(store, clock);
	const incidents: unknown[] = [];
	const app = createWeb({
		setup,
		help: aHelp,
		mailbox: null,
		demo: null,
		builtApp: null,
		submission: () => ({ host: "127.0.0.1", port: 2525 }),
		open: true,
		version: "1.2.3",
		url: () => "https://relay.example",
		incident: (_, error) => `incident-${incidents.push(error)}`,
		now: () => clock.now(),
		...change,
	});
	const get = async (path: string, headers: Record<string, string> = {}) => {
		const response = await app.request(path, { headers });
		return { status: response.status, headers: response.headers, text: await response.text() };
	};
	const anAccount = async (name: string) => {
		const account = await setup.accounts.create({ name, monthlyRecipients: 10 });
		assert.ok(!isProblem(account));
		const key = await setup.apiKeys.create(account.id, name);
		assert.ok(!isProblem(key));
		return { id: account.id, authorization: basic(key.token) };
	};
	return { get, store, setup, clock, incidents, anAccount };
}

export const basic = (password: string): string =>
	`Basic ${Buffer.from(`anybody:${password}`).toString("base64")}`;

export const nobody = "0".repeat(26);
