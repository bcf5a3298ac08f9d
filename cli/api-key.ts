/** `angarium api-key …` */

import type { Command } from "commander";
import { moment, printFacts, printJson, printTable } from "./print.ts";
import { accountIdOf } from "./resolve.ts";
import type { WithApi } from "./session.ts";

export function addApiKeyCommands(program: Command, withApi: WithApi): void {
	const key = program.command("api-key").description("API keys of accounts");
	key
		.command("create <name>")
		.description("create an API key; prints its token once")
		.option("--account <account>", "id or name (needed with the operator's key)")
		.action(
			withApi(async ({ api, json }, name: string, { account }: { account?: string }, _: Command) => {
				const accountId = account === undefined ? undefined : await accountIdOf(api, account);
				const made = await api.post("/v1/api-keys", { name, ...(accountId && { accountId }) });
				if (json) return printJson(made);
				printFacts({ id: made.id, name: made.name, token: `${made.token}   (shown once)` });
			}),
		);
	key
		.command("list")
		.description("list API keys")
		.option("--account <account>", "of one account only")
		.action(
			withApi(async ({ api, json }, { account }: { account?: string }, _: Command) => {
				const id = account === undefined ? undefined : await accountIdOf(api, account);
				const keys = await api.all("/v1/api-keys", { account: id });
				if (json) return printJson(keys);
				printTable(
					keys,
					{
						ID: (one) => one.id,
						NAME: (one) => one.name,
						ACCOUNT: ({ accountId }) => accountId ?? "operator",
						CREATED: ({ createdAt }) => moment(createdAt),
					},
					"There are no API keys.",
				);
			}),
		);
	key
		.command("remove <id>")
		.description("remove an API key")
		.action(
			withApi(async ({ api, json }, id: string, _: object, __: Command) => {
				await api.delete(`/v1/api-keys/${encodeURIComponent(id)}`);
				if (json) printJson({ removed: id });
				else console.log(`${id} is removed.`);
			}),
		);
}
