/** `angarium account plan`, `suspend`, `delete`, `export`: what becomes of an account. */

import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { Command } from "commander";
import type { Json } from "./api.ts";
import { moment, printJson } from "./print.ts";
import { accountIdOf, planOf } from "./resolve.ts";
import type { Session, WithApi } from "./session.ts";

type Show = (session: Session, account: Json) => void;

export function addAccountLifeCommands(account: Command, withApi: WithApi, show: Show): void {
	addPlanOf(account, withApi, show);
	addStops(account, withApi, show);
	account
		.command("export <account>")
		.description("write everything of an account, a line of JSON for each thing")
		.option("--output <file>", "by default standard output")
		.action(
			withApi(async ({ api }, wanted: string, { output }: { output?: string }, _: Command) => {
				const id = await accountIdOf(api, wanted);
				const lines = await api.download(`/v1/accounts/${id}/export`, {});
				if (output !== undefined) return pipeline(lines, createWriteStream(output, { mode: 0o600 }));
				for await (const piece of lines) process.stdout.write(piece);
			}),
		);
}

function addPlanOf(account: Command, withApi: WithApi, show: Show): void {
	account
		.command("choose-plan <account> [plan]")
		.description("give an account a plan: a higher one at once, a lower one from its next billing period")
		.option("--none", "take the plan away")
		.option("--at-once", "a lower plan, or none, too: not from the next billing period")
		.action(
			withApi(
				async (
					session,
					wanted: string,
					plan: string | undefined,
					{ none, atOnce }: { none?: boolean; atOnce?: boolean },
					command: Command,
				) => {
					if ((plan === undefined) !== (none === true)) command.error("Name a plan, or --none");
					const { api } = session;
					const id = await accountIdOf(api, wanted);
					const planId = plan === undefined ? null : (await planOf(api, plan)).id;
					const chosen = await api.post(`/v1/accounts/${id}/plan`, { planId, ...(atOnce && { atOnce }) });
					if (session.json) return printJson(chosen);
					console.log(outcomeText(chosen));
				},
			),
		);
	account
		.command("keep-plan <account>")
		.description("take back a plan that is scheduled for the next billing period")
		.action(
			withApi(async (session, wanted: string, _: object, __: Command) => {
				const id = await accountIdOf(session.api, wanted);
				await session.api.delete(`/v1/accounts/${id}/next-plan`);
				show(session, await session.api.get(`/v1/accounts/${id}`));
			}),
		);
}

function outcomeText({ outcome, from, requestId, checkoutUrl }: Json): string {
	if (outcome === "scheduled") return `The plan begins on ${moment(from)}.`;
	if (outcome === "requested") return `The plan is asked for: request ${requestId}.`;
	if (outcome === "checkout") return `Confirm and pay at ${checkoutUrl}`;
	return "The account has the plan.";
}

function addStops(account: Command, withApi: WithApi, show: Show): void {
	const act = (verb: string, about: string, reason: "needed" | "may be" | "none"): void => {
		const command = account.command(`${verb} <account>`).description(about);
		if (reason === "needed") command.requiredOption("--reason <text>", "shown to the customer");
		if (reason === "may be") command.option("--reason <text>", "why, for the account's people");
		command.action(
			withApi(async (session, wanted: string, options: { reason?: string }, _: Command) => {
				const id = await accountIdOf(session.api, wanted);
				const body = options.reason === undefined ? undefined : { reason: options.reason };
				show(session, await session.api.post(`/v1/accounts/${id}/${verb}`, body));
			}),
		);
	};
	act("suspend", "refuse an account's mail", "needed");
	act("resume", "take a suspended account's mail again", "none");
	act("delete", "refuse an account's mail, and take everything of it away after the grace time", "may be");
	act("restore", "bring a deleted account back, within the grace time", "none");
}
