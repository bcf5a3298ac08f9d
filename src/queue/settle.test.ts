import assert from "node:assert/strict";
import { test } from "node:test";
import { aMessage, recipientsAt } from "../../test/contracts/messages.ts";
import type { Consignment, LeasedRecipient, QueuedMessage } from "../terms/outcome.ts";
import { defaultQueueConfiguration, type QueueConfiguration } from "./configuration.ts";
import { type Final, settle } from "./settle.ts";

const { id, ...message } = aMessage();
const recipients = recipientsAt("ann@client.example", "bob@client.example").map(
	(recipient): LeasedRecipient => ({ ...recipient, message: id, attempt: 1, interruptions: 0 }),
);

function suppressedBy(
	change: {
		readonly reply?: string;
		readonly phase?: string;
		readonly cause?: string;
		readonly count?: number;
	},
	configuration: Partial<QueueConfiguration> = {},
): string | undefined {
	const { reply = "550 5.1.1 User unknown", phase = "rcpt", cause = "recipient-unknown", count = 2 } = change;
	const consignment: Consignment = {
		message: { id, ...message } as unknown as QueuedMessage,
		recipients: recipients.slice(0, count),
	};
	const outcome: Final = {
		kind: "bounced",
		recipient: recipients[0] as LeasedRecipient,
		cause,
		facts: { startedAt: 0, durationMs: 1, host: "mx.client.example", phase, reply },
	};
	return settle(consignment, outcome, {
		at: 0,
		random: 0.5,
		configuration: { ...defaultQueueConfiguration, ...configuration },
	}).suppressedBy;
}

test("a recipient that its own server does not know is suppressed, with the host that said so", () => {
	assert.equal(suppressedBy({}), "mx.client.example");
	assert.equal(suppressedBy({ phase: "content", count: 1 }), "mx.client.example");
});

test("a no that may be about something else suppresses nobody", () => {
	assert.equal(suppressedBy({ reply: "550 nope" }), undefined);
	assert.equal(suppressedBy({ cause: "content-refused" }), undefined);
	assert.equal(suppressedBy({ phase: "content", count: 2 }), undefined);
});

test("a smarthost's word suppresses nobody", () => {
	assert.equal(suppressedBy({}, { asksOwnServers: false }), undefined);
});
