import assert from "node:assert/strict";
import { test } from "node:test";
import { MAIL } from "../../test/support/reception.ts";
import { parseFields } from "../rfc/message/fields.ts";
import type { AccountId, MessageId } from "../terms/ids.ts";
import type { KeyUse } from "./ports.ts";
import { repeatOf } from "./repeat.ts";
import { openTransaction } from "./transaction.ts";

const account = "01ACC0NT000000000000000000" as AccountId;

function asked(header: string, { to = ["a@x.example"], body = "b", uses = [] as readonly KeyUse[] } = {}) {
	const transaction = openTransaction("ann@shop.example", MAIL, false);
	for (const [index, address] of to.entries())
		transaction.recipients.push({
			index,
			address,
			domain: "x.example",
			notify: null,
			originalRecipient: null,
		});
	const spool = { keyUses: async () => uses } as unknown as Parameters<typeof repeatOf>[0]["spool"];
	const clock = { now: () => 0 } as Parameters<typeof repeatOf>[0]["clock"];
	const { fields } = parseFields(Buffer.from(header));
	return repeatOf({ spool, clock }, account, fields, transaction, Buffer.from(body));
}

const KEY = "Angarium-Idempotency-Key: job 7\r\n";
const hashOf = async (...of: Parameters<typeof asked>) => (await asked(...of))?.claim.payloadHash;

test("a message without a key, or with one that is none, asks for nothing", async () => {
	assert.equal(await asked("Subject: x\r\n"), undefined);
	assert.equal(await asked("Angarium-Idempotency-Key: \r\n"), undefined);
	assert.equal(await asked("Angarium-Idempotency-Key: clé\r\n"), undefined);
	assert.equal(await asked(`Angarium-Idempotency-Key: ${"x".repeat(256)}\r\n`), undefined);
	assert.equal((await asked(KEY))?.claim.key, "job 7");
});

test("what a program writes anew with each try does not make another message; all else does", async () => {
	const same = await hashOf(`${KEY}Subject: x\r\n`, { to: ["a@x.example", "b@x.example"] });
	const again = `Date: now\r\n${KEY}Message-ID: <2@x>\r\nReceived: by y\r\nSubject: x\r\n`;
	assert.equal(await hashOf(again, { to: ["b@x.example", "a@x.example"] }), same);
	assert.notEqual(await hashOf(`${KEY}Subject: y\r\n`, { to: ["a@x.example", "b@x.example"] }), same);
	assert.notEqual(await hashOf(`${KEY}Subject: x\r\n`, { to: ["a@x.example"] }), same);
	assert.notEqual(
		await hashOf(`${KEY}Subject: x\r\n`, { to: ["a@x.example", "b@x.example"], body: "c" }),
		same,
	);
});

test("another message under a key that was used is accepted, and its page says so", async () => {
	const use = { payloadHash: "0".repeat(64), message: "M1" as MessageId, answer: "" };
	const repeat = await asked(KEY, { uses: [use] });
	assert.equal(repeat?.claim.exclusive, false);
	assert.match(repeat?.notes.join() ?? "", /used before, by another message: M1/);
});
