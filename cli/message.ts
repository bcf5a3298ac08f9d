/** `angarium check` and `angarium send`: a message in a file, tried or sent as an SMTP user. */

import type { Command } from "commander";
import type { Json } from "./api.ts";
import { contentOf } from "./input.ts";
import { clean, moment, printFacts, printJson } from "./print.ts";
import type { Session, WithApi } from "./session.ts";

interface Options {
	readonly as: string;
	readonly from?: string;
	readonly to?: readonly string[];
	readonly clientAddress?: string;
	readonly idempotencyKey?: string;
}

const MIME = "message/rfc822";
const EXIT_REFUSED = 1;

export function addMessageCommands(program: Command, withApi: WithApi): void {
	withEnvelope(program.command("check <file>"))
		.description(
			"all that would be refused or changed if the message was sent; nothing is sent. - reads stdin",
		)
		.option("--client-address <ip>", "where the application will send from")
		.action(withApi(check));
	withEnvelope(program.command("send <file>"))
		.description("send a message, by the HTTP API. - reads stdin")
		.option("--idempotency-key <key>", "accept it once, however often this is run within 24 hours")
		.action(withApi(send));
}

const withEnvelope = (command: Command): Command =>
	command
		.requiredOption("--as <smtp-user>", "username or id of the SMTP user")
		.option("--from <address>", "envelope sender; From of the message when left out")
		.option("--to <address...>", "recipients; To, Cc and Bcc of the message when left out");

async function check({ api, json }: Session, file: string, options: Options): Promise<void> {
	const { as: smtpUser, from, to, clientAddress } = options;
	const query = { smtpUser, from, to, clientAddress };
	const { answer } = await api.upload("/v1/check", query, MIME, contentOf(file));
	if (!answer.accepted) process.exitCode = EXIT_REFUSED;
	if (json) printJson(answer);
	else report(answer);
}

async function send({ api, json }: Session, file: string, options: Options): Promise<void> {
	const { as: smtpUser, from, to, idempotencyKey } = options;
	const headers = idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey };
	const query = { smtpUser, from, to };
	const { answer, isRepeat } = await api.upload("/v1/messages", query, MIME, contentOf(file), headers);
	if (json) return printJson({ ...answer, repeated: isRepeat });
	console.log(
		isRepeat
			? `Accepted earlier as ${answer.id}, with the same idempotency key: it is not sent again`
			: `Queued as ${answer.id}`,
	);
	for (const { address, refusal } of answer.recipients)
		console.log(refusal === null ? `  ${clean(address)}` : `  ${clean(address)}: ${refusalLine(refusal)}`);
}

const refusalLine = ({ because, reason }: Json): string => `${clean(because)} [${reason}]`;

const PHASES: Readonly<Record<string, string>> = {
	auth: "at log-in",
	mail: "at MAIL FROM",
	rcpt: "at RCPT TO",
	data: "at DATA",
	content: "after the content",
};

function report(answer: Json): void {
	const { refusals, recipients, changes, notes, quota } = answer;
	const good = recipients.filter(({ accepted }: Json) => accepted).length;
	console.log(
		answer.accepted
			? "It would be accepted."
			: `It would be refused: ${refusals.length} ${refusals.length === 1 ? "reason" : "reasons"}.`,
	);
	for (const refusal of refusals) {
		const about = refusal.recipient === null ? "" : ` for ${clean(refusal.recipient)}`;
		console.log(`\n${clean(refusal.title)}  (${PHASES[refusal.phase] ?? refusal.phase}${about})`);
		console.log(`  ${refusalLine(refusal)}`);
		console.log(`  What to do: ${clean(refusal.remedy)}`);
		console.log(`  ${clean(refusal.help)}`);
	}
	list(
		"What would be done to it:",
		changes.map(({ says }: Json) => says),
	);
	list("Worth knowing:", notes);
	console.log("");
	printFacts({
		recipients: `${good} of ${recipients.length} well`,
		octets: `${answer.sizeBytes} of ${answer.limitBytes}`,
		quota: quota === null ? null : `${quota.used} of ${quota.limit} used, renews ${moment(quota.renewsAt)}`,
		rate:
			answer.rateWaitMs > 0
				? `the next message may be sent in ${Math.ceil(answer.rateWaitMs / 1_000)} s`
				: null,
	});
}

function list(heading: string, lines: readonly string[]): void {
	if (lines.length === 0) return;
	console.log(`\n${heading}`);
	for (const line of lines) console.log(`  - ${clean(line)}`);
}
