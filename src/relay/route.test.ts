import assert from "node:assert/strict";
import { test } from "node:test";
import { createGuard } from "./guard.ts";
import type { Answer, MxRecord, Resolver } from "./ports.ts";
import { findRoute } from "./route.ts";

const guard = createGuard([], ["8.8.4.4"]);

function resolver(
	mx: Readonly<Record<string, Answer<MxRecord>>>,
	addresses: Readonly<Record<string, readonly string[]>>,
): Resolver {
	return {
		mx: async (domain) => mx[domain] ?? { kind: "no-domain" },
		addresses: async (host) => {
			const records = addresses[host];
			return records === undefined ? { kind: "no-domain" } : { kind: "found", records };
		},
	};
}
const found = (...records: [number, string][]): Answer<MxRecord> => ({
	kind: "found",
	records: records.map(([preference, exchange]) => ({ preference, exchange })),
});
const route = (names: Resolver, random = () => 0.5, domain = "client.example") =>
	findRoute(domain, names, guard, random, { port: 25, smarthost: null });

test("hosts are tried by preference, and equal ones in random order", async () => {
	const names = resolver(
		{ "client.example": found([20, "c"], [10, "a"], [10, "b"]) },
		{ a: ["1.1.1.1"], b: ["1.1.1.2"], c: ["1.1.1.3"] },
	);
	const orders = new Set<string>();
	let seed = 1;
	const random = () => {
		seed = (seed * 48_271) % 2_147_483_647;
		return seed / 2_147_483_647;
	};
	for (let i = 0; i < 50; i++) {
		const result = await route(names, random);
		assert.equal(result.kind, "hops");
		if (result.kind === "hops") orders.add(result.hops.map(({ host }) => host).join(""));
	}
	assert.deepEqual([...orders].sort(), ["abc", "bac"]);
});

test("a domain without MX is its own host", async () => {
	const result = await route(
		resolver({ "client.example": { kind: "no-data" } }, { "client.example": ["1.1.1.1"] }),
	);
	assert.deepEqual(result, {
		kind: "hops",
		hops: [{ host: "client.example", address: "1.1.1.1", port: 25 }],
	});
});

test("the null MX and a domain that is not there are final, DNS trouble never is", async () => {
	const nothing = resolver({ "client.example": found([0, ""]) }, {});
	assert.equal((await route(nothing)).kind === "unroutable" && "null-mx", "null-mx");
	assert.deepEqual(await route(resolver({}, {})), {
		kind: "unroutable",
		cause: "domain-not-found",
		why: "the domain client.example does not exist",
	});
	const trouble = resolver({ "client.example": { kind: "trouble", why: "SERVFAIL" } }, {});
	assert.equal((await route(trouble)).kind, "trouble");
});

test("a null MX beside others is none, as it is at RCPT", async () => {
	const names = resolver({ "client.example": found([0, ""], [10, "a"]) }, { a: ["1.1.1.1"] });
	const hop = { host: "a", address: "1.1.1.1", port: 25 };
	assert.deepEqual(await route(names), { kind: "hops", hops: [hop] });
});

test("private, loopback and own addresses are no next hops unless configured", async () => {
	for (const address of [
		"127.0.0.1",
		"10.1.2.3",
		"::1",
		"fe80::1",
		"::ffff:127.0.0.1",
		"64:ff9b::7f00:1", // what a NAT64 makes 127.0.0.1 of
		"::ffff:0:10.0.0.1", // as a SIIT translator writes 10.0.0.1
		"64:ff9b::8.8.4.4",
		"::127.0.0.1",
		"8.8.4.4",
		"nonsense",
	]) {
		assert.equal(guard.allows(address), false, address);
		const names = resolver({ "client.example": found([10, "a"]) }, { a: [address] });
		assert.equal((await route(names)).kind, "unroutable", address);
	}
	assert.ok(createGuard(["127.0.0.0/8"], []).allows("127.0.0.1"));
	assert.ok(guard.allows("8.8.8.8") && guard.allows("2606:4700::1") && guard.allows("64:ff9b::8.8.8.8"));
});

test("a host that may not be used is passed over for one that may", async () => {
	const names = resolver(
		{ "client.example": found([10, "a"], [20, "b"]) },
		{ a: ["127.0.0.1"], b: ["1.1.1.1"] },
	);
	const result = await route(names);
	assert.deepEqual(result.kind === "hops" && result.hops.map(({ host }) => host), ["b"]);
});

test("an address literal needs no DNS", async () => {
	const names = resolver({}, {});
	const result = await route(names, undefined, "[1.2.3.4]");
	assert.deepEqual(result.kind === "hops" && result.hops[0]?.address, "1.2.3.4");
	assert.equal((await route(names, undefined, "[IPv6:::1]")).kind, "unroutable");
});

test("a smarthost may have any address, and mail waits while its name does not resolve", async () => {
	const smarthost = { port: 587, tls: "starttls", username: null, password: null } as const;
	const to = (host: string) =>
		findRoute("client.example", resolver({}, { inside: ["10.0.0.5"] }), guard, () => 0.5, {
			port: 25,
			smarthost: { ...smarthost, host },
		});
	assert.deepEqual(await to("inside"), {
		kind: "hops",
		hops: [{ host: "inside", address: "10.0.0.5", port: 587 }],
	});
	assert.equal((await to("127.0.0.1")).kind, "hops");
	assert.equal((await to("absent")).kind, "trouble");
});
