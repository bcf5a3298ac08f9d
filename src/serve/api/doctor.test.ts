import assert from "node:assert/strict";
import { test } from "node:test";
import type { Doctor } from "../../setup/index.ts";
import { doctorEndpoints } from "./doctor.ts";
import { isApiProblem } from "./problem.ts";

const doctor: Doctor = {
	examine: async () => [
		{ case: "zone-not-delegated", about: "relay.example", facts: { why: "no such record" } },
		{ case: "certificate-ends-soon", about: "relay.example", facts: { until: "2026-12-01" } },
	],
};

test("findings are told to the operator only, in the language asked for, with errors and warnings counted", async () => {
	const [call] = doctorEndpoints({ doctor } as never);
	assert.ok(call !== undefined);
	assert.deepEqual([call.path, call.access], ["/v1/doctor", "operator"]);
	const answer = call.answers?.parse(await call.run({ language: "fr" } as never)) as {
		readonly errors: number;
		readonly warnings: number;
		readonly closedInternet: boolean;
		readonly findings: readonly { readonly id: string; readonly found: string }[];
	};
	assert.deepEqual([answer.errors, answer.warnings, answer.closedInternet], [1, 1, false]);
	assert.equal(answer.findings[0]?.id, "zone-delegation");
	assert.match(answer.findings[1]?.found ?? "", /expire le 2026-12-01/);
});

test("a service that cannot look around itself says so", async () => {
	const [call] = doctorEndpoints({} as never);
	assert.ok(isApiProblem(await call?.run({ language: "en" } as never)));
});
