import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { aDomain } from "../../../test/support/builders.ts";
import { lookUpsIn } from "../../../test/support/look-ups.ts";
import { Zone } from "../../serve/closed-internet/zone.ts";
import type { DomainRecord } from "../../terms/identity.ts";
import type { LookUps } from "../look-up-ports.ts";
import type { ExpectedRecord } from "../verification-ports.ts";
import { type Hint, hints, hintWords } from "./hints.ts";
import { createVerifier } from "./verifier.ts";

const domain = aDomain({ name: "shop.example", records: [], verification: "unverified" });
const TARGET = "ag1.01abc.dkim.relay.example";
const RETURN = "01abc.rp.relay.example";
const KEY = "v=DKIM1; k=rsa; p=MIIBIjANBg";
const SPF = "v=spf1 ip4:192.0.2.1 -all";
const NAME = "ag1._domainkey.shop.example";
const HOST = "bounce.shop.example";

const dkim: ExpectedRecord = { purpose: "dkim-1", type: "CNAME", name: NAME, value: TARGET, txt: KEY };
const second: ExpectedRecord = {
	purpose: "dkim-2",
	type: "CNAME",
	name: "ag2._domainkey.shop.example",
	value: "ag2.01abc.dkim.relay.example",
};
const returnPath: ExpectedRecord = { purpose: "return-path", type: "CNAME", name: HOST, value: RETURN };

/** The customer's domain and the operator's, both in one zone. */
function aZone(publish: (zone: Zone) => void = () => {}): Zone {
	const zone = new Zone();
	zone.publish("shop.example", { type: "NS", data: "ns.shop.example" });
	zone.publish(TARGET, { type: "TXT", data: KEY });
	zone.publish(RETURN, { type: "MX", data: { preference: 10, exchange: "in.relay.example" } });
	zone.publish(RETURN, { type: "TXT", data: SPF });
	publish(zone);
	return zone;
}

const cname = (zone: Zone, name: string, data: string): void => zone.publish(name, { type: "CNAME", data });

async function check(lookUps: LookUps, record = dkim): Promise<DomainRecord> {
	const verifier = createVerifier(lookUps, { now: () => 1_000 });
	const found = await verifier.checkRecords(domain, [...new Set([record, dkim, second])]);
	return found[0] as DomainRecord;
}

const seen = async (publish: (zone: Zone) => void, record = dkim): Promise<string> => {
	const { state, hint, found } = await check(lookUpsIn([aZone(publish)]), record);
	return [state, hint, found].filter((each) => each !== undefined).join(" | ");
};

const asShouldBe = (zone: Zone): void => {
	cname(zone, NAME, TARGET);
	cname(zone, HOST, RETURN);
};

describe("a record as it should be", () => {
	test("is valid, and says that our key was read through it and when", async () => {
		assert.deepEqual(await check(lookUpsIn([aZone(asShouldBe)])), {
			purpose: "dkim-1",
			state: "valid",
			keySeen: true,
			checkedAt: 1_000,
		});
		assert.equal(await seen(asShouldBe, returnPath), "valid");
	});

	test("may lead to its target by further CNAMEs", async () => {
		const through = (zone: Zone): void => {
			cname(zone, NAME, "keys.shop.example");
			cname(zone, "keys.shop.example", TARGET);
		};
		assert.equal(await seen(through), "valid");
	});

	test("is valid while our key is another one in the resolver's memory, or our zone is silent", async () => {
		const other = new Zone();
		cname(other, NAME, TARGET);
		other.publish(TARGET, { type: "TXT", data: "v=DKIM1; k=rsa; p=OLD" });
		const old = await check(lookUpsIn([other]));
		assert.deepEqual([old.state, old.hint, old.keySeen], ["valid", "key-not-seen", false]);
		const silent = new Zone();
		cname(silent, NAME, TARGET);
		const unanswered = await check(lookUpsIn([silent]));
		assert.deepEqual(
			[unanswered.state, unanswered.hint, unanswered.keySeen],
			["valid", "target-unanswered", false],
		);
	});
});

describe("a usual mistake is told", () => {
	const mistakes: readonly (readonly [Hint | "", string, (zone: Zone) => void, ExpectedRecord?])[] = [
		["", "not-found", () => {}],
		["domain-appended-to-name", "not-found", (zone) => cname(zone, `${NAME}.shop.example`, TARGET)],
		["underscore-dropped", "not-found", (zone) => cname(zone, "ag1.domainkey.shop.example", TARGET)],
		["label-prefixed", "not-found", (zone) => cname(zone, `www.${NAME}`, TARGET)],
		[
			"domain-appended-to-value",
			`wrong-value ${TARGET}.shop.example`,
			(zone) => cname(zone, NAME, `${TARGET}.shop.example`),
		],
		["extra-text", `wrong-value "${TARGET}"`, (zone) => cname(zone, NAME, `"${TARGET}"`)],
		["extra-text", `wrong-value https://${TARGET}`, (zone) => cname(zone, NAME, `https://${TARGET}`)],
		["extra-text", `wrong-value ${TARGET}.;`, (zone) => cname(zone, NAME, `${TARGET}.;`)],
		["other-record", `wrong-value ${second.value}`, (zone) => cname(zone, NAME, second.value)],
		[
			"other-domain",
			"wrong-value ag1.01old.dkim.relay.example",
			(zone) => cname(zone, NAME, "ag1.01old.dkim.relay.example"),
		],
		[
			"other-domain",
			"wrong-value 01old.rp.relay.example",
			(zone) => cname(zone, HOST, "01old.rp.relay.example"),
			returnPath,
		],
		["", "wrong-value elsewhere.example", (zone) => cname(zone, NAME, "elsewhere.example")],
		[
			"txt-instead-of-cname",
			`wrong-value ${TARGET}`,
			(zone) => zone.publish(NAME, { type: "TXT", data: TARGET }),
		],
		[
			"other-key-as-text",
			"wrong-value v=DKIM1; p=OTHER",
			(zone) => zone.publish(NAME, { type: "TXT", data: "v=DKIM1; p=OTHER" }),
		],
		[
			"flattened",
			"valid",
			(zone) => zone.publish(NAME, { type: "TXT", data: "v=DKIM1;k=rsa;p=MIIB IjANBg" }),
		],
		[
			"flattened",
			"valid",
			(zone) => {
				zone.publish(HOST, { type: "MX", data: { preference: 10, exchange: "in.relay.example" } });
				zone.publish(HOST, { type: "TXT", data: SPF });
			},
			returnPath,
		],
		[
			"",
			"wrong-value 5 mail.shop.example",
			(zone) => zone.publish(HOST, { type: "MX", data: { preference: 5, exchange: "mail.shop.example" } }),
			returnPath,
		],
		[
			"proxied",
			"wrong-value 192.0.2.9",
			(zone) => zone.publish(HOST, { type: "A", data: "192.0.2.9" }),
			returnPath,
		],
		[
			"proxied",
			"wrong-value bounce.shop.example.cdn.cloudflare.net",
			(zone) => cname(zone, HOST, "bounce.shop.example.cdn.cloudflare.net"),
			returnPath,
		],
	];
	for (const [hint, expected, publish, record] of mistakes) {
		test(`${hint || "no hint"}: ${expected}`, async () => {
			const { state, found, hint: told } = await check(lookUpsIn([aZone(publish)]), record ?? dkim);
			assert.equal([state, found].filter(Boolean).join(" "), expected);
			assert.equal(told ?? "", hint);
		});
	}

	test("wildcard: what answers for the record answers for any name beside it", async () => {
		const beside = "unpublished-000000._domainkey.shop.example";
		const wild = (record: Parameters<Zone["publish"]>[1]) => (zone: Zone) => {
			zone.publish(NAME, record);
			zone.publish(beside, record);
		};
		assert.match(await seen(wild({ type: "A", data: "192.0.2.8" })), /^wrong-value \| wildcard/);
		assert.match(await seen(wild({ type: "TXT", data: "v=spf1 -all" })), /^wrong-value \| wildcard/);
		assert.match(await seen(wild({ type: "CNAME", data: "park.example" })), /^wrong-value \| wildcard/);
	});

	test("domain-not-there: the domain itself has no name servers", async () => {
		const { state, hint } = await check(lookUpsIn([new Zone()], null));
		assert.deepEqual([state, hint], ["not-found", "domain-not-there"]);
	});

	test("cname-beside-others: TXT is answered as if there were no CNAME", async () => {
		const beside: LookUps = {
			ask: async (_, type) => [
				{ kind: "found", records: [type === "CNAME" ? TARGET : "v=spf1 -all"], aliases: [] },
			],
			askOwn: async () => null,
		};
		const { state, hint, found } = await check(beside);
		assert.deepEqual([state, hint, found], ["wrong-value", "cname-beside-others", "v=spf1 -all"]);
	});
});

describe("when not all say the same", () => {
	const right = aZone(asShouldBe);
	const empty = aZone();
	const dead = new Zone();
	for (const name of [NAME, "shop.example", TARGET]) dead.silence(name);

	test("the domain's own servers are the truth, and resolvers remember", async () => {
		const published = await check(lookUpsIn([empty], [right, right]));
		assert.deepEqual([published.state, published.hint], ["valid", "old-answer-cached"]);
		const removed = await check(lookUpsIn([right, empty], [empty]));
		assert.deepEqual([removed.state, removed.hint], ["not-found", "old-answer-cached"]);
		const halfway = await check(lookUpsIn([right, empty], null));
		assert.deepEqual([halfway.state, halfway.hint], ["valid", "old-answer-cached"]);
	});

	test("a name server that is behind is told", async () => {
		const behind = await check(lookUpsIn([empty], [right, empty]));
		assert.deepEqual([behind.state, behind.hint], ["not-found", "name-servers-disagree"]);
		const ahead = await check(lookUpsIn([right, empty], [right, empty]));
		assert.deepEqual([ahead.state, ahead.hint], ["valid", "name-servers-disagree"]);
	});

	test("silence is trouble and never absence", async () => {
		const silent = await check(lookUpsIn([dead], [dead]));
		assert.deepEqual(
			[silent.state, silent.hint, silent.found],
			["dns-error", "name-servers-silent", "SERVFAIL"],
		);
		const refused = await check(lookUpsIn([dead], [right]));
		assert.deepEqual([refused.state, refused.hint], ["dns-error", "resolvers-refuse"]);
		assert.equal((await check(lookUpsIn([dead], null))).state, "dns-error");
		assert.equal((await check(lookUpsIn([], null))).state, "dns-error");
		assert.equal((await check(lookUpsIn([dead, right], null))).state, "valid");
	});
});

test("every hint has words in both languages, and an unknown one has none", () => {
	for (const hint of Object.keys(hints)) {
		for (const language of ["en", "fr"] as const)
			assert.match(hintWords(hint, language) ?? "", /^\p{Lu}.{20,}\.$/u);
	}
	assert.equal(hintWords("toString", "en"), undefined);
});
