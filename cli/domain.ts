/** `angarium domain …` */

import type { Command } from "commander";
import type { Json } from "./api.ts";
import { moment, printFacts, printJson, printTable } from "./print.ts";
import { accountIdOf, domainOf } from "./resolve.ts";
import type { Session, WithApi } from "./session.ts";

export function addDomainCommands(program: Command, withApi: WithApi): void {
	const domain = program
		.command("domain")
		.description("sending domains and the records that authenticate them");
	domain
		.command("add <name>")
		.description("add a sending domain; prints the records to publish")
		.option("--account <account>", "id or name (needed with the operator's key)")
		.action(
			withApi(async (session, name: string, { account }: { account?: string }, _: Command) => {
				const accountId = account === undefined ? undefined : await accountIdOf(session.api, account);
				show(session, await session.api.post("/v1/domains", { name, ...(accountId && { accountId }) }));
			}),
		);
	domain
		.command("list")
		.description("list sending domains")
		.option("--account <account>", "of one account only")
		.action(withApi(list));
	domain
		.command("show <domain>")
		.description("show a domain with its records; by id or name")
		.action(
			withApi(async (session, wanted: string, _: object, __: Command) =>
				show(session, await domainOf(session.api, wanted)),
			),
		);
	domain
		.command("verify <domain>")
		.description("vouch for a domain as the operator, or look its records up")
		.option("--check", "look the three records up in the DNS")
		.option("--withdraw", "take the verification back")
		.action(
			withApi(async (session, wanted: string, how: { check?: boolean; withdraw?: boolean }, _: Command) => {
				const { id } = await domainOf(session.api, wanted);
				const method = how.check ? "records" : how.withdraw ? "withdraw" : "vouch";
				show(session, await session.api.post(`/v1/domains/${id}/verify`, { method }));
			}),
		);
	domain
		.command("remove <domain>")
		.description("remove a domain with its SMTP users")
		.action(
			withApi(async ({ api, json }, wanted: string, _: object, __: Command) => {
				const { id, name } = await domainOf(api, wanted);
				await api.delete(`/v1/domains/${id}`);
				if (json) printJson({ removed: id });
				else console.log(`${name} is removed, with its SMTP users. Its Activity stays.`);
			}),
		);
}

async function list({ api, json }: Session, { account }: { account?: string }): Promise<void> {
	const id = account === undefined ? undefined : await accountIdOf(api, account);
	const domains = await api.all("/v1/domains", { account: id });
	if (json) return printJson(domains);
	printTable(
		domains,
		{
			ID: (one) => one.id,
			NAME: (one) => one.name,
			STATE: (one) => one.verification,
			ACCOUNT: (one) => one.accountId,
		},
		"There are no sending domains. Add one: angarium domain add shop.example --account ...",
	);
}

function show({ json }: Session, domain: Json): void {
	if (json) return printJson(domain);
	printFacts({
		id: domain.id,
		name: domain.name,
		state: domain.verification,
		verified: moment(domain.verifiedAt),
		account: domain.accountId,
	});
	console.log("\nRecords to publish:");
	printTable(
		domain.records,
		{
			STATE: ({ state }) => state,
			TYPE: ({ type }) => type,
			NAME: ({ name }) => name,
			VALUE: ({ value }) => value,
		},
		"",
	);
}
