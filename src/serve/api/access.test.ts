import assert from "node:assert/strict";
import { test } from "node:test";
import { aPerson } from "../../../test/support/builders.ts";
import type { ApiKeys } from "../../setup/index.ts";
import type { ApiKey } from "../../terms/identity.ts";
import type { AccountId, ApiKeyId, PersonId } from "../../terms/ids.ts";
import { type Permission, permissions, type Role } from "../../terms/permissions.ts";
import { type Access, type Asker, admit, maySee } from "./access.ts";
import { isApiProblem } from "./problem.ts";

const SHOP = "01SH0P00000000000000000000" as AccountId;
const OTHER = "01XTHER0000000000000000000" as AccountId;

/** The tokens are the names of keys. */
const keysOf = (known: Readonly<Record<string, Partial<ApiKey>>>): ApiKeys =>
	({
		authenticate: async (token: string) =>
			token in known
				? { kind: "key", key: { id: token, name: token, permissions: null, ...known[token] } }
				: { kind: "unknown" },
	}) as unknown as ApiKeys;

const gatekeepers = (memberships: Readonly<Record<string, Role>>, operator = false) => ({
	keys: keysOf({
		shopkey: { accountId: SHOP },
		readkey: { accountId: SHOP, permissions: ["activity:read"] },
		opskey: { accountId: null, id: "opskey" as ApiKeyId },
		opsread: { accountId: null, permissions: ["activity:read"] },
	}),
	sessions: {
		signedIn: async (headers: Headers) =>
			headers.get("cookie") === "session"
				? {
						person: aPerson({ id: "01P" as PersonId, operator }),
						sessionId: "01S",
						memberships: Object.entries(memberships).map(([accountId, role]) => ({
							accountId: accountId as AccountId,
							accountName: "Shop",
							role,
						})),
					}
				: undefined,
	},
});

const asker = (headers: Record<string, string>, more: Partial<Asker> = {}): Asker => ({
	method: "GET",
	headers: new Headers({ host: "relay.example", ...headers }),
	address: "192.0.2.1",
	account: undefined,
	...more,
});
const cookie = { cookie: "session" };

async function outcome(access: Access, who: Asker, known = gatekeepers({ [SHOP]: "administrator" })) {
	const scope = await admit(access, who, known);
	return isApiProblem(scope)
		? scope.reason
		: `${scope.kind} ${"account" in scope ? scope.account : ""}`.trim();
}

test("who says nothing of themselves is asked for a key or to sign in", async () => {
	for (const access of ["person", "operator", ...permissions] as const)
		assert.equal(await outcome(access, asker({})), "api-key-missing", access);
	assert.equal(await outcome("anyone", asker({})), "nobody");
	assert.equal(await outcome("visitor", asker({})), "nobody");
});

test("each role may do what its row of the table says, and no more", async () => {
	const reads: Permission[] = ["account:read", "dashboard:read", "plans:read"];
	const may: Record<Role, readonly Permission[]> = {
		administrator: permissions,
		member: [...reads, "activity:read"],
		viewer: reads,
	};
	for (const [role, granted] of Object.entries(may))
		for (const permission of permissions)
			assert.equal(
				await outcome(permission, asker(cookie), gatekeepers({ [SHOP]: role as Role })),
				granted.includes(permission) ? `account ${SHOP}` : "permission-missing",
				`${role} ${permission}`,
			);
});

test("an account that somebody is no member of does not exist for them", async () => {
	const elsewhere = asker({ ...cookie, "angarium-account": OTHER });
	assert.equal(await outcome("activity:read", elsewhere), "not-found");
	assert.equal(await outcome("activity:read", asker(cookie, { account: OTHER })), "not-found");
	assert.equal(await outcome("activity:read", asker(cookie), gatekeepers({})), "not-found");
});

test("a member of two accounts says which one a call is about", async () => {
	const both = gatekeepers({ [SHOP]: "viewer", [OTHER]: "member" });
	assert.equal(await outcome("activity:read", asker(cookie), both), "request-invalid");
	assert.equal(await outcome("activity:read", asker(cookie, { account: OTHER }), both), `account ${OTHER}`);
	assert.equal(
		await outcome("activity:read", asker({ ...cookie, "angarium-account": SHOP }), both),
		"permission-missing",
	);
});

test("a person who runs the service sees all of it, or one account as its administrator", async () => {
	const operator = gatekeepers({}, true);
	assert.equal(await outcome("operator", asker(cookie), operator), "operator");
	assert.equal(await outcome("domains:write", asker(cookie), operator), "operator");
	assert.equal(await outcome("domains:write", asker(cookie, { account: SHOP }), operator), `account ${SHOP}`);
	assert.equal(await outcome("operator", asker(cookie)), "operator-only");
});

test("a key does what it was made for, in its own account", async () => {
	const key = (name: string, more: Record<string, string> = {}) =>
		asker({ authorization: `Bearer ${name}`, ...more });
	assert.equal(await outcome("domains:write", key("shopkey")), `account ${SHOP}`);
	assert.equal(await outcome("activity:read", key("readkey")), `account ${SHOP}`);
	assert.equal(await outcome("domains:write", key("readkey")), "permission-missing");
	assert.equal(
		await outcome("domains:read", key("shopkey", { "angarium-account": OTHER })),
		`account ${SHOP}`,
	);
	assert.equal(await outcome("operator", key("shopkey")), "operator-only");
	assert.equal(await outcome("person", key("shopkey")), "person-only");
	assert.equal(await outcome("operator", key("opskey")), "operator");
	assert.equal(await outcome("operator", key("opsread")), "operator-only");
	assert.equal(await outcome("activity:read", key("opsread")), "operator");
	assert.equal(await outcome("domains:read", key("opsread")), "permission-missing");
	assert.equal(await outcome("domains:read", key("nokey")), "api-key-invalid");
});

test("a page of another site changes nothing with a visitor's cookie", async () => {
	const change = (headers: Record<string, string>) => asker({ ...cookie, ...headers }, { method: "POST" });
	assert.equal(
		await outcome("domains:write", change({ origin: "https://relay.example" })),
		`account ${SHOP}`,
	);
	assert.equal(
		await outcome("domains:write", change({ "sec-fetch-site": "same-origin" })),
		`account ${SHOP}`,
	);
	for (const headers of [
		{ origin: "https://evil.example" },
		{ origin: "null" },
		{},
		{ "sec-fetch-site": "same-site" },
	])
		assert.equal(await outcome("domains:write", change(headers as Record<string, string>)), "origin-refused");
	assert.equal(
		await outcome("domains:read", asker({ ...cookie, origin: "https://evil.example" })),
		`account ${SHOP}`,
	);
});

test("what belongs to another account, or to the operator, is seen by the operator only", async () => {
	const member = await admit("activity:read", asker(cookie), gatekeepers({ [SHOP]: "member" }));
	const operator = await admit("operator", asker(cookie), gatekeepers({}, true));
	assert.ok(!isApiProblem(member) && !isApiProblem(operator));
	assert.deepEqual(
		[SHOP, OTHER, null].map((account) => maySee(member, account)),
		[true, false, false],
	);
	assert.deepEqual(
		[SHOP, OTHER, null].map((account) => maySee(operator, account)),
		[true, true, true],
	);
});
