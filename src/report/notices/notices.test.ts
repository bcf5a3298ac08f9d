import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import PostalMime from "postal-mime";
import { aDomain, aPerson } from "../../../test/support/builders.ts";
import { virtualClock } from "../../../test/support/clock.ts";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { HOUR } from "../../terms/clock.ts";
import type { EventType, ServiceEvent } from "../../terms/events.ts";
import {
	type AccountId,
	type EventId,
	type PlanId,
	SERVICE_ACCOUNT,
	type WebhookId,
} from "../../terms/ids.ts";
import type { NewMessage } from "../../terms/message.ts";
import type { Audience, NoticePorts } from "../notice-ports.ts";
import { createNotices } from "./index.ts";

const AT = Date.UTC(2026, 10, 30, 12);
const ANN = aPerson({ email: "ann@shop.example", language: "fr", timeZone: "Europe/Paris" });
const OPS = aPerson({ email: "ops@relay.example", operator: true });

function aWorld(audience: Partial<Audience> = {}, signingDomain: string | null = null) {
	const clock = virtualClock(AT);
	const sent: NewMessage[] = [];
	const keys = new Set<string>();
	const due: number[] = [];
	const ports: NoticePorts = {
		async submit(message, key) {
			if (!keys.has(key)) sent.push(message);
			keys.add(key);
		},
		noteDue: (at) => void due.push(at),
		audience: async () => ({
			accountName: "Shop",
			administrators: [ANN],
			contactEmail: "tech@shop.example",
			billingEmail: "Ann@shop.example",
			timeZone: "UTC",
			...audience,
		}),
		operators: async () => [OPS],
		signingDomain: async () => signingDomain,
		url: () => "https://relay.example",
		clock,
		randomBytes,
	};
	const configuration = {
		hostname: "relay.example",
		from: "Relay <noreply@relay.example>",
		support: "help@relay.example",
		language: "en",
	} as const;
	return { notices: createNotices(ports, configuration), sent, due };
}

const quota = { mark: 80, used: 8_000, limit: 10_000, periodStart: AT, renewsAt: AT };
const plan = { planId: "P" as PlanId, planName: "Large", monthlyRecipients: 50_000, note: "please" };
const domain = {
	domainId: aDomain().id,
	name: "shop.example",
	records: [{ purpose: "dkim-1", state: "not-found" }],
};
const data: Readonly<Partial<Record<EventType, object>>> = {
	"quota.warning": quota,
	"quota.exhausted": { ...quota, mark: 100 },
	"plan.changed": plan,
	"plan.requested": plan,
	"plan.declined": plan,
	"domain.broken": domain,
	"domain.mended": domain,
	"domain.stopped": domain,
	"account.suspended": { reason: "Unpaid" },
	"account.resumed": {},
	"account.deletion-scheduled": { at: AT },
	"webhook.paused": { webhookId: "W" as WebhookId, url: "https://hook.example", why: "it answered 500" },
};
const anEvent = (type: string, given: object = {}): ServiceEvent =>
	({ id: `E-${type}` as EventId, at: AT, accountId: "01A" as AccountId, type, data: given }) as never;

const parsed = (message: NewMessage) => {
	assert.ok(message.body.kind === "inline");
	return PostalMime.parse(Buffer.concat([message.header, ...message.body.chunks]));
};

test("each event that is mailed goes to who is to hear of it, each address once", async () => {
	for (const [type, given] of Object.entries(data)) {
		const { notices } = aWorld();
		const mails = await notices.noticesFor(anEvent(type, given));
		const to = mails.map((mail) => mail.to);
		if (type === "plan.requested") assert.deepEqual(to, [OPS.email], type);
		// The address for bills is Ann's own, written otherwise.
		else assert.deepEqual(to, [ANN.email, "tech@shop.example"], type);
		for (const { notice } of mails) {
			const text = [notice.subject, ...notice.paragraphs].join("\n");
			assert.doesNotMatch(text, /undefined|null|NaN|\[object/, type);
			assert.match(text, /Shop|shop\.example/, type);
		}
	}
});

test("messages, and what webhooks alone carry, are not mailed", async () => {
	const { notices, sent } = aWorld();
	for (const type of ["message.delivered", "domain.verified", "quota.renewed"])
		await notices.tell(anEvent(type, quota));
	assert.deepEqual(sent, []);
});

test("each reader has the words, numbers and moments of their own", async () => {
	const { notices, sent, due } = aWorld();
	await notices.tell(anEvent("quota.warning", quota));
	const [french, english] = await Promise.all(sent.map(parsed));
	assert.match(french?.subject ?? "", /a utilisé 80\s% de son quota/);
	assert.match(french?.text ?? "", /8\s000 des 10\s000/);
	assert.match(french?.text ?? "", /30 novembre 2026 à 13:00/);
	assert.match(english?.text ?? "", /8,000 of 10,000/);
	assert.match(english?.text ?? "", /30 November 2026 at 12:00 UTC/);
	assert.match(english?.html ?? "", /<a href="https:\/\/relay\.example\/pricing">/);
	assert.deepEqual(due, [AT, AT]);
});

test("a plan that begins later is said to begin later, from the first words on", async () => {
	const { notices } = aWorld();
	const [french, english] = await notices.noticesFor(anEvent("plan.changed", { ...plan, from: AT }));
	assert.equal(english?.notice.subject, "Shop: the plan will be Large");
	assert.match(french?.notice.subject ?? "", /l’offre sera Large$/);
});

test("an event that is told again is not mailed again", async () => {
	const { notices, sent } = aWorld();
	await notices.tell(anEvent("account.resumed"));
	await notices.tell(anEvent("account.resumed"));
	assert.equal(sent.length, 2, "one for each reader");
});

test("the mail is a message of the service: nobody's account, no reports, marked as automatic", async () => {
	const { notices, sent } = aWorld({}, "relay.example");
	await notices.passwordReset(ANN, "https://relay.example/reset-password?token=t");
	const [message] = sent;
	assert.ok(message !== undefined);
	assert.equal(message.accountId, SERVICE_ACCOUNT);
	assert.equal(message.quota, null);
	assert.equal(message.signingDomain, "relay.example");
	assert.equal(message.reversePath, "noreply@relay.example");
	assert.deepEqual(message.recipients[0]?.notify, ["NEVER"]);
	assert.match(message.header.toString(), /^Auto-Submitted: auto-generated\r$/m);
	const { from, to, text } = await parsed(message);
	assert.equal(from?.name, "Relay");
	assert.equal(to?.[0]?.address, ANN.email);
	assert.match(text ?? "", /reset-password\?token=t/);
});

test("a new address is confirmed there, and the old one is told when it changed and whom to write to", async () => {
	const { notices, sent } = aWorld();
	const change = {
		personId: ANN.id,
		email: ANN.email,
		newEmail: "new@client.example",
		createdAt: AT,
		expiresAt: AT + HOUR,
	};
	const link = "https://relay.example/new-address?token=em_t";
	await notices.emailChange.link(ANN, change, link);
	await notices.emailChange.taken(OPS);
	await notices.emailChange.changed({ ...ANN, email: change.newEmail }, { email: ANN.email, at: AT });
	const [asked, taken, told] = await Promise.all(sent.map(parsed));
	const to = [asked, taken, told].map((mail) => mail?.to?.[0]?.address);
	assert.deepEqual(to, [change.newEmail, OPS.email, ANN.email]);
	assert.ok(asked?.text?.includes(link) && asked.html?.includes(link));
	assert.doesNotMatch(taken?.text ?? "", /token=/);
	assert.ok(!taken?.text?.includes(ANN.email), "nobody hears who has asked");
	assert.match(told?.text ?? "", /30 nov/i);
	assert.match(told?.text ?? "", /help@relay\.example/);
	assert.ok(!told?.text?.includes(change.newEmail), "who reads the old mailbox need not know the new one");
});

test("nothing that a customer chose for a name becomes a field or a tag", async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.string({ unit: "binary" }),
			fc.string({ unit: "binary" }),
			async (accountName, reason) => {
				const { notices, sent } = aWorld({
					accountName: `${accountName}\r\nBcc: x@y.example\r\n\r\n<script>`,
				});
				await notices.tell(anEvent("account.suspended", { reason }));
				for (const message of sent) {
					const { bcc, headers, html, to } = await parsed(message);
					assert.equal(bcc, undefined);
					assert.equal(to?.length, 1);
					assert.equal(headers.filter(({ key }) => key === "subject").length, 1);
					assert.doesNotMatch(html ?? "", /<script/);
				}
			},
		),
		{ numRuns: fuzzRuns(50) },
	);
});

test("a setting that is no address is told at the start", () => {
	assert.throws(
		() => createNotices({} as NoticePorts, { hostname: "h", from: "nobody", support: null, language: "en" }),
		/notices\.from is no address/,
	);
});
