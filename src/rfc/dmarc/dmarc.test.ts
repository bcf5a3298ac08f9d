import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { dmarc } from "mailauth/lib/dmarc/index.js";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { appliedPolicy, discoverDmarc, dmarcWalk } from "./discovery.ts";
import { type DmarcRecord, dmarcText, type ParsedDmarc, parseDmarc } from "./record.ts";

function recordOf(text: string): DmarcRecord {
	const parsed = parseDmarc(text);
	assert.equal(parsed.kind, "record", text);
	return (parsed as ParsedDmarc & { kind: "record" }).record;
}
const flaws = (text: string): string =>
	recordOf(text)
		.flaws.map(({ kind, tag }) => `${kind} ${tag}`)
		.join(", ");

describe("a record", () => {
	test("is read with its defaults", () => {
		const { tags, flaws, ...record } = recordOf("v=DMARC1; p=none");
		assert.deepEqual(record, {
			policy: "none",
			subdomainPolicy: null,
			dkimAlignment: "relaxed",
			spfAlignment: "relaxed",
			isTest: false,
			percent: 100,
			publicSuffix: null,
			reportUris: [],
		});
		assert.deepEqual([tags, flaws], [[{ name: "p", value: "none" }], []]);
	});

	test("is read with all it may say, whatever spaces and cases its values have", () => {
		const text =
			"v = DMARC1 ;P= Reject;sp=quarantine ; adkim=s; aspf=S; t=y; pct=20; psd=n; fo=1:d; rua=mailto:a@x.example, mailto:b@y.example!10m;";
		const { tags: _, ...record } = recordOf(text);
		assert.deepEqual(record, {
			policy: "reject",
			subdomainPolicy: "quarantine",
			dkimAlignment: "strict",
			spfAlignment: "strict",
			isTest: true,
			percent: 20,
			publicSuffix: false,
			reportUris: ["mailto:a@x.example", "mailto:b@y.example!10m"],
			flaws: [],
		});
	});

	const flawed: readonly (readonly [text: string, flaws: string])[] = [
		["v=DMARC1", "policy-missing p"],
		["v=DMARC1; p=", "policy-unknown p"],
		["v=DMARC1; p=block", "policy-unknown p"],
		["v=DMARC1; rua=mailto:a@x.example; p=none", "policy-late p"],
		["v=DMARC1; p=none; p=reject", "tag-twice p"],
		["v=DMARC1; p=none; sp=all", "value-unknown sp"],
		["v=DMARC1; p=none; adkim=relaxed", "value-unknown adkim"],
		["v=DMARC1; p=none; pct=half", "value-unknown pct"],
		["v=DMARC1; p=none; ruaa=mailto:a@x.example", "value-unknown ruaa"],
		["v=DMARC1; p=none; rua=a@x.example", "report-address rua"],
		["v=DMARC1; p=none; rua=mailto:a@x.example, b@x.example", "report-address rua"],
		["v=DMARC1; p=none; and more", "no-tag and more"],
		["v=DMARC1; p=none, rua=mailto:a@x.example", "policy-unknown p"],
	];
	for (const [text, expected] of flawed)
		test(`${text}: ${expected}`, () => assert.equal(flaws(text), expected));

	const damaged = [
		'"v=DMARC1; p=reject"',
		"v=dmarc1; p=reject",
		"v=DMARC1 p=reject",
		"v=DMARC1, p=reject",
		"v=DMARC; p=reject",
		"DMARC1; p=reject",
		"v=DMARC1\\; p=reject",
		"p=reject; v=DMARC1",
		" v=DMARC1; p=reject",
	];
	for (const text of damaged)
		test(`is meant but none to receivers: ${text}`, () => {
			const parsed = parseDmarc(text);
			assert.equal(parsed.kind, "damaged");
			assert.equal(parsed.kind === "damaged" && dmarcText(parsed.record.tags), "v=DMARC1; p=reject");
		});

	test("is not any other text", () => {
		for (const text of [
			"",
			"v=spf1 -all",
			"google-site-verification=x",
			"p=MIIB",
			`v=DMARC1; ${"x".repeat(5_000)}`,
		])
			assert.equal(parseDmarc(text).kind, "other", text.slice(0, 40));
	});
});

describe("which record holds", () => {
	const found = (domain: string, at: Readonly<Record<string, string>>) => {
		const { organization, found } = discoverDmarc(domain, (name) =>
			at[name] === undefined ? [] : at[name].split("|"),
		);
		const applied = found === null ? null : appliedPolicy(domain, found);
		return [
			organization,
			found?.domain ?? "-",
			applied === null ? "-" : `${applied.tag}=${applied.policy}`,
		].join(" ");
	};

	test("eight names are asked at most", () => {
		assert.deepEqual(dmarcWalk("shop.example"), ["shop.example", "example"]);
		assert.deepEqual(dmarcWalk("a.b.c.d.e.f.g.h.i.example"), [
			"a.b.c.d.e.f.g.h.i.example",
			"d.e.f.g.h.i.example",
			"e.f.g.h.i.example",
			"f.g.h.i.example",
			"g.h.i.example",
			"h.i.example",
			"i.example",
			"example",
		]);
		assert.equal(dmarcWalk(Array.from({ length: 60 }, () => "a").join(".")).length, 8);
	});

	const cases: readonly (readonly [
		domain: string,
		at: Readonly<Record<string, string>>,
		expected: string,
	])[] = [
		["shop.example", {}, "shop.example - -"],
		["shop.example", { "shop.example": "v=DMARC1; p=reject; sp=none" }, "shop.example shop.example p=reject"],
		["news.shop.example", { "shop.example": "v=DMARC1; p=reject" }, "shop.example shop.example p=reject"],
		[
			"news.shop.example",
			{ "shop.example": "v=DMARC1; p=reject; sp=none" },
			"shop.example shop.example sp=none",
		],
		[
			"news.shop.example",
			{ "news.shop.example": "v=DMARC1; p=none", "shop.example": "v=DMARC1; p=reject" },
			"shop.example news.shop.example p=none",
		],
		// Between the two is nobody's: RFC 9989 §4.10.1 names three places.
		[
			"a.news.shop.example",
			{ "news.shop.example": "v=DMARC1; p=none", "shop.example": "v=DMARC1; p=reject" },
			"shop.example shop.example p=reject",
		],
		["shop.example", { "shop.example": "v=DMARC1; p=none|v=DMARC1; p=reject" }, "shop.example - -"],
		[
			"shop.example",
			{ "shop.example": "v=spf1 -all|v=DMARC1; p=reject" },
			"shop.example shop.example p=reject",
		],
		["shop.co.example", { "co.example": "v=DMARC1; p=reject; psd=y" }, "shop.co.example co.example p=reject"],
		[
			"a.shop.co.example",
			{ "co.example": "v=DMARC1; p=none; sp=reject; psd=y" },
			"shop.co.example co.example sp=reject",
		],
		[
			"a.dept.example",
			{ "dept.example": "v=DMARC1; p=none; psd=n", example: "v=DMARC1; p=reject" },
			"dept.example dept.example p=none",
		],
		["shop.example", { "shop.example": "v=DMARC1; p=block" }, "shop.example shop.example -"],
		[
			"shop.example",
			{ "shop.example": "v=DMARC1; p=block; rua=mailto:a@x.example" },
			"shop.example shop.example p=none",
		],
		["shop.example", { "shop.example": "v=DMARC1" }, "shop.example shop.example p=none"],
	];
	for (const [domain, at, expected] of cases)
		test(`${domain} of ${JSON.stringify(at)}: ${expected}`, () => assert.equal(found(domain, at), expected));
});

describe("any text", () => {
	const pieces = fc.constantFrom(
		...'v=DMARC1|v=dmarc1|;|; |p=|sp=|none|reject|quarantine|rua=|mailto:|a@x.example|,|!|adkim=|aspf=|r|s|pct=|20|psd=|y|=| |"|\\|\t|é|t='.split(
			"|",
		),
	);
	const tags = fc.constantFrom(
		"sp=none",
		"adkim=s",
		"aspf=r",
		"pct=5",
		"t=y",
		"psd=n",
		"rua=mailto:a@x.example",
		"fo=1",
		"p=none",
	);
	const text = fc.oneof(
		fc.string({ maxLength: 300 }),
		fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join("")),
		fc.array(pieces, { maxLength: 30 }).map((parts) => `v=DMARC1; ${parts.join("")}`),
		fc.array(tags, { maxLength: 6 }).map((parts) => ["v=DMARC1", "p=reject", ...parts].join("; ")),
	);

	test("is read without fault, and what is written of its tags is read the same", () => {
		fc.assert(
			fc.property(text, (written) => {
				const parsed = parseDmarc(written);
				if (parsed.kind === "other") return;
				const again = recordOf(dmarcText(parsed.record.tags));
				const { flaws: _, tags: __, ...first } = parsed.record;
				const { flaws: ___, tags: ____, ...second } = again;
				assert.deepEqual(second, first);
			}),
			{ numRuns: fuzzRuns(2_000) },
		);
	});

	test("without a flaw has the policy that an independent reader finds in it", async () => {
		await fc.assert(
			fc.asyncProperty(text, async (written) => {
				const ours = parseDmarc(written);
				if (ours.kind !== "record" || ours.record.flaws.length > 0) return;
				const theirs = await dmarc({
					headerFrom: "shop.example",
					spfDomains: [],
					dkimDomains: [],
					resolver: async () => [[written]],
				} as never);
				assert.equal((theirs as { policy?: string }).policy?.trim().toLowerCase(), ours.record.policy);
			}),
			{ numRuns: fuzzRuns(300) },
		);
	});
});
