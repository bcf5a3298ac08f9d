import assert from "node:assert/strict";
import { test } from "node:test";
import { amountOf, planOf } from "./plan-fields.ts";

const typed = {
	name: " Growth ",
	monthlyRecipients: "10000",
	amount: "19,90",
	currency: "eur",
	listed: "on",
	position: "2",
	recipientsPerMinute: "",
	domains: "5",
	smtpUsers: "",
	retentionDays: "",
	stripePriceId: "",
};

test("what is typed becomes a plan; what is left empty is not said", () => {
	assert.deepEqual(planOf(typed), {
		name: "Growth",
		monthlyRecipients: 10_000,
		price: { amountMinor: 1_990, currency: "EUR" },
		listed: true,
		position: 2,
		limits: { recipientsPerMinute: null, domains: 5, smtpUsers: null, retentionDays: null },
		stripePriceId: null,
	});
	assert.equal(planOf({ ...typed, amount: " " }).price, null);
});

test("an amount is in the currency's smallest unit, and comes back as it was typed", () => {
	const plan = (amount: string, currency: string) => ({
		...planOf({ ...typed, amount, currency }),
		id: "1",
		createdAt: "2026-11-30T13:00:00.000Z",
	});
	assert.equal(plan("1900", "JPY").price?.amountMinor, 1_900);
	assert.equal(plan("1.234", "KWD").price?.amountMinor, 1_234);
	assert.equal(plan("0.29", "EUR").price?.amountMinor, 29);
	assert.equal(amountOf(plan("19,9", "EUR")), "19.90");
	assert.equal(amountOf(plan("1900", "JPY")), "1900");
});
