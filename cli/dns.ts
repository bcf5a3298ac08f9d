/** `angarium dns …` */

import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Command } from "commander";
import type { WithApi } from "./session.ts";

export function addDnsCommands(program: Command, withApi: WithApi): void {
	const dns = program.command("dns").description("the zone that the customers' CNAMEs lead to");
	dns
		.command("export")
		.description("write the zone as a master file, for a name server of your own")
		.option("--output <file>", "instead of standard output")
		.action(
			withApi(async ({ api }, { output }: { output?: string }, _: Command) => {
				const text = Readable.from(await api.download("/v1/dns/zone", {}));
				if (output === undefined) await pipeline(text, process.stdout, { end: false });
				else await pipeline(text, createWriteStream(output));
			}),
		);
}
