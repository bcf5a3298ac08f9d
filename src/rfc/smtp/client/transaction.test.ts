import assert from "node:assert/strict";
import { test } from "node:test";
import { aTransaction, drive, type Script, to } from "../../../../test/support/smtp-script.ts";
import { ClientSession } from "./dialogue.ts";
import { type Features, NO_FEATURES } from "./features.ts";
import { type Transaction, transact } from "./transaction.ts";

const everything: Features = {
	...NO_FEATURES,
	pipelining: true,
	eightBitMime: true,
	smtpUtf8: true,
	dsn: true,
	size: true,
	sizeLimitBytes: 10_000,
};

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
