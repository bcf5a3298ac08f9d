/** Faults of ours, wherever they happen: that client hears a temporary reply, and nobody else hears anything. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { openDoor } from "../../../test/support/door.ts";
import { inTransaction, RawClient } from "../../../test/support/raw-client.ts";

async function inContent(port: number): Promise<RawClient> {
	const client = await inTransaction(port);
	assert.equal(await client.code("DATA"), 354);
	return client;
}

test("a fault while content is read is a temporary reply with an incident, and the door goes on", async () => {
	await using open = await openDoor();
	open.reception.beforeWrite = () => {
		throw new Error("a message that nobody foresaw");
	};
	await using client = await inContent(open.door.port);
	client.send("text\r\n.\r\n");
	assert.match((await client.rest()).join("\n"), /^451-4\.3\.0 .*I1\n451 4\.3\.0 \[internal-fault\]/);
	assert.match(open.reception.faults.join(), /a message that nobody foresaw/);
	await using other = await RawClient.to(open.door.port);
	assert.match((await other.reply()).join(), /^220/);
});
