/** `angarium smtp-user …` */

import type { Command } from "commander";
import { countOf } from "./account.ts";
import type { Json } from "./api.ts";
import { moment, printFacts, printJson, printTable } from "./print.ts";
import { accountIdOf, domainOf, smtpUserOf } from "./resolve.ts";
import type { Session, WithApi } from "./session.ts";
import { addLimitsCommand } from "./smtp-user-limits.ts";

interface Settings {
	readonly name?: string;
	readonly expires?: string;
	readonly allow?: string[];
	readonly recipientsPerMinute?: string;
}

export function addSmtpUserCommands(program: Command, withApi: WithApi): void {
	const user = program.command("smtp-user").description("SMTP users: the log-ins of applications");
	user
		.command("create <domain>")
		.description("create an SMTP user of a domain; prints its password once")
		.option("--name <name>", "what it is for")
		.option("--expires <moment>", "such as 2027-01-01T00:00:00Z")
		.option("--allow <address...>", "client addresses or ranges that may use it")
		.option("--recipients-per-minute <count>")
		.action(
			withApi(async (session, domain: string, settings: Settings, _: Command) => {
				const { id } = await domainOf(session.api, domain);
				show(session, await session.api.post("/v1/smtp-users", { domainId: id, ...bodyOf(settings) }));
			}),
		);
	user
		.command("list")
		.description("list SMTP users")
		.option("--account <account>", "of one account only")
		.action(withApi(list));
	user
		.command("show <user>")
		.description("show an SMTP user; by id or username")
		.action(
			withApi(async (session, wanted: string, _: object, __: Command) =>
				show(session, await smtpUserOf(session.api, wanted)),
			),
		);
	addLimitsCommand(user, withApi);
	user
		.command("reset-password <user>")
		.description("make a new password; the one before stops working at once")
		.action(
			withApi(async (session, wanted: string, _: object, __: Command) => {
				const { id } = await smtpUserOf(session.api, wanted);
				show(session, await session.api.post(`/v1/smtp-users/${id}/reset-password`));
			}),
		);
	for (const [verb, disabled] of [
		["disable", true],
		["enable", false],
	] as const) {
		user
			.command(`${verb} <user>`)
			.description(`${verb} an SMTP user`)
			.action(
				withApi(async (session, wanted: string, _: object, __: Command) => {
					const { id } = await smtpUserOf(session.api, wanted);
					show(session, await session.api.patch(`/v1/smtp-users/${id}`, { disabled }));
				}),
			);
	}
	user
		.command("remove <user>")
		.description("remove an SMTP user")
		.action(
			withApi(async ({ api, json }, wanted: string, _: object, __: Command) => {
				const { id, username } = await smtpUserOf(api, wanted);
				await api.delete(`/v1/smtp-users/${id}`);
				if (json) printJson({ removed: id });
				else console.log(`${username} is removed.`);
			}),
		);
}

async function list({ api, json }: Session, { account }: { account?: string }): Promise<void> {
	const id = account === undefined ? undefined : await accountIdOf(api, account);
	const users = await api.all("/v1/smtp-users", { account: id });
	if (json) return printJson(users);
	printTable(
		users,
		{
			ID: (one) => one.id,
			USERNAME: (one) => one.username,
			NAME: (one) => one.name,
			STATE: (one) => (one.disabled ? "disabled" : "enabled"),
			"LAST CONNECTION": (one) => moment(one.lastConnection?.at),
		},
		"There are no SMTP users. Create one: angarium smtp-user create shop.example",
	);
}

const bodyOf = ({ name, expires, allow, recipientsPerMinute }: Settings): object => ({
	...(name === undefined ? {} : { name }),
	...(expires === undefined ? {} : { expiresAt: expires }),
	...(allow === undefined ? {} : { allowedAddresses: allow }),
	...(recipientsPerMinute === undefined ? {} : { recipientsPerMinute: countOf(recipientsPerMinute) }),
});

function show({ json }: Session, user: Json): void {
	if (json) return printJson(user);
	const { lastConnection, lastFailure } = user;
	printFacts({
		id: user.id,
		name: user.name,
		username: user.username,
		password: user.password === undefined ? undefined : `${user.password}   (shown once)`,
		state: user.disabled ? "disabled" : "enabled",
		expires: moment(user.expiresAt),
		"allowed from": user.allowedAddresses.join(", "),
		"recipients a minute": user.recipientsPerMinute,
		"last connection": lastConnection && `${moment(lastConnection.at)} from ${lastConnection.address}`,
		"last failed log-in":
			lastFailure && `${moment(lastFailure.at)} from ${lastFailure.address}: ${lastFailure.reason}`,
	});
}
