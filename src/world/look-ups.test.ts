import assert from "node:assert/strict";
import { test } from "node:test";
import { startNameServer } from "../serve/closed-internet/dns.ts";
import { Zone } from "../serve/closed-internet/zone.ts";
import { createLookUps } from "./look-ups.ts";

async function serving(publish: (zone: Zone) => void) {
	const zone = new Zone();
	publish(zone);
	const server = await startNameServer(zone, "127.0.0.1", 0);
	return {
		zone,
		server: { address: server.host, port: server.port },
		[Symbol.asyncDispose]: () => server.close(),
	};
}

const loopback = (address: string): boolean => address.startsWith("127.");

test("each resolver answers by itself, aliases in order and past any cache", async () => {
	await using one = await serving((zone) => {
		zone.publish("a.shop.example", { type: "CNAME", data: "B.shop.example" });
		zone.publish("b.shop.example", { type: "CNAME", data: "c.shop.example" });
		zone.publish("c.shop.example", { type: "TXT", data: "x".repeat(300) });
		zone.publish("c.shop.example", { type: "MX", data: { preference: 5, exchange: "MX.shop.example" } });
	});
	await using other = await serving(() => {});
	const lookUps = createLookUps({ resolvers: [one.server, other.server], mayAsk: loopback });
	assert.deepEqual(await lookUps.ask("a.shop.example", "TXT"), [
		{ kind: "found", records: ["x".repeat(300)], aliases: ["b.shop.example", "c.shop.example"] },
		{ kind: "no-domain", aliases: [] },
	]);
	assert.deepEqual((await lookUps.ask("a.shop.example", "CNAME"))[0], {
		kind: "found",
		records: ["b.shop.example"],
		aliases: [],
	});
	const [mx] = await lookUps.ask("c.shop.example", "MX");
	assert.deepEqual(mx, { kind: "found", records: ["5 mx.shop.example"], aliases: [] });
	one.zone.withdraw("a.shop.example");
	assert.equal((await lookUps.ask("a.shop.example", "CNAME"))[0]?.kind, "no-domain");
});

test("a domain's own servers are found at the zone above it, and only where they may be asked", async () => {
	await using own = await serving((zone) =>
		zone.publish("k.mail.shop.example", { type: "CNAME", data: "t.example" }),
	);
	await using resolver = await serving((zone) => {
		zone.publish("shop.example", { type: "NS", data: "ns.shop.example" });
		zone.publish("mail.shop.example", { type: "A", data: "192.0.2.1" });
		zone.publish("ns.shop.example", { type: "A", data: "127.0.0.1" });
	});
	const asked: string[] = [];
	const options = { resolvers: [resolver.server], ownPort: own.server.port };
	const mayAsk = (address: string): boolean => asked.push(address) > 0;
	const lookUps = createLookUps({ ...options, mayAsk });
	assert.deepEqual(await lookUps.askOwn("mail.shop.example", "k.mail.shop.example", "CNAME"), [
		{ kind: "found", records: ["t.example"], aliases: [] },
	]);
	assert.deepEqual(asked, ["127.0.0.1"]);
	const guarded = createLookUps({ ...options, mayAsk: () => false });
	assert.equal(await guarded.askOwn("mail.shop.example", "k.mail.shop.example", "CNAME"), null);
});

test("silence and errors are trouble, never a rejection", async () => {
	await using server = await serving((zone) => zone.silence("silent.example"));
	const lookUps = createLookUps({ resolvers: [server.server], mayAsk: loopback, questionMs: 200 });
	assert.equal((await lookUps.ask("silent.example", "TXT"))[0]?.kind, "trouble");
	assert.equal((await lookUps.ask(`${"a".repeat(70)}.example`, "TXT"))[0]?.kind, "trouble");
	const nobody = createLookUps({
		resolvers: [{ address: "127.0.0.1", port: 9 }],
		mayAsk: loopback,
		questionMs: 100,
	});
	assert.equal((await nobody.ask("shop.example", "NS"))[0]?.kind, "trouble");
	assert.equal(await nobody.askOwn("shop.example", "shop.example", "NS"), null);
});
