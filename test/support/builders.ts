/** Things to test with, whole by default: a test names only what it is about. */

import type { Account, Sender, SendingDomain, SmtpUser } from "../../src/terms/identity.ts";
import type { AccountId, DomainId, PersonId, PlanId, SmtpUserId } from "../../src/terms/ids.ts";
import type { Person } from "../../src/terms/person.ts";
import type { Plan } from "../../src/terms/plan.ts";

export const anAccount = (change: Partial<Account> = {}): Account => ({
	id: "01ACC0NT000000000000000000" as AccountId,
	name: "Shop",
	suspendedReason: null,
	monthlyRecipients: 10_000,
	plan: null,
	nextPlan: null,
	periodAnchor: Date.UTC(2026, 0, 1),
	timeZone: "UTC",
	contactEmail: null,
	billingEmail: null,
	deletesAt: null,
	sendsDsn: true,
	refusedExtensions: [],
	createdAt: Date.UTC(2026, 0, 1),
	...change,
});

export const aPlan = (change: Partial<Plan> = {}): Plan => ({
	id: "01P1AN00000000000000000000" as PlanId,
	name: "Starter",
	monthlyRecipients: 1_000,
	price: { amountMinor: 900, currency: "EUR" },
	listed: true,
	position: 1,
	limits: { recipientsPerMinute: null, domains: null, smtpUsers: null, retentionDays: null },
	stripePriceId: null,
	createdAt: Date.UTC(2026, 0, 1),
	...change,
});

export const aDomain = (change: Partial<SendingDomain> = {}): SendingDomain => ({
	id: "01D0MA1N000000000000000000" as DomainId,
	accountId: anAccount().id,
	name: "shop.example",
	verification: "verified",
	records: [
		{ purpose: "dkim-1", state: "valid" },
		{ purpose: "dkim-2", state: "valid" },
		{ purpose: "return-path", state: "valid" },
	],
	activeSelector: "ag1",
	createdAt: Date.UTC(2026, 0, 1),
	verifiedAt: Date.UTC(2026, 0, 1),
	returnPathHost: "bounce.shop.example",
	ed25519: false,
	vouched: false,
	checkedAt: Date.UTC(2026, 0, 1),
	brokenSince: null,
	checkDueAt: null,
	...change,
});

export const anSmtpUser = (change: Partial<SmtpUser> = {}): SmtpUser => ({
	id: "01VSER00000000000000000000" as SmtpUserId,
	accountId: anAccount().id,
	domainId: aDomain().id,
	name: "WordPress",
	username: "shop-example-1",
	passwordHash: Buffer.alloc(32),
	disabled: false,
	expiresAt: null,
	allowedAddresses: [],
	recipientsPerMinute: null,
	createdAt: Date.UTC(2026, 0, 1),
	lastConnection: null,
	lastFailure: null,
	...change,
});

export const aSender = (
	change: {
		readonly user?: Partial<SmtpUser>;
		readonly account?: Partial<Account>;
		readonly domain?: Partial<SendingDomain>;
	} = {},
): Sender => ({
	user: anSmtpUser(change.user),
	account: anAccount(change.account),
	domain: aDomain(change.domain),
});

export const aPerson = (change: Partial<Person> = {}): Person => ({
	id: "01PERS0N000000000000000000" as PersonId,
	email: "ann@shop.example",
	name: "Ann",
	language: "en",
	timeZone: "UTC",
	operator: false,
	twoFactor: false,
	suspendedAt: null,
	lastSignInAt: null,
	createdAt: Date.UTC(2026, 0, 1),
	...change,
});
