import assert from "node:assert/strict";
import { test } from "node:test";
import { aRefusal, aSession } from "../../../test/contracts/messages.ts";
import { anApi, aShop } from "../../../test/support/an-api.ts";
import type { Json } from "../../../test/support/json.ts";
import type { AccountId } from "../../terms/ids.ts";

const MISMATCH = {
	reason: "sender-domain-mismatch",
	phase: "mail",
	facts: { field: "From", domain: "other.example", userDomain: "shop.example" },
	reply: "550 5.7.1 no",
} as const;

test("Activity is read page by page, newest first, with the reason in words", async (t) => {
	const api = await anApi(t);
	const { account, token } = await aShop(api);
	const other = await aShop(api, "other.example");
	const refused = (afterMs: number, accountId: AccountId, subject: string) =>
		aRefusal({ ...MISMATCH, at: api.clock.now() + afterMs, accountId, subject });
	const rows = [1, 2, 3, 4, 5].map((n) => refused(n, account.id, `Invoice ${n}`));
	await api.store.reports.recordRefusals([...rows, refused(0, other.account.id, "Invoice")]);

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
	assert.deepEqual(one.session.transcript, aSession.transcript);
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
