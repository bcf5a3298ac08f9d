import assert from "node:assert/strict";
import { test } from "node:test";
import { openDoor } from "../../../test/support/door.ts";
import { greeted, inContent, turns } from "../../../test/support/smtp-conversations.ts";
import { SECOND } from "../../terms/clock.ts";

test("a silent client is told after five minutes, and after ten seconds while there is pressure", async () => {
	// RFC 5321 §4.5.3.2.7
	for (const [underPressure, seconds] of [
		[false, 300],
		[true, 10],
	] as const) {
		await using open = await openDoor();
		open.reception.underPressure = underPressure;
		await using client = await greeted(open.door.port);
		await open.clock.advance((seconds - 2) * SECOND);
		assert.equal(client.unread, "");
		await open.clock.advance(4 * SECOND);
		assert.match((await client.rest()).join("\n"), new RegExp(`421-4.4.2 No command for ${seconds} seconds`));
	}
});

test("content slower than 500 octets a second is given up", async () => {
	await using open = await openDoor();
	await using client = await inContent(open.door.port);
	for (let minute = 0; minute < 3; minute++) {
		client.send(Buffer.alloc(31_000, "x"));
		await turns();
		await open.clock.advance(60 * SECOND);
	}
	assert.equal(client.unread, "");
	client.send("slow");
	await open.clock.advance(62 * SECOND);
	assert.match((await client.rest()).join("\n"), /421 4\.4\.2 \[idle-timeout\]/);
});

test("a session lasts an hour at most, however busy it is", async () => {
	await using open = await openDoor();
	await using client = await greeted(open.door.port);
	for (let minute = 0; minute < 15; minute++) {
		assert.equal(await client.code("NOOP"), 250);
		await open.clock.advance(4 * 60 * SECOND);
	}
	await open.clock.advance(5 * SECOND);
	assert.match((await client.rest()).join("\n"), /421 4\.4\.2 \[idle-timeout\]/);
});

test("a handshake that does not come is not waited for", async () => {
	await using open = await openDoor();
	await using client = await greeted(open.door.port);
	assert.equal(await client.code("STARTTLS"), 220);
	await turns();
	await open.clock.advance(32 * SECOND);
	assert.deepEqual(await client.rest(), []);
});
