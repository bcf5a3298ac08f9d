import assert from "node:assert/strict";
import { test } from "node:test";
import { createLimiters } from "../check/index.ts";
import { defaultLimits } from "../terms/limits.ts";
import type { Client } from "../terms/message.ts";
import { createInboundReception } from "./inbound.ts";
import type { Arrival, Spool, Submission } from "./ports.ts";

const client: Client = { sessionId: "s", door: "inbound", address: "192.0.2.1", port: 1 };
const mail = { sizeBytes: null, body: null, smtpUtf8: false, dsnReturn: null, envelopeId: null };
const rcpt = { notify: null, originalRecipient: null };

function reception(lagMs = 0) {
	return createInboundReception(
		{
			limiters: createLimiters({ ...defaultLimits, sessionsPerAddress: 1 }),
			spool: { lagMs } as Spool,
			incident: () => "i",
		},
		{ hostname: "relay.example", limits: defaultLimits },
	);
}
const session = (): Submission => {
	const admitted = reception().connect(client, () => []);
	assert.ok(!("reason" in admitted));
	return admitted;
};
const reasonOf = (answer: unknown): string | undefined => (answer as { reason?: string } | undefined)?.reason;

test("the inbound door relays for nobody", () => {
	assert.equal(session().mail("", mail), undefined);
	assert.equal(reasonOf(session().rcpt("ann@client.example", rcpt)), "relaying-denied");
});

test("an address of ours without a token is unknown here", () => {
	assert.equal(reasonOf(session().rcpt("b+guess@bounce.relay.example", rcpt)), "recipient-unknown-here");
	assert.equal(reasonOf(session().rcpt("ann@relay.example", rcpt)), "recipient-unknown-here");
});

test("badly formed addresses and a lagging store are said so", () => {
	assert.equal(reasonOf(session().mail("ann@@x", mail)), "sender-address-invalid");
	assert.equal(reasonOf(session().rcpt("", rcpt)), "recipient-address-invalid");
	assert.equal(reasonOf(reception(9_999).connect(client, () => [])), "overloaded");
});

test("connections count from their arrival on", () => {
	const door = reception();
	const first = door.arrived() as Arrival;
	const second = door.arrived() as Arrival;
	assert.equal(first.from(client.address), undefined);
	assert.equal(reasonOf(second.from(client.address)), "too-many-sessions");
	first.left();
	assert.equal(second.from(client.address), undefined);
});
