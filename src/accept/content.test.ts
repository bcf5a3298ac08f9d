import assert from "node:assert/strict";
import { test } from "node:test";
import { loggedIn, MAIL, MESSAGE, open, reasonOf, reception, sent } from "../../test/support/reception.ts";
import type { Accepted } from "./ports.ts";

test("what is wrong with content is said after it, and nothing of it is kept", async () => {
	const reasons = [
		["line-ending-invalid", MESSAGE, { bareLf: true }],
		["nul-byte", MESSAGE, { nul: true }],
		["from-missing", MESSAGE.replace(/From.*\r\n/, ""), {}],
		["from-multiple", `From: x@shop.example\r\n${MESSAGE}`, {}],
		["message-looping", `${"Received: from a by b; date\r\n".repeat(51)}${MESSAGE}`, {}],
		["header-too-large", `X: ${"x".repeat(300_000)}\r\n${MESSAGE}`, {}],
		["header-too-large", `${"X: y\r\n".repeat(1_001)}${MESSAGE}`, {}],
		["message-too-large", MESSAGE + "x".repeat(21 * 1024 * 1024), {}],
	] as const;
	for (const [reason, content, findings] of reasons) {
		const world = reception();
		assert.equal(await sent(world, content, findings), reason);
		assert.equal(world.world.accepted.length, 0, reason);
	}
});

test("a scanner's finding refuses the message, and a scanner that fails makes it temporary", async () => {
	const seen: string[] = [];
	const scanner = {
		async scan(content: AsyncIterable<Buffer> | Iterable<Buffer>) {
			for await (const piece of content) seen.push(piece.toString());
			return "Eicar-Signature";
		},
	};
	assert.equal(await sent(reception({ scanner })), "malware-found");
	assert.match(seen.join(""), /Subject: Hello[\s\S]*hi\r\n$/);
	const failing = reception({ scanner: { scan: () => Promise.reject(new Error("no verdict")) } });
	assert.equal(await sent(failing), "internal-fault");
	assert.equal(failing.world.accepted.length, 0);
});

test("a commit that fails is a temporary refusal with an incident, never a 250", async () => {
	const base = reception();
	const spool = { ...base.ports.spool, accept: () => Promise.reject(new Error("disk full")) };
	const world = reception({ spool });
	assert.equal(await sent(world), "internal-fault");
	assert.equal(world.world.refused[0]?.refusal.facts["incident"], "incident-1");
});

test("a quota that another process used up refuses the message after the dot", async () => {
	const base = reception();
	const full: Accepted = { kind: "quota-exceeded", used: 10_000 };
	const spool = { ...base.ports.spool, accept: async () => full };
	const world = reception({ spool });
	assert.equal(await sent(world), "quota-exceeded");
	const session = await loggedIn(world);
	assert.equal(reasonOf(await session.mail("ann@shop.example", MAIL)), "quota-exceeded");
});

test("a large body goes to the store in pieces while it arrives, and is dropped when the client leaves", async () => {
	const world = reception();
	const { session, sink } = await open(world);
	await sink.write(Buffer.from(MESSAGE));
	for (let i = 0; i < 40; i++) await sink.write(Buffer.alloc(50_000, "line\r\n"));
	const [pieces] = world.world.staged.values();
	assert.ok(pieces !== undefined && pieces.length >= 5);
	assert.ok(pieces.every(({ length }) => length <= 400_000));
	session.ended();
	assert.equal(world.world.discarded.length, 1);
	assert.equal(world.world.accepted.length, 0);
});
