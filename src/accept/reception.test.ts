import assert from "node:assert/strict";
import { test } from "node:test";
import { aSuppression } from "../../test/contracts/suppressions.ts";
import { aSender } from "../../test/support/builders.ts";
import { virtualClock } from "../../test/support/clock.ts";
import { createChecks, createLimiters } from "../check/index.ts";
import type { Sender } from "../terms/identity.ts";
import { defaultLimits, type Limits } from "../terms/limits.ts";
import type { Client, NewMessage } from "../terms/message.ts";
import type { Refusal } from "../terms/refusals/index.ts";
import { createReception } from "./index.ts";
import type { Accepted, AcceptPorts, Inspection, RefusedFacts } from "./ports.ts";
import type { Arrival, ContentSink, Submission } from "./sessions.ts";

const TLS = { version: "TLSv1.3", cipher: "TLS_AES_128_GCM_SHA256" };
const MAIL = { sizeBytes: null, body: null, smtpUtf8: false, dsnReturn: null, envelopeId: null } as const;
const RCPT = { notify: null, originalRecipient: null };
const CLEAN = {
	wireBytes: 100,
	bareCr: false,
	bareLf: false,
	nul: false,
	eightBit: false,
	longestLineBytes: 70,
	lineCount: 5,
};
const MESSAGE = "From: Ann <ann@shop.example>\r\nTo: b@client.example\r\nSubject: Hello\r\n\r\nhi\r\n";

interface World {
	readonly accepted: NewMessage[];
	readonly refused: RefusedFacts[];
	readonly discarded: string[];
	readonly staged: Map<string, Buffer[]>;
	readonly incidents: string[];
}

/** Everything is called text. */
function inspection(): Inspection {
	let sizeBytes = 0;
	const text = { encoding: "ascii", forms: [], program: null } as const;
	const plain = { kind: "text", alsoKinds: [], text, macros: false, encrypted: false, archive: null };
	return {
		write(octets) {
			sizeBytes += octets.length;
		},
		finish: async () => ({ ...plain, sizeBytes }),
		abandon: () => {},
	};
}

/** A reception over a spool in memory, and the sender "user" with the password "right". */
function reception(
	change: Partial<AcceptPorts> = {},
	limits: Partial<Limits> = {},
	sender: Sender = aSender(),
) {
	const world: World = { accepted: [], refused: [], discarded: [], staged: new Map(), incidents: [] };
	const clock = virtualClock(Date.UTC(2026, 0, 5));
	const all = { ...defaultLimits, ...limits };
	let serial = 0;
	const ports: AcceptPorts = {
		checks: createChecks(all),
		limiters: createLimiters(all),
		spool: {
			lagMs: 0,
			async stage(message, index, chunk) {
				const pieces = world.staged.get(message) ?? [];
				pieces[index] = chunk;
				world.staged.set(message, pieces);
			},
			discard: (message) => void world.discarded.push(message),
			async *staged(message) {
				yield* world.staged.get(message) ?? [];
			},
			async accept(message) {
				world.accepted.push(message);
				return { kind: "accepted" };
			},
			keyUses: async () => [],
		},
		identities: {
			sender: async (username) => (username === "user" ? sender : undefined),
			refresh: () => sender,
			passwordMatches: (known, password) => known !== undefined && password === "right",
			connected: () => {},
			loginFailed: () => {},
			quota: async () => ({
				period: 0,
				periodStart: 0,
				renewsAt: Number.MAX_SAFE_INTEGER,
				limit: 0,
				used: 0,
			}),
		},
		clock,
		randomBytes: (count) => Buffer.alloc(count, ++serial),
		suppression: () => undefined,
		lookUpDomain: () => "takes-mail",
		inspector: { open: inspection },
		scanner: null,
		storage: () => ({ freeBytes: 50e9, totalBytes: 100e9 }),
		queued: () => {},
		queueHasRoom: () => true,
		refused: (refused) => void world.refused.push(refused),
		incident: (during) => {
			world.incidents.push(during);
			return "incident-1";
		},
		...change,
	};
	const configuration = { hostname: "relay.example", limits: all, requiresTls: true, benchUsername: null };
	const door = createReception(ports, configuration);
	const connect = (address = "192.0.2.1"): Submission | Refusal => {
		const client: Client = { sessionId: "s", door: "submission", address, port: 1 };
		return door.connect(client, () => ["S: 220"]);
	};
	const arrive = (address = "192.0.2.1"): { arrival: Arrival; refusal: Refusal | undefined } => {
		const arrival = door.arrived() as Arrival;
		return { arrival, refusal: arrival.from(address) };
	};
	return { world, clock, arrive, connect, ports };
}

type Reception = ReturnType<typeof reception>;
const reasonOf = (answer: unknown): string | undefined => (answer as { reason?: string } | undefined)?.reason;

async function loggedIn({ connect }: Reception): Promise<Submission> {
	const session = connect() as Submission;
	session.greeted("client.example", TLS);
	assert.equal(await session.authenticate("user", "right"), undefined);
	return session;
}

async function open(world: Reception): Promise<{ session: Submission; sink: ContentSink }> {
	const session = await loggedIn(world);
	assert.equal(await session.mail("ann@shop.example", MAIL), undefined);
	assert.equal(await session.rcpt("b@client.example", RCPT), undefined);
	return { session, sink: (await session.content()) as ContentSink };
}

async function sent(world: Reception, content = MESSAGE, findings = {}): Promise<string | undefined> {
	const { sink } = await open(world);
	await sink.write(Buffer.from(content));
	return reasonOf(await sink.end({ ...CLEAN, ...findings }));
}

test("a message is written down whole, with what was added and what it counts", async () => {
	const world = reception();
	assert.equal(await sent(world), undefined);
	const [message] = world.world.accepted;
	assert.ok(message);
	assert.match(message.header.toString(), /^Received: from client\.example \(\[192\.0\.2\.1\]\)/);
	assert.match(
		message.header.toString(),
		/\r\nMessage-ID: <[0-9A-Z]{26}@relay\.example>\r\nDate: Mon, 5 Jan/,
	);
	assert.equal(message.subject, "Hello");
	assert.equal(message.author, "ann@shop.example");
	assert.equal(message.quota?.limit, 10_000);
	assert.deepEqual(message.body, { kind: "inline", chunks: [Buffer.from("hi\r\n")] });
});

test("a suppressed recipient is refused, costs nothing, is seen in Activity, and the others stand", async () => {
	const asked: string[] = [];
	const world = reception({
		suppression: async (account, { address }) => {
			asked.push(`${account} ${address}`);
			return address.startsWith("gone") ? aSuppression({ kind: "hard-bounce" }) : undefined;
		},
	});
	const { session, sink } = await open(world);
	assert.equal(reasonOf(await session.rcpt("gone@client.example", RCPT)), "recipient-does-not-exist");
	assert.equal(await session.rcpt("c@client.example", RCPT), undefined);
	await sink.write(Buffer.from(MESSAGE));
	await sink.end(CLEAN);
	const [message] = world.world.accepted;
	assert.deepEqual(
		message?.recipients.map(({ address }) => address),
		["b@client.example", "c@client.example"],
	);
	assert.equal(world.world.refused[0]?.recipient, "gone@client.example");
	assert.equal(asked[1], `${aSender().account.id} gone@client.example`);
});

test("a suppression that cannot be looked up is a fault: neither yes nor a refusal", async () => {
	const world = reception({ suppression: () => Promise.reject(new Error("the store is away")) });
	const session = await loggedIn(world);
	await session.mail("ann@shop.example", MAIL);
	await assert.rejects(async () => session.rcpt("b@client.example", RCPT), /away/);
	assert.deepEqual(world.world.refused, []);
});

test("nobody speaks before TLS and log-in", async () => {
	const { connect } = reception();
	const session = connect() as Submission;
	session.greeted("client.example", null);
	assert.equal(reasonOf(await session.authenticate("user", "right")), "tls-required");
	assert.equal(reasonOf(await session.mail("ann@shop.example", MAIL)), "tls-required");
	session.greeted("client.example", TLS);
	assert.equal(reasonOf(await session.mail("ann@shop.example", MAIL)), "authentication-required");
});

test("an unknown user and a wrong password are one answer, after the same time", async () => {
	const { connect, clock } = reception();
	for (const [username, password] of [
		["user", "wrong"],
		["nobody", "right"],
	] as const) {
		const session = connect() as Submission;
		session.greeted("client.example", TLS);
		let answer: string | undefined = "nothing yet";
		const asked = session.authenticate(username, password).then((refusal) => {
			answer = reasonOf(refusal);
		});
		await clock.advance(249);
		assert.equal(answer, "nothing yet");
		await clock.advance(1);
		await asked;
		assert.equal(answer, "credentials-invalid");
	}
});

test("too many failed log-ins block an address, and say for how long", async () => {
	const { connect, clock } = reception({}, { failedLoginsPerAddress: 2 });
	const attempt = async (): Promise<Refusal | undefined> => {
		const session = connect() as Submission;
		session.greeted("client.example", TLS);
		const asked = session.authenticate("user", "wrong");
		await clock.advance(300);
		return asked;
	};
	await attempt();
	await attempt();
	const blocked = await attempt();
	assert.equal(blocked?.reason, "authentication-blocked");
	assert.ok(Number(blocked?.facts["retryAfterMs"]) > 0);
});

test("a store that cannot be asked makes log-in a temporary trouble", async () => {
	const base = reception();
	const identities = { ...base.ports.identities, sender: () => Promise.reject(new Error("disk")) };
	const { connect, world } = reception({ identities });
	const session = connect() as Submission;
	session.greeted("client.example", TLS);
	assert.equal(reasonOf(await session.authenticate("user", "right")), "authentication-unavailable");
	assert.equal(world.incidents.length, 1);
});

test("sessions are counted for address and user, and leave when they end", async () => {
	const byAddress = reception({}, { sessionsPerAddress: 1 });
	const first = byAddress.arrive();
	assert.equal(first.refusal, undefined);
	const second = byAddress.arrive();
	assert.deepEqual(second.refusal?.facts, { scope: "address", limit: 1 });
	second.arrival.left();
	first.arrival.left();
	assert.equal(byAddress.arrive().refusal, undefined);
	const byUser = reception({}, { sessionsPerUser: 1 });
	await loggedIn(byUser);
	const other = byUser.connect("192.0.2.2") as Submission;
	other.greeted("x", TLS);
	const refusal = await other.authenticate("user", "right");
	assert.deepEqual(refusal?.facts, { scope: "user", limit: 1 });
});

test("a rate that is used up is said at the next recipient", async () => {
	const world = reception({}, { recipientsPerMinute: 2 });
	const session = await loggedIn(world);
	await session.mail("ann@shop.example", MAIL);
	await session.rcpt("a@client.example", RCPT);
	await session.rcpt("b@client.example", RCPT);
	assert.equal(reasonOf(await session.rcpt("c@client.example", RCPT)), "sending-too-fast");
	await world.clock.advance(60_000);
	assert.equal(await session.rcpt("c@client.example", RCPT), undefined);
});

test("a block is said without asking the store", async () => {
	const base = reception();
	let asked = 0;
	const identities = {
		...base.ports.identities,
		sender: async () => {
			asked++;
			return undefined;
		},
	};
	const world = reception({ identities }, { failedLoginsPerAddress: 1 });
	const session = world.connect() as Submission;
	session.greeted("client.example", TLS);
	const first = session.authenticate("user", "wrong");
	await world.clock.advance(300);
	assert.equal(reasonOf(await first), "credentials-invalid");
	const refusal = await session.authenticate("user", "right");
	assert.deepEqual([refusal?.reason, asked], ["authentication-blocked", 1]);
	assert.equal(refusal?.facts["retryAfterMs"], defaultLimits.loginBlockMs - 300);
});

test("messages have a rate, and who waits as long as was said begins the next", async () => {
	const world = reception({}, { messagesPerMinute: 2 });
	const session = await loggedIn(world);
	assert.equal(await session.mail("ann@shop.example", MAIL), undefined);
	assert.equal(await session.mail("ann@shop.example", MAIL), undefined);
	const refusal = await session.mail("ann@shop.example", MAIL);
	assert.deepEqual(refusal?.facts, { counted: "messages", scope: "user", limit: 2, retryAfterMs: 30_000 });
	await world.clock.advance(30_000);
	assert.equal(await session.mail("ann@shop.example", MAIL), undefined);
});

test("a recipient that is given up has been asked about, and counts", async () => {
	const world = reception({}, { recipientsPerMinute: 2 });
	const session = await loggedIn(world);
	for (const path of ["a@client.example", "b@client.example"]) {
		await session.mail("ann@shop.example", MAIL);
		assert.equal(await session.rcpt(path, RCPT), undefined);
		session.reset();
	}
	const refusal = await session.mail("ann@shop.example", MAIL);
	assert.equal(refusal?.facts["counted"], "recipients");
});

test("an account's rate holds for all its users together", async () => {
	const world = reception(
		{},
		{ recipientsPerMinuteOfAccount: 2 },
		aSender({ user: { recipientsPerMinute: 100 } }),
	);
	const session = await loggedIn(world);
	await session.mail("ann@shop.example", MAIL);
	for (const path of ["a@client.example", "b@client.example"]) await session.rcpt(path, RCPT);
	const refusal = await session.rcpt("c@client.example", RCPT);
	assert.deepEqual([refusal?.facts["scope"], refusal?.facts["limit"]], ["account", 2]);
});

test("every refusal after log-in is recorded with what it was about", async () => {
	const world = reception();
	await sent(world, MESSAGE.replace("shop.example", "other.example"));
	const [refused] = world.world.refused;
	assert.equal(refused?.refusal.reason, "sender-domain-mismatch");
	assert.equal(refused?.phase, "content");
	assert.equal(refused?.recipient, "b@client.example");
	assert.equal(refused?.subject, "Hello");
	assert.equal(refused?.author, "ann@other.example");
	assert.equal(world.world.accepted.length, 0);
});

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

test("the same recipient twice is one recipient, and a refused domain gives its place back", async () => {
	const world = reception({
		lookUpDomain: (domain) => (domain === "gone.example" ? "not-found" : "takes-mail"),
	});
	const session = await loggedIn(world);
	await session.mail("ann@shop.example", MAIL);
	await session.rcpt("b@client.example", RCPT);
	await session.rcpt("b@client.example", RCPT);
	assert.equal(reasonOf(await session.rcpt("c@gone.example", RCPT)), "recipient-domain-not-found");
	const sink = (await session.content()) as ContentSink;
	await sink.write(Buffer.from(MESSAGE));
	await sink.end(CLEAN);
	assert.deepEqual(
		world.world.accepted[0]?.recipients.map(({ index, address }) => [index, address]),
		[[0, "b@client.example"]],
	);
});
