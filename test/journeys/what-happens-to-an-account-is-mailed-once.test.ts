/**
 * Given an account with an administrator, a contact and a billing address, when its quota is used up, it asks for a plan,
 * one of its records breaks and a webhook of it is paused, then each is mailed to those it concerns, once.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "../support/json.ts";
import { eventually, mailboxOf, serviceThroughout } from "../support/service.ts";
import { customerOf, operatorOf } from "../support/service-calls.ts";
import { aReceiver } from "../support/webhooks.ts";

const service = serviceThroughout();

const CONTACT = "contact@client.example";
const BILLING = "billing@client.example";

const operator = operatorOf(service);
const customer = customerOf(service);

/** One message to so many people. */
const send = (recipients: number): Promise<Json> =>
	customer("POST", "/v1/messages", {
		smtpUser: service.ready.demo.username,
		from: service.ready.demo.from,
		to: Array.from({ length: recipients }, (_, i) => `reader.${i}@client.example`),
		subject: "Hello",
		text: "Hello",
	});

/** What the service itself wrote, as "address: subject", in alphabetical order. */
const notices = async (): Promise<readonly string[]> =>
	(await mailboxOf(service))
		.filter(({ from }) => from.includes("noreply@"))
		.flatMap(({ to, subject }) => to.map((reader) => `${reader}: ${subject}`))
		.sort();

const toEach = (subject: string, ...readers: readonly string[]): readonly string[] =>
	readers.map((reader) => `${reader}: ${subject}`);

/** They have arrived, and nothing else has. */
async function arrived(...wanted: readonly (readonly string[])[]): Promise<void> {
	const all = wanted.flat().sort();
	await eventually(async () => ((await notices()).length >= all.length ? true : undefined));
	assert.deepEqual(await notices(), all);
}

test("marks of the quota, a plan request, a broken record and a paused webhook are mailed, once each", async (t) => {
	const { account, domain, person } = service.ready.demo;
	const admin = person.email;
	const path = `/v1/accounts/${account}`;
	const own = { contactEmail: CONTACT, billingEmail: BILLING };
	const { name, plan } = await operator("PATCH", path, own);
	await operator("PATCH", `/v1/plans/${plan.id}`, { monthlyRecipients: 10 });
	const large = await operator("POST", "/v1/plans", { name: "Thousand", monthlyRecipients: 1_000 });
	assert.equal((await customer("GET", `${path}/usage`)).used, 0);

	for (const recipients of [8, 1, 1]) await send(recipients);
	const everybody = [admin, CONTACT, BILLING];
	const used = [
		toEach(`${name} has used 80 % of its quota`, ...everybody),
		toEach(`${name} has used 90 % of its quota`, ...everybody),
		toEach(`${name} has used up its quota: mail is refused`, ...everybody),
	];
	await arrived(...used);

	const { requestId } = await customer("POST", `${path}/plan`, { planId: large.id, note: "Winter sale" });
	const asked = toEach(`${name} asks for the plan Thousand`, admin);
	await arrived(...used, asked);
	await operator("POST", `/v1/plan-requests/${requestId}/accept`, {});
	const raised = [...used, asked, toEach(`${name}: the plan is Thousand`, ...everybody)];
	await arrived(...raised);
	await send(1);

	const [{ id }] = (await customer("GET", `/v1/domains?name=${domain}`)).items;
	await operator("POST", `/v1/try/domains/${id}/records`, { purpose: "dkim-2", published: false });
	const broken = toEach(`${domain}: a DNS record is not right any more`, admin, CONTACT);
	await arrived(...raised, broken);

	const gone = await aReceiver(t, (response) => response.writeHead(410).end());
	await customer("POST", "/v1/webhooks", { url: gone.url, eventTypes: ["message.delivered"] });
	await send(1);
	await arrived(...raised, broken, toEach(`${name}: a webhook is paused`, admin, CONTACT));
});
