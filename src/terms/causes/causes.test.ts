import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { causeIds, causeOf, causeWords, classify, moveWords } from "./index.ts";
import { rules } from "./patterns/index.ts";
import { wordsOf } from "./wording.ts";

const read = (sample: string, phase = "rcpt") => {
	const [, code = "", enhanced = null] = /^(\d{3}) (?:(\d\.\d+\.\d+) )?/.exec(sample) ?? [];
	return classify({ code: Number(code), enhanced, text: sample, phase });
};

test("a no without a telling word or code is not blamed on anybody", () => {
	for (const phase of ["mail", "rcpt", "data", "content"]) {
		for (const sample of ["554 5.7.1 No", "550 5.1.0 No", "550 No", "554 No", "553 No", "450 4.1.1 No"])
			assert.equal(read(sample, phase).cause, "unknown", `${sample} at ${phase}`);
	}
	assert.equal(read("550 Requested action not taken: mailbox unavailable").cause, "unknown");
});

test("causes that blame the address are hard bounces, and one alone can suppress it", () => {
	assert.deepEqual(
		causeIds.filter((id) => causeOf(id).bounce === "hard"),
		[
			"recipient-unknown",
			"recipient-disabled",
			"recipient-moved",
			"recipient-address-malformed",
			"domain-not-found",
			"null-mx",
		],
	);
	assert.deepEqual(
		causeIds.filter((id) => causeOf(id).suppresses),
		["recipient-unknown"],
	);
});

test("every cause has its own words in both languages, and says whose move it is", () => {
	for (const language of ["en", "fr"] as const) {
		const titles = causeIds.map((id) => causeWords(id, language).title);
		assert.equal(new Set(titles).size, causeIds.length);
		for (const id of causeIds) {
			const { title, because, remedy } = causeWords(id, language);
			assert.doesNotMatch(title, /\.$/, id);
			assert.match(because, /[.)]$/, id);
			assert.match(remedy, /\.$/, id);
			assert.ok(moveWords(causeOf(id).move, language).length > 0);
		}
	}
	for (const id of causeIds) assert.notEqual(causeWords(id, "fr").title, causeWords(id, "en").title);
});

test("a permanent reply to RCPT fails, a temporary one is tried again", () => {
	assert.equal(read("550 5.1.1 no").disposition, "fail");
	assert.equal(read("450 4.2.0 no").disposition, "retry");
	assert.equal(read("503 5.5.1 bad sequence").disposition, "retry");
});

test("a permanent reply that passes is tried again, a temporary one that lasts is not", () => {
	assert.equal(read("550 5.7.1 Greylisted, try again").disposition, "retry");
	assert.equal(read("550 5.2.122 Recipient's per hour message receive limit exceeded.").disposition, "retry");
	assert.equal(
		read("421 4.7.1 [TS03] All messages permanently deferred; Retrying will NOT succeed").disposition,
		"fail",
	);
});

test("a no before MAIL is about us: it is tried again, and no recipient is to blame", () => {
	const { cause, disposition } = read("554 5.7.1 blocked using a block list", "banner");
	assert.deepEqual([cause, disposition], ["our-address-blocked", "retry"]);
	assert.equal(read("550 5.1.1 User unknown", "ehlo").cause, "unknown");
	assert.equal(read("550 5.1.1 User unknown", "mail").cause, "sender-refused");
});

test("a code without telling words decides by itself", () => {
	assert.equal(read("550 5.1.1 nope").cause, "recipient-unknown");
	assert.equal(read("550 5.7.26 nope").cause, "authentication-failed");
	assert.equal(read("550 5.7.606 nope").cause, "our-address-blocked");
	assert.equal(read("451 4.7.512 nope").cause, "rate-limited");
	assert.equal(read("451 4.9.9 nope").cause, "unknown");
	assert.equal(read("550 nope (#5.1.1)").cause, "recipient-unknown");
	assert.equal(read("502 5.5.1 Not here").cause, "protocol-trouble");
	assert.equal(read("521 no").cause, "not-accepting-mail");
});

test("words in an address or a link are not the reply's own", () => {
	assert.equal(read("550 5.1.1 <spam-policy@client.example> nope").cause, "recipient-unknown");
	assert.equal(read("550 nope, see https://client.example/help/user-unknown/blocklist").cause, "unknown");
	assert.equal(read("553 http://www.spamhaus.org/query/bl?ip=192.0.2.7").cause, "our-address-blocked");
});

test("codes and line ends between words do not hide them", () => {
	assert.equal(
		read("421 4.7.0 an unusual 421-4.7.0 rate of\r\n421 4.7.0 unsolicited mail").cause,
		"rate-limited",
	);
	assert.equal(read("550 This user doesn’t\thave a “shop” account").cause, "recipient-unknown");
});

test("try again in N is honoured within a minute and a day", () => {
	assert.equal(read("451 4.7.1 Greylisted, try again in 300 seconds").retryAfterMs, 300_000);
	assert.equal(read("451 come back in 7 minutes").retryAfterMs, 420_000);
	assert.equal(read("451 come back in 00:05:30").retryAfterMs, 330_000);
	assert.equal(read("451 try again in 1 second").retryAfterMs, 60_000);
	assert.equal(read("451 try again in 99999 hours").retryAfterMs, 86_400_000);
	assert.equal(read("451 try again later").retryAfterMs, undefined);
});

test("every known wording is in the form that it is looked for in", () => {
	for (const { cause, says } of rules) {
		for (const phrase of says) {
			for (const half of phrase.split(" * ")) {
				const { words } = wordsOf(half);
				assert.ok(
					words.trim() === half.trim() || phrase.includes(".org") || phrase.includes(".com"),
					`${cause}: ${phrase}`,
				);
			}
		}
	}
});

test("no wording hides behind an earlier one of another cause", () => {
	const plain = rules.filter(
		(rule) => rule.enhanced === undefined && rule.replyClass === undefined && !rule.quotesAddress,
	);
	plain.forEach((rule, at) => {
		for (const phrase of rule.says) {
			const hiding = plain
				.slice(0, at)
				.find(
					(earlier) =>
						earlier.cause !== rule.cause &&
						earlier.says.some((other) => !other.includes("*") && phrase.includes(other)),
				);
			assert.equal(hiding?.cause, undefined, phrase);
		}
	});
});

test("any text is classified", () => {
	fc.assert(
		fc.property(
			fc.string({ unit: "binary", maxLength: 5_000 }),
			fc.integer({ min: 200, max: 599 }),
			(text, code) => {
				const { cause, disposition } = classify({ code, enhanced: null, text, phase: "rcpt" });
				assert.ok(causeIds.includes(cause) && (disposition === "retry" || disposition === "fail"));
			},
		),
		{ numRuns: fuzzRuns(300) },
	);
});

test("a text that is made to be slow is no slower than any other", () => {
	const starts = rules.flatMap(({ says }) => says.map((phrase) => phrase.split(" * ")[0] ?? ""));
	const nasty = [
		...[" ", ".", "<", "@", "a@", "in 1 ", "in  ", "#5.", "550-", "(", "\u2026", "5.1.1 ", "://", "account "],
		...starts,
	];
	const startedAt = process.cpuUsage();
	for (const piece of nasty) {
		const text = piece.repeat(Math.ceil(1_000 / piece.length)).slice(0, 1_000);
		classify({ code: 550, enhanced: null, text, phase: "rcpt" });
	}
	const { user, system } = process.cpuUsage(startedAt);
	// Measured 0.1 ms each; one blow-up among them would take seconds.
	assert.ok((user + system) / 1_000 / nasty.length < 2, `${(user + system) / 1_000 / nasty.length} ms each`);
});

test("what Activity says where no server spoke is explained as its cause", () => {
	const texts: readonly (readonly [string, string])[] = [
		["the domain nowhere.example does not exist", "domain-not-found"],
		["no address was found for mx.client.example", "domain-not-found"],
		["the DNS server answered SERVFAIL", "dns-trouble"],
		["mx.client.example [192.0.2.7]: nothing received within 300 s", "connection-lost"],
		["the server closed the connection", "connection-lost"],
		["the server does not answer in SMTP", "protocol-trouble"],
		["the server takes no messages of this size", "message-too-big"],
	];
	for (const [text, cause] of texts) {
		const { cause: found } = classify({ code: 0, enhanced: null, text, phase: "rcpt" });
		assert.equal(found, cause, text);
	}
});

test("words that name a file, an encryption or a greeting are not vague", () => {
	const replies: readonly (readonly [number, string, string, string])[] = [
		[550, "5.7.0", "Blocked: forbidden extension .exe", "attachment-refused"],
		[554, "5.7.1", "blocked for executable content", "attachment-refused"],
		[550, "5.7.1", "TLS encryption is mandatory", "tls-required-by-them"],
		[550, "5.7.511", "Access denied, banned sender[192.0.2.7]", "our-address-blocked"],
	];
	for (const [code, enhanced, text, cause] of replies)
		assert.equal(classify({ code, enhanced, text, phase: "content" }).cause, cause, text);
});
