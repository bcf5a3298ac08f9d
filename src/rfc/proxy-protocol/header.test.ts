import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../../test/support/fuzz.ts";
import { type ProxyHeader, readProxyHeader } from "./header.ts";

const SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";

/** A version 2 header; `command` 0 is LOCAL, 1 is PROXY. */
function version2(
	command: number,
	family: number,
	addresses: readonly number[],
	tlvs: readonly number[] = [],
): Buffer {
	const rest = [...addresses, ...tlvs];
	const fixed = [0x20 | command, family, rest.length >> 8, rest.length & 255];
	return Buffer.concat([Buffer.from(SIGNATURE, "latin1"), Buffer.from([...fixed, ...rest])]);
}

const IPV4 = [192, 0, 2, 7, 192, 0, 2, 1, 0x03, 0xe8, 0, 25];
const IPV6 = [0x20, 0x01, 0x0d, 0xb8, ...Array(11).fill(0), 7, ...Array(16).fill(1), 0x03, 0xe8, 0, 25];

const of = (text: string): ProxyHeader => readProxyHeader(Buffer.from(text, "latin1"));

test("version 1 tells address and port, and where the header ends", () => {
	assert.deepEqual(of("PROXY TCP4 192.0.2.7 192.0.2.1 1000 25\r\nEHLO x\r\n"), {
		kind: "header",
		client: { address: "192.0.2.7", port: 1000 },
		bytes: 40,
	});
	assert.deepEqual(of("PROXY TCP6 2001:db8::7 2001:db8::1 1000 25\r\n"), {
		kind: "header",
		client: { address: "2001:db8::7", port: 1000 },
		bytes: 44,
	});
});

test("a proxy that speaks for itself names no client", () => {
	assert.deepEqual(of("PROXY UNKNOWN\r\n"), { kind: "header", client: null, bytes: 15 });
	assert.deepEqual(of("PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n"), { kind: "header", client: null, bytes: 35 });
	assert.deepEqual(readProxyHeader(version2(0, 0, [])), { kind: "header", client: null, bytes: 16 });
	assert.deepEqual(readProxyHeader(version2(1, 0x31, Array(216).fill(0))), {
		kind: "header",
		client: null,
		bytes: 232,
	});
});

test("version 2 tells address and port, and its TLVs are skipped", () => {
	assert.deepEqual(readProxyHeader(version2(1, 0x11, IPV4, [0x04, 0, 1, 0])), {
		kind: "header",
		client: { address: "192.0.2.7", port: 1000 },
		bytes: 32,
	});
	assert.deepEqual(readProxyHeader(version2(1, 0x21, IPV6)), {
		kind: "header",
		client: { address: "2001:db8:0:0:0:0:0:7", port: 1000 },
		bytes: 52,
	});
});

test("what is no header is invalid as soon as it can be known", () => {
	const wrong = [
		"E",
		"EHLO client.example\r\n",
		"PROXY TCP4 192.0.2.7 192.0.2.1 1000\r\n",
		"PROXY TCP4 192.0.2.7 192.0.2.1 1000 25 more\r\n",
		"PROXY TCP4 192.0.2.777 192.0.2.1 1000 25\r\n",
		"PROXY TCP4 2001:db8::7 192.0.2.1 1000 25\r\n",
		"PROXY TCP4 192.0.2.7 192.0.2.1 70000 25\r\n",
		"PROXY UDP4 192.0.2.7 192.0.2.1 1000 25\r\n",
		`PROXY TCP4 ${"1".repeat(120)}`,
		`${SIGNATURE}\x31\x11\0\x0c`,
		`${SIGNATURE}\x22\x11\0\x0c`,
		`${SIGNATURE}\x21\x11\xff\xff`,
	];
	for (const text of wrong) assert.equal(of(text).kind, "invalid", JSON.stringify(text));
	assert.equal(readProxyHeader(version2(1, 0x11, [1, 2])).kind, "invalid");
	assert.equal(readProxyHeader(version2(1, 0x21, IPV4)).kind, "invalid");
});

test("a header that arrives octet by octet is waited for", () => {
	for (const header of [Buffer.from("PROXY TCP4 192.0.2.7 192.0.2.1 1000 25\r\n"), version2(1, 0x11, IPV4)])
		for (let length = 0; length < header.length; length++)
			assert.equal(readProxyHeader(header.subarray(0, length)).kind, "more");
});

test("no octets make it throw, and what it reads is never longer than what came", () => {
	const beginnings = fc.constantFrom("", "PROXY ", "PROXY TCP4 ", SIGNATURE, `${SIGNATURE}\x21\x11\0\x0c`);
	fc.assert(
		fc.property(beginnings, fc.uint8Array({ maxLength: 120 }), (beginning, rest) => {
			const octets = Buffer.concat([Buffer.from(beginning, "latin1"), rest]);
			const header = readProxyHeader(octets);
			if (header.kind === "header") assert.ok(header.bytes <= octets.length);
		}),
	);
});
