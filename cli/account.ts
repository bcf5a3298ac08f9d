/** `angarium account …` */

import type { Command } from "commander";
import { addAccountLifeCommands } from "./account-life.ts";
import type { Json } from "./api.ts";
import { CommandError } from "./api.ts";
import { moment, printFacts, printJson, printTable } from "./print.ts";
import { accountIdOf, planOf } from "./resolve.ts";
import type { Session, WithApi } from "./session.ts";

interface Settings {
	readonly name?: string;
	readonly plan?: string;
	readonly monthlyRecipients?: string;
	readonly timeZone?: string;
	readonly contactEmail?: string;
	readonly billingEmail?: string;
	readonly dsn?: string;
	readonly refuseAttachments?: string;
}

export function addAccountCommands(program: Command, withApi: WithApi): void {
	const account = program.command("account").description("accounts: who sends, and how much");
	account
		.command("create <name>")
		.description("create an account")
		.option("--plan <plan>", "id or name")
		.option("--monthly-recipients <count>", "recipients in a billing period without a plan (default: 10000)")
		.option("--time-zone <name>", "by whose clocks billing periods begin, such as Europe/Paris")
		.option("--contact-email <address>", "who is written to about the account")
		.option("--billing-email <address>", "who is written to about what it costs")
		.option("--dsn <on|off>", "report failures to the envelope sender")
		.action(
			withApi(async (session, name: string, { plan, ...settings }: Settings, _: Command) => {
				const { api } = session;
				const has =
					plan === undefined ? { monthlyRecipients: 10_000 } : { planId: (await planOf(api, plan)).id };
				show(session, await api.post("/v1/accounts", { name, ...has, ...bodyOf(settings) }));
			}),
		);
	account
		.command("list")
		.description("list accounts")
		.option("--text <text>", "part of the name")
		.action(withApi(list));
	account
		.command("show <account>")
		.description("show an account with its quota; by id or name")
		.action(
			withApi(async (session, wanted: string, _: object, __: Command) => {
				const id = await accountIdOf(session.api, wanted);
				const usage = await session.api.get(`/v1/accounts/${id}/usage`);
				show(session, { ...(await session.api.get(`/v1/accounts/${id}`)), usage });
			}),
		);
	account
		.command("set <account>")
		.description("change an account")
		.option("--name <name>")
		.option("--monthly-recipients <count>", "while it has no plan")
		.option("--time-zone <name>")
		.option("--contact-email <address>", '"" for none')
		.option("--billing-email <address>", '"" for none')
		.option("--dsn <on|off>")
		.option("--refuse-attachments <extensions>", 'taken off the accept list, such as zip,html; "" for none')
		.action(
			withApi(async (session, wanted: string, settings: Settings, _: Command) => {
				const id = await accountIdOf(session.api, wanted);
				show(session, await session.api.patch(`/v1/accounts/${id}`, bodyOf(settings)));
			}),
		);
	addAccountLifeCommands(account, withApi, show);
}

async function list({ api, json }: Session, { text }: { readonly text?: string }): Promise<void> {
	const accounts = await api.all("/v1/accounts", { text });
	if (json) return printJson(accounts);
	printTable(
		accounts,
		{
			ID: ({ id }) => id,
			NAME: ({ name }) => name,
			PLAN: ({ plan }) => plan?.name,
			"RECIPIENTS/MONTH": ({ plan, monthlyRecipients }) => (plan === null ? monthlyRecipients : ""),
			STATE: stateText,
		},
		text === undefined
			? 'There are no accounts. Create one: angarium account create "Shop"'
			: `No account has ${text} in its name.`,
	);
}

function bodyOf(settings: Settings): object {
	const { name, monthlyRecipients, dsn, refuseAttachments, timeZone, contactEmail, billingEmail } = settings;
	return {
		...(timeZone === undefined ? {} : { timeZone }),
		...(contactEmail === undefined ? {} : { contactEmail: contactEmail || null }),
		...(billingEmail === undefined ? {} : { billingEmail: billingEmail || null }),
		...(name === undefined ? {} : { name }),
		...(monthlyRecipients === undefined ? {} : { monthlyRecipients: countOf(monthlyRecipients) }),
		...(dsn === undefined ? {} : { sendsDsn: switchOf(dsn) }),
		...(refuseAttachments === undefined ? {} : { refusedExtensions: extensionsOf(refuseAttachments) }),
	};
}

export function countOf(text: string): number {
	if (!/^[0-9]{1,12}$/.test(text)) throw new CommandError(`${text} is not a number of recipients.`);
	return Number(text);
}

const extensionsOf = (text: string): readonly string[] =>
	text
		.split(",")
		.map((word) => word.trim().toLowerCase().replace(/^\./, ""))
		.filter((word) => word !== "");

function switchOf(text: string): boolean {
	if (text !== "on" && text !== "off") throw new CommandError(`--dsn is on or off, not ${text}.`);
	return text === "on";
}

const stateText = ({ suspendedReason, deletesAt }: Json): string =>
	deletesAt !== null
		? `deleted, goes on ${moment(deletesAt)}`
		: suspendedReason === null
			? "active"
			: `suspended: ${suspendedReason}`;

function show({ json }: Session, account: Json): void {
	if (json) return printJson(account);
	const { usage } = account;
	printFacts({
		id: account.id,
		name: account.name,
		state: stateText(account),
		plan: account.plan?.name,
		"next plan":
			account.nextPlan === null
				? undefined
				: `${account.nextPlan.name ?? "none"} from ${moment(account.nextPlan.from)}`,
		"recipients a month": account.plan === null ? account.monthlyRecipients : undefined,
		used:
			usage === undefined
				? undefined
				: `${usage.used} of ${usage.limit}, renews on ${moment(usage.renewsAt)}`,
		"failure reports": account.sendsDsn ? "on" : "off",
		"refused attachments": account.refusedExtensions.join(", ") || undefined,
		"time zone": account.timeZone,
		contact: account.contactEmail,
		billing: account.billingEmail,
		created: moment(account.createdAt),
	});
}
