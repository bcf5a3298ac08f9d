import assert from "node:assert/strict";
import { test } from "node:test";
import { type SampleName, sampleNames } from "../../src/serve/closed-internet/samples.ts";
import type { Json } from "../support/json.ts";
import { startService } from "../support/service.ts";
import { operatorKey, operatorOf } from "../support/service-calls.ts";

/** What Activity shows of each sample's last row: its status, and the reason of a refusal. */
const SHOWN: Readonly<Record<SampleName, readonly [status: string, reason?: string]>> = {
	delivered: ["delivered"],
	deferred: ["deferred"],
	"soft-bounce": ["soft-bounce"],
	"hard-bounce": ["hard-bounce"],
	"late-bounce": ["hard-bounce"],
	complaint: ["delivered"],
	"domain-not-authenticated": ["rejected", "sender-domain-unverified"],
	"domain-mismatch": ["rejected", "sender-domain-mismatch"],
	"too-many-recipients": ["rejected", "too-many-recipients"],
	"message-too-large": ["rejected", "message-too-large"],
	"attachment-refused": ["rejected", "attachment-type-refused"],
	"attachment-disguised": ["rejected", "attachment-content-mismatch"],
	"address-invalid": ["rejected", "recipient-address-invalid"],
	"domain-not-found": ["rejected", "recipient-domain-not-found"],
	"quota-warning": ["delivered"],
	"quota-exceeded": ["rejected", "quota-exceeded"],
};

test("each sample of try mode shows its outcome in Activity within seconds", async (t) => {
	const service = await startService();
	t.after(() => service.stop());
	const ask = operatorOf(service);
	// Small enough that it is used up in a few messages.
	await ask("PATCH", `/v1/accounts/${service.ready.demo.account}`, { monthlyRecipients: 300 });
	assert.deepEqual((await ask("GET", "/v1/try/samples")).items, [...sampleNames]);
	for (const sample of sampleNames) {
		const [status, reason] = SHOWN[sample];
		const sent = await ask("POST", "/v1/try/samples", { sample });
		assert.ok(sent.said.length > 0, sample);
		assert.doesNotMatch(JSON.stringify(sent.said), /AUTH PLAIN [\w+/]{16}/, sample);
		const isShown = (row: Json): boolean =>
			row.status === status && (reason === undefined || row.reason?.id === reason || row.reason === reason);
		const deadline = Date.now() + 15_000;
		let rows: Json[] = [];
		do {
			rows = (await ask("GET", `/v1/activity?account=${service.ready.demo.account}&limit=60`)).items;
		} while (!rows.some(isShown) && Date.now() < deadline);
		assert.ok(rows.some(isShown), `${sample}: ${JSON.stringify(rows[0])}`);
	}
	const { items } = await ask("GET", "/v1/try/mailbox");
	assert.ok(items.length > 5 && items.length <= 100);
	const unknown = await fetch(`${service.ready.http}/v1/try/samples`, {
		method: "POST",
		headers: { authorization: `Bearer ${operatorKey(service)}`, "content-type": "application/json" },
		body: JSON.stringify({ sample: "nonsense" }),
	});
	assert.equal(unknown.status, 422);
});
