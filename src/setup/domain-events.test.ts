import assert from "node:assert/strict";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { test } from "node:test";
import { virtualClock } from "../../test/support/clock.ts";
import { openTestStore } from "../../test/support/store.ts";
import { MINUTE } from "../terms/clock.ts";
import type { DomainRecord } from "../terms/identity.ts";
import { createSetup, isProblem } from "./index.ts";
import type { ExpectedRecord } from "./verification-ports.ts";

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });

function made<Made extends object>(value: Made): Exclude<Made, { readonly kind: "problem" }> {
	assert.ok(!isProblem(value), JSON.stringify(value));
	return value as Exclude<Made, { readonly kind: "problem" }>;
}

test("what a check finds out about a domain is in the outbox, with its records", async (t) => {
	const clock = virtualClock("2026-11-24T08:00:00Z");
	const store = await openTestStore(t, clock);
	let state: DomainRecord["state"] = "valid";
	const setup = createSetup(
		{
			store: store.setup,
			audit: store.audit,
			plans: store.plans,
			clock,
			randomBytes,
			verifier: {
				checkRecords: async (_, expected: readonly ExpectedRecord[]) =>
					expected.map(({ purpose }) => ({ purpose, state, keySeen: true })),
			},
			generateKey: async () => ({
				privateKey: pair.privateKey.export({ type: "pkcs8", format: "der" }),
				publicKey: pair.publicKey.export({ type: "spki", format: "der" }).toString("base64"),
			}),
			serverKey: Buffer.alloc(32, 1),
		},
		{ zone: "relay.example" },
	);
	const account = made(await setup.accounts.create({ name: "Shop", monthlyRecipients: 10 }));
	const domain = made(await setup.domains.create(account.id, "shop.example"));
	const checked = async (): Promise<void> => {
		await clock.advance(MINUTE);
		made(await setup.domains.check(domain.id));
	};
	await checked();
	await checked();
	state = "wrong-value";
	await checked();
	state = "valid";
	await checked();
	const told = await store.outbox.waiting(9);
	assert.deepEqual(
		told.map(({ type, accountId }) => [type, accountId]),
		[
			["domain.verified", account.id],
			["domain.broken", account.id],
			["domain.mended", account.id],
		],
	);
	const { data } = told[1] as { data: { name: string; domainId: string; records: readonly DomainRecord[] } };
	assert.deepEqual([data.name, data.domainId], ["shop.example", domain.id]);
	assert.ok(data.records.every((record) => record.state === "wrong-value"));
});
