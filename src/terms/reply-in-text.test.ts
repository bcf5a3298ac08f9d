import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../test/support/fuzz.ts";
import { explain } from "./explain.ts";
import { replyInText } from "./reply-in-text.ts";

const find = (text: string) => {
	const found = replyInText(text);
	assert.ok(found !== undefined, text);
	return found;
};

test("a bare reply is itself", () => {
	assert.deepEqual(find("550 5.1.1 User unknown"), {
		code: 550,
		enhanced: "5.1.1",
		text: "550 5.1.1 User unknown",
		phase: "rcpt",
	});
	assert.equal(find("5.2.2 over quota").code, 550);
});

test("a line of Postfix's log tells the reply and the command", () => {
	const line =
		"Nov  9 10:00:00 mx postfix/smtp[450]: 4F: to=<ann@client.example>, relay=mx.client.example[192.0.2.9]:25, delay=500, " +
		"status=bounced (host mx.client.example[192.0.2.9] said: 554 5.7.1 No spam here (in reply to end of DATA command))";
	assert.deepEqual(find(line), {
		code: 554,
		enhanced: "5.7.1",
		text: "554 5.7.1 No spam here",
		phase: "content",
	});
	assert.equal(find("host mx refused to talk to me: 421 4.3.2 busy").phase, "banner");
});

test("the lines of one reply are one", () => {
	const session =
		"RCPT TO:<ann@client.example>\r\n550-5.1.1 There is\r\n550-5.1.1 no such user\r\n550 5.1.1 here\r\nQUIT";
	assert.equal(find(session).text, "550-5.1.1 There is 550-5.1.1 no such user 550 5.1.1 here");
	assert.equal(
		find("550-5.1.1 There is no\\r\\n550 5.1.1 such user").text,
		"550-5.1.1 There is no 550 5.1.1 such user",
	);
});

test("Sendmail's transcript and Exchange's report are read", () => {
	const transcript =
		"   ----- Transcript of session follows -----\n... while talking to mx.client.example.:\n>>> DATA\n" +
		"<<< 452 4.2.2 Mailbox full\n<ann@client.example>... Deferred\n";
	assert.equal(find(transcript).code, 452);
	assert.equal(
		find(
			"Generating server: mx\nann@client.example\nRemote Server returned '550 5.4.14 Hop count exceeded'\n",
		).enhanced,
		"5.4.14",
	);
});

test("a notification's Diagnostic-Code is unfolded, and its Status speaks where that has no code", () => {
	const fields =
		"Action: failed\nStatus: 5.4.4\nDiagnostic-Code: X-Postfix; Host or domain name not found.\n    Name service error\nTo: x\n";
	assert.deepEqual(find(fields), {
		code: 550,
		enhanced: "5.4.4",
		text: "X-Postfix; Host or domain name not found. Name service error",
		phase: "rcpt",
	});
});

test("numbers in a message that is no bounce are not codes", () => {
	const letter = [
		"Date: Mon, 9 Nov 2026 10:00:00 +0000",
		"Content-Length: 512",
		"X-Version: 5.1.10",
		"Subject: 450 tickets",
		"",
		"We have sold 450 of them,",
		"of 500 printed. Next week",
		"it will be 550, I hope.",
		"Ann",
	].join("\n");
	assert.equal(replyInText(letter.replace("Subject: 450", "Subject: about 450")), undefined);
});

const bounces = {
	"lhost-postfix-31": "recipient-unknown",
	"lhost-postfix-63": "mailbox-full",
	"lhost-exim-42": "reverse-dns-missing",
	"lhost-qmail-15": "dmarc-failed",
	"lhost-sendmail-06": "message-malformed",
	"lhost-opensmtpd-14": "reverse-dns-missing",
	"lhost-yahoo-10": "recipient-unknown",
	"lhost-dragonfly-01": "dmarc-failed",
	"lhost-outlook-01": "mailbox-full",
	"lhost-exchange2003-05": "recipient-unknown",
	"lhost-x2-01": "recipient-unknown",
	"rhost-franceptt-05": "recipient-disabled",
	"rfc3464-08": "content-refused",
};

for (const [file, cause] of Object.entries(bounces)) {
	test(`the bounce ${file} is explained as ${cause}`, () => {
		const text = readFileSync(
			new URL(`../../test/corpus/replies/bounces/${file}.eml`, import.meta.url),
			"utf8",
		);
		const found = explain(text, "en");
		assert.ok(found.kind === "cause");
		assert.equal(found.cause, cause);
		assert.equal(found.temporary, false);
	});
}

test("any text is searched", () => {
	const piece = fc.oneof(
		fc.string({ unit: "binary", maxLength: 40 }),
		fc.constantFrom(
			"\n",
			"\r\n",
			"550-",
			"550 ",
			"5.1.1 ",
			"Diagnostic-Code: ",
			"said: ",
			"<<< ",
			"=\n",
			"Status: ",
		),
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
			const found = replyInText(pieces.join(""));
			assert.ok(found === undefined || (found.text.length <= 1_000 && found.code >= 0));
		}),
		{ numRuns: fuzzRuns(300) },
	);
});

test("a long text that is made to be slow is no slower than any other", () => {
	const nasty = [
		" ",
		"\n",
		"'",
		">",
		": ",
		"=\n",
		"a",
		"550-",
		"550 ",
		"450 \n ",
		"said: ",
		"diagnostic-code:\n",
		"5.1.1.",
		"(in reply to ",
	];
	const startedAt = process.cpuUsage();
	for (const piece of nasty) explain(piece.repeat(65_536 / piece.length), "en");
	const { user, system } = process.cpuUsage(startedAt);
	// Measured 15 ms each; quadratic work on 64 kB would take seconds.
	assert.ok(
		(user + system) / 1_000 / nasty.length < 200,
		`${(user + system) / 1_000 / nasty.length} ms each`,
	);
});
