/** A domain's whole life with real name servers: NSD serves the customer, unbound resolves, our own door has the keys. */

import assert from "node:assert/strict";
import { Resolver } from "node:dns/promises";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { authenticate } from "mailauth";
import { type Running, run } from "../../src/main.ts";
import { selfSignedFiles } from "../../src/world/certificate.ts";
import { loadConfiguration } from "../../src/world/configuration/index.ts";
import type { Json } from "../support/json.ts";
import { RawClient } from "../support/raw-client.ts";
import { freePort, missingCommand, type RealDns, startRealDns } from "../support/real-dns.ts";
import { eventually } from "../support/service.ts";
import { type Call, operatorOf } from "../support/service-calls.ts";
import { type Sink, startSink } from "../support/sink.ts";

const missing = missingCommand();
const skip = missing === undefined ? false : `${missing} is not installed`;
const GRACE_MS = 6_000;
const from = "billing@shop.example";

let folder: string;
let dns: RealDns;
let sink: Sink;
let service: Running;
let domain: Json;
let user: Json;

before(async () => {
	if (skip !== false) return;
	folder = mkdtempSync(join(tmpdir(), "angarium-real-dns-"));
	sink = await startSink({ tls: "works" });
	const door = await freePort();
	dns = await startRealDns(["shop.example", "client.example"], {
		"relay.example": { address: "127.0.0.1", port: door },
	});
	await dns.publish("client.example", [
		"client.example. 1 IN MX 10 mx.client.example.",
		"mx.client.example. 1 IN A 127.0.0.1",
	]);
	const { certificateFile, keyFile } = await selfSignedFiles(folder, "relay.example");
	const settings: Readonly<Record<string, string>> = {
		hostname: "relay.example",
		data: folder,
		log: "silent",
		"tls.certificate": certificateFile,
		"tls.key": keyFile,
		"submission.host": "127.0.0.1",
		"submission.port": "0",
		"submissions.host": "127.0.0.1",
		"submissions.port": "0",
		"inbound.enabled": "true",
		"inbound.host": "127.0.0.1",
		"inbound.port": "0",
		"http.port": "0",
		"dns.enabled": "true",
		"dns.host": "127.0.0.1",
		"dns.port": String(door),
		"dns.nameservers": "ns1.relay.example 127.0.0.1",
		"relay.port": String(sink.port),
		"relay.allowedNetworks": "127.0.0.0/8",
		"relay.egressAddresses": "127.0.0.1",
		"relay.dnsServers": `127.0.0.1:${dns.resolver.port}`,
		"verification.port": String(dns.authority.port),
		"verification.grace": `${GRACE_MS}ms`,
	};
	service = await run({
		configuration: loadConfiguration({ file: null, environment: {}, flags: settings }),
		tryMode: false,
		readyFile: null,
	});
	const account = await api("POST", "/v1/accounts", { name: "Shop", monthlyRecipients: 10_000 });
	domain = await api("POST", "/v1/domains", { name: "shop.example", accountId: account.id });
	user = await api("POST", "/v1/smtp-users", { domainId: domain.id, name: "WordPress" });
});

after(async () => {
	await service?.stop();
	await dns?.close();
	await sink?.[Symbol.asyncDispose]();
	if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

/** The customer's zone: the records as the API shows them, without those of some purposes. */
const publish = (...without: readonly string[]): Promise<void> =>
	dns.publish("shop.example", [
		'_dmarc.shop.example. 1 IN TXT "v=DMARC1; p=reject; adkim=s"',
		...domain.records
			.filter(({ purpose }: Json) => !without.includes(purpose))
			.map(({ name, value }: Json) => `${name}. 1 IN CNAME ${value}.`),
	]);

const api: Call = (...call) => operatorOf({ ready: service.ready, folder })(...call);
const check = (): Promise<Json> => api("POST", `/v1/domains/${domain.id}/verify`, { method: "records" });
/** Checks until the records are seen so: resolvers remember what was for a second. */
const checkedAs = (...wanted: readonly string[]): Promise<Json> =>
	eventually(async () => {
		const checked = await check();
		return states(checked).join() === wanted.join() ? checked : undefined;
	}, 5_000);
const states = ({ records }: Json): string[] => records.map(({ state }: Json) => state);

async function send(subject: string): Promise<string> {
	await using client = await RawClient.to(service.ready.submission.port);
	const say = async (command: string): Promise<string> => {
		client.send(`${command}\r\n`);
		return (await client.reply()).join("\n");
	};
	await client.reply();
	await say("EHLO shop.example");
	await say("STARTTLS");
	await client.secure();
	await say("EHLO shop.example");
	const secret = Buffer.from(`\0${user.username}\0${user.password}`).toString("base64");
	assert.match(await say(`AUTH PLAIN ${secret}`), /^235/);
	for (const command of [`MAIL FROM:<${from}>`, "RCPT TO:<ann@client.example>", "DATA"]) {
		const reply = await say(command);
		if (!/^[23]/.test(reply)) return reply;
	}
	return await say(`From: ${from}\r\nTo: ann@client.example\r\nSubject: ${subject}\r\n\r\nhello\r\n.`);
}

test("a domain goes from not found to valid, and its mail passes DKIM, SPF and DMARC", { skip }, async () => {
	await publish("dkim-1", "dkim-2", "return-path");
	await checkedAs("not-found", "not-found", "not-found");
	assert.match(await send("too early"), /^550-5\.7\.1 .*shop\.example is not authenticated/);

	await publish();
	const before = await api("GET", `/v1/domains/${domain.id}/dmarc`);
	assert.deepEqual([before.policy, before.findings[1]?.id], ["reject", "would-fail"]);
	const valid = await checkedAs("valid", "valid", "valid");
	assert.equal(valid.verification, "verified");
	const { policy, passes } = await api("GET", `/v1/domains/${domain.id}/dmarc`);
	assert.deepEqual([policy, passes], ["reject", { dkim: true, spf: true }]);

	assert.match(await send("first mail"), /^250/);
	const message = await eventually(() => sink.messages[0]);
	const resolver = new Resolver();
	resolver.setServers([`127.0.0.1:${dns.resolver.port}`]);
	const { dkim, spf, dmarc } = await authenticate(message.content, {
		ip: "127.0.0.1",
		helo: "relay.example",
		mta: "mx.client.example",
		sender: message.from,
		resolver: (name: string, type: string) => resolver.resolve(name, type as "TXT"),
	} as never);
	const results = dkim.results.map(({ status, signingDomain }: Json) => [status.result, signingDomain]);
	assert.deepEqual(results, [["pass", "shop.example"]]);
	assert.match(message.from, /@bounce\.shop\.example$/);
	assert.equal((spf as Json).status.result, "pass", JSON.stringify(spf));
	assert.equal((dmarc as Json).status.result, "pass");
	assert.equal((dmarc as Json).alignment.dkim.result, "shop.example");
	assert.equal((dmarc as Json).alignment.spf.result, "bounce.shop.example");
});

test("a record that is taken away stops mail after the grace time, and putting it back mends it", {
	skip,
}, async () => {
	await publish("dkim-2");
	const broken = await checkedAs("valid", "not-found", "valid");
	assert.equal(broken.verification, "verified");
	assert.match(await send("in the grace time"), /^250/);
	// No further check is asked for: the refusal comes of the time alone.
	const refused = await eventually(async () => {
		const reply = await send("too late");
		return reply.startsWith("250") ? undefined : reply;
	});
	assert.match(refused, /^550-5\.7\.1 .*DKIM 1 valid, DKIM 2 not found, SPF\/Return-Path valid/);
	assert.match(refused, /\[sender-domain-unverified\]/);

	await publish();
	await checkedAs("valid", "valid", "valid");
	assert.match(await send("mended"), /^250/);
});
