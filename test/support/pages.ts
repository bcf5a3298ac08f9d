/** The pages over a real store, and rows to show on them: whole by default, a test names what it is about. */

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import type { TestContext } from "node:test";
import type { MessageView, RefusalRow } from "../../src/report/ports.ts";
import { createWeb, type WebDependencies } from "../../src/serve/web/index.ts";
import { isProblem } from "../../src/setup/index.ts";
import { acceptedTypes } from "../../src/terms/attachments.ts";
import {
	type AccountId,
	type ActivityId,
	type DomainId,
	type MessageId,
	makeId,
	type SmtpUserId,
} from "../../src/terms/ids.ts";
import { defaultLimits } from "../../src/terms/limits.ts";
import { virtualClock } from "./clock.ts";
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
		reports: store.reports,
		limits: defaultLimits,
		acceptedTypes,
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

export const aRefusal = (at: number, change: Partial<RefusalRow> = {}): RefusalRow => ({
	id: makeId<ActivityId>(at, randomBytes(16)),
	at,
	lastAt: at,
	count: 1,
	accountId: nobody as AccountId,
	smtpUserId: nobody as SmtpUserId,
	domainId: nobody as DomainId,
	reason: "sender-domain-mismatch",
	phase: "mail",
	facts: { field: "From", domain: "other.example", userDomain: "shop.example" },
	reply: "550 5.7.1 no",
	sender: "billing@other.example",
	recipient: "zoe@client.example",
	author: "billing@other.example",
	subject: "Invoice",
	headerMessageId: "<1@shop.example>",
	session: {
		client: { sessionId: "S", door: "submission", address: "192.0.2.7", port: 5 },
		helo: "crm",
		tls: null,
		transcript: ["0 S: 220 hello", "3 C: EHLO crm", `9 C: MAIL FROM:${MARKUP}`],
	},
	...change,
});

export const aMessage = (change: Partial<MessageView> = {}): MessageView => {
	const id = makeId<MessageId>(1, randomBytes(16));
	const { session: _, lastAt: __, ...row } = aRefusal(1);
	return {
		id,
		accountId: nobody as AccountId,
		receivedAt: 1,
		reversePath: "billing@shop.example",
		author: "billing@shop.example",
		subject: MARKUP,
		headerMessageId: "<1@shop.example>",
		sizeBytes: 2_048,
		header: `Subject: ${MARKUP}\r\n`,
		session: null,
		attachments: [
			{
				name: MARKUP,
				mediaType: "application/zip",
				sizeBytes: 4_096,
				kind: "zip",
				words: "a ZIP archive",
				notes: ["3 files inside"],
			},
		],
		notes: [MARKUP],
		recipients: [
			{
				...row,
				updatedAt: 2,
				status: "hard-bounce",
				state: null,
				messageId: id,
				reason: "recipient-unknown",
				reply: `550 5.1.1 ${MARKUP}`,
				facts: {},
				phase: "",
				attempts: 1,
				nextAttemptAt: null,
				remoteAddress: "192.0.2.25",
				events: [
					{ at: 1, kind: "accepted", attempt: 0, cause: "", facts: null },
					{
						at: 2,
						kind: "bounced",
						attempt: 1,
						cause: "recipient-unknown",
						facts: { host: "mx.client.example", address: "192.0.2.25", durationMs: 14, reply: "550 no" },
					} as MessageView["recipients"][number]["events"][number],
				],
			},
		],
		...change,
	};
};
