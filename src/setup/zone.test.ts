import assert from "node:assert/strict";
import { test } from "node:test";
import { aDomain, aSetup, ok, sameAsLoaded } from "../../test/support/domains-world.ts";
import type { SendingDomain } from "../terms/identity.ts";
import { isProblem } from "./index.ts";
import { spfText } from "./zone.ts";

test("a removed domain's names go at once, and adding it again gives new ones", async (t) => {
	const { setup, zone } = await aSetup(t);
	const domain = await aDomain(setup, { ed25519: true });
	assert.equal(zone.size, 5);
	await setup.domains.remove(domain.id);
	assert.equal(zone.size, 0);
	const again = ok(await setup.domains.create(domain.accountId, "shop.example"));
	const values = async (one: SendingDomain) => (await setup.domains.records(one)).map(({ value }) => value);
	const [old, fresh] = [await values(domain), await values(again)];
	assert.ok(fresh.every((value) => !old.includes(value)));
	await sameAsLoaded(setup, zone);
});

test("a return path moves to another name under the domain, and is not relied on before it was seen there", async (t) => {
	const { setup } = await aSetup(t);
	const domain = await aDomain(setup);
	await setup.domains.check(domain.id);
	assert.equal(await setup.returnPaths.hostOf("shop.example"), "bounce.shop.example");

	const moved = ok(await setup.domains.update(domain.id, { returnPath: "Mail.Returns" }));
	assert.equal(moved.returnPathHost, "mail.returns.shop.example");
	assert.equal(moved.records.find(({ purpose }) => purpose === "return-path")?.state, "not-checked");
	assert.equal(moved.verification, "verified");
	assert.equal(await setup.returnPaths.hostOf("shop.example"), undefined);
	await setup.domains.check(domain.id);
	assert.equal(await setup.returnPaths.hostOf("shop.example"), "mail.returns.shop.example");
	assert.equal(await setup.returnPaths.hostOf("other.example"), undefined);

	for (const wrong of ["", "a..b", "shop.example", "x".repeat(64), `${"a.".repeat(100)}b`, "b_c", "-x"])
		assert.ok(isProblem(await setup.domains.update(domain.id, { returnPath: wrong })), wrong);
	const whole = ok(await setup.domains.update(domain.id, { returnPath: "back.shop.example" }));
	assert.equal(whole.returnPathHost, "back.shop.example");
});

test("SPF names the addresses that mail leaves from, or the host that has them, and nobody else", () => {
	assert.equal(
		spfText(["192.0.2.1", "2001:db8::1"], "mx.example"),
		"v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 -all",
	);
	assert.equal(spfText([], "mx.example"), "v=spf1 a:mx.example -all");
});
