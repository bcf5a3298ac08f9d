/** The operator's zone, for name servers that are fed by a file. */

import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint, pieces } from "./endpoint.ts";

/** Lines that go out together: a stream of single lines costs more than its lines. */
const LINES = 200;

export const zoneEndpoints = ({ zoneFile }: ApiDependencies): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/dns/zone",
		tag: "DNS",
		summary: "Export the operator's zone",
		description:
			"A master file (RFC 1035 §5) with everything that the customers' CNAMEs lead to. Its serial is the time of the last change.",
		access: "operator",
		gives: { mediaType: "text/dns", fileName: "zone" },
		answers: pieces,
		run: async () => inBlocks(zoneFile()),
	}),
];

async function* inBlocks(lines: Iterable<string>): AsyncGenerator<string> {
	let block: string[] = [];
	for (const line of lines) {
		if (block.push(line) < LINES) continue;
		yield block.join("");
		block = [];
	}
	yield block.join("");
}
