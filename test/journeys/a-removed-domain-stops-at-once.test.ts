/** A domain is removed and added again while somebody is logged in; and its keys are rotated in the running service. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { serviceThroughout } from "../support/service.ts";
import { operatorOf } from "../support/service-calls.ts";
import { SmtpClient } from "../support/smtp-client.ts";

const service = serviceThroughout();
const ask = operatorOf(service);

interface Domain {
	readonly id: string;
	readonly accountId: string;
	readonly activeSelector: string;
	readonly records: readonly { readonly name: string; readonly value: string }[];
	readonly keys: readonly { readonly selector: string; readonly stage: string; readonly txt: string }[];
}

const demoDomain = async (): Promise<Domain> => {
	const { items } = await ask("GET", "/v1/domains?name=shop.example");
	return items[0] as Domain;
};

test("keys rotate in the running service, and a leaked one is revoked in the answer", async () => {
	const domain = await demoDomain();
	assert.equal(domain.activeSelector, "ag1");
	const rotated: Domain = await ask("POST", `/v1/domains/${domain.id}/rotate`, { leaked: true });
	assert.equal(rotated.activeSelector, "ag2");
	const leaked = rotated.keys.find(({ selector }) => selector === "ag1");
	assert.deepEqual([leaked?.stage, leaked?.txt.endsWith("p=")], ["retired", true]);
});

test("SMTP users of a removed domain stop in the sessions that they have; added again, it has new names", async () => {
	const domain = await demoDomain();
	const client = await SmtpClient.loggedIn(service);
	assert.match(await client.say("MAIL FROM:<billing@shop.example>"), /^250/);
	assert.match(await client.say("RSET"), /^250/);

	await ask("DELETE", `/v1/domains/${domain.id}`);

	assert.match(await client.say("MAIL FROM:<billing@shop.example>"), /^5/);
	client.destroy();
	await assert.rejects(SmtpClient.loggedIn(service), /no log-in: 535/);
	const again: Domain = await ask("POST", "/v1/domains", {
		name: "shop.example",
		accountId: domain.accountId,
	});
	const values = (one: Domain): readonly string[] => one.records.map(({ value }) => value);
	assert.deepEqual(
		values(again).filter((value) => values(domain).includes(value)),
		[],
	);
});
