import assert from "node:assert/strict";
import { test } from "node:test";
import { aDomain } from "../../../test/support/builders.ts";
import type { DmarcReport } from "../../setup/index.ts";
import { dmarcEndpoints } from "./domain-dmarc.ts";
import { isApiProblem } from "./problem.ts";

const report: DmarcReport = {
	name: "_dmarc.shop.example",
	records: [`v=DMARC1; p=reject; aspf=s; x=${"y".repeat(5_000)}`],
	policy: "reject",
	tag: "p",
	organization: "shop.example",
	passes: { dkim: true, spf: false },
	findings: ["reject", "spf-strict"],
	publish: { name: "_dmarc.shop.example", value: "v=DMARC1; p=reject" },
};

const callOf = (examined: Promise<DmarcReport> | null, isThere = true) => {
	const setup = { dmarc: { examine: () => examined } } as never;
	const [call] = dmarcEndpoints(setup, async () => (isThere ? aDomain() : undefined));
	assert.ok(call !== undefined);
	return call;
};
const request = { params: { id: aDomain().id }, language: "fr" } as never;

test("a DMARC policy is told in the language asked for, with the record to publish, and no text without end", async () => {
	const call = callOf(Promise.resolve(report));
	const answer = call.answers?.parse(await call.run(request)) as {
		readonly state: string;
		readonly records: readonly string[];
		readonly findings: readonly { readonly id: string; readonly state: string; readonly text: string }[];
		readonly publish: object;
	};
	assert.equal(answer.state, "warning");
	assert.deepEqual(
		answer.findings.map(({ id, state }) => `${id} ${state}`),
		["reject ok", "spf-strict warning"],
	);
	assert.match(answer.findings[0]?.text ?? "", /refusent ce qui échoue/);
	assert.deepEqual(answer.publish, { type: "TXT", name: "_dmarc.shop.example", value: "v=DMARC1; p=reject" });
	assert.equal(answer.records[0]?.length, 500);
});

test("of another's domain nothing is told, nor where records cannot be looked up", async () => {
	const hidden = await callOf(Promise.resolve(report), false).run(request);
	assert.equal(isApiProblem(hidden) && hidden.reason, "not-found");
	const unavailable = await callOf(null).run(request);
	assert.equal(isApiProblem(unavailable) && unavailable.reason, "unavailable");
});
