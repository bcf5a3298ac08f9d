/** The usual mistakes with a domain's records as NSD serves them and unbound resolves them, each in a domain of its own. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { createVerifier } from "../../src/setup/verification/index.ts";
import type { ExpectedRecord } from "../../src/setup/verification-ports.ts";
import { createLookUps } from "../../src/world/look-ups.ts";
import { aDomain } from "../support/builders.ts";
import { missingCommand, type RealDns, startRealDns } from "../support/real-dns.ts";

const missing = missingCommand();
const skip = missing === undefined ? false : `${missing} is not installed`;

const KEY = "v=DKIM1; k=rsa; p=MIIBIjANBg";
const TARGET = "ag1.01abc.dkim.relay.example";
const SECOND = "ag2.01abc.dkim.relay.example";
const RETURN = "01abc.rp.relay.example";

/** A mistake's records for the domain `d`, in a zone that has many of them. */
type Mistake = readonly [
	name: string,
	found: string,
	lines: (d: string) => readonly string[],
	of?: "return-path",
];

const cname = (name: string, target: string): string => `${name}. 1 IN CNAME ${target}.`;
const txt = (name: string, text: string): string => `${name}. 1 IN TXT "${text}"`;
const dkim = (d: string): string => `ag1._domainkey.${d}`;

const mistakes: readonly Mistake[] = [
	["right", "valid", (d) => [cname(dkim(d), TARGET)]],
	["by a further CNAME", "valid", (d) => [cname(dkim(d), `keys.${d}`), cname(`keys.${d}`, TARGET)]],
	["nothing", "not-found", (d) => [txt(d, "here")]],
	["name twice", "not-found domain-appended-to-name", (d) => [cname(`${dkim(d)}.${d}`, TARGET)]],
	[
		"value with the domain",
		"wrong-value domain-appended-to-value",
		(d) => [cname(dkim(d), `${TARGET}.${d}`)],
	],
	["no underscore", "not-found underscore-dropped", (d) => [cname(`ag1.domainkey.${d}`, TARGET)]],
	["www", "not-found label-prefixed", (d) => [cname(`www.${dkim(d)}`, TARGET)]],
	["text with the target", "wrong-value txt-instead-of-cname", (d) => [txt(dkim(d), TARGET)]],
	["text with a key", "wrong-value other-key-as-text", (d) => [txt(dkim(d), "v=DKIM1; p=OTHER")]],
	["text with our key", "valid flattened", (d) => [txt(dkim(d), KEY)]],
	["the second's target", "wrong-value other-record", (d) => [cname(dkim(d), SECOND)]],
	["another domain's", "wrong-value other-domain", (d) => [cname(dkim(d), "ag1.01old.dkim.relay.example")]],
	["quotes", "wrong-value extra-text", (d) => [`${dkim(d)}. 1 IN CNAME \\"${TARGET}\\".`]],
	["wildcard", "wrong-value wildcard", (d) => [`*.${d}. 1 IN A 192.0.2.9`]],
	["wildcard CNAME", "wrong-value wildcard", (d) => [cname(`*.${d}`, "park.shop.example")]],
	["a proxy", "wrong-value proxied", (d) => [`bounce.${d}. 1 IN A 192.0.2.9`], "return-path"],
	[
		"a copy of what is behind it",
		"valid flattened",
		(d) => [`bounce.${d}. 1 IN MX 10 in.relay.example.`, txt(`bounce.${d}`, "v=spf1 ip4:192.0.2.1 -all")],
		"return-path",
	],
	["a return path", "valid", (d) => [cname(`bounce.${d}`, RETURN)], "return-path"],
];

const domainOf = (index: number): string => `d${index}.shop.example`;

describe("in real DNS", { skip }, () => {
	let dns: RealDns;
	before(async () => {
		dns = await startRealDns(["shop.example", "relay.example"]);
		await dns.publish("relay.example", [
			...[txt(TARGET, KEY), txt(SECOND, "v=DKIM1; k=rsa; p=SECOND")],
			`${RETURN}. 1 IN MX 10 in.relay.example.`,
			txt(RETURN, "v=spf1 ip4:192.0.2.1 -all"),
		]);
		await dns.publish(
			"shop.example",
			mistakes.flatMap(([, , lines], index) => lines(domainOf(index))),
		);
	});
	after(() => dns?.close());

	for (const [index, [name, expected, , of]] of mistakes.entries())
		test(`${name}: ${expected}`, async () => {
			const domain = aDomain({ name: domainOf(index), records: [] });
			const records: readonly ExpectedRecord[] = [
				{ purpose: "dkim-1", type: "CNAME", name: dkim(domain.name), value: TARGET, txt: KEY },
				{ purpose: "dkim-2", type: "CNAME", name: `ag2._domainkey.${domain.name}`, value: SECOND },
				{ purpose: "return-path", type: "CNAME", name: `bounce.${domain.name}`, value: RETURN },
			];
			const lookUps = createLookUps({
				resolvers: [dns.resolver],
				ownPort: dns.authority.port,
				mayAsk: () => true,
			});
			const found = await createVerifier(lookUps, { now: () => 1 }).checkRecords(domain, records);
			const one = found.find(({ purpose }) => purpose === (of ?? "dkim-1"));
			assert.equal([one?.state, one?.hint].filter(Boolean).join(" "), expected);
		});
});
