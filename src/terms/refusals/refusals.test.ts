import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../../test/support/fuzz.ts";
import { faultReply, found } from "../../rfc/smtp/faults.ts";
import { formatReply, REPLY_LINE_LIMIT } from "../../rfc/smtp/reply.ts";
import { kindName } from "../file-kinds.ts";
import { cleanFact, FACT_LIMIT, sayFact } from "./facts.ts";
import {
	isRefusal,
	isTemporary,
	phases,
	type Reason,
	reasons,
	recordFact,
	refuse,
	refuseFault,
	rowOf,
	sections,
	toProblem,
	toReply,
	words,
	wordsOf,
} from "./index.ts";
import { defineRefusals } from "./row.ts";

const help = { helpUrl: "https://relay.example" };

const factNames = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
const unique = (names: string[]): string[] => [...new Set(names)].sort();
const textsOf = (reason: Reason, language: "en" | "fr"): string =>
	Object.values(wordsOf(reason, language)).join(" ");

test("a reply says the sentence with its facts, then the reason and the address of its article", () => {
	const refusal = refuse("sender-domain-mismatch", {
		field: "From",
		domain: "other.example",
		userDomain: "shop.example",
	});
	assert.equal(
		formatReply(toReply(refusal, "content", help)),
		"550-5.7.1 The domain of the From address, other.example, is not the domain of this SMTP user, shop.example\r\n" +
			"550 5.7.1 [sender-domain-mismatch] https://relay.example/help/sender-domain-mismatch\r\n",
	);
});

test("the phase chooses between the replies of one reason", () => {
	const codesAt = (reason: Reason, phase: (typeof phases)[number]): string => {
		const { code, enhanced } = toReply({ kind: "refusal", reason, facts: {} }, phase, help);
		return `${code} ${enhanced}`;
	};
	assert.equal(codesAt("tls-required", "auth"), "538 5.7.11");
	assert.equal(codesAt("tls-required", "mail"), "530 5.7.0");
	assert.equal(codesAt("account-suspended", "auth"), "525 5.7.13");
	assert.equal(codesAt("account-suspended", "mail"), "550 5.7.1");
	assert.equal(codesAt("too-many-sessions", "connect"), "421 4.7.0");
	assert.equal(codesAt("too-many-sessions", "auth"), "454 4.7.0");
	assert.equal(codesAt("overloaded", "connect"), "421 4.3.2");
	assert.equal(codesAt("overloaded", "mail"), "451 4.3.2");
	assert.equal(codesAt("line-too-long", "auth"), "500 5.5.6");
});

test("a fault of the protocol keeps its codes and its text, and gains the article's address", () => {
	const fault = found("command-syntax", "parameter", { parameter: "FOO=1" });
	const reply = toReply(refuseFault(fault), "mail", help);
	const { lines: plain, ...codes } = faultReply(fault);
	assert.deepEqual(reply, {
		...codes,
		lines: [plain[0], "[command-syntax] https://relay.example/help/command-syntax"],
	});
});

test("no fact can end a reply's line, start another reply, or make a line too long", () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...reasons),
			fc.constantFrom(...phases),
			fc.string({ unit: "binary" }),
			(reason, phase, evil) => {
				const names = factNames(`${rowOf(reason).says} ${textsOf(reason, "en")}`);
				const facts = Object.fromEntries(
					names.map((name) => [name, `${evil}\r\n250 2.0.0 Ok\r\n${evil}`.repeat(9)]),
				);
				const wire = formatReply(toReply({ kind: "refusal", reason, facts }, phase, help));
				const lines = wire.split("\r\n");
				assert.equal(lines.pop(), "");
				const code = wire.slice(0, 3);
				for (const [at, line] of lines.entries()) {
					assert.match(line, /^[\x20-\x7e]+$/);
					assert.ok(line.startsWith(`${code}${at < lines.length - 1 ? "-" : " "}`), line);
					assert.ok(line.length + 2 <= REPLY_LINE_LIMIT);
				}
				assert.ok(lines.at(-1)?.endsWith(`[${reason}] https://relay.example/help/${reason}`));
			},
		),
	);
});

test("each row's replies agree with their enhanced codes, and are all temporary or all permanent", () => {
	for (const reason of reasons) {
		const row = rowOf(reason);
		for (const reply of [row, ...Object.values(row.variants ?? {})]) {
			assert.equal(String(reply.code)[0], reply.enhanced[0], reason);
			assert.equal(reply.code < 500, isTemporary(reason), reason);
		}
	}
});

test("what is wrong with the service itself is temporary", () => {
	for (const reason of Object.keys(sections.service) as Reason[]) assert.ok(isTemporary(reason), reason);
});

test("an SMTP text is printable ASCII and leaves room for its facts", () => {
	for (const reason of reasons) {
		const row = rowOf(reason);
		for (const says of [
			row.says,
			...Object.values(row.variants ?? {}).map((variant) => variant.says ?? ""),
		]) {
			assert.match(says, /^[\x20-\x7e]*$/, reason);
			assert.ok(says.length <= 200, reason);
		}
	}
});

test("what an attachment was found to be ends the sentence that refuses its type, with no second brackets", () => {
	const said = (finding: string) =>
		toReply(
			refuse("attachment-type-refused", { file: "setup.exe", extension: ".exe", finding }),
			"content",
			help,
		).lines[0];
	const sentence = 'The attachment "setup.exe" is of a type that is not accepted, .exe: it is';
	for (const finding of [
		kindName("exe"),
		kindName("text"),
		kindName("unheard-of"),
		`${kindName("png")} and ${kindName("zip")} at once`,
		`by its name ${kindName("exe")}`,
		"by its name of no accepted type",
	])
		assert.equal(said(finding), `${sentence} ${finding}`);
	assert.doesNotMatch(said(kindName("exe")) ?? "", /\([^)]*\(|\)\)/);
});

test("both languages name the same facts, and the words name no fact that the reply's maker does not give", () => {
	for (const reason of reasons) {
		const english = unique(factNames(textsOf(reason, "en")));
		assert.deepEqual(unique(factNames(textsOf(reason, "fr"))), english, reason);
		const row = rowOf(reason);
		// The facts of a protocol fault depend on its variant: words can count on none of them.
		if (reason in sections.protocol) assert.deepEqual(english, [], reason);
		else
			for (const { says } of Object.values(row.variants ?? {})) {
				const names = factNames(says ?? row.says);
				const missing = english.filter((name) => !names.includes(name) && factNames(row.says).includes(name));
				assert.deepEqual(
					missing,
					[],
					`${reason}: its variant says "${says}" without what the words count on`,
				);
			}
	}
});

test("what is said where a fact is known names it in both languages, and a variant of the reply gives it", () => {
	for (const reason of reasons) {
		const { where: english = {} } = wordsOf(reason, "en");
		assert.deepEqual(Object.keys(wordsOf(reason, "fr").where ?? {}), Object.keys(english), reason);
		for (const [fact, said] of Object.entries(english)) {
			assert.deepEqual(factNames(said), [fact]);
			const replies = Object.values(rowOf(reason).variants ?? {}).map(({ says }) => says ?? "");
			assert.ok(
				replies.some((says) => factNames(says).includes(fact)),
				`${reason}: ${fact}`,
			);
		}
	}
	const facts = { domain: "gmial.com", suggestion: "gmail.com" };
	const slip = { reason: "recipient-domain-not-found", facts } as const;
	assert.match(words(slip, "en").remedy, /^Did you mean gmail\.com\? Check/);
	assert.match(words(slip, "fr").remedy, /^Vouliez-vous écrire gmail\.com\u00a0\? Vérifiez/);
	const none = { reason: slip.reason, facts: { domain: "x.example" } };
	assert.match(words(none, "en").remedy, /^Check/);
});

test("words end like sentences, and titles do not", () => {
	for (const reason of reasons) {
		for (const language of ["en", "fr"] as const) {
			const { title, because, remedy } = wordsOf(reason, language);
			assert.match(title, /^\p{Lu}.*[^.!]$/u, reason);
			if (!because.endsWith("{operatorReason}")) assert.match(because, /\.$/, reason);
			assert.match(remedy, /^\p{Lu}.*\.$/u, reason);
			assert.doesNotMatch(title + because + remedy, /!/, reason);
		}
	}
});

test("the API tells the same refusal as a problem document", () => {
	const refusal = refuse("quota-exceeded", { used: 10_000, limit: 10_000, renewsAt: Date.UTC(2026, 11, 1) });
	assert.deepEqual(toProblem(refusal, help), {
		type: "https://relay.example/help/quota-exceeded",
		title: "The sending quota is used up",
		status: 429,
		detail:
			"10,000 of the 10,000 recipients of this billing period are used. Sending goes on when the quota renews on 1 December 2026.",
		reason: "quota-exceeded",
		facts: { used: 10_000, limit: 10_000, renewsAt: Date.UTC(2026, 11, 1) },
		remedy:
			"Choose a higher plan under Pricing, which works at once, or send the message again after 1 December 2026.",
		help: "https://relay.example/help/quota-exceeded",
		retry: true,
	});
});

test("an unverified domain's refusal names each record and what was found", () => {
	const facts = {
		domain: "shop.example",
		dkim1Record: recordFact({ purpose: "dkim-1", state: "valid" }),
		dkim2Record: recordFact({ purpose: "dkim-2", state: "wrong-value", found: "k2.other.example" }),
		returnPathRecord: recordFact(undefined),
	};
	const refusal = refuse("sender-domain-unverified", facts);
	assert.equal(
		toReply(refusal, "mail", help).lines[0],
		"The sending domain shop.example is not authenticated: DKIM 1 valid, " +
			"DKIM 2 wrong value (found k2.other.example), SPF/Return-Path not checked yet",
	);
	assert.match(words(refusal, "fr").because, /DKIM 2\u00a0: valeur erronée \(trouvé k2\.other\.example\)/);
});

test("words from an old row of Activity whose facts are gone still read", () => {
	assert.equal(
		words({ reason: "too-many-recipients", facts: {} }, "en").because.slice(0, 30),
		"One message may go to … recipi",
	);
});

test("a fact in words has no control or bidi characters and a bounded length", () => {
	assert.equal(cleanFact("fdp.\u202eexe\u0000\u200b\ud800"), "fdp.?exe???");
	assert.equal(cleanFact("é".repeat(500)).length, FACT_LIMIT);
	fc.assert(
		fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
			const clean = cleanFact(text);
			assert.ok(clean.length <= FACT_LIMIT && clean.isWellFormed());
			assert.doesNotMatch(clean, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
		}),
	);
});

test("values are said in the unit that their name carries", () => {
	assert.equal(sayFact("limitBytes", 20 * 1024 * 1024, "en"), "20 MB");
	assert.equal(sayFact("sizeBytes", 20 * 1024 * 1024 + 1, "en"), "20.1 MB");
	assert.equal(sayFact("limitBytes", 256 * 1024, "fr"), "256 ko");
	assert.equal(sayFact("retryAfterMs", 1, "en"), "1 second");
	assert.equal(sayFact("retryAfterMs", 90_001, "en"), "2 minutes");
	assert.equal(sayFact("retryAfterMs", 5 * 3_600_000, "fr"), "5 heures");
	assert.equal(sayFact("suppressedAt", 0, "fr"), "1 janvier 1970");
	assert.equal(sayFact("state", "expired", "fr"), "expiré");
	assert.equal(sayFact("state", "toString", "en"), "toString");
});

test("a refusal is told from other values by its kind", () => {
	assert.ok(isRefusal(refuse("credentials-invalid")));
	assert.ok(!isRefusal({ kind: "queued" }));
	assert.ok(!isRefusal(undefined));
});

// The type checker is the test here: when one of these lines compiles without its error, the check fails.
export function neverRuns(): void {
	// @ts-expect-error a fact is missing
	refuse("too-many-recipients");
	// @ts-expect-error a fact is misspelt
	refuse("too-many-recipients", { limti: 50 });
	// @ts-expect-error one fact too many
	refuse("too-many-recipients", { limit: 50, sent: 51 });
	// @ts-expect-error there is no such reason
	refuse("too-many-recipient", { limit: 50 });
	// @ts-expect-error a moment is a number
	refuse("quota-exceeded", { used: 1, limit: 1, renewsAt: "tomorrow" });
	// @ts-expect-error not a word of the vocabulary
	refuse("smtp-user-disabled", { user: "CRM", state: "asleep" });
	// @ts-expect-error a fact that only the longer words name is needed too
	refuse("internal-fault", {});

	const columns = { phases: ["data"], http: 413, says: "x" } as const;
	defineRefusals({ fine: { ...columns, code: 552, enhanced: "5.3.4" } });
	// @ts-expect-error 552 is permanent, 4.3.1 is temporary
	defineRefusals({ mixed: { ...columns, code: 552, enhanced: "4.3.1" } });
	defineRefusals({
		// @ts-expect-error a reason is temporary or permanent at each phase alike
		torn: { ...columns, code: 552, enhanced: "5.3.4", variants: { auth: { code: 454, enhanced: "4.7.0" } } },
	});
}
