/** `angarium audit` */

import type { Command } from "commander";
import type { Json } from "./api.ts";
import { clean, moment, printJson, printTable } from "./print.ts";
import { accountIdOf } from "./resolve.ts";
import type { WithApi } from "./session.ts";

interface Filter {
	readonly account?: string;
	readonly actor?: string;
	readonly action?: string;
	readonly target?: string;
	readonly from?: string;
	readonly to?: string;
	readonly limit: string;
	readonly changes?: true;
}

export function addAuditCommand(program: Command, withApi: WithApi): void {
	program
		.command("audit")
		.description("who changed what, newest first")
		.option("--account <account>", "of one account, by id or name")
		.option("--actor <id>", "by one person or key")
		.option("--action <action>", "such as domain, or domain.create")
		.option("--target <id>", "of one thing")
		.option("--from <moment>", "such as 2026-11-24T00:00:00Z")
		.option("--to <moment>")
		.option("--limit <count>", "at most so many", "50")
		.option("--changes", "with what was changed")
		.action(
			withApi(async ({ api, json }, { account, changes, ...filter }: Filter, _: Command) => {
				const of = account === undefined ? undefined : await accountIdOf(api, account);
				const { actor, action, target, from, to, limit } = filter;
				const query = { account: of, actor, action, target, from, to, limit };
				const { items } = await api.get("/v1/audit", query);
				if (json) return printJson(items);
				printTable(
					items,
					{
						AT: (one) => moment(one.at),
						WHO: ({ actor: who }) => who.name || who.kind,
						FROM: (one) => one.address,
						ACTION: (one) => one.action,
						WHAT: (one) => one.target.name ?? one.target.id,
						...(changes === true ? { CHANGES: changesOf } : {}),
					},
					"There is nothing in the audit log.",
				);
			}),
		);
}

/** Fields that have another value than before: "disabled: false → true". */
function changesOf({ before, after }: Json): string {
	if (before === null || after === null) return "";
	const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
	return names
		.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
		.map((name) => clean(`${name}: ${JSON.stringify(before[name])} → ${JSON.stringify(after[name])}`))
		.join(", ");
}
