import assert from "node:assert/strict";
import { test } from "node:test";
import { zoneEndpoints } from "./zone.ts";

test("the zone comes whole, in blocks of lines, and to the operator only", async () => {
	const lines = Array.from({ length: 450 }, (_, i) => `n${i}.relay.example. 300 IN TXT "${i}"\n`);
	const [call] = zoneEndpoints({ zoneFile: () => lines } as never);
	assert.ok(call !== undefined);
	assert.deepEqual([call.path, call.access], ["/v1/dns/zone", "operator"]);
	const blocks: string[] = [];
	for await (const block of (await call.run({} as never)) as AsyncIterable<string>) blocks.push(block);
	assert.equal(blocks.length, 3);
	assert.equal(blocks.join(""), lines.join(""));
});
