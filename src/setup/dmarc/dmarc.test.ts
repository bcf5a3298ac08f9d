import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { aDomain } from "../../../test/support/builders.ts";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { lookUpsIn } from "../../../test/support/look-ups.ts";
import { recordAmong } from "../../rfc/dmarc/discovery.ts";
import { Zone } from "../../serve/closed-internet/zone.ts";
import type { SendingDomain } from "../../terms/identity.ts";
import type { LookUps } from "../ports.ts";
import { createDmarcDesk, dmarcFindings, tellDmarc } from "./index.ts";
import type { DmarcReport } from "./judge.ts";

type Texts = Readonly<Record<string, string | readonly string[]>>;

function aZone(texts: Texts): Zone {
	const zone = new Zone();
	zone.publish("shop.example", { type: "NS", data: "ns.shop.example" });
	for (const [name, data] of Object.entries(texts))
		for (const text of [data].flat()) zone.publish(name, { type: "TXT", data: text });
	return zone;
}

const shop = aDomain({ name: "shop.example" });
const news = aDomain({ name: "news.shop.example" });
const unpublished = aDomain({ records: [], activeSelector: null, vouched: true });

async function examined(
	domain: SendingDomain,
	lookUps: LookUps,
	usesReturnPaths = true,
): Promise<DmarcReport> {
	const report = await createDmarcDesk(lookUps, { usesReturnPaths }).examine(domain);
	assert.ok(report !== null);
	return report;
}
const inZone = (domain: SendingDomain, texts: Texts) => examined(domain, lookUpsIn([aZone(texts)]));

describe("what is said of a domain's DMARC policy, and what to publish", () => {
	const START = "_dmarc.shop.example v=DMARC1; p=none";
	const told = new Set<string>();
	const cases: readonly (readonly [
		says: string,
		texts: Texts,
		publish: string | null,
		domain?: SendingDomain,
	])[] = [
		["no-record", {}, START],
		["no-record not-authenticated", {}, START, unpublished],
		["no-record", { "_dmarc.shop.example": "v=spf1 -all" }, START],
		["monitoring", { "_dmarc.shop.example": "v=DMARC1; p=none" }, null],
		["quarantine", { "_dmarc.shop.example": "v=DMARC1; p=quarantine; rua=mailto:a@x.example" }, null],
		["reject", { "_dmarc.shop.example": "v=DMARC1; p=reject; adkim=s" }, null],
		["reject would-fail", { "_dmarc.shop.example": "v=DMARC1; p=reject" }, null, unpublished],
		["monitoring not-authenticated", { "_dmarc.shop.example": "v=DMARC1; p=none" }, null, unpublished],
		[
			"reject without-dkim",
			{ "_dmarc.shop.example": "v=DMARC1; p=reject" },
			null,
			aDomain({ records: [{ purpose: "return-path", state: "valid" }] }),
		],
		[
			"reject spf-strict",
			{ "_dmarc.shop.example": "v=DMARC1; p=reject; aspf=s; rua=mailto:a@x.example" },
			"_dmarc.shop.example v=DMARC1; p=reject; rua=mailto:a@x.example",
		],
		[
			"reject public-suffix",
			{ "_dmarc.shop.example": "v=DMARC1; p=reject; psd=y" },
			"_dmarc.shop.example v=DMARC1; p=reject",
		],
		["reject in-part", { "_dmarc.shop.example": "v=DMARC1; p=reject; pct=20" }, null],
		["quarantine in-part", { "_dmarc.shop.example": "v=DMARC1; p=quarantine; t=y" }, null],
		[
			"several-records",
			{ "_dmarc.shop.example": ["v=DMARC1; p=reject", "v=DMARC1; p=none; rua=mailto:a@x.example"] },
			"_dmarc.shop.example v=DMARC1; p=none; rua=mailto:a@x.example",
		],
		["damaged", { "_dmarc.shop.example": '"v=DMARC1; p=reject"' }, "_dmarc.shop.example v=DMARC1; p=reject"],
		[
			"damaged",
			{ "_dmarc.shop.example": "v=DMARC1 p=quarantine rua=mailto:a@x.example" },
			"_dmarc.shop.example v=DMARC1; p=quarantine; rua=mailto:a@x.example",
		],
		[
			"policy-unknown",
			{ "_dmarc.shop.example": "v=DMARC1; p=block; rua=mailto:a@x.example" },
			"_dmarc.shop.example v=DMARC1; p=none; rua=mailto:a@x.example",
		],
		[
			"policy-unknown",
			{ "_dmarc.shop.example": "v=DMARC1; p=reject; sp=block" },
			"_dmarc.shop.example v=DMARC1; p=reject",
		],
		[
			"monitoring policy-missing",
			{ "_dmarc.shop.example": "v=DMARC1; rua=mailto:a@x.example" },
			"_dmarc.shop.example v=DMARC1; p=none; rua=mailto:a@x.example",
		],
		[
			"reject policy-late",
			{ "_dmarc.shop.example": "v=DMARC1; rua=mailto:a@x.example; p=reject" },
			"_dmarc.shop.example v=DMARC1; p=reject; rua=mailto:a@x.example",
		],
		[
			"reject value-unknown",
			{ "_dmarc.shop.example": "v=DMARC1; p=reject; adkim=relaxed; so on" },
			"_dmarc.shop.example v=DMARC1; p=reject",
		],
		[
			"reject tag-twice",
			{ "_dmarc.shop.example": "v=DMARC1; p=reject; p=none" },
			"_dmarc.shop.example v=DMARC1; p=reject",
		],
		[
			"monitoring report-address",
			{ "_dmarc.shop.example": "v=DMARC1; p=none; rua=a@x.example,mailto:b@x.example,c" },
			"_dmarc.shop.example v=DMARC1; p=none; rua=mailto:a@x.example,mailto:b@x.example",
		],
		[
			"no-record at-the-domain",
			{ "shop.example": ["v=spf1 -all", "v=DMARC1; p=quarantine"] },
			"_dmarc.shop.example v=DMARC1; p=quarantine",
		],
		[
			"no-record domain-appended",
			{ "_dmarc.shop.example.shop.example": "v=DMARC1; p=reject" },
			"_dmarc.shop.example v=DMARC1; p=reject",
		],
		["reject inherited", { "_dmarc.shop.example": "v=DMARC1; p=reject" }, null, news],
		[
			"quarantine inherited subdomain-policy",
			{ "_dmarc.shop.example": "v=DMARC1; p=reject; sp=quarantine" },
			null,
			news,
		],
		[
			"reject spf-strict inherited",
			{ "_dmarc.shop.example": "v=DMARC1; p=reject; aspf=s" },
			"_dmarc.shop.example v=DMARC1; p=reject",
			news,
		],
		[
			"damaged reject inherited",
			{ "_dmarc.shop.example": "v=DMARC1; p=reject", "_dmarc.news.shop.example": "DMARC1; p=none" },
			"_dmarc.news.shop.example v=DMARC1; p=none",
			news,
		],
		["reject inherited", { "_dmarc.shop.example": "v=DMARC1; p=reject; psd=y; ruaa=x" }, null, news],
		[
			"policy-unknown inherited",
			{ "_dmarc.shop.example": "v=DMARC1; p=block" },
			"_dmarc.shop.example v=DMARC1; p=none",
			news,
		],
		[
			"monitoring",
			{ "_dmarc.news.shop.example": "v=DMARC1; p=none", "_dmarc.shop.example": "v=DMARC1; p=reject" },
			null,
			news,
		],
	];
	for (const [says, texts, publish, domain = shop] of cases) {
		test(`${domain.name} with ${JSON.stringify(texts)}: ${says}`, async () => {
			const report = await inZone(domain, texts);
			assert.equal(report.findings.join(" "), says);
			for (const finding of report.findings) told.add(finding);
			assert.equal(report.publish && `${report.publish.name} ${report.publish.value}`, publish);
		});
	}

	test("not-looked-up: silence is not absence", async () => {
		const dead = aZone({});
		for (const name of ["shop.example", "_dmarc.shop.example"]) dead.silence(name);
		const { findings, publish, policy } = await examined(shop, lookUpsIn([dead]));
		assert.deepEqual([findings, publish, policy], [["not-looked-up"], null, null]);
		const above = aZone({});
		above.silence("_dmarc.shop.example");
		assert.deepEqual((await examined(news, lookUpsIn([above]))).findings, ["not-looked-up"]);
		told.add("not-looked-up");

		const topLevel = aZone({});
		topLevel.silence("_dmarc.example");
		assert.deepEqual((await examined(shop, lookUpsIn([topLevel]))).findings, ["no-record"]);
		above.publish("_dmarc.news.shop.example", { type: "TXT", data: "DMARC1; p=none" });
		assert.deepEqual((await examined(news, lookUpsIn([above]))).findings, ["damaged"]);
	});

	test("old-answer-cached: the domain's own servers are believed", async () => {
		const [old, changed] = [aZone({}), aZone({ "_dmarc.shop.example": "v=DMARC1; p=reject" })];
		const published = await examined(shop, lookUpsIn([old], [changed]));
		assert.deepEqual(published.findings, ["reject", "old-answer-cached"]);
		const removed = await examined(shop, lookUpsIn([changed], [old]));
		assert.deepEqual(removed.findings, ["no-record", "old-answer-cached"]);
		told.add("old-answer-cached");
	});

	test("every finding has been told above, and has words in both languages", () => {
		assert.deepEqual([...told].toSorted(), dmarcFindings.toSorted());
		for (const finding of dmarcFindings)
			for (const language of ["en", "fr"] as const)
				assert.match(tellDmarc(finding, language).text, /^\p{L}.{20,}\.$/u, finding);
	});
});

describe("which policy holds", () => {
	test("is told with its record, its tag and whose it is", async () => {
		const { findings: _, ...report } = await inZone(news, {
			"_dmarc.shop.example": "v=DMARC1; p=none; sp=reject",
		});
		assert.deepEqual(report, {
			name: "_dmarc.shop.example",
			records: ["v=DMARC1; p=none; sp=reject"],
			policy: "reject",
			tag: "sp",
			organization: "shop.example",
			passes: { dkim: true, spf: true },
			publish: null,
		});
	});

	test("a record that is a CNAME to somebody else's name is read through it", async () => {
		const zone = aZone({ "shop.reports.example": "v=DMARC1; p=reject" });
		zone.publish("_dmarc.shop.example", { type: "CNAME", data: "shop.reports.example" });
		const lookUps: LookUps = {
			...lookUpsIn([zone]),
			askOwn: async () => [{ kind: "no-data", aliases: ["shop.reports.example"] }],
		};
		assert.deepEqual((await examined(shop, lookUps)).findings, ["reject"]);
	});

	test("while the inbound door is closed, the return path is the sender's own and does not count", async () => {
		const zone = aZone({ "_dmarc.shop.example": "v=DMARC1; p=reject" });
		assert.deepEqual((await examined(shop, lookUpsIn([zone]), false)).passes, { dkim: true, spf: false });
	});
});

test("where no resolver answers, that is said without looking for the domain's own servers", async () => {
	const silent: LookUps = {
		ask: async () => [{ kind: "trouble", why: "no answer" }],
		askOwn: () => assert.fail("asked"),
	};
	assert.deepEqual((await examined(shop, silent)).findings, ["not-looked-up"]);
});

test("one look-up runs for a domain at a time, and without a resolver there is none", async () => {
	let asked = 0;
	const zone = lookUpsIn([aZone({})]);
	const askOwn: LookUps["askOwn"] = (...question) => {
		asked++;
		return zone.askOwn(...question);
	};
	const desk = createDmarcDesk({ ...zone, askOwn }, { usesReturnPaths: true });
	await Promise.all([desk.examine(shop), desk.examine(shop), desk.examine(shop)]);
	assert.equal(asked, 1);
	await desk.examine(shop);
	assert.equal(asked, 2);
	assert.equal(createDmarcDesk(undefined, { usesReturnPaths: true }).examine(shop), null);
});

test("whatever is published, the record to paste needs no mending and is no stricter than what was written", async () => {
	const piece = fc.constantFrom(
		"v=DMARC1",
		"p=none",
		"p=reject",
		"p=x",
		"sp=reject",
		"sp=y",
		"aspf=s",
		"psd=y",
		"rua=a@x.example",
		"rua=mailto:a@x.example",
		"rua=,",
		"t=y",
		"so on",
		"",
	);
	const separator = fc.constantFrom("; ", ";", " ", ", ");
	const written = fc.oneof(
		fc.string({ maxLength: 100 }),
		fc
			.tuple(fc.array(piece, { maxLength: 6 }), separator)
			.map(([parts, by]) => ["v=DMARC1", ...parts].join(by)),
	);
	await fc.assert(
		fc.asyncProperty(fc.array(written, { maxLength: 3 }), async (texts) => {
			const { publish } = await inZone(shop, { "_dmarc.shop.example": texts });
			if (publish === null) return;
			const mended = await inZone(shop, { [publish.name]: publish.value });
			assert.equal(mended.publish, null, publish.value);
			assert.notEqual(recordAmong("shop.example", [publish.value]), null);
			const strict = texts.join().toLowerCase();
			assert.ok(mended.policy === "none" || strict.includes(String(mended.policy)), publish.value);
		}),
		{ numRuns: fuzzRuns(500) },
	);
});
