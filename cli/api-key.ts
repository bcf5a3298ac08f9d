/** `angarium api-key …` */

import type { Command } from "commander";
import type { Json } from "./api.ts";
import { moment, printFacts, printJson, printTable } from "./print.ts";
import { accountIdOf } from "./resolve.ts";
import type { WithApi } from "./session.ts";

interface Bounds {
	readonly account?: string;
	readonly name?: string;
	readonly permission?: readonly string[];
	readonly expires?: string;
}

const bodyOf = ({ name, permission, expires }: Bounds): object => ({
	...(name === undefined ? {} : { name }),
	...(permission === undefined ? {} : { permissions: permission.includes("all") ? null : permission }),
	...(expires === undefined ? {} : { expiresAt: expires === "never" ? null : expires }),
});

const facts = ({ id, name, permissions, expiresAt }: Json) => ({
	id,
	name,
	may: permissions?.join(" ") ?? "everything",
	expires: moment(expiresAt),
});

export function addApiKeyCommands(program: Command, withApi: WithApi): void {
	const key = program.command("api-key").description("API keys of accounts");
	key
		.command("create <name>")
		.description("create an API key; prints its token once")
		.option("--account <account>", "id or name (needed with the operator's key)")
		.option(
			"--permission <permission...>",
			"all that it may do, such as messages:send (default: what you may)",
		)
		.option("--expires <moment>", "such as 2027-01-01T00:00:00Z")
		.action(
			withApi(async ({ api, json }, name: string, { account, ...bounds }: Bounds, _: Command) => {
				const accountId = account === undefined ? undefined : await accountIdOf(api, account);
				const made = await api.post("/v1/api-keys", {
					name,
					...(accountId && { accountId }),
					...bodyOf(bounds),
				});
				if (json) return printJson(made);
				printFacts({ ...facts(made), token: `${made.token}   (shown once)` });
			}),
		);
	key
		.command("set <id>")
		.description("change an API key's name, permissions or expiry")
		.option("--name <name>", "new name")
		.option("--permission <permission...>", 'all that it may do; "all" for whatever the account may')
		.option("--expires <moment>", "such as 2027-01-01T00:00:00Z, or never")
		.action(
			withApi(async ({ api, json }, id: string, bounds: Bounds, _: Command) => {
				const changed = await api.patch(`/v1/api-keys/${encodeURIComponent(id)}`, bodyOf(bounds));
				if (json) printJson(changed);
				else printFacts(facts(changed));
			}),
		);
	addListing(key, withApi);
}

function addListing(key: Command, withApi: WithApi): void {
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
						MAY: ({ permissions }) => permissions?.join(" ") ?? "everything",
						EXPIRES: ({ expiresAt }) => moment(expiresAt),
						"LAST USED": ({ lastUsedAt }) => moment(lastUsedAt),
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
