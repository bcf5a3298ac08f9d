import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../../test/support/fuzz.ts";
import { type Answer, ClientSession, type Dialogue } from "./dialogue.ts";
import { type Features, NO_FEATURES } from "./features.ts";
import { type Opening, type OpeningOptions, open, quit } from "./opening.ts";
import { type Transaction, transact, type Verdict } from "./transaction.ts";

interface Script {
	/** What the server sends when a connection begins and for each line that it reads, in order. */
	readonly says: readonly string[];
	readonly tls?: "works" | "fails";
	readonly content?: Answer;
}

interface Told<Result> {
	readonly result: Result;
	/** What was written, and "<TLS>" and "<content>" where they were asked for. */
	readonly wrote: string;
	readonly patience: readonly string[];
}

/** Drives a dialogue against a server that answers line by line, and then closes. */
function drive<Result>(dialogue: Dialogue<Result>, script: Script, banner = true): Told<Result> {
	const says = [...script.says];
	const arrived: string[] = banner ? [says.shift() ?? ""] : [];
	const patience: string[] = [];
	let wrote = "";
	let step = dialogue.next();
	for (let steps = 0; !step.done; steps++) {
		assert.ok(steps < 10_000, "the dialogue ends");
		const ask = step.value;
		let answer: Answer = { kind: "done" };
		if (ask.ask === "write") {
			wrote += ask.octets;
			for (const _ of ask.octets.split("\r\n").slice(1)) arrived.push(says.shift() ?? "");
		} else if (ask.ask === "read") {
			patience.push(ask.patience);
			const octets = arrived.splice(0).join("");
			answer = octets === "" ? { kind: "closed" } : { kind: "octets", octets: Buffer.from(octets) };
		} else if (ask.ask === "start-tls") {
			wrote += "<TLS>";
			if (script.tls === "fails") answer = { kind: "failed", why: "handshake failure" };
		} else {
			wrote += "<content>";
			answer = script.content ?? answer;
			arrived.push(says.shift() ?? "");
		}
		step = dialogue.next(answer);
	}
	return { result: step.value, wrote, patience };
}

const opened = (says: string[], options: Partial<OpeningOptions> = {}, tls: "works" | "fails" = "works") => {
	const session = new ClientSession("relay.example");
	const told = drive(open(session, { startTls: "when-offered", ...options }), { says, tls });
	return { session, ...told };
};

test("a server is greeted, and what it offers is known", () => {
	const { session, result, wrote, patience } = opened([
		"220 mx.example ESMTP\r\n",
		"250-mx.example hello\r\n250-PIPELINING\r\n250-size 1000\r\n250-8BITMIME\r\n250-AUTH=LOGIN PLAIN\r\n250 DSN\r\n",
	]);
	assert.deepEqual(result, { kind: "open" } satisfies Opening);
	assert.equal(wrote, "EHLO relay.example\r\n");
	assert.deepEqual(patience, ["banner", "command"]);
	assert.deepEqual(session.features, {
		...NO_FEATURES,
		pipelining: true,
		size: true,
		sizeLimitBytes: 1000,
		eightBitMime: true,
		dsn: true,
		auth: ["LOGIN", "PLAIN"],
	});
});

test("a server that does not know EHLO is greeted with HELO", () => {
	// RFC 5321 §3.2
	const { session, result, wrote } = opened(["220 old\r\n", "502 what\r\n", "250 old\r\n"]);
	assert.equal(result.kind, "open");
	assert.equal(wrote, "EHLO relay.example\r\nHELO relay.example\r\n");
	assert.deepEqual(session.features, NO_FEATURES);
});

test("a banner or greeting that says no is reported with its phase", () => {
	for (const [says, phase] of [
		[["554 5.7.1 go away\r\n"], "banner"],
		[["421 busy\r\n"], "banner"],
		[["220 x\r\n", "421 busy\r\n"], "ehlo"],
		[["220 x\r\n", "550 no\r\n", "550 5.7.1 no\r\n"], "ehlo"],
	] as const) {
		const { session, result } = opened([...says]);
		assert.ok(result.kind === "refused" && result.phase === phase);
		assert.equal(session.usable, false);
	}
});

test("after STARTTLS the greeting is said again and what was learnt before is forgotten", () => {
	// RFC 3207 §4.2
	const { session, result, wrote } = opened([
		"220 x\r\n",
		"250-x\r\n250-STARTTLS\r\n250 DSN\r\n",
		"220 go\r\n",
		"250-x\r\n250 8BITMIME\r\n",
	]);
	assert.equal(result.kind, "open");
	assert.equal(wrote, "EHLO relay.example\r\nSTARTTLS\r\n<TLS>EHLO relay.example\r\n");
	assert.deepEqual(session.features, { ...NO_FEATURES, eightBitMime: true });
	assert.equal(session.encrypted, true);
});

test("a failed handshake, and plain text behind the 220, end the connection", () => {
	const offer = ["220 x\r\n", "250-x\r\n250 STARTTLS\r\n"];
	assert.equal(opened([...offer, "220 go\r\n"], {}, "fails").result.kind, "tls-failed");
	const injected = opened([...offer, "220 go\r\n250 injected\r\n"]); // RFC 3207 §6
	assert.equal(injected.result.kind, "tls-failed");
	assert.equal(injected.session.usable, false);
});

test("a refused STARTTLS goes on in plain text unless TLS is required", () => {
	const says = ["220 x\r\n", "250-x\r\n250 STARTTLS\r\n", "454 4.7.0 no certificate\r\n"];
	assert.equal(opened(says).result.kind, "open");
	assert.equal(opened(says, { startTls: "required" }).result.kind, "refused");
	assert.equal(opened(["220 x\r\n", "250 x\r\n"], { startTls: "required" }).result.kind, "unavailable");
});

test("a smarthost is logged in to by PLAIN, else by LOGIN, and not in clear text unless allowed", () => {
	const login = { username: "ann", password: "secret", allowPlainText: true };
	const plain = opened(["220 x\r\n", "250-x\r\n250 AUTH LOGIN PLAIN\r\n", "334 \r\n", "235 ok\r\n"], {
		login,
	});
	assert.equal(plain.result.kind, "open");
	assert.ok(plain.wrote.endsWith("AUTH PLAIN\r\nAGFubgBzZWNyZXQ=\r\n"));
	const old = opened(["220 x\r\n", "250-x\r\n250 AUTH LOGIN\r\n", "334 a\r\n", "334 b\r\n", "235 ok\r\n"], {
		login,
	});
	assert.ok(old.wrote.endsWith("AUTH LOGIN\r\nYW5u\r\nc2VjcmV0\r\n"));
	const wrong = opened(["220 x\r\n", "250-x\r\n250 AUTH PLAIN\r\n", "334 \r\n", "535 5.7.8 no\r\n"], {
		login,
	});
	assert.ok(wrong.result.kind === "refused" && wrong.result.phase === "auth");
	const clear = opened(["220 x\r\n", "250-x\r\n250 AUTH PLAIN\r\n"], {
		login: { ...login, allowPlainText: false },
	});
	assert.equal(clear.result.kind, "unavailable");
	assert.doesNotMatch(clear.wrote, /AUTH/);
});

const everything: Features = {
	...NO_FEATURES,
	pipelining: true,
	eightBitMime: true,
	smtpUtf8: true,
	dsn: true,
	size: true,
	sizeLimitBytes: 10_000,
};

const to = (...addresses: string[]) =>
	addresses.map((address) => ({ address, notify: null, originalRecipient: null }));

const aTransaction = (change: Partial<Transaction> = {}): Transaction => ({
	reversePath: "ann@shop.example",
	recipients: to("bob@client.example", "eve@client.example"),
	sizeBytes: 500,
	eightBit: false,
	utf8: false,
	dsnReturn: null,
	envelopeId: null,
	...change,
});

function sent(features: Partial<Features>, change: Partial<Transaction>, script: Script) {
	const session = new ClientSession("relay.example");
	session.features = { ...NO_FEATURES, ...features };
	const told = drive(transact(session, aTransaction(change)), script, false);
	return { session, ...told, kinds: told.result.map(({ kind }) => kind).join(" ") };
}

const OK = "250 ok\r\n";

for (const pipelining of [true, false]) {
	const way = pipelining ? "with pipelining" : "step by step";
	test(`each recipient has its verdict ${way}`, () => {
		const says = [OK, OK, "550 5.1.1 who\r\n", "354 go\r\n", "250 2.0.0 queued\r\n"];
		const { kinds, wrote, session, patience } = sent({ pipelining }, {}, { says });
		assert.equal(kinds, "delivered permanent");
		assert.equal(
			wrote,
			"MAIL FROM:<ann@shop.example>\r\nRCPT TO:<bob@client.example>\r\nRCPT TO:<eve@client.example>\r\nDATA\r\n<content>",
		);
		assert.equal(session.usable, true);
		assert.equal(session.needsReset, false);
		assert.equal(patience.at(-1), "final-dot");
	});

	test(`a refused MAIL decides for all recipients ${way}`, () => {
		const says = ["451 4.7.1 later\r\n", "503 no MAIL\r\n", "503 no MAIL\r\n", "503 no RCPT\r\n"];
		const { kinds, result, session } = sent({ pipelining }, {}, { says });
		assert.equal(kinds, "temporary temporary");
		assert.ok(result.every((verdict) => "phase" in verdict && verdict.phase === "mail"));
		assert.equal(session.usable, true);
		assert.equal(session.needsReset, true);
	});

	test(`the recipients after a 452 are left for another transaction ${way}`, () => {
		// RFC 5321 §4.5.3.1.10
		for (const full of ["452 4.5.3 too many\r\n", "452 too many\r\n", "552 too many\r\n"]) {
			const says = [OK, OK, full, "354 go\r\n", OK];
			assert.equal(sent({ pipelining }, {}, { says }).kinds, "delivered remainder");
		}
		const mailbox = [OK, OK, "452 4.2.2 mailbox full\r\n", "354 go\r\n", OK];
		assert.equal(sent({ pipelining }, {}, { says: mailbox }).kinds, "delivered temporary");
		const first = [OK, "452 4.5.3 too many\r\n", "452 4.5.3 too many\r\n", "503 no RCPT\r\n"];
		assert.equal(sent({ pipelining }, {}, { says: first }).kinds, "temporary temporary");
	});

	test(`a connection lost before the dot is certain, after it uncertain ${way}`, () => {
		const before = sent({ pipelining }, {}, { says: [OK, OK] }).result[0];
		assert.ok(before?.kind === "lost" && !before.uncertain);
		const after = sent({ pipelining }, {}, { says: [OK, OK, OK, "354 go\r\n"] }).result[0];
		assert.ok(after?.kind === "lost" && after.uncertain && after.phase === "content");
	});

	test(`a 421 in the middle is temporary for everybody and ends the connection ${way}`, () => {
		const { kinds, session } = sent({ pipelining }, {}, { says: [OK, OK, "421 4.3.2 bye\r\n"] });
		assert.equal(kinds, "temporary temporary");
		assert.equal(session.usable, false);
	});

	test(`replies that make no sense are temporary ${way}`, () => {
		for (const says of [
			[OK, OK, OK, "503 what\r\n"],
			[OK, OK, OK, OK],
			[OK, OK, OK, "354 go\r\n", "354 again\r\n"],
			["354 go\r\n", OK, OK, OK],
		]) {
			const { kinds, session } = sent({ pipelining }, {}, { says });
			assert.equal(kinds, "temporary temporary");
			assert.equal(session.usable, false);
		}
	});
}

test("DATA that was taken without a recipient is ended by a single dot", () => {
	// RFC 2920 §3.1
	const says = [OK, "550 5.1.1 who\r\n", "550 5.1.1 who\r\n", "354 go\r\n", "554 no recipients\r\n"];
	const { kinds, wrote, session } = sent({ pipelining: true }, {}, { says });
	assert.equal(kinds, "permanent permanent");
	assert.ok(wrote.endsWith("DATA\r\n.\r\n"));
	assert.equal(session.usable, true);
});

test("after a transaction without content the next one begins with RSET", () => {
	const session = new ClientSession("relay.example");
	session.features = everything;
	const refused = [OK, "550 5.1.1 who\r\n", "550 5.1.1 who\r\n", "554 no\r\n"];
	drive(transact(session, aTransaction()), { says: refused }, false);
	const next = drive(transact(session, aTransaction()), { says: [OK, OK, OK, OK, "354 go\r\n", OK] }, false);
	assert.ok(next.wrote.startsWith("RSET\r\nMAIL FROM:"));
	assert.ok(next.result.every(({ kind }) => kind === "delivered"));
});

test("extensions are used when they are offered and needed", () => {
	const change = {
		eightBit: true,
		recipients: [
			{
				address: "bób@client.example",
				notify: ["SUCCESS", "FAILURE"],
				originalRecipient: "rfc822;b+b@x.example",
			},
		],
		dsnReturn: "HDRS",
		envelopeId: "a=1",
	} as const;
	const says = [OK, OK, "354 go\r\n", OK];
	const { wrote } = sent(everything, change, { says });
	assert.ok(
		wrote.startsWith(
			"MAIL FROM:<ann@shop.example> SIZE=500 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=a+3D1\r\n" +
				"RCPT TO:<bób@client.example> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;b+2Bb@x.example\r\n",
		),
		wrote,
	);
	const plain = sent(everything, {}, { says: [OK, OK, OK, "354 go\r\n", OK] });
	assert.ok(
		plain.wrote.startsWith("MAIL FROM:<ann@shop.example> SIZE=500\r\nRCPT TO:<bob@client.example>\r\n"),
	);
});

test("what a server cannot take is not offered to it", () => {
	const cases: [Partial<Features>, Partial<Transaction>, string][] = [
		[everything, { sizeBytes: 10_001 }, "too-large"],
		[{}, { eightBit: true }, "needs-8bitmime"],
		[{}, { recipients: to("bób@client.example") }, "needs-smtputf8"],
		[everything, { recipients: to("a@b>\r\nRCPT TO:<c@d") }, "bad-address"],
		[everything, { reversePath: '"a\r\nb"@c' }, "bad-address"],
	];
	for (const [features, change, why] of cases) {
		const { result, wrote } = sent(features, change, { says: [] });
		assert.deepEqual(result[0], { kind: "unsendable", why });
		assert.equal(wrote, "");
	}
	const quoted = sent({}, { recipients: to('"a>b"@c.example') }, { says: [OK, OK, "354 go\r\n", OK] });
	assert.equal(quoted.kinds, "delivered");
});

test("what a server said before it broke the content off counts", () => {
	const content = { kind: "failed", why: "EPIPE", dotSent: false } as const;
	const told = sent({}, {}, { says: [OK, OK, OK, "354 go\r\n", "552 5.3.4 too big\r\n"], content });
	assert.equal(told.kinds, "permanent permanent");
	const silent = sent({}, {}, { says: [OK, OK, OK, "354 go\r\n"], content: { ...content, dotSent: true } });
	assert.ok(silent.result.every((verdict) => verdict.kind === "lost" && verdict.uncertain));
});

test("whatever a server sends, in whatever pieces, every dialogue ends with a verdict for each recipient", () => {
	const line = fc.constantFrom(
		"250 ok\r\n",
		"250-a\r\n",
		"220 hi\r\n",
		"354 go\r\n",
		"421 bye\r\n",
		"452 4.5.3 full\r\n",
		"550 no\r\n",
		"503\n",
		"25",
		"nonsense\r\n",
		"250-STARTTLS\r\n250-PIPELINING\r\n250 AUTH PLAIN\r\n",
		"\0\xff\r\n",
		"2".repeat(3000),
	);
	const pieces = fc.array(fc.oneof(line, fc.string({ unit: "binary", maxLength: 20 })), { maxLength: 40 });
	fc.assert(
		fc.property(pieces, fc.boolean(), fc.boolean(), (octets, tls, fails) => {
			const session = new ClientSession("relay.example");
			const arrived = octets.map((piece) => Buffer.from(piece));
			const run = <Result>(dialogue: Dialogue<Result>): Result => {
				let step = dialogue.next();
				for (let steps = 0; !step.done; steps++) {
					assert.ok(steps < 1_000, "the dialogue ends");
					const next = step.value.ask === "read" ? arrived.shift() : undefined;
					const answer: Answer =
						step.value.ask !== "read"
							? fails && step.value.ask !== "write"
								? { kind: "failed", why: "broken" }
								: { kind: "done" }
							: next === undefined
								? { kind: "closed" }
								: { kind: "octets", octets: next };
					step = dialogue.next(answer);
				}
				return step.value;
			};
			const login = { username: "a", password: "b", allowPlainText: true };
			const opening = run(
				open(session, { startTls: tls ? "when-offered" : "never", ...(fails ? { login } : {}) }),
			);
			if (opening.kind !== "open") assert.equal(session.usable, false);
			while (session.usable) {
				const verdicts: readonly (Verdict | undefined)[] = run(transact(session, aTransaction()));
				assert.equal(verdicts.length, 2);
				assert.ok(verdicts.every((verdict) => verdict !== undefined));
				if (arrived.length === 0 && verdicts.every((verdict) => verdict?.kind === "unsendable")) break;
			}
			run(quit(session));
		}),
		{ numRuns: fuzzRuns(500) },
	);
});
