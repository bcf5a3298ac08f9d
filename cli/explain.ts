/** `angarium explain "<reply>"`: needs no running service, for the words are in the program. */

import type { Command } from "commander";
import { explain } from "../src/terms/explain.ts";
import { clean, printJson } from "./print.ts";

export function addExplainCommand(program: Command): void {
	program
		.command("explain <reply...>")
		.description("what an SMTP reply means, ours or another server's, and what to do about it")
		.option("--language <en|fr>", "language of the answer", "en")
		.action((reply: string[], { language }: { language: string }, command: Command) => {
			const explanation = explain(reply.join(" "), language === "fr" ? "fr" : "en");
			if (command.optsWithGlobals()["json"] === true) return printJson(explanation);
			const { title, because, remedy, help } = explanation;
			console.log(clean(title));
			if (because !== `${title}.`) console.log(clean(because));
			console.log(`\n${clean(remedy)}\n\nArticle: ${help}`);
		});
}
