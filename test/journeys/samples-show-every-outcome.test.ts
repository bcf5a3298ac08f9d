import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type SampleName, sampleNames } from "../../src/serve/closed-internet/samples.ts";
import type { Json } from "../support/json.ts";
import { startService } from "../support/service.ts";

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
	const token = readFileSync(join(service.folder, "operator.key"), "utf8").trim();
	const ask = async (path: string, body?: object): Promise<Json> => {
		const response = await fetch(`${service.ready.http}${path}`, {
			method: body === undefined ? "GET" : "POST",
			headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		assert.ok(response.ok, `${path}: ${response.status} ${await response.clone().text()}`);
		return response.json();
	};
	await patchQuota(service.ready.http, token, service.ready.demo.account);
	assert.deepEqual((await ask("/v1/try/samples")).items, [...sampleNames]);
	for (const sample of sampleNames) {
		const [status, reason] = SHOWN[sample];
		const sent = await ask("/v1/try/samples", { sample });
		assert.ok(sent.said.length > 0, sample);
		assert.doesNotMatch(JSON.stringify(sent.said), /AUTH PLAIN [\w+/]{16}/, sample);
		const isShown = (row: Json): boolean =>
			row.status === status && (reason === undefined || row.reason?.id === reason || row.reason === reason);
		const deadline = Date.now() + 15_000;
		let rows: Json[] = [];
		do {
			rows = (await ask(`/v1/activity?account=${service.ready.demo.account}&limit=60`)).items;
		} while (!rows.some(isShown) && Date.now() < deadline);
		assert.ok(rows.some(isShown), `${sample}: ${JSON.stringify(rows[0])}`);
	}
	const { items } = await ask("/v1/try/mailbox");
	assert.ok(items.length > 5 && items.length <= 100);
	const unknown = await fetch(`${service.ready.http}/v1/try/samples`, {
		method: "POST",
		headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
		body: JSON.stringify({ sample: "nonsense" }),
	});
	assert.equal(unknown.status, 422);
});

/** Small enough that it is used up in a few messages. */
async function patchQuota(url: string, token: string, account: string): Promise<void> {
	const response = await fetch(`${url}/v1/accounts/${account}`, {
		method: "PATCH",
		headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
		body: JSON.stringify({ monthlyRecipients: 300 }),
	});
	assert.equal(response.status, 200);
}
