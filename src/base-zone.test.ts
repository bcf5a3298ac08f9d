import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { baseZone, keyFrom, secondaryOf, updateServerOf } from "./base-zone.ts";
import { masterFile } from "./rfc/dns/master-file.ts";
import { loadConfiguration } from "./world/configuration/index.ts";

const configured = (defaults: Record<string, unknown>) =>
	loadConfiguration({ file: null, environment: {}, flags: {}, defaults });
const NOW = 1_700_000_000_000;

test("the zone begins with what is configured: servers, own hosts, CAA", () => {
	const zone = baseZone(
		configured({
			hostname: "relay.example.com",
			"dns.nameservers": ["ns1.relay.example.com 192.0.2.53 2001:db8::53", "ns2.elsewhere.example 192.0.2.1"],
			"dns.hosts": ["relay.example.com 192.0.2.10"],
			"dns.caa": ["0 issue ca.example"],
			"dns.hostmaster": "dns.people@example.com",
			"dns.ttl": "2h",
		}),
		false,
		NOW,
	);
	assert.deepEqual(
		[...masterFile(zone.soa, zone.records())],
		[
			"relay.example.com. 7200 IN SOA ns1.relay.example.com. dns\\.people.example.com. 1700000000 3600 600 1209600 60\n",
			"relay.example.com. 7200 IN NS ns1.relay.example.com.\n",
			"relay.example.com. 7200 IN NS ns2.elsewhere.example.\n",
			"relay.example.com. 7200 IN A 192.0.2.10\n",
			'relay.example.com. 7200 IN CAA 0 issue "ca.example"\n',
			"ns1.relay.example.com. 7200 IN A 192.0.2.53\n",
			"ns1.relay.example.com. 7200 IN AAAA 2001:db8::53\n",
		],
	);
});

test("a slip in the section is told with its setting", () => {
	const fails = (defaults: Record<string, unknown>, pattern: RegExp) =>
		assert.throws(() => baseZone(configured(defaults), false, NOW), pattern);
	fails({ "dns.nameservers": ["ns1.relay.example.com 192.0.2"] }, /dns\.nameservers/);
	fails({ "dns.caa": ["issue ca.example"] }, /dns\.caa/);
	fails({ "dns.hosts": ["a..relay.localhost 192.0.2.1"] }, /cannot be served/);
	assert.throws(() => secondaryOf("ns.example", []), /dns\.secondaries/);
	assert.throws(() => secondaryOf("192.0.2.1 nokey", []), /nokey/);
	assert.throws(() => updateServerOf(configured({ "dns.updateServer": "192.0.2.1" })), /updateKeyFile/);
});

test("a key comes from its file, and a file that holds none is named without what it holds", (t) => {
	const folder = mkdtempSync(join(tmpdir(), "angarium-key-"));
	t.after(() => rmSync(folder, { recursive: true }));
	const file = join(folder, "transfer.key");
	writeFileSync(file, "hmac-sha256:transfer:c2VjcmV0\n");
	const key = keyFrom(file);
	assert.deepEqual(secondaryOf("192.0.2.54:5353 transfer", [key]), {
		address: "192.0.2.54",
		port: 5353,
		key,
	});
	writeFileSync(file, "hunter2");
	assert.throws(
		() => keyFrom(file),
		(error: Error) => error.message.includes(file) && !error.message.includes("hunter2"),
	);
});
