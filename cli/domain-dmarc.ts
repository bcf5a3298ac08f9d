/** What receivers make of a domain's DMARC policy, as `angarium domain show` tells it. */

import { type Api, CommandError, type Json } from "./api.ts";
import { clean, printFacts } from "./print.ts";

const MARKS: Readonly<Record<string, string>> = {
	ok: "ok",
	warning: "WARNING",
	error: "ERROR",
	"not-checked": "not checked",
};

/** It is looked up now; a service that cannot look it up has nothing to tell. */
export const dmarcOf = async (api: Api, id: string): Promise<Json> =>
	api.get(`/v1/domains/${id}/dmarc`).catch((error: unknown) => {
		if (error instanceof CommandError) return null;
		throw error;
	});

export function printDmarc({ name, records, policy, tag, passes, findings, publish }: Json): void {
	const ways = [passes.dkim && "DKIM", passes.spf && "SPF"].filter(Boolean);
	console.log("\nDMARC:");
	printFacts({
		name,
		record: records.length === 0 ? "none" : records.join("  |  "),
		policy: policy === null ? "none that holds" : `${policy} (${tag}=)`,
		"mail from here passes by": ways.length === 0 ? "nothing yet" : ways.join(" and "),
	});
	for (const { state, text } of findings) console.log(`${MARKS[state] ?? clean(state)}: ${clean(text)}`);
	if (publish !== null)
		console.log(`Publish: ${clean(publish.name)}  ${publish.type}  ${clean(publish.value)}`);
}
