/** `angarium try …`: what can be done to the closed internet of try mode. */

import type { Command } from "commander";
import { clean, printJson, printTable } from "./print.ts";
import { domainOf } from "./resolve.ts";
import type { WithApi } from "./session.ts";

const PURPOSES = ["dkim-1", "dkim-2", "return-path"];

export function addTryCommands(program: Command, withApi: WithApi): void {
	const group = program.command("try").description("break and mend things in try mode's closed internet");
	const command = (name: string, about: string, published: boolean): void => {
		group
			.command(`${name} <domain> <record>`)
			.description(`${about} (${PURPOSES.join(", ")}), and look all of them up`)
			.action(
				withApi(async ({ api, json }, wanted: string, purpose: string, _: object, __: Command) => {
					const { id } = await domainOf(api, wanted);
					const domain = await api.post(`/v1/try/domains/${id}/records`, { purpose, published });
					if (json) return printJson(domain);
					printTable(
						domain.records,
						{ RECORD: (one) => one.purpose, STATE: (one) => one.state, NAME: (one) => one.name },
						"",
					);
					for (const { hintText } of domain.records) if (hintText !== undefined) console.log(clean(hintText));
				}),
			);
	};
	command("break-record", "take a record of a domain out of the DNS", false);
	command("mend-record", "publish a record of a domain in the DNS", true);
}
