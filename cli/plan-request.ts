/** `angarium plan-request …` */

import type { Command } from "commander";
import type { Json } from "./api.ts";
import { moment, printFacts, printJson, printTable } from "./print.ts";
import { accountIdOf, planOf } from "./resolve.ts";
import type { Session, WithApi } from "./session.ts";

interface Filters {
	readonly account?: string;
	readonly state?: string;
}

export function addPlanRequestCommands(program: Command, withApi: WithApi): void {
	const request = program.command("plan-request").description("requests for plans: accounts ask, you decide");
	request
		.command("create <plan>")
		.description("ask for a plan; by id or name")
		.option("--account <account>", "id or name (needed with the operator's key)")
		.option("--note <text>", "for the operator")
		.action(
			withApi(async (session, wanted: string, options: { account?: string; note?: string }, _: Command) => {
				const { api } = session;
				const { id: planId } = await planOf(api, wanted);
				const accountId = options.account && (await accountIdOf(api, options.account));
				const { note } = options;
				const body = { planId, ...(accountId && { accountId }), ...(note && { note }) };
				show(session, await api.post("/v1/plan-requests", body));
			}),
		);
	request
		.command("list")
		.description("list requests, newest first")
		.option("--account <account>", "of one account only")
		.option("--state <state>", "pending, accepted, declined or withdrawn")
		.action(withApi(async (session, filters: Filters, _: Command) => list(session, filters)));
	for (const [verb, about] of [
		["accept", "give the account the plan"],
		["decline", "leave the account's plan as it is"],
	] as const) {
		request
			.command(`${verb} <id>`)
			.description(about)
			.option("--note <text>", "for the customer")
			.action(
				withApi(async (session, id: string, { note }: { note?: string }, _: Command) => {
					const path = `/v1/plan-requests/${encodeURIComponent(id)}/${verb}`;
					show(session, await session.api.post(path, note === undefined ? {} : { note }));
				}),
			);
	}
	request
		.command("withdraw <id>")
		.description("take a request back")
		.action(
			withApi(async ({ api, json }, id: string, _: object, __: Command) => {
				await api.delete(`/v1/plan-requests/${encodeURIComponent(id)}`);
				if (json) printJson({ withdrawn: id });
				else console.log(`${id} is withdrawn.`);
			}),
		);
}

async function list({ api, json }: Session, { account, state }: Filters): Promise<void> {
	const id = account === undefined ? undefined : await accountIdOf(api, account);
	const requests = await api.all("/v1/plan-requests", { account: id, state });
	if (json) return printJson(requests);
	printTable(
		requests,
		{
			ID: (one) => one.id,
			ACCOUNT: ({ accountId }) => accountId,
			PLAN: ({ planName }) => planName,
			STATE: (one) => one.state,
			BY: ({ requestedBy }) => requestedBy,
			CREATED: ({ createdAt }) => moment(createdAt),
			NOTE: ({ note }) => note,
		},
		"There are no requests.",
	);
}

function show({ json }: Session, request: Json): void {
	if (json) return printJson(request);
	printFacts({
		id: request.id,
		account: request.accountId,
		plan: request.planName,
		state: request.state,
		note: request.note,
		answer: request.answer,
		by: request.requestedBy,
		created: moment(request.createdAt),
		decided: moment(request.decidedAt),
	});
}
