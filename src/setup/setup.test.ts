import assert from "node:assert/strict";
import { createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { type TestContext, test } from "node:test";
import { virtualClock } from "../../test/support/clock.ts";
import { openTestStore } from "../../test/support/store.ts";
import { publicKeyText } from "../rfc/dkim/record.ts";
import type { Sender } from "../terms/identity.ts";
import { createSetup, isProblem, type Problem, type Setup } from "./index.ts";
import type { SetupPorts } from "./ports.ts";
import type { SigningKey } from "./signing-keys.ts";
import type { Verifier } from "./verification-ports.ts";

// RSA keys take a tenth of a second each: the tests share two.
const pairs = [0, 1].map(() => generateKeyPairSync("rsa", { modulusLength: 2048 }));

async function aSetup(t: TestContext, verifier?: Verifier) {
	const clock = virtualClock("2026-03-31T09:00:00Z");
	const store = await openTestStore(t, clock);
	let drawn = 0;
	let made = 0;
	const ports: SetupPorts = {
		store: store.setup,
		plans: store.plans,
		audit: store.audit,
		clock,
		randomBytes: (count) => Buffer.from(Array.from({ length: count }, () => (drawn++ * 167 + 13) & 255)),
		generateKey: async (algorithm) => {
			const pair = algorithm === "rsa-sha256" ? pairs[made++ % 2] : generateKeyPairSync("ed25519");
			if (pair === undefined) throw new Error("no pair");
			return {
				privateKey: pair.privateKey.export({ type: "pkcs8", format: "der" }),
				publicKey: publicKeyText(pair.publicKey),
			};
		},
		serverKey: Buffer.alloc(32, 1),
		...(verifier === undefined ? {} : { verifier }),
	};
	return { setup: createSetup(ports, { zone: "relay.example" }), clock, store, ports };
}

function ok<T extends object>(value: T | Problem): T {
	assert.ok(!isProblem(value), JSON.stringify(value));
	return value as T;
}

async function aShop(setup: Setup) {
	const account = ok(await setup.accounts.create({ name: "Shop", monthlyRecipients: 1_000 }));
	const domain = ok(await setup.domains.create(account.id, "Shop.example"));
	const { user, password } = ok(await setup.smtpUsers.create(domain.id, { name: "WordPress" }));
	const sender = (await setup.directory.sender(user.username)) as Sender;
	return { account, domain, user, password, sender };
}

test("a log-in is generated, is told once, and matches its own password only", async (t) => {
	const { setup } = await aSetup(t);
	const { user, password, sender } = await aShop(setup);

	assert.match(user.username, /^shop-example-[0-9a-z]{8}$/);
	assert.match(password, /^[0-9a-z]{26}$/);
	assert.equal(setup.directory.passwordMatches(sender, password), true);
	assert.equal(setup.directory.passwordMatches(sender, `${password} `), false);
	assert.equal(setup.directory.passwordMatches(undefined, password), false);
	assert.equal(await setup.directory.sender("nobody"), undefined);
});

test("a domain's two keys differ, sign, and are sealed in the store", async (t) => {
	const { setup, store } = await aSetup(t);
	const { domain } = await aShop(setup);

	assert.deepEqual(await setup.signingKeys.active("shop.example"), [], "none signs unseen");
	await setup.domains.vouch(domain.id);
	const keys = await store.setup.dkimKeys(domain.id);
	const [signing] = (await setup.signingKeys.active("shop.example")) as readonly SigningKey[];
	assert.ok(signing !== undefined);

	assert.deepEqual(keys.map(({ selector }) => selector).sort(), ["ag1", "ag2"]);
	assert.equal(signing.selector, "ag1");
	const published = keys.find(({ selector }) => selector === "ag1")?.publicKey ?? "";
	const publicKey = createPublicKey({ key: Buffer.from(published, "base64"), format: "der", type: "spki" });
	assert.ok(verify("sha256", Buffer.from("x"), publicKey, sign("sha256", Buffer.from("x"), signing.key)));
	assert.ok(keys.every(({ sealedPrivateKey }) => sealedPrivateKey[0] === 1));
	assert.deepEqual(await setup.signingKeys.active("other.example"), []);
});

test("a domain's three records point into the operator's zone", async (t) => {
	const { setup } = await aSetup(t);
	const { domain } = await aShop(setup);
	const label = domain.id.toLowerCase();

	const records = await setup.domains.records(domain);

	assert.deepEqual(
		records.map(({ name, value, state }) => [name, value, state]),
		[
			["ag1._domainkey.shop.example", `ag1.${label}.dkim.relay.example`, "not-checked"],
			["ag2._domainkey.shop.example", `ag2.${label}.dkim.relay.example`, "not-checked"],
			["bounce.shop.example", `${label}.rp.relay.example`, "not-checked"],
		],
	);
	assert.match(records[0]?.txt ?? "", /^v=DKIM1; k=rsa; p=MII/);
});

test("a name that cannot send is refused", async (t) => {
	const { setup } = await aSetup(t);
	const { account } = await aShop(setup);
	for (const name of ["shop", "a..example", "[192.0.2.1]", "192.0.2.1", "shop.example.", "-a.example", ""]) {
		const problem = await setup.domains.create(account.id, name);
		assert.ok(isProblem(problem) && problem.problem === "invalid", name);
	}
});

test("a domain belongs to one account, however it is written", async (t) => {
	const { setup } = await aSetup(t);
	await aShop(setup);
	const other = ok(await setup.accounts.create({ name: "Other", monthlyRecipients: 1 }));
	const problem = await setup.domains.create(other.id, "SHOP.example");
	assert.ok(isProblem(problem) && problem.problem === "taken");
});

test("a verifier decides which domains are verified; a broken record does not stop a verified one", async (t) => {
	let state: "valid" | "not-found" = "not-found";
	const { setup } = await aSetup(t, {
		checkRecords: async (_, expected) => expected.map(({ purpose }) => ({ purpose, state })),
	});
	const { domain } = await aShop(setup);

	assert.equal(ok(await setup.domains.check(domain.id)).verification, "unverified");
	state = "valid";
	assert.equal(ok(await setup.domains.check(domain.id)).verification, "verified");
	state = "not-found";
	const broken = ok(await setup.domains.check(domain.id));
	assert.equal(broken.verification, "verified");
	assert.deepEqual(new Set(broken.records.map((record) => record.state)), new Set(["not-found"]));
	assert.equal(ok(await setup.domains.unverify(domain.id)).verification, "unverified");
});

test("a session sees every change at its next command", async (t) => {
	const { setup } = await aSetup(t);
	const { account, domain, user, sender } = await aShop(setup);
	const now = async () => setup.directory.refresh(sender);
	assert.equal(setup.directory.refresh(sender), sender, "nothing changed: answered from memory");

	await setup.accounts.suspend(account.id, "Unpaid invoice");
	assert.equal((await now())?.account.suspendedReason, "Unpaid invoice");
	await setup.accounts.resume(account.id);
	assert.equal((await now())?.account.suspendedReason, null);
	await setup.domains.vouch(domain.id);
	assert.equal((await now())?.domain.verification, "verified");
	await setup.smtpUsers.update(user.id, { disabled: true });
	assert.equal((await now())?.user.disabled, true);
	const { password } = ok(await setup.smtpUsers.resetPassword(user.id));
	assert.equal(setup.directory.passwordMatches(await now(), password), true);
	await setup.smtpUsers.remove(user.id);
	assert.equal(await now(), undefined);
});

test("a removed domain takes its SMTP users and its key along", async (t) => {
	const { setup } = await aSetup(t);
	const { domain, sender } = await aShop(setup);
	await setup.domains.vouch(domain.id);
	await setup.signingKeys.active("shop.example");

	assert.equal(await setup.domains.remove(domain.id), true);

	assert.equal(await setup.directory.refresh(sender), undefined);
	assert.deepEqual(await setup.signingKeys.active("shop.example"), []);
	assert.equal(await setup.domains.remove(domain.id), false);
});

test("the quota is that of the period, and a higher one works at once", async (t) => {
	const { setup, clock } = await aSetup(t);
	const { account } = await aShop(setup);

	assert.deepEqual(await setup.directory.quota(account.id), {
		period: 0,
		periodStart: Date.parse("2026-03-31T09:00:00Z"),
		renewsAt: Date.parse("2026-04-30T09:00:00Z"),
		limit: 1_000,
		used: 0,
	});
	await setup.accounts.update(account.id, { monthlyRecipients: 5_000 });
	await clock.advance(31 * 86_400_000);
	const { limit, periodStart } = await setup.directory.quota(account.id);
	assert.deepEqual([limit, periodStart], [5_000, Date.parse("2026-04-30T09:00:00Z")]);
});

test("settings that make no sense are refused, and good ones are kept in one spelling", async (t) => {
	const { setup } = await aSetup(t);
	const { user, domain } = await aShop(setup);
	for (const settings of [
		{ allowedAddresses: ["192.0.2.0/33"] },
		{ allowedAddresses: ["example.com"] },
		{ allowedAddresses: ["2001:db8::/129"] },
		{ allowedAddresses: ["192.0.2.1/"] },
		{ recipientsPerMinute: 0 },
		{ recipientsPerMinute: 1.5 },
		{ name: " " },
		{ name: "a\u202eb" },
		{ expiresAt: Number.NaN },
	]) {
		assert.ok(isProblem(await setup.smtpUsers.create(domain.id, settings)), JSON.stringify(settings));
	}
	const allowedAddresses = ["192.0.2.0/24", "2001:DB8::/32", "2001:db8::/32"];
	for (const wrong of ["ZIP", ".zip", "", "a b", "x".repeat(17)])
		assert.ok(isProblem(await setup.accounts.update(user.accountId, { refusedExtensions: [wrong] })), wrong);
	const narrowed = ok(await setup.accounts.update(user.accountId, { refusedExtensions: ["zip", "7z"] }));
	assert.deepEqual(narrowed.refusedExtensions, ["zip", "7z"]);
	const updated = ok(await setup.smtpUsers.update(user.id, { allowedAddresses }));
	assert.deepEqual(updated.allowedAddresses, ["192.0.2.0/24", "2001:db8::/32"]);
});

test("an API key is known by its token, and by nothing near it", async (t) => {
	const { setup } = await aSetup(t);
	const { account } = await aShop(setup);
	const { key, token } = ok(await setup.apiKeys.create(account.id, "CRM"));
	const kind = async (text: string) => (await setup.apiKeys.authenticate(text, "192.0.2.9")).kind;

	assert.match(token, /^ak_[0-9A-Z]{26}_[0-9a-z]{26}$/);
	assert.equal(await kind(token), "key");
	for (const wrong of ["", "ak_", token.slice(0, -1), `${token}x`, token.toUpperCase(), `${token}_`]) {
		assert.equal(await kind(wrong), "unknown", wrong);
	}
	await setup.apiKeys.remove(key.id);
	assert.equal(await kind(token), "unknown");
});

test("twenty wrong keys block wrong keys of their network for ten minutes, and never a right one", async (t) => {
	const { setup, clock } = await aSetup(t);
	const { key, token } = ok(await setup.apiKeys.create(null, "operator"));
	const kind = async (text: string, address: string) =>
		(await setup.apiKeys.authenticate(text, address)).kind;
	for (let attempt = 0; attempt < 20; attempt++)
		assert.equal(await kind("wrong", `2001:db8::${attempt + 1}`), "unknown");

	for (const wrong of ["wrong", `ak_${key.id}_${"0".repeat(26)}`])
		assert.equal(await kind(wrong, "2001:db8::ff"), "blocked");
	assert.equal(await kind("wrong", "2001:db8:0:2::5"), "unknown");
	assert.equal(await kind(token, "2001:db8::ff"), "key");
	await clock.advance(600_000);
	assert.equal(await kind("wrong", "2001:db8::ff"), "unknown");
});
