import assert from "node:assert/strict";
import { test } from "node:test";
import packet from "dns-packet";
import { masterFile } from "./master-file.ts";
import { isWithin, mailboxName, nameKey, nameOctets } from "./names.ts";
import type { ResourceRecord } from "./records.ts";
import { isLater, serialAfter, serialAt } from "./serial.ts";
import { readKey } from "./tsig-key.ts";
import { notifyMessage, updateMessages } from "./update.ts";

const soa = {
	name: "relay.example",
	ttlSeconds: 3600,
	data: {
		type: "SOA",
		primary: "ns1.relay.example",
		mailbox: "hostmaster.relay.example",
		serial: 42,
		refreshSeconds: 1,
		retrySeconds: 2,
		expireSeconds: 3,
		negativeTtlSeconds: 4,
	},
} as const;
const txt = (name: string, text: string): ResourceRecord => ({
	name,
	ttlSeconds: 60,
	data: { type: "TXT", text },
});

test("later serials are told around the circle", () => {
	assert.ok(isLater(2, 1) && !isLater(1, 2) && !isLater(1, 1));
	assert.ok(isLater(0, 0xffff_ffff) && !isLater(0xffff_ffff, 0));
	assert.ok(!isLater(2 ** 31, 0) && !isLater(0, 2 ** 31));
	assert.equal(serialAfter(0xffff_ffff), 0);
	assert.equal(serialAt(1_700_000_000_999), 1_700_000_000);
});

test("names are read with their escapes, and what is no name is none", () => {
	assert.deepEqual(nameOctets("a\\.b.c"), Buffer.from("\x03a.b\x01c\x00", "latin1"));
	assert.deepEqual(nameOctets("\\097.c."), Buffer.from("\x01a\x01c\x00", "latin1"));
	assert.deepEqual(nameOctets("."), Buffer.alloc(1));
	for (const text of ["a..b", ".a", "a..", "\\", "\\25", "\\256", `${"a".repeat(64)}.b`, "a.".repeat(128)])
		assert.equal(nameOctets(text), undefined, text);
	assert.equal(nameOctets("a.".repeat(127))?.length, 255);
});

test("a name is within a zone by whole labels", () => {
	const key = (text: string): string => nameKey(nameOctets(text) ?? Buffer.alloc(0));
	assert.ok(isWithin(key("a.b.example"), key("b.EXAMPLE")));
	assert.ok(isWithin(key("b.example"), key("b.example")));
	assert.ok(!isWithin(key("ab.example"), key("b.example")));
	assert.ok(!isWithin(key("example"), key("b.example")));
});

test("a mailbox is a name with the dots of its local part escaped", () => {
	assert.equal(mailboxName("first.last@relay.example"), "first\\.last.relay.example");
});

test("the file of a zone has the SOA first, and texts quoted in strings of 255 octets", () => {
	const lines = [
		...masterFile(soa, [
			txt("b.relay.example", 'say "hi"\\ or é'),
			txt("a.relay.example", "x".repeat(300)),
			{ name: "relay.example", ttlSeconds: 60, data: { type: "CAA", flags: 128, tag: "issue", value: ";" } },
		]),
	];
	assert.deepEqual(lines, [
		"relay.example. 3600 IN SOA ns1.relay.example. hostmaster.relay.example. 42 1 2 3 4\n",
		'relay.example. 60 IN CAA 128 issue ";"\n',
		`a.relay.example. 60 IN TXT "${"x".repeat(255)}" "${"x".repeat(45)}"\n`,
		'b.relay.example. 60 IN TXT "say \\"hi\\"\\\\ or \\195\\169"\n',
	]);
});

test("keys are read as tsig-keygen and as kdig write them, and nothing else is a key", () => {
	const wanted = { name: "transfer", secret: Buffer.from("secret!!") };
	const secret = wanted.secret.toString("base64");
	const statement = `key "Transfer" {\n\talgorithm hmac-sha256;\n\tsecret "${secret}";\n};\n`;
	assert.deepEqual(readKey(statement), wanted);
	assert.deepEqual(readKey(`hmac-sha256:transfer.:${secret}\n`), wanted);
	for (const text of ["", secret, `hmac-md5:transfer:${secret}`, "hmac-sha256:transfer:%", "key x { }"])
		assert.equal(readKey(text), undefined, text);
});

test("an update clears each name and gives it its records, in as many messages as it takes", () => {
	const names = Array.from({ length: 60 }, (_, i) => ({
		name: `k${i}.relay.example`,
		records: i === 0 ? [] : [txt(`k${i}.relay.example`, "x".repeat(700))],
	}));
	let id = 0;
	const messages = [...updateMessages("relay.example", names, () => ++id)];
	assert.equal(messages.length, 3);
	let cleared = 0;
	let added = 0;
	for (const [i, message] of messages.entries()) {
		const {
			id: got,
			opcode,
			questions,
			authorities,
		} = packet.decode(message) as packet.DecodedPacket & {
			opcode: string;
		};
		assert.deepEqual([got, opcode, questions?.[0]?.type], [i + 1, "UPDATE", "SOA"]);
		cleared += authorities?.filter(({ type }) => (type as string) === "ANY").length ?? 0;
		added += authorities?.filter(({ type }) => type === "TXT").length ?? 0;
	}
	assert.deepEqual([cleared, added], [60, 59]);
});

test("NOTIFY shows the SOA", () => {
	const { opcode, answers } = packet.decode(notifyMessage(9, soa)) as packet.DecodedPacket & {
		opcode: string;
	};
	assert.equal(opcode, "NOTIFY");
	const [shown] = (answers ?? []) as packet.SoaAnswer[];
	assert.equal(shown?.data.serial, 42);
});
