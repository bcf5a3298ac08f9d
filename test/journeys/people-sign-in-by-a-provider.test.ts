import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Answered, Browser } from "../support/browser.ts";
import { startProvider, type TestProvider } from "../support/oidc-provider.ts";
import { type Service, startService } from "../support/service.ts";

let provider: TestProvider;
let service: Service;
before(async () => {
	provider = await startProvider({ sub: "1", email: "demo@client.example", email_verified: true });
	const folder = mkdtempSync(join(tmpdir(), "angarium-service-"));
	const secretFile = join(folder, "client-secret");
	writeFileSync(secretFile, `${provider.client.secret}\n`);
	const flags = [
		...["--oidc.issuer", provider.issuer],
		...["--oidc.clientId", provider.client.id],
		...["--oidc.clientSecretFile", secretFile],
	];
	service = await startService({ folder, flags });
});
after(async () => {
	await service.stop();
	await provider.close();
});

/** Goes where a person's browser would be sent, and tells where that ends. */
async function visit(browser: Browser): Promise<{ readonly back: Answered; readonly at: string }> {
	const asked = { providerId: "oidc", callbackURL: "/" };
	const { status, body } = await browser.post("/auth/sign-in/oauth2", asked);
	assert.equal(status, 200, JSON.stringify(body));
	const atProvider = await fetch(body.url, { redirect: "manual" });
	const { pathname, search } = new URL(atProvider.headers.get("location") ?? "");
	assert.equal(pathname, "/auth/callback/oidc");
	const back = await browser.get(pathname + search);
	return { back, at: back.headers.get("location") ?? "" };
}

const person = async (browser: Browser) => (await browser.get("/v1/me")).body.person;

test("a person who was asked to join signs in by the provider", async () => {
	const browser = new Browser(service.ready.http);
	assert.equal((await browser.get("/v1/me")).body.service.oidc, true);
	const { at } = await visit(browser);
	assert.doesNotMatch(at, /error/);
	assert.equal((await person(browser)).email, "demo@client.example");
	const again = new Browser(service.ready.http);
	await visit(again);
	assert.equal((await person(again)).email, "demo@client.example");
});

test("nobody else does: a stranger, an address that the provider has not verified, or a forged token", async () => {
	for (const [claims, forges] of [
		[{ sub: "2", email: "stranger@client.example", email_verified: true }, false],
		[{ sub: "3", email: "demo@client.example", email_verified: false }, false],
		[{ sub: "1", email: "demo@client.example", email_verified: true }, true],
	] as const) {
		provider.person = claims;
		provider.forges = forges;
		const browser = new Browser(service.ready.http);
		const { at } = await visit(browser);
		assert.match(at, /\/sign-in\?error=/, JSON.stringify(claims));
		assert.equal(await person(browser), null);
	}
	provider.forges = false;
});

test("what comes back without having been asked for begins nothing", async () => {
	const browser = new Browser(service.ready.http);
	const { headers } = await browser.get("/auth/callback/oidc?code=1&state=made-up");
	assert.match(headers.get("location") ?? "", /error=/);
	assert.equal(await person(browser), null);
});
