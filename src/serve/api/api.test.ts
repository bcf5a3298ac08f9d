import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { type TestContext, test } from "node:test";
import { holdToContract } from "../../../test/support/api-contract.ts";
import { virtualClock } from "../../../test/support/clock.ts";
import type { Json } from "../../../test/support/json.ts";
import { aService, peopleOver } from "../../../test/support/people.ts";
import { programsOver } from "../../../test/support/programs.ts";
import { setupOver } from "../../../test/support/setup.ts";
import { openTestStore } from "../../../test/support/store.ts";
import type { RefusalRow } from "../../report/ports.ts";
import { isProblem } from "../../setup/index.ts";
import type { AccountId, ActivityId, DomainId, SmtpUserId } from "../../terms/ids.ts";
import { makeId } from "../../terms/ids.ts";
import { defaultLimits } from "../../terms/limits.ts";
import { createApi, endpoints, openApi } from "./index.ts";

async function anApi(t: TestContext) {
	const clock = virtualClock();
	const store = await openTestStore(t, clock);
	const { setup, suppressions } = setupOver(store, clock);
	const incidents: unknown[] = [];
	const dependencies = {
		setup,
		people: peopleOver(store, clock).people,
		service: aService,
		suppressions,
		reports: store.reports,
		...programsOver({ store, setup, clock }),
		limits: defaultLimits,
		now: () => clock.now(),
		randomBytes,
		version: "1.2.3",
		url: () => "https://relay.example",
		incident: (_: string, error: unknown) => `incident-${incidents.push(error)}`,
		lacking: async () => [],
	};
	const app = createApi(dependencies);
	holdToContract(app);
	const operator = await setup.apiKeys.create(null, "operator");
	assert.ok(!isProblem(operator));

	const call = async (
		method: string,
		path: string,
		body?: unknown,
		token: string | null = operator.token,
	) => {
		const response = await app.request(path, {
			method,
			headers: {
				...(token === null ? {} : { authorization: `Bearer ${token}` }),
				...(body === undefined ? {} : { "content-type": "application/json" }),
			},
			...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
		});
		const endless = /event-stream/.test(response.headers.get("content-type") ?? "");
		if (endless) await response.body?.cancel();
		const text = endless ? "" : await response.text();
		return {
			status: response.status,
			headers: response.headers,
			body: (/json/.test(response.headers.get("content-type") ?? "")
				? JSON.parse(text)
				: text || null) as Json,
		};
	};
	return { app, call, store, setup, clock, incidents, dependencies };
}

async function aShop({ call }: Pick<Awaited<ReturnType<typeof anApi>>, "call">, name = "shop.example") {
	const account = (await call("POST", "/v1/accounts", { name, monthlyRecipients: 100 })).body;
	const domain = (await call("POST", "/v1/domains", { name, accountId: account.id })).body;
	const user = (await call("POST", "/v1/smtp-users", { domainId: domain.id, name: "WordPress" })).body;
	const key = (await call("POST", "/v1/api-keys", { name: "CRM", accountId: account.id })).body;
	return { account, domain, user, token: key.token as string, key };
}

/** Paths with ids that exist for nobody. */
const filled = (path: string): string => path.replaceAll(/\{\w+\}/g, "0".repeat(26));

test("every call but the open ones asks for a key, and the operator's turn an account's key away", async (t) => {
	const api = await anApi(t);
	const { token } = await aShop(api);
	for (const { method, path, access } of endpoints(api.dependencies)) {
		const unknown = await api.call(method.toUpperCase(), filled(path), undefined, null);
		const isOpen = access === "anyone" || access === "visitor";
		assert.equal(unknown.status === 401, !isOpen, `${method} ${path} without a key`);
		const wrong = await api.call(method.toUpperCase(), filled(path), undefined, `${token}x`);
		await api.clock.advance(60_000);
		assert.equal(wrong.status === 401, access !== "anyone", `${method} ${path} with a wrong key`);
		const own = await api.call(method.toUpperCase(), filled(path), undefined, token);
		const isNotForKeys = access === "operator" || access === "person";
		assert.equal(own.status === 403, isNotForKeys, `${method} ${path} with an account's key`);
	}
});

test("what is another account's does not exist for an account's key", async (t) => {
	const api = await anApi(t);
	const shop = await aShop(api);
	const other = await aShop(api, "other.example");
	for (const [method, path, body] of [
		["GET", `/v1/accounts/${other.account.id}`],
		["GET", `/v1/accounts/${other.account.id}/usage`],
		["GET", `/v1/domains/${other.domain.id}`],
		["DELETE", `/v1/domains/${other.domain.id}`],
		["POST", `/v1/domains/${other.domain.id}/verify`, {}],
		["POST", "/v1/smtp-users", { domainId: other.domain.id }],
		["GET", `/v1/smtp-users/${other.user.id}`],
		["PATCH", `/v1/smtp-users/${other.user.id}`, { disabled: true }],
		["POST", `/v1/smtp-users/${other.user.id}/reset-password`],
		["DELETE", `/v1/smtp-users/${other.user.id}`],
		["DELETE", `/v1/api-keys/${other.key.id}`],
	] as const) {
		assert.equal((await api.call(method, path, body, shop.token)).status, 404, `${method} ${path}`);
	}
	for (const path of ["/v1/accounts", "/v1/domains", "/v1/smtp-users", "/v1/api-keys"]) {
		const { items } = (await api.call("GET", path, undefined, shop.token)).body;
		assert.equal(items.length, 1, path);
	}
	for (const token of [undefined, shop.token]) {
		const { items } = (await api.call("GET", "/v1/accounts?text=OTHER", undefined, token)).body;
		const names = items.map(({ name }: Json) => name);
		assert.deepEqual(names, token === undefined ? ["other.example"] : [], "found by part of the name");
	}
	const named = await api.call(
		"GET",
		`/v1/domains?name=other.example&account=${other.account.id}`,
		undefined,
		shop.token,
	);
	assert.deepEqual(named.body.items, []);
	const users = async (domain: string) =>
		(await api.call("GET", `/v1/smtp-users?domain=${domain}`, undefined, shop.token)).body.items.length;
	assert.deepEqual([await users(shop.domain.id), await users(other.domain.id)], [1, 0]);
	const foreign = { name: "x", accountId: other.account.id };
	assert.equal((await api.call("POST", "/v1/api-keys", foreign, shop.token)).status, 403);
});

test("an account is made, changed, suspended and resumed", async (t) => {
	const api = await anApi(t);
	const { account } = await aShop(api);
	const path = `/v1/accounts/${account.id}`;

	assert.equal((await api.call("PATCH", path, { monthlyRecipients: 500 })).body.monthlyRecipients, 500);
	assert.equal(
		(await api.call("POST", `${path}/suspend`, { reason: "Unpaid" })).body.suspendedReason,
		"Unpaid",
	);
	assert.equal((await api.call("POST", `${path}/resume`)).body.suspendedReason, null);
	const usage = (await api.call("GET", `${path}/usage`)).body;
	assert.deepEqual([usage.limit, usage.used, usage.remaining], [500, 0, 500]);
});

test("a domain answers with its three records, and the operator vouches for it", async (t) => {
	const api = await anApi(t);
	const { domain, token } = await aShop(api);
	const path = `/v1/domains/${domain.id}/verify`;
	assert.deepEqual(
		domain.records.map((record: Json) => record.name),
		["ag1._domainkey.shop.example", "ag2._domainkey.shop.example", "bounce.shop.example"],
	);

	assert.equal(
		(await api.call("POST", path, undefined, token)).status,
		409,
		"nothing here can look records up",
	);
	assert.equal((await api.call("POST", path, { method: "vouch" }, token)).status, 403);
	assert.equal((await api.call("POST", path)).body.verification, "verified");
	assert.equal((await api.call("POST", path, { method: "withdraw" })).body.verification, "unverified");
	const again = await api.call("POST", "/v1/domains", { name: "SHOP.example" }, token);
	assert.deepEqual([again.status, again.body.reason], [409, "taken"]);
});

test("a domain's return path and algorithms are chosen, its keys shown without secrets and rotated", async (t) => {
	const api = await anApi(t);
	const { domain, token } = await aShop(api);
	const path = `/v1/domains/${domain.id}`;
	const stages = (body: Json) => body.keys.map(({ selector, stage }: Json) => `${selector} ${stage}`);
	assert.deepEqual(stages(domain), ["ag1 pending", "ag2 pending"]);
	await api.call("POST", `${path}/verify`);

	const changed = await api.call("PATCH", path, { returnPath: "back", ed25519: true }, token);
	assert.equal(changed.status, 200);
	assert.equal(changed.body.returnPath, "back.shop.example");
	assert.equal(changed.body.records.length, 5);
	assert.deepEqual(
		changed.body.records.map(({ required }: Json) => required),
		[true, true, true, false, false],
	);
	assert.deepEqual(stages(changed.body), ["ag1 active", "ag1e active", "ag2 pending", "ag2e pending"]);
	assert.doesNotMatch(JSON.stringify(changed.body), /private|sealed/i);
	const wrong = await api.call("PATCH", path, { returnPath: "shop.example" }, token);
	assert.deepEqual([wrong.status, wrong.body.errors?.[0]?.field], [422, "body.returnPath"]);

	const rotated = await api.call("POST", `${path}/rotate`, { leaked: true }, token);
	assert.deepEqual(stages(rotated.body), ["ag1 retired", "ag1e retired", "ag2 active", "ag2e active"]);
	assert.match(rotated.body.keys[0].txt, /p=$/);
	assert.equal(rotated.body.activeSelector, "ag2");

	const other = (await api.call("POST", "/v1/accounts", { name: "Other", monthlyRecipients: 1 })).body;
	const key = (await api.call("POST", "/v1/api-keys", { accountId: other.id, name: "Other" })).body;
	for (const [method, where, body] of [
		["PATCH", path, {}],
		["POST", `${path}/rotate`, {}],
	] as const)
		assert.equal((await api.call(method, where, body, key.token)).status, 404, where);
});

test("domains are listed by state and by part of their name", async (t) => {
	const api = await anApi(t);
	const { token } = await aShop(api);
	await api.call("POST", "/v1/domains", { name: "blog.example", returnPath: "mail.back" }, token);
	const names = async (query: string) =>
		(await api.call("GET", `/v1/domains?${query}`, undefined, token)).body.items.map(
			({ name }: Json) => name,
		);
	assert.deepEqual(await names("text=SHOP"), ["shop.example"]);
	// Both were added in one millisecond: their ids are in any order.
	assert.deepEqual((await names("verification=unverified")).sort(), ["blog.example", "shop.example"]);
	assert.deepEqual(await names("verification=verified"), []);
});

test("a password is told when it is made and never again", async (t) => {
	const api = await anApi(t);
	const { user } = await aShop(api);
	const path = `/v1/smtp-users/${user.id}`;
	assert.match(user.password, /^[0-9a-z]{26}$/);

	const seen = await api.call("GET", path);
	assert.equal(JSON.stringify(seen.body).includes(user.password), false);
	assert.equal("passwordHash" in seen.body, false);
	assert.equal(seen.headers.get("cache-control"), "no-store");
	const reset = (await api.call("POST", `${path}/reset-password`)).body;
	assert.notEqual(reset.password, user.password);
	assert.equal(reset.username, user.username);
	assert.equal((await api.call("DELETE", path)).status, 204);
	assert.equal((await api.call("GET", path)).status, 404);
});

test("what is not understood is named, field by field", async (t) => {
	const { call } = await anApi(t);
	const fields = async (...request: Parameters<typeof call>) => {
		const { status, headers, body } = await call(...request);
		assert.equal(headers.get("content-type"), "application/problem+json");
		assert.equal(status, body.status);
		return [body.reason, ...(body.errors ?? []).map((error: Json) => error.field)];
	};

	assert.deepEqual(await fields("POST", "/v1/accounts", { name: "", monthlyRecipients: -1, plan: 1 }), [
		"request-invalid",
		"body.name",
		"body.monthlyRecipients",
		"body.plan",
	]);
	assert.deepEqual(await fields("POST", "/v1/accounts", "{"), ["json-invalid"]);
	assert.deepEqual(await fields("POST", "/v1/accounts", "[]"), ["request-invalid", "body"]);
	assert.deepEqual(await fields("GET", "/v1/activity?limit=201"), ["request-invalid", "query.limit"]);
	assert.deepEqual(await fields("GET", "/v1/activity?statuss=rejected"), [
		"request-invalid",
		"query.statuss",
	]);
	assert.deepEqual(await fields("GET", "/v1/activity?status=rejected,lost"), [
		"request-invalid",
		"query.status",
	]);
	assert.deepEqual(await fields("GET", "/v1/activity?from=yesterday"), ["request-invalid", "query.from"]);
	assert.deepEqual(await fields("GET", "/v1/activity?cursor=x"), ["request-invalid", "query.cursor"]);
	assert.deepEqual(await fields("GET", "/v1/accounts/1"), ["request-invalid", "path.id"]);
	assert.deepEqual(await fields("GET", "/v1/nothing"), ["not-found"]);
	assert.deepEqual(await fields("POST", "/v1/accounts", { name: "x".repeat(1024 * 1024) }), [
		"request-too-large",
	]);
	const smtpUser = { domainId: "0".repeat(26), allowedAddresses: ["x"] };
	assert.deepEqual(await fields("POST", "/v1/smtp-users", smtpUser), ["not-found"]);
});

test("a form of another site is turned away", async (t) => {
	const { app, setup } = await anApi(t);
	const key = await setup.apiKeys.create(null, "x");
	assert.ok(!isProblem(key));
	const response = await app.request("/v1/accounts", {
		method: "POST",
		headers: { authorization: `Bearer ${key.token}`, "content-type": "text/plain" },
		body: "{}",
	});
	assert.equal(response.status, 415);
});

const aRefusal = (at: number, account: string, change: Partial<RefusalRow> = {}): RefusalRow => ({
	id: makeId<ActivityId>(at, randomBytes(16)),
	at,
	lastAt: at,
	count: 1,
	accountId: account as AccountId,
	smtpUserId: "0".repeat(26) as SmtpUserId,
	domainId: "0".repeat(26) as DomainId,
	reason: "sender-domain-mismatch",
	phase: "mail",
	facts: { field: "From", domain: "other.example", userDomain: "shop.example" },
	reply: "550 5.7.1 no",
	sender: "billing@other.example",
	recipient: "zoe@client.example",
	author: "billing@other.example",
	subject: "Invoice",
	headerMessageId: "<1@shop.example>",
	session: {
		client: { sessionId: "S", door: "submission", address: "192.0.2.7", port: 5 },
		helo: "crm",
		tls: null,
		transcript: ["S: 220 hello", "C: EHLO crm"],
	},
	...change,
});

test("Activity is read page by page, newest first, with the reason in words", async (t) => {
	const api = await anApi(t);
	const { account, token } = await aShop(api);
	const other = await aShop(api, "other.example");
	const rows = [1, 2, 3, 4, 5].map((n) =>
		aRefusal(api.clock.now() + n, account.id, { subject: `Invoice ${n}` }),
	);
	await api.store.reports.recordRefusals([...rows, aRefusal(api.clock.now(), other.account.id)]);

	const seen: string[] = [];
	let cursor = "";
	for (let pages = 0; pages < 3; pages++) {
		const { body } = await api.call("GET", `/v1/activity?limit=2${cursor}`, undefined, token);
		seen.push(...body.items.map((item: Json) => item.subject));
		if (body.next === null) break;
		cursor = `&cursor=${body.next}`;
	}

	assert.deepEqual(seen, ["Invoice 5", "Invoice 4", "Invoice 3", "Invoice 2", "Invoice 1"]);
	assert.equal((await api.call("GET", "/v1/activity")).body.items.length, 6, "the operator sees all");
	const id = rows[0]?.id ?? "";
	const one = (await api.call("GET", `/v1/activity/${id}`, undefined, token)).body;
	assert.match(one.words.title, /domain/i);
	assert.equal(one.words.help, "https://relay.example/help/sender-domain-mismatch");
	assert.deepEqual(one.session.transcript, ["S: 220 hello", "C: EHLO crm"]);
	assert.equal((await api.call("GET", `/v1/activity/${id}`, undefined, other.token)).status, 404);
});

test("words follow Accept-Language", async (t) => {
	const { app } = await anApi(t);
	const title = async (language: string) => {
		const response = await app.request("/v1/explain?text=quota-exceeded", {
			headers: { "accept-language": language },
		});
		return ((await response.json()) as Json).title as string;
	};
	assert.notEqual(await title("fr-CH, en;q=0.8"), await title("en"));
	assert.equal(await title("de, en;q=0.5, fr;q=0.2"), await title("en"));
});

test("another server's reply is explained to anybody, with whether it passes and whose move it is", async (t) => {
	const { app } = await anApi(t);
	const response = await app.request("/v1/explain?text=450%204.2.2%20Mailbox%20full");
	const { kind, id, temporary, move, help } = (await response.json()) as Json;
	assert.deepEqual(
		[kind, id, temporary, move, help],
		["cause", "mailbox-full", true, "recipient", "https://relay.example/help/causes/mailbox-full"],
	);
});

test("a fault of ours is temporary, has a number, and says nothing of itself", async (t) => {
	const { dependencies, incidents } = await anApi(t);
	const app = createApi({
		...dependencies,
		lacking: async () => {
			throw new Error("disk on fire");
		},
	});
	const response = await app.request("/readyz");
	const body = (await response.json()) as Json;
	assert.deepEqual(
		[response.status, body.reason, body.facts.incident],
		[503, "internal-fault", "incident-1"],
	);
	assert.equal(JSON.stringify(body).includes("disk"), false);
	assert.match(String(incidents[0]), /disk on fire/);
});

test("a service that lacks something says what, and is not ready", async (t) => {
	const { dependencies, app } = await anApi(t);
	assert.deepEqual(await (await app.request("/readyz")).json(), { status: "ready" });
	const lacking = ["doors", "storage-full"];
	const response = await createApi({ ...dependencies, lacking: async () => lacking }).request("/readyz");
	assert.equal(response.status, 503);
	assert.deepEqual(await response.json(), { status: "not ready", lacking });
});

test("no answer is taken for a page or kept on its way, a problem neither", async (t) => {
	const { app } = await anApi(t);
	for (const path of ["/v1/me", "/v1/domains", "/v1/nothing", "/v1/openapi.json"]) {
		const { headers } = await app.request(path);
		const told = ["x-content-type-options", "cache-control", "content-security-policy"].map((name) =>
			headers.get(name),
		);
		assert.deepEqual(told, ["nosniff", "no-store", "default-src 'none'; frame-ancestors 'none'"], path);
	}
	const docs = (await app.request("/v1/docs")).headers.get("content-security-policy") ?? "";
	assert.match(docs, /style-src 'self' 'sha256-/);
});

test("the OpenAPI document tells of every call, once, with a security scheme", async (t) => {
	const { app, dependencies } = await anApi(t);
	const served = (await (await app.request("/v1/openapi.json")).json()) as Json;
	assert.equal(served.openapi, "3.1.0");
	const operations = Object.values(served.paths).flatMap((path) => Object.values(path as Json)) as Json[];
	assert.equal(operations.length, endpoints(dependencies).length);
	assert.equal(new Set(operations.map((one) => one.operationId)).size, operations.length);
	assert.deepEqual(served, JSON.parse(JSON.stringify(openApi("1.2.3"))));
});
