import assert from "node:assert/strict";
import { test } from "node:test";
import { virtualClock } from "../../test/support/clock.ts";
import { createLimiters } from "../check/index.ts";
import { DAY } from "../terms/clock.ts";
import { ID_RANDOM_BYTES, type MessageId, makeId } from "../terms/ids.ts";
import { defaultLimits } from "../terms/limits.ts";
import type { Client } from "../terms/message.ts";
import { ReturnPathTokens, type ReturnToken } from "../terms/return-path.ts";
import { createInboundReception, reportBytes } from "./inbound.ts";
import type { InboundPorts, Spool } from "./ports.ts";
import type { Arrival, ContentSink, Submission } from "./sessions.ts";

const client: Client = { sessionId: "s", door: "inbound", address: "192.0.2.1", port: 1 };
const mail = { sizeBytes: null, body: null, smtpUtf8: false, dsnReturn: null, envelopeId: null };
const rcpt = { notify: null, originalRecipient: null };
const findings = (wireBytes: number) => ({
	wireBytes,
	...{ bareCr: false, bareLf: true, nul: false, eightBit: false, longestLineBytes: 78 },
});

const clock = virtualClock();
const tokens = new ReturnPathTokens([{ id: "0", key: Buffer.alloc(32, 4) }]);
const message = makeId<MessageId>(clock.now(), Buffer.alloc(ID_RANDOM_BYTES, 5));
const OURS = tokens.address(message, 2, "bounce.shop.example");

function reception(change: Partial<InboundPorts & { lagMs: number; inFlight: number }> = {}) {
	const taken: { token: ReturnToken; content: string }[] = [];
	const door = createInboundReception(
		{
			limiters: createLimiters({ ...defaultLimits, sessionsPerAddress: 1 }),
			spool: { lagMs: change.lagMs ?? 0 } as Spool,
			incident: () => "i",
			clock,
			randomBytes: (count) => Buffer.alloc(count),
			tokens,
			lifetimeMs: 30 * DAY,
			reports: async (token, content) => {
				taken.push({ token, content: content.toString() });
				return "taken";
			},
			...change,
		},
		{
			hostname: "relay.example",
			limits: { ...defaultLimits, contentInFlightBytes: change.inFlight ?? 4_000_000 },
		},
	);
	return { door, taken };
}
const open = (door = reception().door): Submission => {
	const admitted = door.connect(client, () => []);
	assert.ok(!("reason" in admitted));
	return admitted;
};
const reasonOf = (answer: unknown): string | undefined => (answer as { reason?: string } | undefined)?.reason;
const sinkOf = (session: Submission): ContentSink => {
	const sink = session.content();
	assert.ok("write" in sink);
	return sink;
};

test("the inbound door relays for nobody", () => {
	assert.equal(open().mail("", mail), undefined);
	assert.equal(reasonOf(open().rcpt("ann@client.example", rcpt)), "relaying-denied");
	assert.equal(reasonOf(open().content()), "command-out-of-sequence");
});

test("an address that we did not write is unknown here, however it is made", () => {
	const [local = ""] = OURS.split("@");
	for (const address of [
		"b+guess@bounce.relay.example",
		"ann@relay.example",
		`${local.slice(0, -1)}${local.endsWith("0") ? "1" : "0"}@bounce.shop.example`,
		`${local}@bounce.other.example`,
		"b+guess@bounce.shop.example",
	])
		assert.equal(reasonOf(open().rcpt(address, rcpt)), "recipient-unknown-here", address);
	assert.equal(reasonOf(open(reception({ tokens: null }).door).rcpt(OURS, rcpt)), "recipient-unknown-here");
});

test("an address of ours is taken, in whatever case, one in a report, until it is too old", async () => {
	const session = open();
	assert.equal(session.mail("mailer-daemon@mx.client.example", mail), undefined);
	assert.equal(session.rcpt(OURS.toUpperCase(), rcpt), undefined);
	assert.equal(reasonOf(session.rcpt(OURS, rcpt)), "too-many-recipients");
	session.reset();
	assert.equal(session.rcpt(OURS, rcpt), undefined);
	const later = virtualClock(clock.now() + 31 * DAY);
	const old = createInboundReception(
		{
			...{ limiters: createLimiters(defaultLimits), spool: { lagMs: 0 } as Spool, incident: () => "i" },
			...{
				clock: later,
				randomBytes: Buffer.alloc,
				tokens,
				lifetimeMs: 30 * DAY,
				reports: async () => "taken",
			},
		},
		{ hostname: "relay.example", limits: defaultLimits },
	);
	assert.equal(reasonOf(open(old).rcpt(OURS, rcpt)), "recipient-unknown-here");
});

test("a report is handed over with what its address said, and only its beginning when it is long", async () => {
	const { door, taken } = reception();
	const session = open(door);
	await session.rcpt(OURS, rcpt);
	const sink = sinkOf(session);
	await sink.write(Buffer.from("Subject: x\n\n"));
	for (let i = 0; i < 20; i++) await sink.write(Buffer.alloc(100_000, "a"));
	assert.equal(reasonOf(await sink.end(findings(2_000_012))), undefined);
	assert.deepEqual(taken[0]?.token, { message, index: 2, sentAt: clock.now() });
	assert.equal(taken[0]?.content.length, 512 * 1024);
	assert.equal(reasonOf(session.content()), "command-out-of-sequence");
});

test("what is larger than a returned message can be is refused, said before or not", async () => {
	const limit = reportBytes(defaultLimits);
	assert.equal(reasonOf(open().mail("", { ...mail, sizeBytes: limit + 1 })), "message-too-large");
	const { door, taken } = reception();
	const session = open(door);
	await session.rcpt(OURS, rcpt);
	const sink = sinkOf(session);
	assert.equal(reasonOf(sink.tooLarge(limit + 1)), "message-too-large");
	assert.equal(reasonOf(await sink.end(findings(limit + 1))), "message-too-large");
	assert.deepEqual(taken, []);
});

test("a fault, a report before its outcome, and too much at once are temporary", async () => {
	const answer = async (reports: InboundPorts["reports"]) => {
		const session = open(reception({ reports }).door);
		await session.rcpt(OURS, rcpt);
		return reasonOf(await sinkOf(session).end(findings(0)));
	};
	assert.equal(await answer(() => Promise.reject(new Error("the store is away"))), "internal-fault");
	assert.equal(await answer(async () => "early"), "overloaded");

	const { door } = reception({ inFlight: 4_000 });
	const [first, second] = [open(door), open(door)];
	for (const session of [first, second]) await session.rcpt(OURS, rcpt);
	const sink = sinkOf(first);
	await sink.write(Buffer.alloc(2_000));
	assert.equal(reasonOf(second.content()), "overloaded");
	first.ended();
	assert.equal(reasonOf(second.content()), undefined);
});

test("badly formed addresses and a lagging store are said so", () => {
	assert.equal(reasonOf(open().mail("ann@@x", mail)), "sender-address-invalid");
	assert.equal(reasonOf(open().rcpt("", rcpt)), "recipient-address-invalid");
	assert.equal(reasonOf(reception({ lagMs: 9_999 }).door.connect(client, () => [])), "overloaded");
});

test("connections count from their arrival on", () => {
	const { door } = reception();
	const first = door.arrived() as Arrival;
	const second = door.arrived() as Arrival;
	assert.equal(first.from(client.address), undefined);
	assert.equal(reasonOf(second.from(client.address)), "too-many-sessions");
	first.left();
	assert.equal(second.from(client.address), undefined);
});
