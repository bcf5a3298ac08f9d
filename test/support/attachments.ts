/** Findings to judge, and the judgement as a test says it: a test names only what it is about. */

import assert from "node:assert/strict";
import { attachmentsAccepted } from "../../src/check/attachments/accepted.ts";
import type { ArchiveEntry, ArchiveFinding, FileFinding } from "../../src/formats/finding.ts";
import { type AttachmentPolicy, defaultAttachmentPolicy } from "../../src/terms/attachments.ts";
import { defaultLimits } from "../../src/terms/limits.ts";
import { type Refusal, toReply } from "../../src/terms/refusals/index.ts";
import type { AttachmentFacts } from "../../src/terms/submission.ts";
import { aSender } from "./builders.ts";

export const a = (kind: string, change: Partial<FileFinding> = {}): FileFinding => ({
	sizeBytes: 1_000,
	kind,
	alsoKinds: [],
	text: null,
	macros: false,
	encrypted: false,
	archive: null,
	...change,
});
export const text = (kind = "text", forms: readonly string[] = kind === "text" ? [] : [kind]): FileFinding =>
	a(kind, { text: { encoding: "ascii", forms, program: null } });
export const program = (kind: string, forms: readonly string[] = []): FileFinding =>
	a(kind, { text: { encoding: "ascii", forms, program: kind } });
export const holding = (names: readonly string[], change: Partial<ArchiveFinding> = {}): ArchiveFinding => ({
	entries: names.map((name): ArchiveEntry => ({ name, sizeBytes: 10, encrypted: false, isFolder: false })),
	unpackedBytes: 10,
	problem: null,
	detail: "",
	...change,
});
export const aZip = (names: readonly string[], change: Partial<ArchiveFinding> = {}): FileFinding =>
	a("zip", { archive: holding(names, change) });

export const attachment = (
	names: string | readonly string[],
	finding: FileFinding,
	mediaType = "application/octet-stream",
): AttachmentFacts => ({ names: typeof names === "string" ? [names] : names, mediaType, finding });

export interface Setting {
	readonly policy?: AttachmentPolicy;
	readonly refusedExtensions?: readonly string[];
	readonly inspectedInTime?: boolean;
}

export function judge(attachments: readonly AttachmentFacts[], setting: Setting = {}): Refusal | undefined {
	const { policy = defaultAttachmentPolicy, refusedExtensions = [], inspectedInTime = true } = setting;
	const sender = aSender({ account: { refusedExtensions } });
	return attachmentsAccepted(policy).decide({ sender, attachments, inspectedInTime }, defaultLimits);
}
export const passes = (name: string, finding: FileFinding, setting: Setting = {}): void =>
	assert.equal(judge([attachment(name, finding)], setting), undefined, name);
export const refused = (
	name: string,
	finding: FileFinding,
	reason: string,
	setting: Setting = {},
): Refusal => {
	const refusal = judge([attachment(name, finding)], setting);
	assert.equal(refusal?.reason, reason, name);
	return refusal!;
};
export const said = (refusal: Refusal): string | undefined =>
	toReply(refusal, "content", { helpUrl: "https://relay.example" }).lines[0];
