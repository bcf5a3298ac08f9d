/** The connection may go at any moment, also while an answer is under way. */

import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { aSender } from "../../test/support/builders.ts";
import { virtualClock } from "../../test/support/clock.ts";
import { createChecks, createLimiters } from "../check/index.ts";
import { defaultLimits, type Limits } from "../terms/limits.ts";
import type { NewMessage } from "../terms/message.ts";
import type { DomainAnswer } from "../terms/submission.ts";
import { createReception } from "./index.ts";
import type { AcceptPorts } from "./ports.ts";
import type { ContentSink, Submission } from "./sessions.ts";

const TLS = { version: "TLSv1.3", cipher: "TLS_AES_128_GCM_SHA256" };
const MAIL = { sizeBytes: null, body: null, smtpUtf8: false, dsnReturn: null, envelopeId: null } as const;
const RCPT = { notify: null, originalRecipient: null };
const FINDINGS = {
	...{ wireBytes: 120, bareCr: false, bareLf: false, nul: false, eightBit: false, longestLineBytes: 70 },
	lineCount: 5,
};
const MESSAGE =
	"From: Ann <ann@shop.example>\r\nSubject: Hello\r\nAngarium-Idempotency-Key: order-1\r\n\r\nYour order\r\n";
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A door for one user, whose slow parts answer when the test says so. */
function openDoor(limits: Partial<Limits> = {}) {
	const all = { ...defaultLimits, ...limits };
	const accepted: NewMessage[] = [];
	const user = Promise.withResolvers<void>();
	const domain = Promise.withResolvers<DomainAnswer>();
	const suppression = Promise.withResolvers<void>();
	const keys = Promise.withResolvers<void>();
	const slow = { user: false, domain: false, suppression: false };
	const ports = {
		checks: createChecks(all),
		limiters: createLimiters(all),
		spool: {
			lagMs: 0,
			stage: async () => {},
			discard: () => {},
			async *staged() {},
			async accept(message: NewMessage) {
				accepted.push(message);
				return { kind: "accepted" };
			},
			async keyUses() {
				await keys.promise;
				return [];
			},
		},
		identities: {
			async sender() {
				if (slow.user) await user.promise;
				return aSender({ account: { monthlyRecipients: 2 } });
			},
			refresh: (sender: unknown) => sender,
			passwordMatches: () => true,
			connected: () => {},
			loginFailed: () => {},
			quota: async () => ({
				period: 0,
				periodStart: 0,
				renewsAt: Number.MAX_SAFE_INTEGER,
				limit: 2,
				used: 0,
			}),
		},
		clock: virtualClock(Date.UTC(2026, 0, 5)),
		randomBytes: (count: number) => Buffer.alloc(count),
		suppression: () => (slow.suppression ? suppression.promise : undefined),
		lookUpDomain: () => (slow.domain ? domain.promise : "takes-mail"),
		inspector: {},
		scanner: null,
		storage: () => ({ freeBytes: 50e9, totalBytes: 100e9 }),
		queued: () => {},
		queueHasRoom: () => true,
		refused: () => {},
		incident: () => "I1",
	} as unknown as AcceptPorts;
	const door = createReception(ports, {
		...{ hostname: "relay.example", limits: all, requiresTls: true, benchUsername: null },
	});
	const client = { sessionId: "s", door: "submission", address: "192.0.2.1", port: 1 } as const;
	const connect = (): Submission => {
		const session = door.connect(client, () => []) as Submission;
		session.greeted("client.example", TLS);
		return session;
	};
	return { accepted, connect, slow, user, domain, suppression, keys };
}

async function inMail(door: ReturnType<typeof openDoor>): Promise<Submission> {
	const session = door.connect();
	assert.equal(await session.authenticate("user", "right"), undefined);
	assert.equal(await session.mail("ann@shop.example", MAIL), undefined);
	return session;
}

/** The account may send to two recipients a month, and none is used. */
async function assertTwoAreLeft(door: ReturnType<typeof openDoor>, t: TestContext): Promise<void> {
	const session = await inMail(door);
	t.after(() => session.ended());
	const answers = [];
	for (const name of ["a", "b", "c"]) answers.push(await session.rcpt(`${name}@client.example`, RCPT));
	assert.deepEqual(
		answers.map((answer) => answer?.reason),
		[undefined, undefined, "quota-exceeded"],
	);
}

test("a message whose client goes after the final dot is written down whole", async () => {
	const door = openDoor();
	const session = await inMail(door);
	await session.rcpt("b@client.example", RCPT);
	const sink = (await session.content()) as ContentSink;
	await sink.write(Buffer.from(MESSAGE));
	const ended = sink.end(FINDINGS);
	await turn();
	session.ended();
	door.keys.resolve();
	await ended;
	const [message] = door.accepted;
	assert.equal(door.accepted.length, 1);
	assert.ok(message?.body.kind === "inline");
	assert.equal(Buffer.concat(message.body.chunks).toString(), "Your order\r\n");
});

test("its recipients are counted once", async (t) => {
	const door = openDoor();
	const session = await inMail(door);
	await session.rcpt("a@client.example", RCPT);
	await session.rcpt("b@client.example", RCPT);
	const sink = (await session.content()) as ContentSink;
	await sink.write(Buffer.from(MESSAGE));
	const ended = sink.end(FINDINGS);
	await turn();
	session.ended();
	door.keys.resolve();
	await ended;
	const next = door.connect();
	t.after(() => next.ended());
	await next.authenticate("user", "right");
	assert.equal((await next.mail("ann@shop.example", MAIL))?.reason, "quota-exceeded");
});

test("a recipient whose client goes while it is looked up takes nothing of the quota", async (t) => {
	const door = openDoor();
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
	const door = openDoor();
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
	const door = openDoor({ sessionsPerUser: 1 });
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
