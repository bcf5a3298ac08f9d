/**
 * The command line: `serve` runs the service, everything else is a client of its HTTP API or needs nothing.
 *
 * Exit codes: 0 done, 1 refused or not found, 2 not understood.
 */

import { readFileSync } from "node:fs";
import { CommanderError } from "commander";
import { CommandError } from "./api.ts";
import { createProgram } from "./program.ts";

const [command, ...rest] = process.argv.slice(2);
if (command === "serve") {
	// Only here: the service with all its parts is not loaded to list accounts.
	const { serve } = await import("./serve.ts");
	await serve(rest);
} else {
	await runProgram(process.argv.slice(2));
}

async function runProgram(argv: readonly string[]): Promise<void> {
	const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
		version: string;
	};
	process.stdout.on("error", (error: NodeJS.ErrnoException) => {
		// Whoever reads has enough: head, or a pager that was left.
		if (error.code === "EPIPE") process.exit();
		throw error;
	});
	try {
		await createProgram(version).parseAsync([...argv], { from: "user" });
	} catch (error) {
		if (error instanceof CommandError) {
			process.stderr.write(`${error.message}\n`);
			process.exitCode = 1;
		} else if (error instanceof CommanderError) {
			// Commander has said what is wrong; asking for help is no mistake.
			process.exitCode = error.exitCode === 0 ? 0 : 2;
		} else throw error;
	}
}
