import assert from "node:assert/strict";
import { createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { test } from "node:test";
import {
	aDomain,
	aSetup,
	loadedZone,
	ok,
	pairs,
	sameAsLoaded,
	text,
} from "../../../test/support/domains-world.ts";
import { DAY, MINUTE } from "../../terms/clock.ts";
import type { SendingDomain } from "../../terms/identity.ts";
import type { Setup } from "../index.ts";
import type { SigningKey } from "../signing-keys.ts";

async function stages(setup: Setup, domain: SendingDomain): Promise<Record<string, string>> {
	const keys = await setup.domains.keys(domain);
	return Object.fromEntries(keys.map(({ selector, stage }) => [selector, stage]));
}

const signing = async (setup: Setup): Promise<readonly SigningKey[]> => {
	const keys = await setup.signingKeys.active("shop.example");
	assert.ok(keys !== "none-ready");
	return keys;
};

test("a domain is signed for from its first good check on, and the world has what it needs", async (t) => {
	const { setup, zone } = await aSetup(t);
	const domain = await aDomain(setup);
	const label = domain.id.toLowerCase();
	assert.deepEqual(await signing(setup), []);
	assert.match(text(zone.get(`ag1.${label}.dkim.relay.example`)), /^v=DKIM1; k=rsa; p=MII/);
	assert.equal(text(zone.get(`${label}.rp.relay.example`)), "MX | v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 -all");

	const checked = ok(await setup.domains.check(domain.id));

	assert.deepEqual([checked.verification, checked.activeSelector], ["verified", "ag1"]);
	assert.deepEqual(await stages(setup, domain), { ag1: "active", ag2: "pending" });
	const [key] = await signing(setup);
	assert.ok(key !== undefined && signsAs(key.key, text(zone.get(`ag1.${label}.dkim.relay.example`))));
	await sameAsLoaded(setup, zone);
});

function signsAs(privateKey: KeyObject, record: string): boolean {
	const der = Buffer.from(record.slice(record.indexOf("p=") + 2), "base64");
	const publicKey = createPublicKey({ key: der, format: "der", type: "spki" });
	const octets = Buffer.from("x");
	return verify("sha256", octets, publicKey, sign("sha256", octets, privateKey));
}

test("the task takes a domain through years by itself, over restarts, and always with a key that the world sees", async (t) => {
	const first = await aSetup(t);
	const domain = await aDomain(first.setup);
	await first.setup.domains.check(domain.id);
	await first.store.close();
	const { setup, clock, zone, store } = await aSetup(t, first.store.folder);
	for (const record of await loadedZone(setup))
		zone.set(record.name, [...(zone.get(record.name) ?? []), record]);
	setup.keyTask.start();
	const used = new Set<number | null>();
	for (let day = 0; day < 400; day++) {
		await clock.advance(DAY - MINUTE);
		await until(async () => ((await store.setup.nextKeysDue()) ?? clock.now() + 1) > clock.now(), clock);
		await setup.domains.check(domain.id);
		await clock.advance(MINUTE);
		const [key] = await signing(setup);
		assert.ok(key !== undefined);
		const target = `${key.selector}.${domain.id.toLowerCase()}.dkim.relay.example`;
		assert.ok(signsAs(key.key, text(zone.get(target))));
		for (const { stage, activeAt } of await setup.domains.keys(domain))
			if (stage === "active") used.add(activeAt);
	}
	await setup.keyTask.stop();
	assert.equal(used.size, 5, "five terms of about ninety days");
	await sameAsLoaded(setup, zone);
});

/** Until the task has done what is due: it works beside the test. */
async function until(isDone: () => Promise<boolean>, clock: { advance(ms: number): Promise<void> }) {
	for (let attempt = 0; attempt < 200; attempt++) {
		if (await isDone()) return;
		await clock.advance(1_000);
	}
	assert.fail("the task has not done what is due");
}

test("after a suspected leak the record is empty at once, and the other key signs", async (t) => {
	const { setup, zone } = await aSetup(t);
	const domain = await aDomain(setup);
	await setup.domains.check(domain.id);
	const [before] = await signing(setup);

	const rotated = ok(await setup.domains.rotate(domain.id, { leaked: true }));

	assert.equal(rotated.activeSelector, "ag2");
	assert.equal(text(zone.get(`ag1.${domain.id.toLowerCase()}.dkim.relay.example`)), "v=DKIM1; k=rsa; p=");
	const [after] = await signing(setup);
	assert.deepEqual([before?.selector, after?.selector], ["ag1", "ag2"]);
	const [record] = await setup.domains.records(rotated);
	assert.equal(record?.txt, undefined, "nobody is told to publish a revoked key");
	await setup.domains.rotate(domain.id, { leaked: true });
	assert.equal(await setup.signingKeys.active("shop.example"), "none-ready");
	await setup.domains.check(domain.id);
	assert.equal((await signing(setup))[0]?.selector, "ag1");
	await sameAsLoaded(setup, zone);
});

test("a key that was not seen does not take over, and one whose record has gone is not waiting any more", async (t) => {
	const { setup, world, clock } = await aSetup(t);
	const domain = await aDomain(setup);
	await setup.domains.check(domain.id);
	world.broken.add("dkim-2");
	await setup.domains.check(domain.id);
	await setup.domains.rotate(domain.id, { leaked: false });
	assert.deepEqual(await stages(setup, domain), { ag1: "active", ag2: "pending" });
	world.broken.clear();
	await setup.domains.check(domain.id);
	await clock.advance(5 * MINUTE);
	await setup.domains.rotate(domain.id, { leaked: false });
	assert.deepEqual(await stages(setup, domain), { ag1: "retiring", ag2: "active" });
});

test("Ed25519 comes beside RSA by choice, on records of its own, and goes again without a trace", async (t) => {
	const { setup, zone, clock, store } = await aSetup(t);
	const domain = await aDomain(setup);
	await setup.domains.check(domain.id);
	const chosen = ok(await setup.domains.update(domain.id, { ed25519: true }));
	assert.deepEqual(
		(await setup.domains.records(chosen)).map(({ purpose }) => purpose),
		["dkim-1", "dkim-2", "return-path", "dkim-1-ed25519", "dkim-2-ed25519"],
	);
	assert.equal((await signing(setup)).length, 1, "not seen yet");
	await setup.domains.check(domain.id);
	assert.deepEqual(
		(await signing(setup)).map(({ selector, algorithm }) => [selector, algorithm]),
		[
			["ag1", "rsa-sha256"],
			["ag1e", "ed25519-sha256"],
		],
	);
	const target = `ag1e.${domain.id.toLowerCase()}.dkim.relay.example`;
	assert.match(text(zone.get(target)), /^v=DKIM1; k=ed25519; p=[\w+/]{43}=$/);

	await setup.domains.update(domain.id, { ed25519: false });
	assert.equal((await signing(setup)).length, 1);
	assert.match(text(zone.get(target)), /p=[\w+/]{43}=$/, "what it signed can still be verified");
	setup.keyTask.start();
	for (let step = 0; step < 25; step++) {
		await clock.advance(DAY);
		await until(async () => ((await store.setup.nextKeysDue()) ?? clock.now() + 1) > clock.now(), clock);
	}
	await setup.keyTask.stop();
	assert.equal(text(zone.get(target)), "nothing");
	await sameAsLoaded(setup, zone);
});

test("mail waits for an RSA key after a leak, even where Ed25519 is ready", async (t) => {
	const { setup, world } = await aSetup(t);
	const domain = await aDomain(setup, { ed25519: true });
	world.broken.add("dkim-2");
	await setup.domains.check(domain.id);
	await setup.domains.rotate(domain.id, { leaked: true });
	assert.deepEqual(await stages(setup, domain), {
		ag1: "retired",
		ag1e: "retired",
		ag2: "pending",
		ag2e: "active",
	});
	assert.equal(await setup.signingKeys.active("shop.example"), "none-ready");
	world.broken.clear();
	await setup.domains.check(domain.id);
	assert.deepEqual(
		(await signing(setup)).map(({ selector }) => selector),
		["ag2", "ag2e"],
	);
});

test("a key that cannot be made now is made later, and the one that signs goes on", async (t) => {
	const { setup, world, clock, store } = await aSetup(t);
	const domain = await aDomain(setup);
	await setup.domains.check(domain.id);
	world.failing = true;
	ok(await setup.domains.update(domain.id, { ed25519: true }));
	assert.equal(world.faults.length, 1);
	assert.equal((await signing(setup)).length, 1);
	world.failing = false;
	setup.keyTask.start();
	await clock.advance(6 * MINUTE);
	await until(async () => (await store.setup.dkimKeys(domain.id)).length === 4, clock);
	await setup.keyTask.stop();
});

test("no private key, sealed or open, is in what people and name servers are shown", async (t) => {
	const { setup, store } = await aSetup(t);
	const domain = await aDomain(setup, { ed25519: true });
	const rows = await store.setup.dkimKeys(domain.id);
	const shown = JSON.stringify([
		domain,
		await setup.domains.records(domain),
		await setup.domains.keys(domain),
		await loadedZone(setup),
	]);
	assert.equal(rows.length, 4);
	assert.doesNotMatch(shown, /private|sealed/i);
	for (const { sealedPrivateKey } of rows)
		assert.ok(!shown.includes(Buffer.from(sealedPrivateKey).toString("base64").slice(0, 40)));
	for (const { privateKey } of pairs) {
		const der = privateKey.export({ type: "pkcs8", format: "der" });
		assert.ok(!shown.includes(der.subarray(40, 90).toString("base64").slice(0, 40)));
	}
});
