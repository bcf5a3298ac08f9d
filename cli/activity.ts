/** `angarium activity …` and `angarium message show` */

import type { Command } from "commander";
import type { Json } from "./api.ts";
import { clean, moment, printFacts, printJson, printTable, printText } from "./print.ts";
import { accountIdOf, domainOf, smtpUserOf } from "./resolve.ts";
import type { Session, WithApi } from "./session.ts";

interface Filters {
	readonly limit: string;
	readonly cursor?: string;
	readonly account?: string;
	readonly domain?: string;
	readonly smtpUser?: string;
	readonly status?: string;
	readonly reason?: string;
	readonly from?: string;
	readonly to?: string;
	readonly recipient?: string;
	readonly sender?: string;
	readonly subject?: string;
	readonly text?: string;
	readonly csv?: boolean;
	readonly messageId?: string;
}

export function addActivityCommands(program: Command, withApi: WithApi): void {
	const activity = program
		.command("activity")
		.description("what became of messages, newest first")
		.option("--limit <rows>", "rows of one page, up to 200", "50")
		.option("--cursor <cursor>", "the page after this one")
		.option("--account <account>")
		.option("--domain <domain>")
		.option("--smtp-user <user>")
		.option("--status <statuses>", "such as rejected,deferred")
		.option("--reason <reasons>", "such as quota-exceeded,greylisted")
		.option("--from <moment>", "such as 2026-11-24T00:00:00Z")
		.option("--to <moment>")
		.option("--recipient <text>", "part of the address")
		.option("--sender <text>")
		.option("--subject <text>")
		.option("--text <text>", "part of recipient, sender, subject or Message-ID")
		.option("--message-id <id>")
		.option("--csv", "all rows, as CSV")
		.action(withApi(list));
	activity
		.command("show <id>")
		.description("one row: what was said, why, what to do, and the session")
		.action(
			withApi(async ({ api, json }, id: string, _: object, __: Command) => {
				const row = await api.get(`/v1/activity/${encodeURIComponent(id)}`);
				if (json) printJson(row);
				else showRow(row);
			}),
		);
	program
		.command("message")
		.description("messages")
		.command("show <id>")
		.description("everything that became of a message")
		.action(
			withApi(async ({ api, json }, id: string, _: object, __: Command) => {
				const message = await api.get(`/v1/messages/${encodeURIComponent(id)}`);
				if (json) printJson(message);
				else showMessage(message);
			}),
		);
}

async function list({ api, json }: Session, filters: Filters): Promise<void> {
	// Named one by one: the options hold --data, --url and --key, too.
	const { limit, cursor, status, reason, from, to, recipient, sender, subject, text, messageId } = filters;
	const { account, domain, smtpUser, csv } = filters;
	const wanted = {
		...{ status, reason, from, to, recipient, sender, subject, text, messageId },
		account: account === undefined ? undefined : await accountIdOf(api, account),
		domain: domain === undefined ? undefined : (await domainOf(api, domain)).id,
		smtpUser: smtpUser === undefined ? undefined : (await smtpUserOf(api, smtpUser)).id,
	};
	if (csv === true) {
		for await (const piece of await api.download("/v1/activity.csv", wanted)) process.stdout.write(piece);
		return;
	}
	const page = await api.get("/v1/activity", { ...wanted, limit, cursor });
	if (json) return printJson(page);
	printTable(
		page.items,
		{
			TIME: ({ at }) => moment(at),
			STATUS: ({ status, count }) => (count > 1 ? `${status} x${count}` : status),
			RECIPIENT: (row) => row.recipient || "-",
			SENDER: ({ author, sender }) => author || sender || "-",
			REASON: (row) => row.reason || "-",
			ID: ({ id }) => id,
		},
		"Nothing matches.",
	);
	if (page.next !== null) console.log(`\nOlder rows: --cursor ${page.next}`);
}

function showRow(row: Json): void {
	printFacts({
		id: row.id,
		time: moment(row.at),
		status: row.count > 1 ? `${row.status} x${row.count}` : row.status,
		from: row.author || row.sender,
		to: row.recipient,
		subject: row.subject,
		"message-id": row.headerMessageId,
		message: row.messageId,
		client: row.remoteAddress,
		reason: row.reason,
		"next attempt": moment(row.nextAttemptAt),
	});
	if (row.reply !== "") {
		console.log("\nReply:");
		printText(row.reply);
	}
	if (row.words !== null) {
		console.log(`\n${clean(row.words.title)}\n${clean(row.words.because)}`);
		console.log(`What to do: ${clean(row.words.remedy)}\n${clean(row.words.help)}`);
	}
	for (const event of row.events) showEvent(event);
	showSession(row.session);
}

function showSession(session: Json): void {
	if (session === null) return;
	console.log("\nSubmission:");
	printText(session.transcript.join("\n"));
}

function showMessage(message: Json): void {
	printFacts({
		id: message.id,
		received: moment(message.receivedAt),
		from: message.author,
		subject: message.subject,
		"return path": `<${message.reversePath}>`,
		"message-id": message.headerMessageId,
		octets: message.sizeBytes,
		attachments: message.attachments.map(attachmentLine).join("; "),
		notes: message.notes.join("; "),
	});
	for (const recipient of message.recipients) {
		console.log(`\n${clean(recipient.recipient)}: ${recipient.status}`);
		if (recipient.words !== null) {
			console.log(`  ${clean(recipient.words.title)}\n  What to do: ${clean(recipient.words.remedy)}`);
		}
		for (const event of recipient.events) showEvent(event);
	}
	showSession(message.session);
}

const attachmentLine = ({ name, words, sizeBytes, notes }: Json): string =>
	`${name || "(no name)"}: ${[words, `${sizeBytes} octets`, ...notes].join(", ")}`;

function showEvent({ at, kind, attempt, cause, attemptFacts }: Json): void {
	const number = attempt > 0 ? ` (attempt ${attempt})` : "";
	console.log(`  ${moment(at)}  ${kind}${number}${cause === "" ? "" : `: ${cause}`}`);
	if (attemptFacts === null) return;
	const { host, address, tls, reply } = attemptFacts;
	if (host !== undefined) console.log(`    ${clean(host)} [${address ?? "?"}] ${tls?.version ?? "no TLS"}`);
	if (reply !== undefined) console.log(`    ${clean(reply)}`);
}
