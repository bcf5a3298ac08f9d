import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { after, before, test } from "node:test";
import type { Json } from "../support/json.ts";
import { type Service, startService } from "../support/service.ts";
import { type Call, operatorOf } from "../support/service-calls.ts";

let service: Service;
before(async () => {
	service = await startService();
});
after(async () => {
	await service.stop();
	rmSync(service.folder, { recursive: true, force: true });
});

const api: Call = (...call) => operatorOf(service)(...call);
const states = ({ records }: Json): string[] => records.map(({ state }: Json) => state);

test("a record that is broken in the closed internet shows at once, and mended it is valid again", async () => {
	const [{ id }] = (await api("GET", "/v1/domains?name=shop.example")).items;
	const path = `/v1/try/domains/${id}/records`;
	assert.deepEqual(states(await api("GET", `/v1/domains/${id}`)), ["valid", "valid", "valid"]);

	const broken = await api("POST", path, { purpose: "dkim-2", published: false });
	assert.deepEqual(states(broken), ["valid", "not-found", "valid"]);
	assert.equal(broken.verification, "verified");
	assert.notEqual(broken.brokenSince, null);

	const mended = await api("POST", path, { purpose: "dkim-2", published: true });
	assert.deepEqual(states(mended), ["valid", "valid", "valid"]);
	assert.equal(mended.brokenSince, null);
});

test("what was published in the closed internet is still there after a restart, and nothing else", async () => {
	const { accountId } = (await api("GET", "/v1/domains?name=shop.example")).items[0];
	const { id } = await api("POST", "/v1/domains", { name: "kept.example", accountId });
	await api("POST", `/v1/try/domains/${id}/records`, { purpose: "dkim-1", published: true });
	await api("POST", `/v1/try/domains/${id}/records`, { purpose: "return-path", published: true });
	await service.stop();
	service = await startService({ folder: service.folder });
	assert.deepEqual(states(await api("POST", `/v1/domains/${id}/verify`, { method: "records" })), [
		"valid",
		"not-found",
		"valid",
	]);
});

test("the demo domain's DMARC policy is looked up, and what it means for mail from here is said", async () => {
	const [{ id }] = (await api("GET", "/v1/domains?name=shop.example")).items;
	const { policy, passes, findings, publish } = await api("GET", `/v1/domains/${id}/dmarc`, undefined, {
		"accept-language": "fr",
	});
	assert.deepEqual([policy, passes, publish], ["reject", { dkim: true, spf: true }, null]);
	assert.match(findings[0].text, /^La politique est reject/);

	const { accountId } = await api("GET", `/v1/domains/${id}`);
	const { id: fresh } = await api("POST", "/v1/domains", { name: "other.example", accountId });
	const unpublished = await api("GET", `/v1/domains/${fresh}/dmarc`);
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
