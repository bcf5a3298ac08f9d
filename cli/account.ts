/** `angarium account …` */

import type { Command } from "commander";
import type { Json } from "./api.ts";
import { CommandError } from "./api.ts";
import { moment, printFacts, printJson, printTable } from "./print.ts";
import { accountIdOf } from "./resolve.ts";
import type { Session, WithApi } from "./session.ts";

interface Settings {
	readonly name?: string;
	readonly monthlyRecipients?: string;
	readonly dsn?: string;
	readonly refuseAttachments?: string;
}

export function addAccountCommands(program: Command, withApi: WithApi): void {
	const account = program.command("account").description("accounts: who sends, and how much");
	account
		.command("create <name>")
		.description("create an account")
		.option("--monthly-recipients <count>", "recipients in a billing period", "10000")
		.option("--dsn <on|off>", "report failures to the envelope sender")
		.action(
			withApi(async (session, name: string, settings: Settings, _: Command) =>
				show(session, await session.api.post("/v1/accounts", { name, ...bodyOf(settings) })),
			),
		);
	account.command("list").description("list accounts").action(withApi(list));
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
		.option("--monthly-recipients <count>")
		.option("--dsn <on|off>")
		.option("--refuse-attachments <extensions>", 'taken off the accept list, such as zip,html; "" for none')
		.action(
			withApi(async (session, wanted: string, settings: Settings, _: Command) => {
				const id = await accountIdOf(session.api, wanted);
				show(session, await session.api.patch(`/v1/accounts/${id}`, bodyOf(settings)));
			}),
		);
	account
		.command("suspend <account>")
		.description("refuse an account's mail")
		.requiredOption("--reason <text>", "shown to the customer")
		.action(
			withApi(async (session, wanted: string, { reason }: { reason: string }, _: Command) => {
				const id = await accountIdOf(session.api, wanted);
				show(session, await session.api.post(`/v1/accounts/${id}/suspend`, { reason }));
			}),
		);
	account
		.command("resume <account>")
		.description("take a suspended account's mail again")
		.action(
			withApi(async (session, wanted: string, _: object, __: Command) => {
				const id = await accountIdOf(session.api, wanted);
				show(session, await session.api.post(`/v1/accounts/${id}/resume`));
			}),
		);
}

async function list({ api, json }: Session): Promise<void> {
	const accounts = await api.all("/v1/accounts");
	if (json) return printJson(accounts);
	printTable(
		accounts,
		{
			ID: ({ id }) => id,
			NAME: ({ name }) => name,
			"RECIPIENTS/MONTH": ({ monthlyRecipients }) => monthlyRecipients,
			STATE: ({ suspendedReason }) => (suspendedReason === null ? "active" : `suspended: ${suspendedReason}`),
		},
		'There are no accounts. Create one: angarium account create "Shop"',
	);
}

function bodyOf({ name, monthlyRecipients, dsn, refuseAttachments }: Settings): object {
	return {
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

function show({ json }: Session, account: Json): void {
	if (json) return printJson(account);
	const { usage } = account;
	printFacts({
		id: account.id,
		name: account.name,
		state: account.suspendedReason === null ? "active" : `suspended: ${account.suspendedReason}`,
		"recipients a month": account.monthlyRecipients,
		used:
			usage === undefined
				? undefined
				: `${usage.used} of ${usage.limit}, renews on ${moment(usage.renewsAt)}`,
		"failure reports": account.sendsDsn ? "on" : "off",
		"refused attachments": account.refusedExtensions.join(", ") || undefined,
		created: moment(account.createdAt),
	});
}
