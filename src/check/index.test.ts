import assert from "node:assert/strict";
import { test } from "node:test";
import { aSuppression } from "../../test/contracts/suppressions.ts";
import { aSender } from "../../test/support/builders.ts";
import { HOUR } from "../terms/clock.ts";
import type { Refusal } from "../terms/refusals/index.ts";
import type { ContentFacts, MailFacts, ParsedAddress, RcptFacts } from "../terms/submission.ts";
import type { Suppression } from "../terms/suppression.ts";
import { checks, createChecks } from "./index.ts";

const check = createChecks();
const address = (text: string, needsSmtpUtf8 = false): ParsedAddress => ({
	kind: "address",
	address: text,
	domainAscii: text.slice(text.indexOf("@") + 1),
	needsSmtpUtf8,
});
const quota = (used: number) => ({ limit: 100, used, renewsAt: Date.UTC(2026, 11, 1) });

/** What the tests below have seen each phase refuse for. */
const given = {
	login: new Set<string>(),
	mail: new Set<string>(),
	rcpt: new Set<string>(),
	content: new Set<string>(),
};
const seen = (phase: keyof typeof given, refusal: Refusal | undefined): Refusal | undefined => {
	if (refusal !== undefined) given[phase].add(refusal.reason);
	return refusal;
};

const mail = (change: Partial<MailFacts> = {}): Refusal | undefined =>
	seen(
		"mail",
		check.mail({
			service: { storeLagMs: 0, contentInFlightBytes: 0, freeBytes: 50e9, totalBytes: 100e9 },
			sender: aSender(),
			reversePath: address("billing@shop.example"),
			smtpUtf8: false,
			now: Date.UTC(2026, 0, 5),
			declaredSizeBytes: null,
			quota: quota(0),
			tooFast: undefined,
			...change,
		}),
	);
const rcpt = (change: Partial<RcptFacts> = {}): Refusal | undefined =>
	seen(
		"rcpt",
		check.rcpt({
			sender: aSender(),
			recipient: address("ann@client.example"),
			smtpUtf8: false,
			recipientsSoFar: 0,
			suppression: undefined,
			quota: quota(0),
			tooFast: undefined,
			...change,
		}),
	);
const content = (change: Partial<ContentFacts> = {}): Refusal | undefined =>
	seen(
		"content",
		check.content({
			sender: aSender(),
			wireBytes: 4_096,
			now: Date.UTC(2026, 0, 5),
			bareLineEnding: null,
			nul: false,
			header: header(),
			structureTooDeep: false,
			attachments: [],
			inspectedInTime: true,
			...change,
		}),
	);
const header = (change: Partial<Extract<ContentFacts["header"], { kind: "read" }>> = {}) =>
	({
		kind: "read",
		author: { kind: "author", address: "billing@shop.example", domainAscii: "shop.example" },
		receivedFields: 1,
		ownReceivedFields: 0,
		...change,
	}) as const;

test("a well-formed message of an authenticated domain passes every phase", () => {
	assert.equal(mail(), undefined);
	assert.equal(mail({ reversePath: { kind: "null" } }), undefined);
	assert.equal(rcpt(), undefined);
	assert.equal(content(), undefined);
	assert.equal(check.recipientDomain("client.example", "takes-mail"), undefined);
});

test("the domain of the envelope sender is the SMTP user's exact domain", () => {
	const refusal = mail({ reversePath: address("billing@mail.shop.example") });
	assert.equal(refusal?.reason, "sender-domain-mismatch");
	assert.deepEqual(refusal?.facts, {
		field: "MAIL FROM",
		domain: "mail.shop.example",
		userDomain: "shop.example",
	});
});

test("the domain of From is the SMTP user's exact domain, also under a null reverse-path", () => {
	const author = { kind: "author", address: "a@other.example", domainAscii: "other.example" } as const;
	assert.equal(content({ header: header({ author }) })?.reason, "sender-domain-mismatch");
});

test("a domain whose records broke sends on for the grace time, and is then refused naming them", () => {
	const brokenFor = (ms: number, vouched = false) =>
		mail({
			sender: aSender({
				domain: {
					vouched,
					brokenSince: Date.UTC(2026, 0, 5) - ms,
					records: [{ purpose: "dkim-2", state: "not-found" }],
				},
			}),
		});
	assert.equal(brokenFor(72 * HOUR - 1), undefined);
	const refusal = brokenFor(72 * HOUR);
	assert.equal(refusal?.reason, "sender-domain-unverified");
	assert.equal(refusal?.facts["dkim2Record"], "not-found");
	assert.equal(brokenFor(72 * HOUR, true), undefined, "the operator's word holds");
});

test("a domain without its records is refused with what was found of each", () => {
	const sender = aSender({
		domain: {
			verification: "unverified",
			records: [
				{ purpose: "dkim-1", state: "valid" },
				{ purpose: "dkim-2", state: "wrong-value", found: "elsewhere.example" },
			],
		},
	});
	const refusal = mail({ sender });
	assert.equal(refusal?.reason, "sender-domain-unverified");
	assert.deepEqual(refusal?.facts, {
		domain: "shop.example",
		dkim1Record: "valid",
		dkim2Record: "wrong-value elsewhere.example",
		returnPathRecord: "not-checked",
	});
	assert.equal(content({ sender })?.reason, "sender-domain-unverified");
});

test("the quota is refused at MAIL when nothing is left and at RCPT for those beyond", () => {
	assert.equal(mail({ quota: quota(99) }), undefined);
	assert.equal(mail({ quota: quota(100) })?.reason, "quota-exceeded");
	assert.equal(rcpt({ quota: quota(100) })?.reason, "quota-exceeded");
});

test("a suppressed recipient is refused with since when and by whom, before the quota and the rate", () => {
	const since = Date.UTC(2026, 0, 5);
	const suppressed = (kind: Suppression["kind"], change: Partial<RcptFacts> = {}) =>
		rcpt({
			suppression: { ...aSuppression(), kind, since, reportedBy: "mx.client.example" },
			recipient: address("Ann@client.example"),
			...change,
		});
	assert.deepEqual(suppressed("hard-bounce"), {
		kind: "refusal",
		reason: "recipient-does-not-exist",
		facts: { address: "Ann@client.example", reporter: "mx.client.example", suppressedAt: since },
	});
	for (const origin of ["complaint", "unsubscription", "by-hand"] as const) {
		const refusal = suppressed(origin);
		assert.equal(refusal?.reason, "recipient-suppressed");
		assert.deepEqual(refusal?.facts, { address: "Ann@client.example", suppressedAt: since, origin });
	}
	const late = { quota: quota(100), rateWaitMs: 1 };
	assert.equal(suppressed("by-hand", late)?.reason, "recipient-suppressed");
	assert.equal(suppressed("by-hand", { recipientsSoFar: 50 })?.reason, "too-many-recipients");
});

test("the 51st recipient is refused and the first 50 stand", () => {
	assert.equal(rcpt({ recipientsSoFar: 49 }), undefined);
	assert.equal(rcpt({ recipientsSoFar: 50 })?.reason, "too-many-recipients");
});

test("a message over the limit is refused when declared, and after the dot when not", () => {
	const limit = 20 * 1024 * 1024;
	assert.equal(mail({ declaredSizeBytes: limit }), undefined);
	assert.equal(mail({ declaredSizeBytes: limit + 1 })?.reason, "message-too-large");
	assert.equal(content({ wireBytes: limit + 1 })?.reason, "message-too-large");
	assert.equal(check.size(limit), undefined);
});

test("badly formed addresses are refused with what is wrong", () => {
	const bad = { kind: "invalid", raw: "ann@@x", why: "there are two @" } as const;
	assert.deepEqual(mail({ reversePath: bad })?.facts, { address: "ann@@x", problem: "there are two @" });
	assert.equal(mail({ reversePath: bad })?.reason, "sender-address-invalid");
	assert.equal(rcpt({ recipient: bad })?.reason, "recipient-address-invalid");
	assert.equal(rcpt({ recipient: { kind: "null" } })?.reason, "recipient-address-invalid");
});

test("an address that is not ASCII needs SMTPUTF8", () => {
	const reversePath = address("zoë@shop.example", true);
	assert.equal(mail({ reversePath })?.reason, "address-needs-smtputf8");
	assert.equal(mail({ reversePath, smtpUtf8: true }), undefined);
	assert.equal(rcpt({ recipient: address("zoë@client.example", true) })?.reason, "address-needs-smtputf8");
});

test("a recipient domain that takes no mail is refused, and trouble of the DNS is not held against it", () => {
	const reasonFor = (answer: Parameters<typeof check.recipientDomain>[1]) =>
		check.recipientDomain("x.example", answer)?.reason;
	assert.equal(reasonFor("not-found"), "recipient-domain-not-found");
	assert.equal(reasonFor("null-mx"), "recipient-domain-takes-no-mail");
	assert.equal(reasonFor("unavailable"), undefined);
	const strict = createChecks(undefined, undefined, true);
	assert.equal(strict.recipientDomain("x.example", "unavailable")?.reason, "dns-unavailable");
});

test("what is wrong with the message itself is refused after the dot", () => {
	assert.equal(content({ bareLineEnding: "LF" })?.reason, "line-ending-invalid");
	assert.equal(content({ nul: true })?.reason, "nul-byte");
	assert.equal(content({ header: { kind: "too-large" } })?.reason, "header-too-large");
	const missing = header({ author: { kind: "missing", why: "it is not there" } });
	assert.equal(content({ header: missing })?.reason, "from-missing");
	const twice = header({ author: { kind: "multiple", field: "Subject" } });
	assert.equal(content({ header: twice })?.reason, "from-multiple");
	assert.equal(content({ structureTooDeep: true })?.reason, "structure-too-deep");
	assert.equal(content({ inspectedInTime: false })?.reason, "overloaded");
	assert.equal(content({ header: header({ receivedFields: 51 }) })?.reason, "message-looping");
	assert.equal(content({ header: header({ ownReceivedFields: 4 }) })?.reason, "message-looping");
});

test("our own state gives temporary refusals before anything else is judged", () => {
	const service = { storeLagMs: 0, contentInFlightBytes: 0, freeBytes: 50e9, totalBytes: 100e9 };
	assert.equal(mail({ service: { ...service, storeLagMs: 2_001 } })?.reason, "overloaded");
	assert.equal(mail({ service: { ...service, contentInFlightBytes: 2e9 } })?.reason, "overloaded");
	assert.equal(mail({ service: { ...service, freeBytes: 9e9 } })?.reason, "storage-full");
	assert.equal(mail({ service: { ...service, freeBytes: 20e6, totalBytes: 30e6 } })?.reason, "storage-full");
});

test("a rate that is used up is refused with how long to wait", () => {
	const tooFast = { counted: "messages", scope: "user", limit: 5, waitMs: 1_500 } as const;
	const refusal = mail({ tooFast });
	assert.equal(refusal?.reason, "sending-too-fast");
	const { waitMs: retryAfterMs, ...facts } = tooFast;
	assert.deepEqual(refusal?.facts, { ...facts, retryAfterMs });
	assert.equal(rcpt({ tooFast })?.reason, "sending-too-fast");
});

test("after a right password: disabled, expired, suspended and wrong network are told apart", () => {
	const login = (sender: ReturnType<typeof aSender>) =>
		seen("login", check.login({ sender, clientAddress: "192.0.2.7", now: 1_000 }))?.reason;
	assert.equal(login(aSender()), undefined);
	assert.equal(login(aSender({ user: { disabled: true } })), "smtp-user-disabled");
	assert.equal(login(aSender({ user: { expiresAt: 1_000 } })), "smtp-user-disabled");
	assert.equal(login(aSender({ user: { expiresAt: 1_001 } })), undefined);
	assert.equal(login(aSender({ account: { suspendedReason: "unpaid" } })), "account-suspended");
	assert.equal(login(aSender({ user: { allowedAddresses: ["198.51.100.0/24"] } })), "client-address-refused");
	assert.equal(login(aSender({ user: { allowedAddresses: ["192.0.2.0/24"] } })), undefined);
	assert.equal(
		mail({ sender: aSender({ account: { suspendedReason: "unpaid" } }) })?.reason,
		"account-suspended",
	);
});

test("each phase gives the reasons that its checks declare, and no others", () => {
	for (const phase of ["login", "mail", "rcpt", "content"] as const) {
		const declared = new Set(checks[phase].flatMap(({ mayRefuse }) => mayRefuse));
		// attachments/accepted.test.ts
		for (const reason of declared) if (reason.startsWith("attachment-")) declared.delete(reason);
		assert.deepEqual([...given[phase]].sort(), [...declared].sort(), phase);
	}
});
