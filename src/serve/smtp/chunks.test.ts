import assert from "node:assert/strict";
import { test } from "node:test";
import { openDoor } from "../../../test/support/door.ts";
import { inTransaction, RawClient } from "../../../test/support/raw-client.ts";
import { MINUTE } from "../../terms/clock.ts";

test("between the chunks of a message a client may not dawdle", async () => {
	await using open = await openDoor();
	await using client = await inTransaction(open.door.port);
	assert.equal(await client.code("BDAT 7\r\nhello"), 250);
	await open.clock.advance(2 * MINUTE);
	assert.match((await client.rest()).join("\n"), /^421-4\.4\.2 Content arrives too slowly/);
});

test("a message that was given up between its chunks holds nobody to their pace", async () => {
	await using open = await openDoor();
	await using client = await inTransaction(open.door.port);
	assert.equal(await client.code("BDAT 7\r\nhello"), 250);
	assert.equal(await client.code("RSET"), 250);
	await open.clock.advance(2 * MINUTE);
	assert.equal(await client.code("NOOP"), 250);
});

test("nor does a chunk that was out of sequence", async () => {
	await using open = await openDoor();
	await using client = await RawClient.to(open.door.port);
	await client.reply();
	await client.code("EHLO client.example");
	assert.equal(await client.code("BDAT 7\r\nhello"), 503);
	await open.clock.advance(2 * MINUTE);
	assert.equal(await client.code("NOOP"), 250);
});
