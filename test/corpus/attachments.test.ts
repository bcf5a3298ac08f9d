/**
 * Every file of the corpus, judged as a submission would: told by its octets, then by the accept list. The manifest
 * beside the files says under which name each is sent and what has to become of it.
 */

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, test } from "node:test";
import { attachmentsAccepted } from "../../src/check/attachments/accepted.ts";
import type { FileFinding } from "../../src/formats/index.ts";
import { acceptedTypes, defaultAttachmentPolicy } from "../../src/terms/attachments.ts";
import { defaultLimits } from "../../src/terms/limits.ts";
import type { AttachmentFacts, ContentFacts } from "../../src/terms/submission.ts";
import { createInspector } from "../../src/world/inspector/index.ts";
import { aSender } from "../support/builders.ts";

const CORPUS = path.join(import.meta.dirname, "attachments");
const DEADLINE_MS = 30_000;

const folder = mkdtempSync(path.join(tmpdir(), "angarium-corpus-"));
const inspector = createInspector({ folder, deadlineMs: DEADLINE_MS });
after(async () => {
	await inspector.close();
	rmSync(folder, { recursive: true, force: true });
});

interface Row {
	readonly file: string;
	/** Under which it is sent. */
	readonly name: string;
	/** "accepted", or the id of the reason for which it is refused. */
	readonly expected: string;
	/** The same where the operator refuses what cannot be looked into. */
	readonly whenEncryptedIsRefused?: string;
	/** What wrote it. */
	readonly by: string;
}

const rowsOf = (part: string): readonly Row[] =>
	readFileSync(path.join(CORPUS, part, "manifest.jsonl"), "utf8")
		.trimEnd()
		.split("\n")
		.map((line) => JSON.parse(line) as Row);

const check = {
	accept: attachmentsAccepted(defaultAttachmentPolicy),
	refuse: attachmentsAccepted({ ...defaultAttachmentPolicy, encrypted: "refuse" }),
};

async function findingOf(file: string): Promise<FileFinding> {
	const inspection = inspector.open();
	await inspection.write(readFileSync(path.join(CORPUS, file)));
	const finding = await inspection.finish();
	assert.ok(finding !== "too-slow");
	return finding;
}

function verdict(attachment: AttachmentFacts, encrypted: "accept" | "refuse"): string {
	const facts: Pick<ContentFacts, "sender" | "attachments" | "inspectedInTime"> = {
		sender: aSender(),
		attachments: [attachment],
		inspectedInTime: true,
	};
	const refusal = check[encrypted].decide(facts, defaultLimits);
	return refusal === undefined ? "accepted" : refusal.reason;
}

/** What is found is part of both sides, so that a failure shows it. */
const said = (reason: string, { kind, alsoKinds, text, archive }: FileFinding): string =>
	[reason, "as", kind, ...alsoKinds, text?.program, archive?.problem]
		.filter((each) => each != null)
		.join(" ");

for (const part of ["genuine", "copied", "disguised"]) {
	describe(`the ${part} files`, () => {
		for (const { file, name, expected, whenEncryptedIsRefused = expected, by } of rowsOf(part)) {
			test(`${file} (${by}) sent as ${JSON.stringify(name)}: ${expected}`, async () => {
				const finding = await findingOf(path.join(part, file));
				const attachment = { names: [name], mediaType: "application/octet-stream", finding };
				assert.equal(said(verdict(attachment, "accept"), finding), said(expected, finding));
				assert.equal(said(verdict(attachment, "refuse"), finding), said(whenEncryptedIsRefused, finding));
			});
		}
	});
}

test("there is a genuine file of every accepted type, and a disguised one for every reason", () => {
	const extension = (name: string): string => path.extname(name).slice(1).toLowerCase();
	const genuine = new Set([...rowsOf("genuine"), ...rowsOf("copied")].map(({ name }) => extension(name)));
	const missing = acceptedTypes.filter((type) => !genuine.has(type.extension)).map((type) => type.extension);
	assert.deepEqual(missing, []);
	const reasons = new Set(rowsOf("disguised").map(({ expected }) => expected));
	assert.deepEqual([...reasons].sort(), [
		"attachment-archive-unsafe",
		"attachment-content-mismatch",
		"attachment-type-refused",
	]);
	assert.ok(rowsOf("disguised").length >= 60);
});
