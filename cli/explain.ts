/**
 * `angarium explain "<reply>"`: needs no running service, for the words are in the program. A whole bounce message
 * comes in through the standard input: `angarium explain < bounce.eml`.
 */

import { text } from "node:stream/consumers";
import { type Command, InvalidArgumentError } from "commander";
import { explain } from "../src/terms/explain.ts";
import { clean, printJson } from "./print.ts";

type Language = "en" | "fr";

const labels = {
	en: {
		cause: "Cause",
		reason: "Reason",
		passes: "Temporary",
		yes: "yes",
		no: "no",
		whose: "Whose move",
		article: "Article",
	},
	fr: {
		cause: "Cause",
		reason: "Motif",
		passes: "Temporaire",
		yes: "oui",
		no: "non",
		whose: "À qui d’agir",
		article: "Article",
	},
} as const;

export function addExplainCommand(program: Command): void {
	program
		.command("explain [reply...]")
		.description("what an SMTP reply means, ours or another server's, and what to do about it")
		.addHelpText("after", "\nWithout a reply, a log or a whole bounce message is read from standard input.")
		.option("--language <en|fr>", "language of the answer", languageOf, "en" as Language)
		.action(async (reply: string[], { language }: { language: Language }, command: Command) => {
			const isPiped = reply.length === 0 || reply.join() === "-";
			if (isPiped && process.stdin.isTTY) console.error("Paste the reply or the bounce, then press Ctrl-D.");
			const pasted = isPiped ? await text(process.stdin) : reply.join(" ");
			const explanation = explain(pasted, language);
			if (command.optsWithGlobals()["json"] === true) return printJson(explanation);
			const { kind, title, because, remedy, help } = explanation;
			const label = labels[language];
			console.log(`${clean(title)}\n\n${clean(because)}\n${clean(remedy)}\n`);
			if (kind !== "unknown") {
				const id = kind === "reason" ? explanation.reason : explanation.cause;
				console.log(`${label[kind]}: ${id}`);
				console.log(`${label.passes}: ${explanation.temporary ? label.yes : label.no}`);
				console.log(`${label.whose}: ${explanation.moveSays}`);
			}
			console.log(`${label.article}: ${help}`);
		});
}

function languageOf(wanted: string): Language {
	if (wanted !== "en" && wanted !== "fr") throw new InvalidArgumentError("en or fr");
	return wanted;
}
