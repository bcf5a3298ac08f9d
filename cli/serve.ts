/** `angarium serve`: runs the service until it is told to stop. The only part of the command line that is not a client. */

import { parseArgs } from "node:util";
import type { Running } from "../src/main.ts";
import { curlCommand, swaksCommand } from "../src/terms/first-mail.ts";
import {
	type Configuration,
	ConfigurationError,
	loadConfiguration,
} from "../src/world/configuration/index.ts";
import { buildWebApp } from "../web/build/index.ts";

const USAGE = `angarium serve [--try] [--config FILE] [--data DIR] [--ready-file FILE] [--SETTING VALUE …]

  --try              the whole service in a closed internet, with a demo account
  --config FILE      settings in TOML
  --data DIR         the folder that holds all state
  --ready-file FILE  where to tell scripts, as JSON, how to reach the service
  --SETTING VALUE    any setting, such as --submission.port 587 (docs/reference/configuration.md)
`;

/** Try mode is for one's own machine: nothing listens beyond it. */
const TRY_DEFAULTS = {
	"submission.host": "127.0.0.1",
	"submissions.host": "127.0.0.1",
	"inbound.enabled": "true",
	"inbound.host": "127.0.0.1",
	"inbound.port": "0",
	log: "warn",
} as const;

/** Resolves when the service has stopped. */
export async function serve(argv: readonly string[]): Promise<void> {
	const options = readArguments(argv);
	if (options === undefined) return;
	const { configuration, tryMode, readyFile } = options;
	await prepareWebApp();
	const { run } = await import("../src/main.ts");
	const running = await run({ configuration, tryMode, readyFile });
	if (tryMode) process.stdout.write(welcome(running));
	if (running.setupLink !== null) process.stdout.write(firstStart(running.setupLink));
	await stopped(running, configuration.shutdownDeadline);
}

/** Mail comes first: without its pages the service runs all the same. */
async function prepareWebApp(): Promise<void> {
	try {
		await buildWebApp((text) => process.stderr.write(`${text}\n`));
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		process.stderr.write(`The web app cannot be built, the service runs without it: ${why}\n`);
	}
}

interface ServeOptions {
	readonly configuration: Configuration;
	readonly tryMode: boolean;
	readonly readyFile: string | null;
}

function readArguments(argv: readonly string[]): ServeOptions | undefined {
	const flags: Record<string, string> = {};
	let tryMode = false;
	let file = process.env["ANGARIUM_CONFIG"] ?? null;
	let readyFile: string | null = null;
	const { tokens } = parseArgs({ args: [...argv], strict: false, tokens: true, allowPositionals: true });
	for (let at = 0; at < tokens.length; at++) {
		const token = tokens[at];
		if (token?.kind !== "option") continue;
		if (token.name === "help") return usage(0);
		if (token.name === "try") {
			tryMode = true;
			continue;
		}
		const next = tokens[at + 1];
		const value = token.value ?? (next?.kind === "positional" ? next.value : undefined);
		if (value === undefined) return usage(2, `--${token.name} needs a value`);
		if (token.name === "config") file = value;
		else if (token.name === "ready-file") readyFile = value;
		else flags[token.name] = value;
	}
	try {
		const environment = process.env;
		const defaults = tryMode ? TRY_DEFAULTS : {};
		return { configuration: loadConfiguration({ file, environment, flags, defaults }), tryMode, readyFile };
	} catch (error) {
		if (error instanceof ConfigurationError) return usage(2, error.message);
		throw error;
	}
}

function usage(status: number, trouble?: string): undefined {
	if (trouble === undefined) process.stdout.write(USAGE);
	else process.stderr.write(`${trouble}\n\n${USAGE}`);
	process.exitCode = status;
	return undefined;
}

function welcome({ ready }: Running): string {
	const { submission, submissions, demo, mailbox, http } = ready;
	if (demo === undefined) return "";
	const first = { ...submission, ...demo };
	return `
Angarium ${ready.version} runs in try mode: a closed internet on this machine, nothing leaves it.

  Sign in    ${http}   as ${demo.person.email} with the password ${demo.person.password}
  Mailbox    ${http}/mailbox   (what the receiving server got; for scripts: ${mailbox?.http}/messages)
  Submission ${submission.host}:${submission.port} STARTTLS, ${submissions.host}:${submissions.port} TLS
  SMTP user  ${demo.username}
  Password   ${demo.password}

Send a first mail with curl:

${indented(curlCommand(first))}

or with swaks:

${indented(swaksCommand(first))}

Other recipients at client.example: unknown-user@, mailbox-full@, greylisted@, blocked@, slow@, reject-content@;
late-bounce@ takes it and bounces a second later, complain@ takes it and complains;
dead.example cannot be reached, nullmx.example takes no mail. The command line: npx angarium --help
Stop with Ctrl-C.
`;
}

const firstStart = (link: string): string => `
Nobody runs this service yet. Open this link within a day to become its operator; it works once:

  ${link}

Another one: angarium operator setup-link
`;

const indented = (text: string): string => text.replace(/^/gm, "  ");

/** The first signal stops in order; a second one, or the deadline, ends it at once. */
function stopped(running: Running, deadlineMs: number): Promise<void> {
	return new Promise((resolve) => {
		let asked = false;
		const stop = (): void => {
			if (asked) process.exit(1);
			asked = true;
			setTimeout(() => process.exit(1), deadlineMs + 5_000).unref();
			running.stop().then(resolve, (error: unknown) => {
				process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
				process.exit(1);
			});
		};
		for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
	});
}
