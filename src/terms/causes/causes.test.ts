import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type CauseId, causeOf, causes, causeWords, classify } from "./index.ts";
import { patterns } from "./patterns.ts";

const read = (sample: string, phase = "rcpt") => {
	const [, code = "", enhanced = null] = /^(\d{3}) (?:(\d\.\d+\.\d+) )?/.exec(sample) ?? [];
	return classify({ code: Number(code), enhanced, text: sample, phase });
};

for (const { cause, text, samples } of patterns) {
	for (const sample of samples) {
		test(`"${sample}" is ${cause}`, () => {
			assert.match(sample, text);
			assert.equal(read(sample).cause, cause);
		});
	}
}

test("a no without a telling word or code is not blamed on the address", () => {
	assert.equal(read("554 5.7.1 No").cause, "unknown");
	assert.equal(read("554 No", "mail").cause, "sender-refused");
	assert.equal(read("554 No", "content").cause, "content-refused");
	assert.equal(read("502 5.5.1 Not here").cause, "protocol-trouble");
});

test("causes that blame the address are hard bounces, and no others", () => {
	const hard = Object.keys(causes).filter((id) => causeOf(id).bounce === "hard");
	assert.deepEqual(hard, [
		"recipient-unknown",
		"recipient-disabled",
		"recipient-moved",
		"recipient-address-malformed",
		"domain-not-found",
		"null-mx",
	]);
	for (const id of Object.keys(causes) as CauseId[])
		assert.ok(causeWords(id, "fr").title !== causeWords(id, "en").title);
});

test("a permanent reply to RCPT fails, a temporary one is tried again", () => {
	assert.equal(read("550 5.1.1 no").disposition, "fail");
	assert.equal(read("450 4.2.0 no").disposition, "retry");
	assert.equal(read("503 5.5.1 bad sequence").disposition, "retry");
});

test("a no before MAIL is about us: it is tried again", () => {
	assert.equal(read("554 5.7.1 blocked using a block list", "banner").disposition, "retry");
});

test("a code without telling words decides by itself", () => {
	assert.equal(read("550 5.1.1 nope").cause, "recipient-unknown");
	assert.equal(read("550 nope").cause, "unknown");
	assert.equal(read("550 5.7.26 nope").cause, "sender-refused");
	assert.equal(read("451 4.9.9 nope").cause, "unknown");
});

test("try again in N is honoured within a minute and a day", () => {
	assert.equal(read("451 4.7.1 Greylisted, try again in 300 seconds").retryAfterMs, 300_000);
	assert.equal(read("451 come back in 7 minutes").retryAfterMs, 420_000);
	assert.equal(read("451 try again in 1 second").retryAfterMs, 60_000);
	assert.equal(read("451 try again in 99999 hours").retryAfterMs, 86_400_000);
	assert.equal(read("451 try again later").retryAfterMs, undefined);
});

test("any text is classified, and quickly", () => {
	fc.assert(
		fc.property(fc.string({ maxLength: 5_000 }), fc.integer({ min: 200, max: 599 }), (text, code) => {
			const { disposition } = classify({ code, enhanced: null, text, phase: "rcpt" });
			assert.ok(disposition === "retry" || disposition === "fail");
		}),
	);
});
