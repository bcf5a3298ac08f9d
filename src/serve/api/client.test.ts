import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { getRequestListener } from "@hono/node-server";
import { OpenAPIClientAxios } from "openapi-client-axios";
import type { Json } from "../../../test/support/json.ts";
import { sendingApi } from "../../../test/support/sending-api.ts";
import { aReceiver } from "../../../test/support/webhooks.ts";

/** Clients made from the document, for the operator and for others by their keys. */
async function clients(t: TestContext) {
	const { app, setup, mailed } = await sendingApi(t);
	const operator = await setup.apiKeys.create(null, "operator");
	assert.ok("token" in operator);
	const server = createServer(getRequestListener(app.fetch));
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	t.after(() => server.close());
	const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const definition = (await (await app.request("/v1/openapi.json")).json()) as Json;
	const clientOf = (token: string): Promise<Json> =>
		new OpenAPIClientAxios({
			definition: { ...definition, servers: [{ url: baseURL }] },
			axiosConfigDefaults: { headers: { authorization: `Bearer ${token}` } },
		}).init();
	return { setup, mailed, clientOf, theirs: await clientOf(operator.token) };
}

test("a client made from the document leads a customer's whole life", async (t) => {
	const { setup, clientOf, theirs } = await clients(t);
	const account = (await theirs.postAccounts(null, { name: "Bakery", monthlyRecipients: 10 })).data;
	const key = (await theirs.postApiKeys(null, { name: "all", accountId: account.id })).data;
	const ours = await clientOf(key.token);
	const domain = (await ours.postDomains(null, { name: "bakery.example" })).data;
	assert.equal(domain.records.length, 3);
	await setup.domains.vouch(domain.id);
	const user = (await ours.postSmtpUsers(null, { domainId: domain.id, name: "till" })).data;
	await ours.patchSmtpUsersId(user.id, { name: "the till" });
	const message = {
		smtpUser: user.id,
		from: "till@bakery.example",
		to: ["zoe@client.example"],
		subject: "Bread",
		text: "Ready",
	};
	const sent = await ours
		.postMessages(null, message)
		.catch((error: Json) => assert.fail(JSON.stringify(error.response?.data)));
	assert.equal(sent.status, 202);
	const [row] = (await ours.getActivity({ text: "bread" })).data.items;
	assert.equal(row.recipient, "zoe@client.example");
	assert.equal((await ours.getActivityId(row.id)).data.message.id, sent.data.id);
	assert.equal((await ours.getStatistics()).data.unit, "day");
	await ours.postSuppressions(null, { address: "zoe@client.example" });
	await ours.deleteSmtpUsersId(user.id);
	await ours.deleteDomainsId(domain.id);
	await theirs.deleteApiKeysId(key.id);
	await assert.rejects(ours.getDomains(), (error: Json) => error.response.status === 401);
});

test("and what an account has beside its mail: plan, requests, people, webhooks, its end and its audit log", async (t) => {
	const { clientOf, theirs, mailed } = await clients(t);
	const small = (await theirs.postPlans(null, { name: "Starter", monthlyRecipients: 10 })).data;
	const large = (await theirs.postPlans(null, { name: "Growth", monthlyRecipients: 1_000 })).data;
	const account = (await theirs.postAccounts(null, { name: "Bakery", planId: small.id })).data;
	const key = { name: "all", accountId: account.id };
	const ours = await clientOf((await theirs.postApiKeys(null, key)).data.token);

	assert.deepEqual(
		(await ours.getPlans()).data.items.map(({ name }: Json) => name),
		["Starter", "Growth"],
	);
	const wish = { planId: large.id, note: "Easter" };
	const { outcome, requestId } = (await ours.postAccountsIdPlan(account.id, wish)).data;
	assert.equal(outcome, "requested");
	assert.equal((await theirs.getPlanRequests({ state: "pending" })).data.items[0].note, "Easter");
	await theirs.postPlanRequestsIdAccept(requestId, { note: "Done" });
	assert.equal((await ours.getAccountsIdUsage(account.id)).data.limit, 1_000);

	await ours.postInvitations(null, { email: "ann@client.example", role: "member" });
	const token = new URL(mailed.at(-1)?.link ?? "").searchParams.get("token");
	await theirs.postInvitationsIdAccept(token, { name: "Ann", password: "correct horse battery" });
	const [member] = (await ours.getTeam()).data.items;
	assert.deepEqual([member.email, member.role], ["ann@client.example", "member"]);
	await ours.patchTeamPersonId({ personId: member.personId }, { role: "administrator" });

	const receiver = await aReceiver(t);
	const eventTypes = ["message.bounced", "quota.warning"];
	const webhook = (await ours.postWebhooks(null, { url: receiver.url, eventTypes })).data;
	assert.equal((await ours.postWebhooksIdTest(webhook.id)).data.state, "delivered");
	receiver.verify(receiver.received[0] as never, webhook.secret);
	assert.equal((await ours.getWebhooksIdDeliveries(webhook.id)).data.items.length, 1);

	await theirs.postAccountsIdSuspend(account.id, { reason: "Unpaid" });
	assert.equal((await ours.getAccountsId(account.id)).data.suspendedReason, "Unpaid");
	await theirs.postAccountsIdResume(account.id);
	await theirs.postAccountsIdDelete(account.id, {});
	await theirs.postAccountsIdRestore(account.id);
	assert.match((await ours.getAccountsIdExport(account.id)).data, /"type":"webhook"/);
	const actions = (await ours.getAudit()).data.items.map(({ action }: Json) => action);
	for (const action of ["account.change-plan", "invitation.create", "member.update", "account.restore"])
		assert.ok(actions.includes(action), `${action} is not among ${actions.join(", ")}`);
});
