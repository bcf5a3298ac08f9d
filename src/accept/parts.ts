/**
 * The files of a message that is arriving: each goes to the inspector as it comes, and is told when it ends. What
 * mail itself is made of (text, reports, signatures without a name) is not decoded at all.
 */

import type { FileFinding } from "../formats/finding.ts";
import type { Field } from "../rfc/message/fields.ts";
import { defaultWalkLimits } from "../rfc/mime/bounds.ts";
import { type LeafPart, type LeafSink, MimeWalker } from "../rfc/mime/walker.ts";
import { type AttachmentVerdict, verdictOf } from "../terms/attachment-verdict.ts";
import { mailPartTypes } from "../terms/attachments.ts";
import type { Limits } from "../terms/limits.ts";
import type { AttachmentFacts, ContentFacts } from "../terms/submission.ts";
import type { MaybePromise } from "./maybe.ts";
import type { Inspection, Inspector } from "./ports.ts";

export type Inspected = Pick<ContentFacts, "attachments" | "inspectedInTime">;

export class Parts {
	readonly #walker: MimeWalker;
	readonly #files: PartFile[] = [];
	/** Disks that are behind. */
	#behind: Promise<void>[] = [];
	/** What was found of each file; known after `finish`. */
	verdicts: readonly AttachmentVerdict[] = [];

	constructor(fields: readonly Field[], limits: Limits, inspector: Inspector) {
		const openLeaf = (part: LeafPart): LeafSink | undefined => {
			if (!isAttachment(part)) return undefined;
			const file = new PartFile(part, inspector.open(), (wait) => this.#behind.push(wait));
			this.#files.push(file);
			return file;
		};
		const bounds = { ...defaultWalkLimits, depth: limits.mimeDepth, parts: limits.mimeParts };
		this.#walker = new MimeWalker(fields, openLeaf, bounds);
	}

	/** A promise means: wait before more is given. */
	write(chunk: Buffer): MaybePromise<void> {
		this.#walker.write(chunk);
		if (this.#behind.length === 0) return undefined;
		const waits = this.#behind;
		this.#behind = [];
		return Promise.all(waits).then(() => {});
	}

	get tooDeep(): boolean {
		return this.#walker.tooDeep;
	}

	/** Call once, after the last octet. Rejects when a file could not be looked at. */
	async finish(): Promise<Inspected> {
		this.#walker.end();
		if (this.#files.length === 0) return NO_PARTS;
		try {
			const attachments: AttachmentFacts[] = [];
			let inspectedInTime = true;
			for (const { part, finding } of this.#files) {
				const found = await finding;
				if (found === "too-slow") inspectedInTime = false;
				// A file that did not end lies beyond a bound of the structure, for which the message is refused.
				else if (found !== undefined) attachments.push(factsOf(part, found));
			}
			this.verdicts = attachments.map((each) => verdictOf(each.names, each.mediaType, each.finding));
			return { attachments, inspectedInTime };
		} finally {
			this.abandon();
		}
	}

	/** Nothing is kept of the files any more. */
	abandon(): void {
		for (const { inspection } of this.#files) inspection.abandon();
	}
}

/** Of a message whose body was not read. */
export const NO_PARTS: Inspected = { attachments: [], inspectedInTime: true };

const factsOf = ({ names, standInNames, mediaType }: LeafPart, finding: FileFinding): AttachmentFacts => ({
	names,
	mediaType,
	finding,
	...(standInNames.length > 0 && { standInNames }),
});

class PartFile implements LeafSink {
	readonly part: LeafPart;
	readonly inspection: Inspection;
	finding: Promise<FileFinding | "too-slow"> | undefined;
	readonly #wait: (wait: Promise<void>) => void;

	constructor(part: LeafPart, inspection: Inspection, wait: (wait: Promise<void>) => void) {
		this.part = part;
		this.inspection = inspection;
		this.#wait = wait;
	}

	write(decoded: Buffer): void {
		const behind = this.inspection.write(decoded);
		if (behind !== undefined) this.#wait(behind);
	}

	end(): void {
		this.finding = this.inspection.finish();
		// A fault is met at the end of the message; until then nobody listens.
		this.finding.catch(() => {});
	}
}

/** What mail itself is made of is no attachment, unless it is named like a file. */
const isAttachment = ({ names, mediaTypes, disposition, origin }: LeafPart): boolean =>
	names.length > 0 ||
	disposition === "attachment" ||
	origin === "uuencode" ||
	!mediaTypes.every((mediaType) => mailPartTypes.includes(mediaType));
