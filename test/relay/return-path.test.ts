import assert from "node:assert/strict";
import { test } from "node:test";
import { envelopeOf, returnPathHost } from "../../src/relay/envelope.ts";
import { transact } from "../../src/rfc/smtp/client/transaction.ts";
import type { MessageId } from "../../src/terms/ids.ts";
import type { LeasedRecipient, QueuedMessage } from "../../src/terms/outcome.ts";
import { ReturnPathTokens } from "../../src/terms/return-path.ts";
import { newId } from "../contracts/messages.ts";

const HOST = "bounce.shop.example";
const tokens = new ReturnPathTokens([{ id: "0", key: Buffer.alloc(32, 9) }]);
const id = newId<MessageId>();

const recipient = (index: number, change: Partial<LeasedRecipient> = {}): LeasedRecipient => ({
	message: id,
	index,
	address: `r${index}@client.example`,
	domain: "client.example",
	attempt: 1,
	interruptions: 0,
	notify: null,
	originalRecipient: null,
	...change,
});
const message = (change: Partial<QueuedMessage> = {}): QueuedMessage => ({
	id,
	accountId: "A",
	domainId: "D",
	signingDomain: "shop.example",
	reversePath: "ann@shop.example",
	sizeBytes: 1,
	traits: { eightBit: false, utf8: false, longestLineBytes: 1 },
	bodyHash: Buffer.alloc(32),
	dsnReturn: null,
	envelopeId: null,
	receivedAt: 0,
	...change,
});
const read = (address: string) => tokens.read(address.slice(0, address.lastIndexOf("@")), HOST);

test("one recipient is named by the envelope sender, several are left to the report", () => {
	const one = envelopeOf(message(), [recipient(3)], HOST, tokens);
	assert.deepEqual([read(one.reversePath)?.message, read(one.reversePath)?.index], [id, 3]);
	const several = envelopeOf(message(), [recipient(3), recipient(4)], HOST, tokens);
	assert.deepEqual([read(several.reversePath)?.message, read(several.reversePath)?.index], [id, null]);
	assert.ok(several.reversePath.endsWith(`@${HOST}`));
});

test("the original recipient is the one that we were given, or the address itself where it is ASCII", () => {
	const { recipients } = envelopeOf(
		message(),
		[
			recipient(0, { originalRecipient: "rfc822;old@client.example" }),
			recipient(1),
			recipient(2, { address: "zoë@client.example" }),
		],
		HOST,
		tokens,
	);
	assert.deepEqual(
		recipients.map(({ originalRecipient }) => originalRecipient),
		["rfc822;old@client.example", "rfc822;r1@client.example", null],
	);
});

test("null and unsigned envelope senders, and those without a return-path host, stay as they are", async () => {
	const returnPaths = { hostOf: async () => HOST, tokens };
	assert.equal(await returnPathHost(message(), returnPaths), HOST);
	assert.equal(await returnPathHost(message({ reversePath: "" }), returnPaths), undefined);
	assert.equal(await returnPathHost(message({ signingDomain: null }), returnPaths), undefined);
	assert.equal(await returnPathHost(message(), undefined), undefined);
	assert.deepEqual(envelopeOf(message(), [recipient(0)], undefined, tokens), {
		reversePath: "ann@shop.example",
		recipients: [recipient(0)],
	});
});

test("ENVID, ORCPT and NOTIFY are said where DSN is offered, and an ENVID is never made up", () => {
	const { reversePath, recipients } = envelopeOf(
		message(),
		[recipient(0, { notify: ["FAILURE"] })],
		HOST,
		tokens,
	);
	const commands = (dsn: boolean, envelopeId: string | null): string => {
		const features = {
			size: false,
			sizeLimitBytes: 0,
			eightBitMime: true,
			smtpUtf8: false,
			pipelining: true,
			dsn,
		};
		const dialogue = transact({ features, needsReset: false, usable: true } as never, {
			...{ reversePath, recipients, sizeBytes: 1, eightBit: false, utf8: false, dsnReturn: null, envelopeId },
		});
		return JSON.stringify(dialogue.next().value);
	};
	assert.match(
		commands(true, "order+1"),
		/MAIL FROM:<b\+[0-9a-z]{50}@bounce\.shop\.example> ENVID=order\+2B1/,
	);
	assert.match(
		commands(true, null),
		/RCPT TO:<r0@client\.example> NOTIFY=FAILURE ORCPT=rfc822;r0@client\.example/,
	);
	assert.doesNotMatch(commands(true, null), /ENVID/);
	assert.doesNotMatch(commands(false, "order+1"), /ENVID|ORCPT|NOTIFY/);
});
