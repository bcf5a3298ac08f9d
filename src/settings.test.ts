import assert from "node:assert/strict";
import { test } from "node:test";
import { attachmentPolicy, setupConfiguration } from "./settings.ts";
import { acceptedTypes } from "./terms/attachments.ts";
import { loadConfiguration } from "./world/configuration/index.ts";

const policyOf = (flags: Readonly<Record<string, string>>) =>
	attachmentPolicy(loadConfiguration({ file: null, environment: {}, flags }));
const extensionsOf = (flags: Readonly<Record<string, string>>) =>
	policyOf(flags).types.map(({ extension }) => extension);

test("without settings, the list of the house is accepted, locked files included", () => {
	assert.deepEqual(policyOf({}), { types: acceptedTypes, encrypted: "accept" });
});

test("types are added, said differently, and taken off", () => {
	const added = extensionsOf({ "attachments.accept": "log=text,dwg" });
	assert.deepEqual(added, [...extensionsOf({}), "log", "dwg"]);
	const { types } = policyOf({ "attachments.accept": "xls=xls+xlsx" });
	assert.deepEqual(types.find(({ extension }) => extension === "xls")?.kinds, ["xls", "xlsx"]);
	assert.equal(types.length, acceptedTypes.length);
	assert.ok(!extensionsOf({ "attachments.refuse": ".SWF" }).includes("swf"));
	assert.equal(policyOf({ "attachments.encrypted": "refuse" }).encrypted, "refuse");
});

test("a type that cannot be read stops the start, and is named", () => {
	assert.throws(() => policyOf({ "attachments.accept": "log=nonsense" }), /log=nonsense is no type/);
});

const setupOf = (flags: Readonly<Record<string, string>>) =>
	setupConfiguration(loadConfiguration({ file: null, environment: {}, flags }));

test("the service zone is the hostname's, and SPF names the addresses that mail leaves from", () => {
	const plain = setupOf({ hostname: "Relay.example." });
	assert.deepEqual([plain.zone, plain.inboundHost], ["relay.example", "relay.example"]);
	assert.deepEqual(plain.egressAddresses, []);
	assert.deepEqual(setupOf({ "relay.ownAddresses": "192.0.2.1" }).egressAddresses, ["192.0.2.1"]);
	const own = setupOf({
		zone: "mail.example",
		"inbound.hostname": "mx.mail.example",
		"relay.ownAddresses": "192.0.2.1",
		"relay.egressAddresses": "192.0.2.2,2001:db8::2",
	});
	assert.deepEqual([own.zone, own.inboundHost], ["mail.example", "mx.mail.example"]);
	assert.deepEqual(own.egressAddresses, ["192.0.2.2", "2001:db8::2"]);
	assert.throws(() => setupOf({ "relay.egressAddresses": "mx.example" }), /mx\.example is no IP address/);
});

test("a key stays published for the queue's lifetime and a week, whatever that lifetime is", () => {
	const day = 86_400_000;
	assert.deepEqual(setupOf({}).keys, { rotateAfterMs: 90 * day, publishedMs: 12 * day });
	assert.equal(setupOf({ "queue.lifetime": "2d" }).keys?.publishedMs, 9 * day);
});
