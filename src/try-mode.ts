/**
 * Try mode's demo: an account with an authenticated domain and an SMTP user, in a closed internet. The password is
 * kept in the data folder, which a real installation never does: whoever tries things out starts more than once.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ClosedInternet } from "./serve/closed-internet/index.ts";
import { isProblem, type NewPlan, type People, type Problem, type Setup } from "./setup/index.ts";
import type { AccountId, PlanId } from "./terms/ids.ts";
import { randomBytes } from "./world/randomness.ts";
import type { Ready } from "./world/ready-file.ts";
import { secretFile } from "./world/secret-file.ts";

/** The demo account, as whoever starts try mode is told of it. */
export type Demo = NonNullable<Ready["demo"]>;

interface Kept {
	readonly setup: Setup;
	readonly people: People;
}

const DOMAIN = "shop.example";
const FILE = "demo.json";
const PERSON_FILE = "demo-person.json";
const PASSWORD_BYTES = 12;
/** More than anybody makes to try things out. */
const MOST_DOMAINS = 1_000;

export async function prepareDemo(
	folder: string,
	{ setup, people }: Kept,
	internet: ClosedInternet,
): Promise<Demo> {
	const existing = await setup.domains.byName(DOMAIN);
	const demo =
		existing === undefined ? await makeDemo(folder, setup, internet) : readDemo(join(folder, FILE));
	await publishRecords(setup, internet);
	return { ...demo, person: await demoPerson(folder, people, demo.account as AccountId, internet) };
}

/** An operator and administrator of the demo account, whose mail comes to the closed internet's mailbox. */
async function demoPerson(
	folder: string,
	people: People,
	accountId: AccountId,
	internet: ClosedInternet,
): Promise<Demo["person"]> {
	const make = () => ({
		email: `demo@${internet.recipientDomain}`,
		password: randomBytes(PASSWORD_BYTES).toString("base64url"),
	});
	const octets = secretFile(join(folder, PERSON_FILE), () => Buffer.from(JSON.stringify(make())));
	const person = JSON.parse(octets.toString()) as Demo["person"];
	if ((await people.byEmail(person.email)) === undefined) {
		const memberships = [{ accountId, role: "administrator" }] as const;
		made(await people.setupLinks.makePerson({ ...person, name: "Demo", operator: true }, memberships));
	}
	return person;
}

async function makeDemo(
	folder: string,
	setup: Setup,
	internet: ClosedInternet,
): Promise<Omit<Demo, "person">> {
	const planId = await makePlans(setup);
	const account = made(await setup.accounts.create({ name: "Demo shop", planId }));
	const domain = made(await setup.domains.create(account.id, DOMAIN));
	const { user, password } = made(await setup.smtpUsers.create(domain.id, { name: "Demo" }));
	const { token } = made(await setup.apiKeys.create(account.id, "Demo"));
	const demo = {
		account: account.id,
		domain: DOMAIN,
		username: user.username,
		password,
		apiKey: token,
		from: `billing@${DOMAIN}`,
		to: `ok@${internet.recipientDomain}`,
	};
	secretFile(join(folder, FILE), () => Buffer.from(JSON.stringify(demo)));
	return demo;
}

const readDemo = (file: string) => JSON.parse(readFileSync(file, "utf8")) as Omit<Demo, "person">;
const limits = { recipientsPerMinute: null, domains: null, smtpUsers: null, retentionDays: null };

/** So that there is something to choose from. */
const demoPlans: readonly NewPlan[] = [
	{ name: "Starter", monthlyRecipients: 1_000, price: null, limits: { ...limits, domains: 5, smtpUsers: 5 } },
	{
		name: "Growth",
		monthlyRecipients: 10_000,
		price: { amountMinor: 1_900, currency: "EUR" },
		limits: { ...limits, domains: 10 },
	},
	{ name: "Business", monthlyRecipients: 100_000, price: { amountMinor: 9_900, currency: "EUR" } },
	{
		name: "Enterprise",
		monthlyRecipients: 1_000_000,
		price: { amountMinor: 49_900, currency: "EUR" },
		limits: { ...limits, retentionDays: 90 },
	},
];
/** The smallest: its quota can be used up, and there are higher ones to choose. */
const DEMO_PLAN = "Starter";

/** Resolves to the one that the demo account has. */
async function makePlans(setup: Setup): Promise<PlanId> {
	let has: PlanId | undefined;
	for (const [position, plan] of demoPlans.entries()) {
		const { id } = made(await setup.plans.create({ ...plan, position }));
		if (plan.name === DEMO_PLAN) has = id;
	}
	if (has === undefined) throw new Error(`the demo has no plan ${DEMO_PLAN}`);
	return has;
}

/** The closed internet forgets when the service stops: what was valid in it is published again. */
async function publishRecords(setup: Setup, { zone }: ClosedInternet): Promise<void> {
	for (const domain of await setup.domains.list(null, { limit: MOST_DOMAINS })) {
		const isDemo = domain.name === DOMAIN;
		// Where it leads, our own DNS door answers.
		for (const { name, value, state } of await setup.domains.records(domain))
			if (isDemo || state === "valid") zone.publish(name, { type: "CNAME", data: value });
		if (!isDemo) continue;
		zone.publish(`_dmarc.${DOMAIN}`, { type: "TXT", data: "v=DMARC1; p=reject" });
		zone.publish(DOMAIN, { type: "MX", data: { preference: 10, exchange: "mx.client.example" } });
		made(await setup.domains.check(domain.id));
	}
}

/** What customers have published, to be broken and mended by hand. */
export const tryRecordsIn = ({ zone }: ClosedInternet) => ({
	publish: ({ name, value }: { readonly name: string; readonly value: string }): void =>
		zone.publish(name, { type: "CNAME", data: value }),
	withdraw: ({ name }: { readonly name: string }): void => zone.withdraw(name),
});

function made<Value extends object>(value: Value | Problem): Value {
	if (isProblem(value)) throw new Error(`the demo cannot be set up: ${value.detail}`);
	return value as Value;
}
