/** The connection may go at any moment, also while an answer is under way. */

import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { inMail, MAIL, type OneUserDoor, openOneUserDoor, RCPT } from "../../test/support/one-user-door.ts";
import type { ContentSink } from "./sessions.ts";

const FINDINGS = {
	...{ wireBytes: 120, bareCr: false, bareLf: false, nul: false, eightBit: false, longestLineBytes: 70 },
	lineCount: 5,
};
const MESSAGE =
	"From: Ann <ann@shop.example>\r\nSubject: Hello\r\nAngarium-Idempotency-Key: order-1\r\n\r\nYour order\r\n";
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The account may send to two recipients a month, and none is used. */
async function assertTwoAreLeft(door: OneUserDoor, t: TestContext): Promise<void> {
	const session = await inMail(door);
	t.after(() => session.ended());
	const answers = [];
	for (const name of ["a", "b", "c"]) answers.push(await session.rcpt(`${name}@client.example`, RCPT));
	assert.deepEqual(
		answers.map((answer) => answer?.reason),
		[undefined, undefined, "quota-exceeded"],
	);
}

/** The client sends a message and is gone while its key is looked up. */
async function goAfterTheDot(door: OneUserDoor, session: Awaited<ReturnType<typeof inMail>>): Promise<void> {
	const sink = (await session.content()) as ContentSink;
	await sink.write(Buffer.from(MESSAGE));
	const ended = sink.end(FINDINGS);
	await turn();
	session.ended();
	door.keys.resolve();
	await ended;
}

test("a message whose client goes after the final dot is written down whole", async () => {
	const door = openOneUserDoor();
	const session = await inMail(door);
	await session.rcpt("b@client.example", RCPT);
	await goAfterTheDot(door, session);
	const [message] = door.accepted;
	assert.equal(door.accepted.length, 1);
	assert.ok(message?.body.kind === "inline");
	assert.equal(Buffer.concat(message.body.chunks).toString(), "Your order\r\n");
});

test("its recipients are counted once", async (t) => {
	const door = openOneUserDoor();
	const session = await inMail(door);
	await session.rcpt("a@client.example", RCPT);
	await session.rcpt("b@client.example", RCPT);
	await goAfterTheDot(door, session);
	const next = door.connect();
	t.after(() => next.ended());
	await next.authenticate("user", "right");
	assert.equal((await next.mail("ann@shop.example", MAIL))?.reason, "quota-exceeded");
});

test("a recipient whose client goes while it is looked up takes nothing of the quota", async (t) => {
	const door = openOneUserDoor();
	const session = await inMail(door);
	door.slow.suppression = true;
	const answer = session.rcpt("b@client.example", RCPT);
	session.ended();
	door.suppression.resolve();
	await answer;
	door.slow.suppression = false;
	await assertTwoAreLeft(door, t);
});

test("a recipient whose client goes while its domain is looked up is given back once", async (t) => {
	const door = openOneUserDoor();
	const session = await inMail(door);
	door.slow.domain = true;
	const answer = session.rcpt("b@gone.example", RCPT);
	await turn();
	session.ended();
	door.domain.resolve("not-found");
	await answer;
	door.slow.domain = false;
	await assertTwoAreLeft(door, t);
});

test("a log-in whose client goes before its answer counts among no sessions", async (t) => {
	const door = openOneUserDoor({ sessionsPerUser: 1 });
	door.slow.user = true;
	const hasty = door.connect();
	const answer = hasty.authenticate("user", "right");
	hasty.ended();
	door.user.resolve();
	await answer;
	const session = door.connect();
	t.after(() => session.ended());
	assert.equal(await session.authenticate("user", "right"), undefined);
});
