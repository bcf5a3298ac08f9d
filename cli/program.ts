/** The tree of commands: what they are called and take. Each acts in a file of its own. */

import { Command, type Option } from "commander";
import { addAccountCommands } from "./account.ts";
import { addActivityCommands } from "./activity.ts";
import { apiOf, connectionOf, DATA_FOLDER } from "./api.ts";
import { addApiKeyCommands } from "./api-key.ts";
import { addAuditCommand } from "./audit.ts";
import { addDnsCommands } from "./dns.ts";
import { addDoctorCommand } from "./doctor.ts";
import { addDomainCommands } from "./domain.ts";
import { addExplainCommand } from "./explain.ts";
import { addMessageCommands } from "./message.ts";
import { addPersonCommands } from "./person.ts";
import { addPlanCommands } from "./plan.ts";
import { addPlanRequestCommands } from "./plan-request.ts";
import { addQueueCommands } from "./queue.ts";
import type { WithApi } from "./session.ts";
import { addSmtpUserCommands } from "./smtp-user.ts";
import { addStatisticsCommand } from "./statistics.ts";
import { addSuppressionCommands } from "./suppression.ts";
import { addTeamCommands } from "./team.ts";
import { addTryCommands } from "./try.ts";
import { addWebhookCommands } from "./webhook.ts";

export function createProgram(version: string): Command {
	const program = new Command("angarium")
		.description("A self-hosted SMTP relay service")
		.version(version)
		.option("--data <folder>", `data folder of the service on this machine (default: ${DATA_FOLDER})`)
		.option("--url <url>", "address of the service's HTTP door (or ANGARIUM_URL)")
		.option("--key <key>", "API key (or ANGARIUM_KEY)")
		.option("--json", "print JSON");
	const withApi: WithApi =
		(act) =>
		async (...args) => {
			// Options stand before or after the subcommand: commander hands the command over as the last argument.
			const { json, ...where } = (args.at(-1) as Command).optsWithGlobals();
			await act({ api: apiOf(connectionOf(where, process.env)), json: json === true }, ...args);
		};
	// Listed here for its help; cli/main.ts hands it on before commander reads the settings behind it.
	program.command("serve").description("run the service: angarium serve --help");
	addAccountCommands(program, withApi);
	addPlanCommands(program, withApi);
	addPlanRequestCommands(program, withApi);
	addDomainCommands(program, withApi);
	addDnsCommands(program, withApi);
	addDoctorCommand(program, withApi);
	addSmtpUserCommands(program, withApi);
	addApiKeyCommands(program, withApi);
	addSuppressionCommands(program, withApi);
	addWebhookCommands(program, withApi);
	addMessageCommands(program, withApi);
	addActivityCommands(program, withApi);
	addQueueCommands(program, withApi);
	addStatisticsCommand(program, withApi);
	addExplainCommand(program);
	addPersonCommands(program, withApi);
	addTeamCommands(program, withApi);
	addAuditCommand(program, withApi);
	addTryCommands(program, withApi);
	prepare(program, program.options);
	return program;
}

/** Global options may stand behind the command too; what is wrong is thrown, to be one exit code. */
function prepare(command: Command, shared: readonly Option[]): void {
	command.exitOverride();
	for (const child of command.commands) {
		for (const option of shared) {
			const known = child.options.some(({ long }) => long === option.long);
			if (option.long !== "--version" && !known) child.addOption(option);
		}
		prepare(child, shared);
	}
}
