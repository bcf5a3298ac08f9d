/** `angarium doctor`: exit code 1 when something is wrong, so that scripts may ask. */

import type { Command } from "commander";
import type { Json } from "./api.ts";
import { clean, printJson } from "./print.ts";
import type { WithApi } from "./session.ts";

const MARKS: Readonly<Record<string, string>> = {
	ok: "ok         ",
	warning: "WARNING    ",
	error: "ERROR      ",
	"not-checked": "not checked",
};

export function addDoctorCommand(program: Command, withApi: WithApi): void {
	program
		.command("doctor")
		.description(
			"look at the DNS, the certificate and the inbound door, and say what is wrong and what to do",
		)
		.action(
			withApi(async ({ api, json }, _: object, __: Command) => {
				const examination = await api.get("/v1/doctor");
				if (examination.errors > 0) process.exitCode = 1;
				if (json) return printJson(examination);
				print(examination);
			}),
		);
}

function print({ closedInternet, errors, warnings, findings }: Json): void {
	if (closedInternet) console.log("Try mode: this is the closed internet, not the real one.\n");
	for (const { id, state, about, found, toDo } of findings) {
		console.log(`${MARKS[state] ?? state}  ${id}  ${clean(about)}`);
		console.log(`             ${clean(found)}`);
		if (toDo !== null) console.log(`             -> ${clean(toDo)}`);
	}
	console.log(`\n${errors} errors, ${warnings} warnings`);
}
