/** `angarium webhook …` */

import type { Command } from "commander";
import { deliveryStates, webhookEventTypes } from "../src/terms/webhook.ts";
import type { Json } from "./api.ts";
import { clean, moment, printFacts, printJson, printTable, printText } from "./print.ts";
import { accountIdOf } from "./resolve.ts";
import type { Session, WithApi } from "./session.ts";

interface Settings {
	readonly url?: string;
	readonly description?: string;
	readonly events?: string;
	readonly enable?: boolean;
	readonly disable?: boolean;
}

const PATH = "/v1/webhooks";
const EVENTS = ["--events <types>", "what it is told of, between commas; by default everything"] as const;
const DESCRIPTION = ["--description <text>", "for people"] as const;

export function addWebhookCommands(program: Command, withApi: WithApi): void {
	const webhook = program
		.command("webhook")
		.description("where an account is told of events")
		.addHelpText("after", `\nEvents: ${webhookEventTypes.join(", ")}`);
	addReading(webhook, withApi);
	addChanging(webhook, withApi);
	addDeliveries(webhook, withApi);
}

const one = (id: string): string => `${PATH}/${encodeURIComponent(id)}`;
const typesOf = (events: string): readonly string[] => events.split(",").map((type) => type.trim());

function addReading(webhook: Command, withApi: WithApi): void {
	webhook
		.command("list")
		.description("list webhooks")
		.option("--account <account>", "of one account only")
		.action(
			withApi(async ({ api, json }, { account }: { account?: string }, _: Command) => {
				const id = account === undefined ? undefined : await accountIdOf(api, account);
				const webhooks = await api.all(PATH, { account: id });
				if (json) return printJson(webhooks);
				printTable(
					webhooks,
					{
						ID: (each) => each.id,
						STATE: stateOf,
						URL: ({ url }) => url,
						EVENTS: ({ eventTypes }) =>
							eventTypes.length === webhookEventTypes.length ? "all" : eventTypes.join(","),
						"LAST TAKEN": ({ lastDeliveryAt }) => moment(lastDeliveryAt),
					},
					"There are no webhooks.",
				);
			}),
		);
	webhook
		.command("show <id>")
		.description("show one")
		.action(
			withApi(async (session, id: string, _: object, __: Command) =>
				show(session, await session.api.get(one(id))),
			),
		);
}

function addChanging(webhook: Command, withApi: WithApi): void {
	webhook
		.command("create <url>")
		.description("tell an account of events; prints the secret once")
		.option("--account <account>", "id or name (needed with the operator's key)")
		.option(...EVENTS)
		.option(...DESCRIPTION)
		.action(
			withApi(async (session, url: string, options: Settings & { readonly account?: string }, _: Command) => {
				const { account, events, description } = options;
				const accountId = account === undefined ? undefined : await accountIdOf(session.api, account);
				const eventTypes = events === undefined ? webhookEventTypes : typesOf(events);
				show(session, await session.api.post(PATH, { url, eventTypes, description, accountId }));
			}),
		);
	webhook
		.command("update <id>")
		.description("change one")
		.option("--url <url>")
		.option(...EVENTS)
		.option(...DESCRIPTION)
		.option("--enable", "tell it of events")
		.option("--disable", "tell it of nothing")
		.action(
			withApi(async (session, id: string, options: Settings, _: Command) => {
				const { url, description, events, enable, disable } = options;
				const eventTypes = events === undefined ? undefined : typesOf(events);
				const enabled = enable === true ? true : disable === true ? false : undefined;
				const change = { url, description, eventTypes, enabled };
				show(session, await session.api.patch(one(id), change));
			}),
		);
	for (const [verb, about] of [
		["rotate-secret", "make a new secret, printed once; the one before signs as well for 24 hours"],
		["resume", "send again to one that was paused"],
	] as const)
		webhook
			.command(`${verb} <id>`)
			.description(about)
			.action(
				withApi(async (session, id: string, _: object, __: Command) =>
					show(session, await session.api.post(`${one(id)}/${verb}`)),
				),
			);
	webhook
		.command("remove <id>")
		.description("remove one; what waits for it is not sent")
		.action(
			withApi(async ({ api, json }, id: string, _: object, __: Command) => {
				await api.delete(one(id));
				if (json) printJson({ removed: id });
				else console.log(`${clean(id)} is removed.`);
			}),
		);
}

function addDeliveries(webhook: Command, withApi: WithApi): void {
	webhook
		.command("test <id>")
		.description("send a test event now, and show what came back")
		.action(
			withApi(async (session, id: string, _: object, __: Command) =>
				showDelivery(session, await session.api.post(`${one(id)}/test`)),
			),
		);
	webhook
		.command("deliveries <id>")
		.description("list what was sent, newest first; of one delivery, its requests and answers")
		.option("--state <state>", deliveryStates.join(", "))
		.option("--limit <rows>", "rows of one page, up to 200", "50")
		.option("--cursor <cursor>", "the page after this one")
		.option("--delivery <delivery>", "show this one")
		.action(
			withApi(async (session, id: string, options: Paging, _: Command) => {
				const { state, limit, cursor, delivery } = options;
				if (delivery !== undefined)
					return showDelivery(session, await session.api.get(`/v1/webhook-deliveries/${delivery}`));
				const page = await session.api.get(`${one(id)}/deliveries`, { state, limit, cursor });
				list(session, page);
			}),
		);
	webhook
		.command("replay <id>")
		.description("send again: a delivery, or all that a webhook has failed to take since a moment")
		.option("--since <moment>", "of the webhook with this id, such as 2026-11-24T00:00:00Z")
		.action(
			withApi(async ({ api, json }, id: string, { since }: { readonly since?: string }, _: Command) => {
				const answer =
					since === undefined
						? await api.post(`/v1/webhook-deliveries/${encodeURIComponent(id)}/replay`)
						: await api.post(`${one(id)}/replay`, { since });
				if (json) printJson(answer);
				else console.log(`${since === undefined ? 1 : answer.replayed} sent again.`);
			}),
		);
}

interface Paging {
	readonly state?: string;
	readonly limit: string;
	readonly cursor?: string;
	readonly delivery?: string;
}

const stateOf = ({ enabled, pausedReason }: Json): string =>
	enabled ? (pausedReason === null ? "enabled" : `paused: ${pausedReason}`) : "disabled";

function show({ json }: Session, webhook: Json): void {
	if (json) return printJson(webhook);
	printFacts({
		id: webhook.id,
		url: webhook.url,
		description: webhook.description,
		state: stateOf(webhook),
		events: webhook.eventTypes.join(", "),
		account: webhook.accountId,
		created: moment(webhook.createdAt),
		"last taken": moment(webhook.lastDeliveryAt),
		secret: webhook.secret && `${webhook.secret}   (shown once)`,
	});
}

function list({ json }: Session, page: Json): void {
	if (json) return printJson(page);
	printTable(
		page.items,
		{
			ID: ({ id }) => id,
			AT: ({ createdAt }) => moment(createdAt),
			EVENT: ({ type }) => type,
			STATE: ({ state }) => state,
			ATTEMPTS: ({ attempts }) => attempts,
			NEXT: ({ nextAttemptAt }) => moment(nextAttemptAt),
		},
		"Nothing was sent that matches.",
	);
	if (page.next !== null) console.log(`\nOlder ones: --cursor ${page.next}`);
}

function showDelivery({ json }: Session, delivery: Json): void {
	if (json) return printJson(delivery);
	printFacts({
		id: delivery.id,
		event: delivery.type,
		"webhook-id": delivery.eventId,
		state: delivery.state,
		next: moment(delivery.nextAttemptAt),
		body: delivery.body,
	});
	for (const { at, durationMs, address, status, response, error } of delivery.log) {
		console.log(`\n${moment(at)}  ${status ?? "no answer"}  ${clean(address)}  ${durationMs} ms`);
		if (error !== null) console.log(clean(error));
		if (response !== "") printText(response);
	}
}
