import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Json } from "../support/json.ts";
import { type Service, startService } from "../support/service.ts";

let service: Service;
before(async () => {
	service = await startService();
});
after(async () => {
	await service.stop();
	rmSync(service.folder, { recursive: true, force: true });
});

async function api(path: string, body?: object, language = "en"): Promise<Json> {
	const response = await fetch(`${service.ready.http}/v1${path}`, {
		method: body === undefined ? "GET" : "POST",
		headers: {
			authorization: `Bearer ${readFileSync(join(service.folder, "operator.key"), "utf8").trim()}`,
			"content-type": "application/json",
			"accept-language": language,
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	assert.ok(response.ok, `${path}: ${response.status} ${await response.clone().text()}`);
	return response.json();
}

const states = ({ records }: Json): string[] => records.map(({ state }: Json) => state);

test("a record that is broken in the closed internet shows at once, and mended it is valid again", async () => {
	const [{ id }] = (await api("/domains?name=shop.example")).items;
	const path = `/try/domains/${id}/records`;
	assert.deepEqual(states(await api(`/domains/${id}`)), ["valid", "valid", "valid"]);

	const broken = await api(path, { purpose: "dkim-2", published: false });
	assert.deepEqual(states(broken), ["valid", "not-found", "valid"]);
	assert.equal(broken.verification, "verified");
	assert.notEqual(broken.brokenSince, null);

	const mended = await api(path, { purpose: "dkim-2", published: true });
	assert.deepEqual(states(mended), ["valid", "valid", "valid"]);
	assert.equal(mended.brokenSince, null);
});

test("what was published in the closed internet is still there after a restart, and nothing else", async () => {
	const { accountId } = (await api("/domains?name=shop.example")).items[0];
	const { id } = await api("/domains", { name: "kept.example", accountId });
	await api(`/try/domains/${id}/records`, { purpose: "dkim-1", published: true });
	await api(`/try/domains/${id}/records`, { purpose: "return-path", published: true });
	await service.stop();
	service = await startService({ folder: service.folder });
	assert.deepEqual(states(await api(`/domains/${id}/verify`, { method: "records" })), [
		"valid",
		"not-found",
		"valid",
	]);
});

test("the demo domain's DMARC policy is looked up, and what it means for mail from here is said", async () => {
	const [{ id }] = (await api("/domains?name=shop.example")).items;
	const { policy, passes, findings, publish } = await api(`/domains/${id}/dmarc`, undefined, "fr");
	assert.deepEqual([policy, passes, publish], ["reject", { dkim: true, spf: true }, null]);
	assert.match(findings[0].text, /^La politique est reject/);

	const { accountId } = await api(`/domains/${id}`);
	const { id: fresh } = await api("/domains", { name: "other.example", accountId });
	const unpublished = await api(`/domains/${fresh}/dmarc`);
	assert.deepEqual(
		unpublished.findings.map((one: Json) => one.id),
		["no-record", "not-authenticated"],
	);
	assert.deepEqual(unpublished.publish, {
		type: "TXT",
		name: "_dmarc.other.example",
		value: "v=DMARC1; p=none",
	});
});
