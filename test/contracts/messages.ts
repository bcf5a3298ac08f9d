/** Messages to try a store with, and how a store is opened for a test. */

import { randomBytes } from "node:crypto";
import type { TestContext } from "node:test";
import type { Settlement } from "../../src/queue/ports.ts";
import type { RefusalRow } from "../../src/report/ports.ts";
import {
	type AccountId,
	type ActivityId,
	type DomainId,
	type MessageId,
	makeId,
	type SmtpUserId,
} from "../../src/terms/ids.ts";
import type { BillingPeriod, NewMessage, NewRecipient, SessionFacts } from "../../src/terms/message.ts";
import type { RecipientKey } from "../../src/terms/outcome.ts";
import type { VirtualClock } from "../support/clock.ts";
import type { TestStore } from "../support/store.ts";

/** `folder` opens again what an earlier store, closed since, has left. */
export type OpenStore = (t: TestContext, clock: VirtualClock, folder?: string) => Promise<TestStore>;

export const NOON = Date.UTC(2026, 2, 3, 12);

export const newId = <Id extends string>(at = NOON): Id => makeId<Id>(at, randomBytes(16));

export const aSession: SessionFacts = {
	client: { sessionId: "S1", door: "submission", address: "192.0.2.7", port: 40_000 },
	helo: "client.example",
	tls: { version: "TLSv1.3", cipher: "TLS_AES_256_GCM_SHA384" },
	transcript: ["C: EHLO client.example", "S: 250 relay.example"],
};

export const aPeriod = (change: Partial<BillingPeriod> = {}): BillingPeriod => ({
	period: 2,
	periodStart: NOON - 1,
	renewsAt: NOON + 2_592_000_000,
	...change,
});

export function recipientsAt(...addresses: readonly string[]): readonly NewRecipient[] {
	return addresses.map((address, index) => ({
		index,
		address,
		domain: address.slice(address.indexOf("@") + 1).toLowerCase(),
		notify: null,
		originalRecipient: null,
	}));
}

export function aMessage(change: Partial<NewMessage> = {}): NewMessage {
	const at = change.receivedAt ?? NOON;
	return {
		id: newId<MessageId>(at),
		accountId: "01ACC0NT000000000000000000" as AccountId,
		smtpUserId: "01VSER00000000000000000000" as SmtpUserId,
		domainId: "01D0MA1N000000000000000000" as DomainId,
		signingDomain: "shop.example",
		reversePath: "orders@shop.example",
		author: "orders@shop.example",
		subject: "Your order",
		headerMessageId: `<${newId()}@shop.example>`,
		sizeBytes: 42,
		header: Buffer.from("From: orders@shop.example\r\nSubject: Your order\r\n\r\n"),
		body: { kind: "inline", chunks: [Buffer.from("Hello "), Buffer.from("Ann\r\n")] },
		bodyHash: Buffer.alloc(32, 7),
		traits: { eightBit: false, utf8: false, longestLineBytes: 27 },
		dsnReturn: null,
		envelopeId: null,
		receivedAt: at,
		session: aSession,
		recipients: recipientsAt("ann@client.example"),
		quota: null,
		attachments: [],
		notes: [],
		leased: true,
		...change,
	};
}

/** A submission that was refused after log-in, of the same account as {@link aMessage}. */
export function aRefusal(change: Partial<RefusalRow> = {}): RefusalRow {
	const at = change.at ?? NOON;
	return {
		id: newId<ActivityId>(at),
		at,
		lastAt: at,
		count: 1,
		accountId: "01ACC0NT000000000000000000" as AccountId,
		smtpUserId: "01VSER00000000000000000000" as SmtpUserId,
		domainId: "01D0MA1N000000000000000000" as DomainId,
		reason: "too-many-recipients",
		phase: "rcpt",
		facts: { limit: 50 },
		reply: "452 4.5.3 Too many recipients",
		sender: "orders@shop.example",
		recipient: "zoe@client.example",
		author: "",
		subject: "",
		headerMessageId: "",
		session: aSession,
		...change,
	};
}

/** The outcome of the first attempt for one recipient, unless told otherwise. */
export function settled(
	recipient: RecipientKey,
	to: Settlement["to"],
	change: Partial<Settlement> = {},
): Settlement {
	return { recipient, attempt: 1, to, at: NOON + 1_000, ...change };
}

export const keyOf = (message: NewMessage, index = 0): RecipientKey => ({ message: message.id, index });

export async function collect(body: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of body) chunks.push(chunk);
	return Buffer.concat(chunks);
}
