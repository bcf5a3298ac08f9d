import assert from "node:assert/strict";
import { test } from "node:test";
import { virtualClock } from "../../test/support/clock.ts";
import type { Answer, MxRecord, Resolver } from "../relay/ports.ts";
import { recipientDomains } from "./recipient-domains.ts";

const mx = (...exchanges: readonly string[]): Answer<MxRecord> => ({
	kind: "found",
	records: exchanges.map((exchange) => ({ preference: 10, exchange })),
});
const FOUND: Answer<string> = { kind: "found", records: ["192.0.2.1"] };
const NOTHING = { kind: "no-data" } as const;
const TROUBLE = { kind: "trouble", why: "SERVFAIL" } as const;

/** A resolver that answers from two tables and counts what it is asked. */
function resolverOf(
	exchanges: Readonly<Record<string, Answer<MxRecord> | "never">>,
	addresses: Readonly<Record<string, Answer<string>>> = {},
): Resolver & { readonly asked: string[] } {
	const asked: string[] = [];
	return {
		asked,
		mx(domain) {
			asked.push(domain);
			const answer = exchanges[domain] ?? { kind: "no-domain" as const };
			return answer === "never" ? new Promise(() => {}) : Promise.resolve(answer);
		},
		addresses: (host) => Promise.resolve(addresses[host] ?? NOTHING),
	};
}

test("MX, else addresses, decide whether a domain takes mail", async () => {
	const lookUp = recipientDomains(
		resolverOf(
			{
				"mx.example": mx("mail.mx.example"),
				"null.example": mx(""),
				"odd.example": mx("", "mail.odd.example"),
				"host.example": NOTHING,
				"text.example": NOTHING,
				"broken.example": TROUBLE,
			},
			{ "host.example": FOUND },
		),
		virtualClock(),
	);
	const answers: readonly (readonly [string, string])[] = [
		["mx.example", "takes-mail"],
		["null.example", "null-mx"],
		["odd.example", "takes-mail"],
		["host.example", "takes-mail"],
		["text.example", "not-found"],
		["nowhere.example", "not-found"],
		["broken.example", "unavailable"],
	];
	for (const [domain, answer] of answers) assert.equal(await lookUp(domain), answer, domain);
});

test("special-use names and single labels are not asked for", () => {
	const resolver = resolverOf({});
	const lookUp = recipientDomains(resolver, virtualClock());
	for (const domain of ["x.invalid", "x.localhost", "printer.local", "abc.onion", "localhost", "intranet"])
		assert.equal(lookUp(domain), "not-found", domain);
	assert.deepEqual(resolver.asked, []);
});

test("names under .test and .example are asked for like any other", async () => {
	const lookUp = recipientDomains(resolverOf({ "a.test": mx("m.a.test") }), virtualClock());
	assert.equal(await lookUp("a.test"), "takes-mail");
});

test("a domain is asked for once, however many recipients wait for it, and its answer is kept a minute", async () => {
	const clock = virtualClock();
	const resolver = resolverOf({ "mx.example": mx("m.mx.example") });
	const lookUp = recipientDomains(resolver, clock);
	await Promise.all([lookUp("mx.example"), lookUp("mx.example"), lookUp("mx.example")]);
	assert.equal(lookUp("mx.example"), "takes-mail");
	await clock.advance(59_000);
	assert.equal(lookUp("mx.example"), "takes-mail");
	assert.equal(resolver.asked.length, 1);
	await clock.advance(2_000);
	assert.equal(await lookUp("mx.example"), "takes-mail");
	assert.equal(resolver.asked.length, 2);
});

test("fifty domains whose servers are silent are waited for together, 1.5 seconds in all", async () => {
	const clock = virtualClock();
	const domains = Array.from({ length: 50 }, (_, at) => `silent${at}.example`);
	const lookUp = recipientDomains(
		resolverOf(Object.fromEntries(domains.map((name) => [name, "never"]))),
		clock,
	);
	for (const domain of domains) void lookUp(domain); // as they were seen coming
	let answered = 0;
	void (async () => {
		for (const domain of domains) {
			assert.equal(await lookUp(domain), "unavailable");
			answered++;
		}
	})();
	await clock.advance(1_499);
	assert.equal(answered, 0);
	await clock.advance(1);
	assert.equal(answered, 50);
});

test("trouble is forgotten after five seconds", async () => {
	const clock = virtualClock();
	const resolver = resolverOf({ "broken.example": TROUBLE });
	const lookUp = recipientDomains(resolver, clock);
	await lookUp("broken.example");
	assert.equal(lookUp("broken.example"), "unavailable");
	await clock.advance(5_001);
	await lookUp("broken.example");
	assert.equal(resolver.asked.length, 2);
});

test("a resolver that fails is trouble, not a fault", async () => {
	const failing: Resolver = {
		mx: () => Promise.reject(new Error("no socket")),
		addresses: () => Promise.reject(new Error("no socket")),
	};
	assert.equal(await recipientDomains(failing, virtualClock())("mx.example"), "unavailable");
});
