/** `angarium suppression …` */

import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Command } from "commander";
import { suppressionKinds } from "../src/terms/suppression.ts";
import { CommandError, type Json } from "./api.ts";
import { contentOf } from "./input.ts";
import { clean, moment, printFacts, printJson, printTable } from "./print.ts";
import { accountIdOf, suppressionOf } from "./resolve.ts";
import type { Session, WithApi } from "./session.ts";

interface Whose {
	readonly account?: string;
}
interface Filters extends Whose {
	readonly kind?: string;
	readonly from?: string;
	readonly to?: string;
}
interface PageOptions extends Filters {
	readonly limit: string;
	readonly cursor?: string;
}
interface Settings extends Whose {
	readonly kind?: string;
	readonly since?: string;
	readonly note?: string;
}

const KIND = ["--kind <kind>", suppressionKinds.join(", ")] as const;
const ACCOUNT = ["--account <account>", "whose list; needed with the operator's key"] as const;
const PATH = "/v1/suppressions";

export function addSuppressionCommands(program: Command, withApi: WithApi): void {
	const suppression = program
		.command("suppression")
		.description("addresses that an account must not be sent to");
	addReading(suppression, withApi);
	addChanging(suppression, withApi);
	addFiles(suppression, withApi);
}

const filtered = (command: Command): Command =>
	command
		.option(...ACCOUNT)
		.option(...KIND)
		.option("--from <moment>", "suppressed then or later, such as 2026-11-24T00:00:00Z")
		.option("--to <moment>", "suppressed before then");

const paged = (command: Command): Command =>
	filtered(command)
		.option("--limit <rows>", "rows of one page, up to 200", "50")
		.option("--cursor <cursor>", "the page after this one");

function addReading(suppression: Command, withApi: WithApi): void {
	paged(suppression.command("list").description("list them, newest first")).action(
		withApi((session, options: PageOptions, _: Command) => list(session, options)),
	);
	paged(suppression.command("search <text>").description("those whose address has this in it")).action(
		withApi((session, text: string, options: PageOptions, _: Command) => list(session, options, text)),
	);
	suppression
		.command("show <address>")
		.description("show one; by address or id")
		.option(...ACCOUNT)
		.action(
			withApi(async (session, wanted: string, { account }: Whose, _: Command) =>
				show(session, await suppressionOf(session.api, wanted, account)),
			),
		);
}

function addChanging(suppression: Command, withApi: WithApi): void {
	suppression
		.command("add <address>")
		.description("refuse mail to an address from now on")
		.option(...ACCOUNT)
		.option(...KIND)
		.option("--since <moment>")
		.option("--note <text>")
		.action(
			withApi(async (session, address: string, { account, kind, since, note }: Settings, _: Command) => {
				const accountId = account && (await accountIdOf(session.api, account));
				show(session, await session.api.post(PATH, { address, kind, since, note, accountId }));
			}),
		);
	suppression
		.command("remove <address>")
		.description("accept mail to it again; by address or id")
		.option(...ACCOUNT)
		.action(
			withApi(async ({ api, json }, wanted: string, { account }: Whose, _: Command) => {
				const { id, address } = await suppressionOf(api, wanted, account);
				await api.delete(`${PATH}/${id}`);
				if (json) printJson({ removed: id });
				else console.log(`${clean(address)} is off the list: it may be written to again.`);
			}),
		);
}

function addFiles(suppression: Command, withApi: WithApi): void {
	suppression
		.command("import <file>")
		.description("add those of a CSV file, or of standard input with -")
		.option(...ACCOUNT)
		.option("--kind <kind>", "of lines that name none")
		.action(
			withApi(async (session, file: string, { account, kind }: Filters, _: Command) => {
				const query = { kind, account: account && (await accountIdOf(session.api, account)) };
				const { answer } = await session.api.upload(`${PATH}/import`, query, "text/csv", contentOf(file));
				report(session, answer);
			}),
		);
	filtered(suppression.command("export").description("write them as CSV"))
		.option("--output <file>", "instead of standard output")
		.action(
			withApi(async ({ api }, options: Filters & { readonly output?: string }, _: Command) => {
				const text = await api.download(`${PATH}.csv`, await queryOf({ api }, options));
				const { output } = options;
				if (output === undefined) await pipeline(Readable.from(text), process.stdout, { end: false });
				else await pipeline(Readable.from(text), createWriteStream(output, { mode: 0o600 }));
			}),
		);
}

// Named one by one: the options hold --data, --url and --key, too.
const queryOf = async ({ api }: Pick<Session, "api">, { account, kind, from, to }: Filters) => ({
	account: account && (await accountIdOf(api, account)),
	kind,
	from,
	to,
});

async function list(session: Session, options: PageOptions, search?: string): Promise<void> {
	const { limit, cursor } = options;
	const query = { ...(await queryOf(session, options)), limit, cursor, search };
	const page = await session.api.get(PATH, query);
	if (session.json) return printJson(page);
	printTable(
		page.items,
		{
			SINCE: ({ since }) => moment(since),
			KIND: ({ kind }) => kind,
			ADDRESS: ({ address }) => address,
			"REPORTED BY": ({ reportedBy }) => reportedBy,
			NOTE: ({ note }) => note,
		},
		page.next === null ? "No address is suppressed that matches." : "Nothing matches so far.",
	);
	if (page.next !== null) console.log(`\nOlder ones: --cursor ${page.next}`);
}

function show({ json }: Session, one: Json): void {
	if (json) return printJson(one);
	printFacts({
		id: one.id,
		address: one.address,
		kind: one.kind,
		since: moment(one.since),
		"reported by": one.reportedBy,
		reply: one.reply,
		activity: one.activityId,
		note: one.note,
	});
}

function report({ json }: Session, done: Json): void {
	const { records, added, duplicates, invalid, complete, problems } = done;
	if (json) printJson(done);
	else {
		console.log(
			`${records} lines: ${added} added, ${duplicates} on the list already, ${invalid} not understood`,
		);
		for (const { line, detail } of problems) console.log(`line ${line}: ${clean(detail)}`);
	}
	// Lines that were right are in; a script must notice the others all the same.
	if (invalid > 0) throw new CommandError(`${invalid} of ${records} lines were not taken in.`);
	if (!complete) throw new CommandError("The end of the file was not taken in.");
}
