import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../test/support/fuzz.ts";
import { formatReply } from "../rfc/smtp/reply.ts";
import { causeIds, causeOf, causeWords } from "./causes/index.ts";
import { explain } from "./explain.ts";
import { articleAt, exampleReply } from "./help/index.ts";
import { defaultLimits } from "./limits.ts";
import { reasons, refuse, toProblem } from "./refusals/index.ts";

const helpUrl = "https://relay.example";

test("every reply of ours is explained by its reason, in both languages, with its facts", () => {
	for (const reason of reasons) {
		const wire = formatReply(exampleReply(reason, defaultLimits, helpUrl));
		for (const language of ["en", "fr"] as const) {
			const found = explain(wire, language);
			assert.equal(found.kind === "reason" && found.reason, reason);
			assert.equal(found.help, `/help/${reason}`);
			assert.doesNotMatch(found.because + found.remedy, /[{}…]/, reason);
		}
	}
});

test("the facts of a pasted reply are in the explanation", () => {
	const found = explain(
		"smtplib.SMTPDataError: 550-5.7.1 The domain of the From address, other.example, is not the domain of this SMTP user, shop.example\\n" +
			"550 5.7.1 [sender-domain-mismatch] https://relay.example/help/sender-domain-mismatch",
		"en",
	);
	assert.match(
		found.because,
		/^The domain of the From address is other\.example\. This SMTP user belongs to shop\.example /,
	);
	assert.match(found.remedy, /@shop\.example,/);
});

test("an API error is explained with its facts", () => {
	const problem = toProblem(refuse("message-too-large", { sizeBytes: 22_020_096, limitBytes: 20_971_520 }), {
		helpUrl,
	});
	const found = explain(JSON.stringify(problem), "fr");
	assert.match(found.because, /^Le message fait 21 Mo et la limite est de 20 Mo\./);
});

test("a bare reason is enough", () => {
	const found = explain("  nul-byte\n", "en");
	assert.equal(found.kind, "reason");
	assert.equal(found.title, "The message has a NUL octet");
});

test("another server's reply is explained by its cause", () => {
	const found = explain("550 5.1.1 <ann@client.example>: Recipient address rejected: User unknown", "en");
	assert.equal(found.kind === "cause" && found.cause, "recipient-unknown");
	assert.match(found.because, /for good/);
	const later = explain("host mx.client.example said: 451 4.7.1 Greylisted, try again in 300 seconds", "en");
	assert.equal(later.kind === "cause" && later.temporary, true);
	assert.equal(later.kind === "cause" && later.retryAfterMs, 300_000);
});

test("a cause's own id is explained", () => {
	assert.equal(explain("mailbox-full", "en").title, "The recipient's mailbox is full");
});

test("what is no reply is said to be unknown", () => {
	assert.equal(explain("good morning", "en").kind, "unknown");
	assert.equal(explain("", "fr").kind, "unknown");
	assert.equal(explain("[no-such-reason]", "en").kind, "unknown");
});

test("any text is explained, and quickly", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary", maxLength: 6_000 }), (text) => {
			assert.ok(explain(text, "en").title.length > 0);
			assert.ok(explain(`{"reason":"nul-byte","facts":${text}`, "fr").title.length > 0);
		}),
		{ numRuns: fuzzRuns(200) },
	);
});

test("everything known is said with whether it passes, whose move it is, and an article that exists", () => {
	for (const cause of causeIds) {
		for (const language of ["en", "fr"] as const) {
			const found = explain(cause, language);
			assert.ok(found.kind === "cause" && found.cause === cause);
			assert.equal(found.help, `/help/causes/${cause}`);
			assert.ok(articleAt(found.help.slice("/help/".length)) !== undefined);
			assert.equal(found.move, causeOf(cause).move);
			assert.match(found.moveSays, /\.$/);
		}
	}
	assert.equal(
		explain("https://relay.example/help/causes/greylisted", "en").title,
		causeWords("greylisted", "en").title,
	);
	const ours = explain("451 4.3.0 [internal-fault] x", "en");
	assert.ok(ours.kind === "reason" && ours.temporary && ours.move === "nobody");
});

test("the reply's own class decides whether it passes", () => {
	for (const [text, temporary] of [
		["452 4.2.2 Mailbox full", true],
		["552 5.2.2 Mailbox full", false],
		["Mailbox full", false],
		["greylisted, come back later", true],
	] as const) {
		const found = explain(text, "en");
		assert.ok(found.kind === "cause", text);
		assert.equal(found.temporary, temporary, text);
	}
});

test("words somewhere in a long text are no reply", () => {
	const letter = "We found no virus, no spam and no mailbox full of either. ".repeat(20);
	assert.equal(explain(letter, "en").kind, "unknown");
});
