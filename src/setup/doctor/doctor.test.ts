import assert from "node:assert/strict";
import { test } from "node:test";
import { reverseName } from "../../rfc/dns/reverse.ts";
import { DAY } from "../../terms/clock.ts";
import type { SendingDomain } from "../../terms/identity.ts";
import type { DoctorPorts } from "../doctor-ports.ts";
import type { LookedUp } from "../look-up-ports.ts";
import type { Answer, DoctorFacts } from "./facts.ts";
import { allCases, type FindingCase, tell } from "./finding.ts";
import { createDoctor } from "./index.ts";
import { judge } from "./judge.ts";
import { spfCovers } from "./spf.ts";

const has = (...records: string[]): Answer => ({ records, trouble: null });
const silent: Answer = { records: [], trouble: "no answer" };
const NOW = Date.UTC(2026, 10, 24);
const IP = "192.0.2.10";

const well: DoctorFacts = {
	tryMode: false,
	now: NOW,
	newest: NOW - DAY,
	hostname: { name: "relay.example", addresses: has(IP) },
	inbound: {
		name: "relay.example",
		addresses: has(IP),
		enabled: true,
		port: 25,
		greetings: [{ address: IP, greeting: { kind: "greeted", reply: "220 relay.example ESMTP" } }],
	},
	zone: {
		name: "relay.example",
		answersItself: true,
		configured: [{ name: "ns1.relay.example", addresses: ["192.0.2.53", "2001:db8::53"] }],
		servers: has("ns1.relay.example"),
		places: [{ name: "ns1.relay.example", addresses: has("192.0.2.53", "2001:DB8:0:0::53") }],
		soa: has("ns1.relay.example 7"),
		ownSoa: null,
		serial: 7,
	},
	returnPath: {
		target: "a.rp.relay.example",
		mx: has("10 relay.example"),
		txt: has(`v=spf1 ip4:${IP} -all`),
	},
	returnPaths: 1,
	smarthost: false,
	egressConfigured: true,
	egress: [{ address: IP, names: has("relay.example"), back: has(IP) }],
	blockListsConfigured: true,
	blockLists: [
		{
			name: "list.example",
			test: has("127.0.0.2"),
			addresses: [{ address: IP, found: has(), because: has() }],
		},
	],
	certificate: {
		names: "DNS:relay.example",
		isForHostname: true,
		validFrom: NOW - DAY,
		expiresAt: NOW + 60 * DAY,
	},
};
const { zone, inbound, returnPath, certificate } = well;
assert.ok(returnPath !== null && certificate !== null);
const listSays = (test: Answer, found: Answer, because: Answer = has()) => ({
	blockLists: [{ name: "list.example", test, addresses: [{ address: IP, found, because }] }],
});
const greeted = (reply: string) => [{ address: IP, greeting: { kind: "greeted", reply } as const }];
const egressWith = (names: Answer, back: Answer) => [{ address: IP, names, back }];

const table: Readonly<Record<string, readonly [Partial<DoctorFacts>, FindingCase]>> = {
	"no NS records": [{ zone: { ...zone, servers: has() } }, "zone-not-delegated"],
	"an export within the parent's file": [
		{ zone: { ...zone, answersItself: false, servers: has() } },
		"zone-within-parent",
	],
	"silent resolvers": [{ zone: { ...zone, servers: silent } }, "zone-unknown"],
	"a delegation to silent servers": [{ zone: { ...zone, soa: silent } }, "zone-unanswered"],
	"a delegation to others": [{ zone: { ...zone, servers: has("ns.else.example") } }, "other-servers"],
	"missing glue": [
		{ zone: { ...zone, places: [{ name: "ns1.relay.example", addresses: has() }] } },
		"server-without-address",
	],
	"wrong glue": [
		{ zone: { ...zone, places: [{ name: "ns1.relay.example", addresses: has("192.0.2.99") }] } },
		"server-elsewhere",
	],
	"an old serial": [{ zone: { ...zone, soa: has("ns1.relay.example 6") } }, "serial-differs"],
	"an old serial that only caches have": [
		{ zone: { ...zone, soa: has("ns1.relay.example 6"), ownSoa: has("ns1.relay.example 7") } },
		"serial-equal",
	],
	"another server's serial": [{ zone: { ...zone, answersItself: false } }, "serial-not-ours"],
	"no domain and no door": [{ returnPath: null, zone: { ...zone, answersItself: false } }, "zone-unused"],
	"no MX": [{ returnPath: { ...returnPath, mx: has() } }, "mx-missing"],
	"an MX elsewhere": [{ returnPath: { ...returnPath, mx: has("10 mx.else.example") } }, "mx-elsewhere"],
	"an inbound host without address": [
		{ inbound: { ...inbound, addresses: has() } },
		"inbound-without-address",
	],
	"a server that greets with 554": [
		{ inbound: { ...inbound, greetings: greeted("554 no") } },
		"inbound-greets-otherwise",
	],
	"a closed port": [
		{
			inbound: {
				...inbound,
				greetings: [{ address: IP, greeting: { kind: "unreachable", why: "ECONNREFUSED" } }],
			},
		},
		"inbound-unreachable",
	],
	"no SPF": [{ returnPath: { ...returnPath, txt: has("hello") } }, "spf-missing"],
	"two SPF records": [{ returnPath: { ...returnPath, txt: has("v=spf1 -all", "v=spf1 ~all") } }, "spf-twice"],
	"SPF for another address": [
		{ returnPath: { ...returnPath, txt: has("v=spf1 ip4:192.0.2.11 -all") } },
		"spf-does-not-cover",
	],
	"a smarthost of unknown addresses": [{ smarthost: true, egressConfigured: false }, "spf-smarthost"],
	"a hostname that is nowhere": [
		{ hostname: { name: "relay.example", addresses: has() } },
		"hostname-without-address",
	],
	"a hostname elsewhere": [
		{ hostname: { name: "relay.example", addresses: has("192.0.2.99") } },
		"hostname-elsewhere",
	],
	"no PTR record": [{ egress: egressWith(has(), has()) }, "reverse-missing"],
	"a PTR record that does not lead back": [
		{ egress: egressWith(has("host.isp.example"), has("192.0.2.99")) },
		"reverse-one-way",
	],
	"silent reverse DNS": [{ egress: egressWith(silent, has()) }, "reverse-unknown"],
	"try mode's addresses": [{ tryMode: true, egress: egressWith(has(), has()) }, "reverse-closed"],
	"another's certificate": [{ certificate: { ...certificate, isForHostname: false } }, "certificate-other"],
	"a certificate with 13 days": [
		{ certificate: { ...certificate, expiresAt: NOW + 13 * DAY } },
		"certificate-ends-soon",
	],
	"a certificate of yesterday": [
		{ certificate: { ...certificate, expiresAt: NOW - DAY } },
		"certificate-expired",
	],
	"a clock before what has happened": [{ newest: NOW + DAY }, "clock-behind"],
	"a clock that was set back by seconds": [{ newest: NOW + 30_000 }, "clock-plausible"],
	"a clock of a new service": [{ newest: null }, "clock-plausible"],
	"a clock before the certificate": [
		{ certificate: { ...certificate, validFrom: NOW + 1 } },
		"clock-before-certificate",
	],
	"an unreadable certificate": [{ certificate: null }, "certificate-unreadable"],
	"no block lists": [{ blockListsConfigured: false, blockLists: [] }, "block-lists-none"],
	"an address on a block list": [
		listSays(has("127.0.0.2"), has("127.0.0.4"), has("see https://list.example/")),
		"block-list-has",
	],
	"a block list that refuses": [listSays(has("127.255.255.254"), has()), "block-list-refuses"],
	"a block list without its test entry": [listSays(has(), has()), "block-list-refuses"],
	"a silent block list": [listSays(silent, silent), "block-list-unknown"],
	"block lists and a smarthost": [{ smarthost: true, blockLists: [] }, "block-lists-smarthost"],
	"block lists in try mode": [{ tryMode: true, blockLists: [] }, "block-lists-closed"],
	"block lists and no addresses": [{ egress: [], blockLists: [] }, "block-lists-without-addresses"],
	"return paths and a closed inbound door": [
		{ inbound: { ...inbound, enabled: false, greetings: null } },
		"inbound-needed",
	],
};

test("where all is well, everything is ok but the port that nobody tries", () => {
	const told = judge(well).map((each) => tell(each, "en"));
	assert.deepEqual(
		told.filter(({ state }) => state !== "ok").map(({ id, state }) => [id, state]),
		[["outbound-port-25", "not-checked"]],
	);
	assert.equal(new Set(told.map(({ id }) => id)).size, 14);
});

for (const [what, [change, expected]] of Object.entries(table)) {
	test(`${what}: ${expected}`, () => {
		const found = judge({ ...well, ...change });
		assert.ok(
			found.some((one) => one.case === expected),
			found.map((one) => one.case).join(" "),
		);
		for (const language of ["en", "fr"] as const)
			for (const { found: words, toDo } of found.map((one) => tell(one, language)))
				assert.doesNotMatch(`${words}${toDo}`, /[{}]|undefined/);
	});
}

test("every warning and error says what to do, in both languages, about the same facts", () => {
	const namesIn = (texts: readonly string[]) => [...new Set(texts.join().match(/\{\w+\}/g) ?? [])].sort();
	for (const [id, { state, en, fr }] of Object.entries(allCases)) {
		if (state === "warning" || state === "error") assert.ok(en[1] !== "" && fr[1] !== "", id);
		assert.equal(en[1] === "", fr[1] === "", id);
		assert.deepEqual(namesIn(en), namesIn(fr), id);
	}
});

test("SPF is read in order, and what cannot be told is unknown", () => {
	const host = { name: "mx.relay.example", addresses: ["2001:db8::1"] };
	const cover = (text: string, address: string) => spfCovers(text, address, host);
	assert.equal(cover("v=spf1 ip4:192.0.2.0/24 -all", IP), "covers");
	assert.equal(cover("v=spf1 -ip4:192.0.2.10 +all", IP), "does-not-cover");
	assert.equal(cover("v=spf1 a:mx.relay.example -all", "2001:DB8:0::1"), "covers");
	assert.equal(cover("v=spf1 a:mx.relay.example -all", IP), "does-not-cover");
	assert.equal(cover("v=spf1 include:else.example -all", IP), "unknown");
	assert.equal(cover("v=spf1", IP), "does-not-cover");
});

test("an address has one reverse name, of its octets or its nibbles", () => {
	assert.equal(reverseName("192.0.2.10"), "10.2.0.192.in-addr.arpa");
	assert.equal(reverseName("2001:db8::1"), `1${".0".repeat(23)}.8.b.d.0.1.0.0.2.ip6.arpa`);
	assert.equal(reverseName("nonsense"), undefined);
});

test("one examination runs at a time, and no address but the inbound host's is connected to", async () => {
	const answers: Readonly<Record<string, readonly string[]>> = {
		"relay.example A": [IP],
		"10.2.0.192.in-addr.arpa PTR": ["relay.example"],
		"a.rp.relay.example MX": ["10 mx.stranger.example"],
		"mx.stranger.example A": ["198.51.100.1"],
		"2.0.0.127.list.example A": ["127.0.0.2"],
		"10.2.0.192.list.example A": ["127.0.0.3"],
		"10.2.0.192.list.example TXT": ["sent to traps"],
	};
	const asked: string[] = [];
	const connected: string[] = [];
	const ports: DoctorPorts = {
		lookUps: {
			async ask(name, type): Promise<readonly LookedUp[]> {
				asked.push(`${name} ${type}`);
				const records = answers[`${name} ${type}`];
				return [records ? { kind: "found", records, aliases: [] } : { kind: "no-domain", aliases: [] }];
			},
			askOwn: async () => null,
		},
		greet: async (address, port) => {
			connected.push(`${address}:${port}`);
			return { kind: "greeted", reply: "220 hello" };
		},
		certificate: () => null,
		newest: async () => null,
		domains: async () => [{ id: "A", records: [] } as unknown as SendingDomain],
		serial: () => 1,
		clock: { now: () => NOW } as DoctorPorts["clock"],
	};
	const doctor = createDoctor(ports, {
		tryMode: false,
		hostname: "relay.example",
		inboundHost: "relay.example",
		inboundEnabled: true,
		inboundPort: () => 25,
		zone: "relay.example",
		answersItself: true,
		nameservers: [],
		egressAddresses: [],
		smarthost: false,
		blockLists: ["list.example"],
	});
	const [one, other] = await Promise.all([doctor.examine(), doctor.examine()]);
	assert.equal(one, other);
	assert.deepEqual(connected, [`${IP}:25`]);
	assert.ok(asked.length < 24);
	const onList = one.find((each) => each.case === "block-list-has");
	assert.deepEqual(onList?.facts, { said: "127.0.0.3, sent to traps" });
	assert.ok(one.some((each) => each.case === "mx-elsewhere"));
	assert.ok(one.some((each) => each.case === "reverse-agrees"));
	assert.notEqual(await doctor.examine(), one);
});
