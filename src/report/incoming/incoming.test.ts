import assert from "node:assert/strict";
import { test } from "node:test";
import { type ReportWorld, reportWorld } from "../../../test/support/report-world.ts";
import { buildDsn } from "../../rfc/dsn/report.ts";
import type { MessageId } from "../../terms/ids.ts";
import type { QueuedMessage } from "../../terms/outcome.ts";
import type { ReportableRecipient } from "../ports.ts";
import { takeReport } from "./index.ts";

const MESSAGE = "01MESSAGE00000000000000000" as MessageId;
const token = { message: MESSAGE, index: 0, sentAt: 0 };
const ann = (change: Partial<ReportableRecipient> = {}): ReportableRecipient => ({
	index: 0,
	address: "ann@client.example",
	state: "delivered",
	notify: null,
	originalRecipient: null,
	...change,
});

function reportOf(action: "failed" | "delayed" | "delivered", status: string, reply: string): Buffer {
	const { header, body } = buildDsn({
		...{ hostname: "mx.client.example", to: "x", messageId: "<r@x>", boundary: "b", at: 0, arrivedAt: 0 },
		...{ envelopeId: null, subject: "", originalHeader: Buffer.from("\r\n") },
		recipients: [
			{
				...{ finalRecipient: "ann@client.example", originalRecipient: null, action },
				...{ status, reply, remoteMta: null, lastAttemptAt: 0 },
				...{ why: "", remedy: "" },
			},
		],
	});
	return Buffer.concat([header, body]);
}
const bounce = reportOf("failed", "5.1.1", "550 5.1.1 User unknown");

function world(
	recipient: ReportableRecipient | undefined,
	reversePath = "billing@shop.example",
): ReportWorld {
	const made = reportWorld();
	made.recipients = recipient === undefined ? undefined : [recipient];
	const message = { id: MESSAGE, accountId: "A", reversePath, envelopeId: null, receivedAt: 0 };
	made.original = {
		message: message as QueuedMessage,
		header: Buffer.from("From: billing@shop.example\r\nSubject: Hello\r\n\r\n"),
		sendsDsn: true,
	};
	return made;
}
const take = (ports: ReportWorld, content = bounce) => takeReport(ports, "relay.example", token, content);

test("a bounce is written down with the report to whoever sent the message, which is due at once", async () => {
	const ports = world(ann());
	assert.equal(await take(ports), "taken");
	const [applied] = ports.applied;
	assert.deepEqual(
		applied?.changes.map(({ kind, recipient }) => [kind, recipient.index]),
		[["bounced", 0]],
	);
	const [dsn] = applied?.dsns ?? [];
	assert.deepEqual([dsn?.reversePath, dsn?.recipients[0]?.address], ["", "billing@shop.example"]);
	assert.deepEqual(ports.due, [dsn?.receivedAt]);
});

test("nobody is told who asked not to be, or is nobody, or whose recipient was never delivered", async () => {
	for (const ports of [
		world(ann({ notify: ["NEVER"] })),
		world(ann(), ""),
		world(ann({ state: "deferred" })),
		world(ann({ state: "bounced" })),
	]) {
		assert.equal(await take(ports), "taken");
		assert.deepEqual(ports.applied[0]?.dsns, []);
		assert.deepEqual(ports.due, []);
	}
});

test("a delay and a success are passed on to whoever asked for them, and to nobody else", async () => {
	const news = [
		{
			content: reportOf("delayed", "4.4.1", "450 4.4.1 Later"),
			wish: "DELAY",
			says: /Action: delayed\r\nStatus: 4\.4\.1/,
		},
		{
			content: reportOf("delivered", "2.0.0", ""),
			wish: "SUCCESS",
			says: /Action: delivered\r\nStatus: 2\.0\.0/,
		},
	] as const;
	for (const { content, wish, says } of news) {
		const asked = world(ann({ notify: [wish] }));
		assert.equal(await take(asked, content), "taken");
		const [dsn] = asked.applied[0]?.dsns ?? [];
		assert.ok(dsn?.body.kind === "inline");
		assert.match(Buffer.concat(dsn.body.chunks).toString(), says);
		assert.match(dsn.subject, wish === "DELAY" ? /delayed/ : /was delivered/);
		for (const notify of [null, ["FAILURE"] as const]) {
			const other = world(ann({ notify }));
			assert.equal(await take(other, content), "taken");
			assert.deepEqual(other.applied[0]?.dsns, []);
		}
	}
});

test("what concerns nothing, and a message that nobody knows, are taken and written nowhere", async () => {
	const away = Buffer.from("Subject: Away\r\nAuto-Submitted: auto-replied\r\n\r\nOn Monday\r\n");
	const ports = world(ann());
	assert.equal(await take(ports, away), "taken");
	assert.deepEqual(ports.applied, []);
	const unknown = world(undefined);
	assert.equal(await take(unknown), "taken");
	assert.deepEqual(unknown.applied, []);
});

test("a report that is faster than the outcome waits for it, and is sent away when that takes too long", async () => {
	const ports = world(ann({ state: "leased" }));
	const taking = take(ports);
	await ports.clock.advance(300);
	ports.recipients = [ann()];
	await ports.clock.advance(500);
	assert.equal(await taking, "taken");
	assert.equal(ports.applied.length, 1);

	const slow = world(ann({ state: "leased" }));
	const waiting = take(slow);
	await slow.clock.advance(5_000);
	assert.equal(await waiting, "early");
	assert.deepEqual(slow.applied, []);
});

test("a fault of the store is a fault, so that the report comes again", async () => {
	const ports = world(ann());
	ports.failure = new Error("the disk is gone");
	await assert.rejects(take(ports), /disk/);
});
