/** `angarium smtp-user limits` */

import type { Command } from "commander";
import type { Json } from "./api.ts";
import { moment, printFacts, printJson } from "./print.ts";
import { smtpUserOf } from "./resolve.ts";
import type { WithApi } from "./session.ts";

export function addLimitsCommand(user: Command, withApi: WithApi): void {
	user
		.command("limits <user>")
		.description("show how near an SMTP user is to its limits, and where its log-ins are blocked")
		.action(
			withApi(async ({ api, json }, wanted: string, _: object, __: Command) => {
				const { id } = await smtpUserOf(api, wanted);
				const limits = await api.get(`/v1/smtp-users/${id}/limits`);
				if (json) printJson(limits);
				else showLimits(limits);
			}),
		);
}

function showLimits({ sessions, recipients, messages, logins }: Json): void {
	const ofBoth = (what: Json, say: (one: Json) => string): string =>
		`${say(what.user)}; account ${say(what.account)}`;
	const use = ({ open, limit }: Json): string => `${open} of ${limit}`;
	const rate = ({ left, perMinute, nextAt }: Json): string =>
		`${left} now, ${perMinute} a minute${nextAt === null ? "" : `, next at ${moment(nextAt)}`}`;
	const { lastFailure, blocks, onGuardUntil } = logins;
	printFacts({
		sessions: ofBoth(sessions, use),
		recipients: ofBoth(recipients, rate),
		messages: ofBoth(messages, rate),
		"last failed log-in":
			lastFailure && `${moment(lastFailure.at)} from ${lastFailure.address}: ${lastFailure.reason}`,
		blocked: blocks.map(({ network, until }: Json) => `${network} until ${moment(until)}`).join(", "),
		"one try for strangers until": moment(onGuardUntil),
	});
}
