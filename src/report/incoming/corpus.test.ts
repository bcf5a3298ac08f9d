import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { readReport } from "./read.ts";
import type { ReportedRecipient } from "./report.ts";

interface Sample {
	readonly file: string;
	readonly kind: "dsn" | "prose" | "complaint" | "auto-reply" | "none";
	readonly action?: string;
	readonly recipients?: readonly {
		readonly final: string;
		readonly original?: string | null;
		readonly status?: string;
	}[];
}

const folder = new URL("../../../test/corpus/bounces/", import.meta.url);
const samples = readFileSync(new URL("manifest.jsonl", folder), "utf8")
	.trim()
	.split("\n")
	.map((line) => JSON.parse(line) as Sample);

describe("reports of real servers are read as they are meant", () => {
	for (const { file, kind, action, recipients = [] } of samples) {
		test(`${file}: ${kind}`, () => {
			const report = readReport(readFileSync(new URL(file, folder)));
			if (kind !== "dsn" && kind !== "prose") return assert.equal(report.kind, kind);
			assert.ok(report.kind === "delivery" && report.form === kind);
			assert.deepEqual([...new Set(report.recipients.map((each) => each.action))], [action]);
			for (const { final, original, status } of recipients) {
				const found: ReportedRecipient | undefined = report.recipients.find(
					({ finalRecipient }) => finalRecipient === final,
				);
				assert.ok(found, final);
				if (original !== undefined) assert.equal(found.originalRecipient, original);
				if (status !== undefined) assert.equal(found.status, status);
			}
		});
	}
});
