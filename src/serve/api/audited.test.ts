import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "../../../test/support/json.ts";
import { sendingApi } from "../../../test/support/sending-api.ts";
import { withoutSecrets } from "./audited.ts";
import { endpoints } from "./index.ts";
import { shownBy } from "./mount.ts";

const all = endpoints({} as never);

/** What changes nothing, or is told by Activity itself. */
const UNAUDITED = new Set([
	"post /v1/messages",
	"post /v1/check",
	"post /v1/try/domains/{id}/records",
	"post /v1/try/samples",
	"post /v1/accounts/{id}/billing-portal",
	// What follows of it is audited where it is done.
	"post /v1/stripe/events",
]);

test("every call that changes something says what the audit log calls it", () => {
	for (const { method, path, audits } of all) {
		const isChange = method !== "get" && !UNAUDITED.has(`${method} ${path}`);
		assert.equal(audits !== undefined, isChange, `${method} ${path}`);
	}
});

test("what is changed can be shown as it was before", () => {
	for (const one of all)
		if (one.audits !== undefined && one.path.includes("{"))
			assert.notEqual(shownBy(one, all), undefined, `${one.method} ${one.path}: GET of the thing is missing`);
});

test("a change is told with its actor, and as it was before and after", async (t) => {
	const { shop, post, store, app, clock } = await sendingApi(t);
	const made = await post("/v1/smtp-users", { domainId: shop.domain.id, name: "CRM" });
	assert.equal(made.status, 201);
	await clock.advance(1);
	const patched = await app.request(`/v1/smtp-users/${made.body.id}`, {
		method: "PATCH",
		headers: { authorization: `Bearer ${shop.token}`, "content-type": "application/json" },
		body: JSON.stringify({ disabled: true }),
	});
	assert.equal(patched.status, 200);

	const [update, create] = await store.audit.list({ accountId: shop.account.id }, 10);
	assert.equal(create?.action, "smtp-user.create");
	assert.deepEqual(create?.actor, { kind: "api-key", id: create?.actor.id, name: "shop.example" });
	assert.deepEqual(create?.target, { type: "smtp-user", id: made.body.id, name: "CRM" });
	assert.equal(create?.before, null);
	assert.equal(update?.action, "smtp-user.update");
	assert.deepEqual(
		[update?.before, update?.after].map((state) => (state as { disabled: boolean } | null)?.disabled),
		[false, true],
	);
	assert.doesNotMatch(JSON.stringify([create, update]), new RegExp(made.body.password));
});

test("a plan that is chosen is told with the plan before and after, and what was answered", async (t) => {
	const { shop, setup, store, app, clock } = await sendingApi(t);
	const operator = await setup.apiKeys.create(null, "operator");
	assert.ok("token" in operator);
	const call = async (path: string, body: object, token = operator.token) => {
		const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
		const answer = await app.request(path, { method: "POST", headers, body: JSON.stringify(body) });
		return (await answer.json()) as Json;
	};
	const { id: planId } = await call("/v1/plans", { name: "Growth", monthlyRecipients: 1_000 });
	const path = `/v1/accounts/${shop.account.id}/plan`;
	assert.equal((await call(path, { planId }, shop.token)).outcome, "requested");
	await clock.advance(1);
	await call(path, { planId });

	const [chosen, asked] = await store.audit.list({ accountId: shop.account.id }, 10);
	assert.ok(chosen !== undefined && asked !== undefined);
	const told = ({ before, after }: { readonly before: Json; readonly after: Json }) => [
		before.plan?.name,
		after.plan?.name,
		after.outcome,
	];
	assert.deepEqual(told(asked as never), [undefined, undefined, "requested"]);
	assert.deepEqual(told(chosen as never), [undefined, "Growth", "changed"]);
	assert.equal(chosen.target.name, shop.account.name);
});

test("a change that is refused is not told", async (t) => {
	const { shop, post, store } = await sendingApi(t);
	assert.equal((await post("/v1/domains", { name: "shop.example" })).status, 409);
	assert.deepEqual(await store.audit.list({ accountId: shop.account.id }, 10), []);
});

test("secrets are left out at any depth, and what is large is told as its size", () => {
	assert.deepEqual(withoutSecrets({ name: "a", token: "t", inner: [{ password: "p", id: 1 }] }), {
		name: "a",
		inner: [{ id: 1 }],
	});
	assert.deepEqual(withoutSecrets({ text: "x".repeat(20_000) }), { characters: 20_011 });
	assert.equal(withoutSecrets(null), null);
});
