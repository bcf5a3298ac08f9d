/** `angarium statistics` */

import type { Command } from "commander";
import { moment, printFacts, printJson, printTable } from "./print.ts";
import { accountIdOf } from "./resolve.ts";
import type { WithApi } from "./session.ts";

interface Wanted {
	readonly account?: string;
	readonly from?: string;
	readonly to?: string;
	readonly timeZone?: string;
}

export function addStatisticsCommand(program: Command, withApi: WithApi): void {
	program
		.command("statistics")
		.description("what became of messages, in numbers: the last seven days, and the seven before")
		.option("--account <account>", "of one account only")
		.option("--from <moment>", "such as 2026-11-24T00:00:00Z")
		.option("--to <moment>")
		.option("--time-zone <zone>", "whose days are shown, such as Europe/Paris")
		.action(
			withApi(async ({ api, json }, { account, from, to, timeZone }: Wanted, _: Command) => {
				const id = account === undefined ? undefined : await accountIdOf(api, account);
				const shown = await api.get("/v1/statistics", { account: id, from, to, timeZone });
				if (json) return printJson(shown);
				const { figures, previousFigures, topReasons } = shown;
				printFacts({
					period: `${moment(shown.from)} to ${moment(shown.to)} (UTC)`,
					...Object.fromEntries(
						Object.entries(figures).map(([name, count]) => [
							name,
							`${count} (before: ${previousFigures[name]})`,
						]),
					),
				});
				if (topReasons.length === 0) return;
				console.log();
				printTable(topReasons, { REJECTED: ({ count }) => count, REASON: ({ reason }) => reason }, "");
			}),
		);
}
