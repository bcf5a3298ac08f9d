/** `angarium queue …` */

import { type Command, Option } from "commander";
import type { Json } from "./api.ts";
import { moment, printFacts, printJson, printTable } from "./print.ts";
import { accountIdOf } from "./resolve.ts";
import type { Session, WithApi } from "./session.ts";

interface ListOptions {
	readonly text?: string;
	readonly state?: string;
	readonly order?: string;
	readonly limit: string;
}

interface ShowOptions {
	readonly account?: string;
	readonly state?: string;
	readonly limit: string;
}

interface ActOptions {
	readonly account?: string;
	readonly recipient?: string;
	readonly note?: string;
}

const ACTS = {
	retry: { about: "try what waits for a destination now", done: "due now" },
	hold: { about: "hold back what waits for a destination", done: "held" },
	release: { about: "release what is held for a destination: it is tried at once", done: "released" },
	cancel: { about: "cancel what waits for a destination, for good; its senders are told", done: "cancelled" },
} as const;

type Act = keyof typeof ACTS;

export function addQueueCommands(program: Command, withApi: WithApi): void {
	const queue = program.command("queue").description("the queue: what waits where, and what to do about it");
	queue
		.command("list")
		.description("destinations that mail waits for, and those that are paused")
		.option("--text <text>", "part of the domain")
		.addOption(
			new Option("--state <state>", "with recipients in this state, or paused").choices([
				...["queued", "deferred", "leased", "held", "paused"],
			]),
		)
		.addOption(new Option("--order <order>", "what comes first").choices(["recipients", "oldest", "name"]))
		.option("--limit <count>", "how many at most", "50")
		.action(withApi(list));
	queue
		.command("show <destination>")
		.description("a destination, with its recipients in the queue")
		.option("--account <account>", "what this account sent; by id or name")
		.addOption(
			new Option("--state <state>", "recipients in this state").choices(["waiting", "held", "leased"]),
		)
		.option("--limit <count>", "how many recipients at most", "20")
		.action(withApi(show));
	queue
		.command("pause <destination>")
		.description("try nothing for a destination until it is resumed; its mail is accepted and waits")
		.option("--note <text>", "why, for whoever asks: customers read it")
		.action(
			withApi(async (session, destination: string, { note }: ActOptions, _: Command) => {
				const row = await session.api.post(pathOf(destination, "pause"), note === undefined ? {} : { note });
				if (session.json) return printJson(row);
				console.log(`${row.id} is paused.${underWayText(row.leased)}`);
			}),
		);
	queue
		.command("resume <destination>")
		.description("end a pause: what is due is tried at once")
		.action(
			withApi(async (session, destination: string, _: object, __: Command) => {
				const row = await session.api.post(pathOf(destination, "resume"));
				if (session.json) printJson(row);
				else console.log(`${row.id} is not paused.`);
			}),
		);
	for (const [act, { about }] of Object.entries(ACTS) as [Act, (typeof ACTS)[Act]][]) {
		queue
			.command(`${act} <destination>`)
			.description(about)
			.option("--account <account>", "only what this account sent; by id or name")
			.option("--recipient <id>", "only this one: the id of its row in Activity")
			.option("--note <text>", "why, for whoever asks: customers read it")
			.action(
				withApi((session, destination: string, options: ActOptions, _: Command) =>
					steer(session, act, destination, options),
				),
			);
	}
}

const pathOf = (destination: string, rest?: string): string =>
	`/v1/queue/${encodeURIComponent(destination)}${rest === undefined ? "" : `/${rest}`}`;

const underWayText = (count: number): string =>
	count === 0 ? "" : ` ${recipientsText(count)} under way: what is tried now is finished.`;

const recipientsText = (count: number): string =>
	count === 1 ? "1 recipient is" : `${count.toLocaleString("en")} recipients are`;

async function steer(
	{ api, json }: Session,
	act: Act,
	destination: string,
	{ account, recipient, note }: ActOptions,
): Promise<void> {
	const done = await api.post(pathOf(destination, act), {
		...(account === undefined ? {} : { accountId: await accountIdOf(api, account) }),
		...(recipient === undefined ? {} : { recipient }),
		...(note === undefined ? {} : { note }),
	});
	if (json) return printJson(done);
	console.log(`${recipientsText(done.changed)} ${ACTS[act].done}.${underWayText(done.underWay)}`);
}

async function list({ api, json }: Session, { text, state, order, limit }: ListOptions): Promise<void> {
	const page = await api.get("/v1/queue", { text, state, order, limit });
	if (json) return printJson(page);
	printTable(
		page.items,
		{
			DESTINATION: ({ id }) => id,
			WAITING: ({ queued, deferred }) => queued + deferred,
			HELD: ({ held }) => held,
			"UNDER WAY": ({ leased }) => leased,
			OLDEST: ({ oldestAt }) => moment(oldestAt),
			"NEXT ATTEMPT": ({ nextAttemptAt }) => moment(nextAttemptAt),
			WHY: whyOf,
		},
		"Nothing waits in the queue.",
	);
	if (page.next !== null) console.log("There are more: narrow it with --text or --state, or raise --limit.");
}

/** The pause outweighs what was last heard. */
function whyOf({ pause, lastDeferral }: Json): string {
	if (pause !== null) return `paused by ${pause.by}${pause.note === "" ? "" : `: ${pause.note}`}`;
	if (lastDeferral === null) return "";
	return `${lastDeferral.cause}${lastDeferral.reply === "" ? "" : `: ${lastDeferral.reply}`}`;
}

async function show(
	{ api, json }: Session,
	destination: string,
	{ account, state, limit }: ShowOptions,
): Promise<void> {
	const row = await api.get(pathOf(destination));
	const query = { state, limit, account: account && (await accountIdOf(api, account)) };
	const page = await api.get(pathOf(destination, "recipients"), query);
	if (json) return printJson({ ...row, recipients: page.items });
	printFacts({
		destination: row.id,
		"not tried yet": row.queued,
		deferred: row.deferred,
		held: row.held,
		"under way": row.leased,
		"oldest message": moment(row.oldestAt),
		"next attempt": moment(row.nextAttemptAt),
		"last deferral": moment(row.lastDeferral?.at),
		why: row.lastDeferral?.words?.title ?? row.lastDeferral?.cause,
		reply: row.lastDeferral?.reply,
		"paused since": moment(row.pause?.since),
		"paused by": row.pause?.by,
		note: row.pause?.note,
	});
	console.log("");
	printTable(
		page.items,
		{
			ID: ({ id }) => id,
			RECIPIENT: ({ recipient }) => recipient,
			STATE: ({ state: is }) => is,
			ATTEMPTS: ({ attempts }) => attempts,
			"NEXT ATTEMPT": ({ nextAttemptAt }) => moment(nextAttemptAt),
			WHY: ({ reason }) => reason,
		},
		"No recipients are in the queue there.",
	);
	if (page.next !== null)
		console.log("There are more: raise --limit, or narrow it with --state or --account.");
}
