import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { getRequestListener } from "@hono/node-server";
import { OpenAPIClientAxios } from "openapi-client-axios";
import type { Json } from "../../../test/support/json.ts";
import { sendingApi } from "../../../test/support/sending-api.ts";

test("a client made from the document leads a customer's whole life", async (t) => {
	const { app, setup } = await sendingApi(t);
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

	const theirs = await clientOf(operator.token);
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
