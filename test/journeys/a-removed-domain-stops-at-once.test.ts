/** A domain is removed and added again while somebody is logged in; and its keys are rotated in the running service. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { serviceThroughout } from "../support/service.ts";
import { SmtpClient } from "../support/smtp-client.ts";

const service = serviceThroughout();

interface Domain {
	readonly id: string;
	readonly accountId: string;
	readonly activeSelector: string;
	readonly records: readonly { readonly name: string; readonly value: string }[];
	readonly keys: readonly { readonly selector: string; readonly stage: string; readonly txt: string }[];
}

async function ask<Body>(method: string, path: string, body?: object): Promise<Body> {
	const key = readFileSync(join(service.folder, "operator.key"), "utf8");
	const response = await fetch(`${service.ready.http}/v1${path}`, {
		method,
		headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	assert.ok(response.ok, `${method} ${path}: ${response.status}`);
	return (response.status === 204 ? undefined : await response.json()) as Body;
}

const demoDomain = async (): Promise<Domain> => {
	const { items } = await ask<{ items: readonly Domain[] }>("GET", "/domains?name=shop.example");
	return items[0] as Domain;
};

test("keys rotate in the running service, and a leaked one is revoked in the answer", async () => {
	const domain = await demoDomain();
	assert.equal(domain.activeSelector, "ag1");
	const rotated = await ask<Domain>("POST", `/domains/${domain.id}/rotate`, { leaked: true });
	assert.equal(rotated.activeSelector, "ag2");
	const leaked = rotated.keys.find(({ selector }) => selector === "ag1");
	assert.deepEqual([leaked?.stage, leaked?.txt.endsWith("p=")], ["retired", true]);
});

test("SMTP users of a removed domain stop in the sessions that they have; added again, it has new names", async () => {
	const domain = await demoDomain();
	const client = await SmtpClient.loggedIn(service);
	assert.match(await client.say("MAIL FROM:<billing@shop.example>"), /^250/);
	assert.match(await client.say("RSET"), /^250/);

	await ask("DELETE", `/domains/${domain.id}`);

	assert.match(await client.say("MAIL FROM:<billing@shop.example>"), /^5/);
	client.destroy();
	await assert.rejects(SmtpClient.loggedIn(service), /no log-in: 535/);
	const again = await ask<Domain>("POST", "/domains", { name: "shop.example", accountId: domain.accountId });
	const values = (one: Domain): readonly string[] => one.records.map(({ value }) => value);
	assert.deepEqual(
		values(again).filter((value) => values(domain).includes(value)),
		[],
	);
});
