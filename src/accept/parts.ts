/** The MIME parts of a message that is arriving, and the facts about those that are attachments. */

import type { Field } from "../rfc/message/fields.ts";
import { defaultWalkLimits, type LeafPart, MimeWalker } from "../rfc/mime/walker.ts";
import { type AttachmentVerdict, verdictOf } from "../terms/attachment-verdict.ts";
import { mailPartTypes } from "../terms/attachments.ts";
import type { Limits } from "../terms/limits.ts";
import type { AttachmentFacts, ContentFacts } from "../terms/submission.ts";
import type { Inspector } from "./ports.ts";

export type Inspected = Pick<ContentFacts, "attachments" | "inspectedInTime">;

export class Parts {
	readonly #walker: MimeWalker;
	readonly #inspector: Inspector;
	verdicts: readonly AttachmentVerdict[] = [];

	constructor(fields: readonly Field[], limits: Limits, inspector: Inspector) {
		this.#inspector = inspector;
		this.#walker = new MimeWalker(fields, {
			...defaultWalkLimits,
			depth: limits.mimeDepth,
			parts: limits.mimeParts,
			headBytes: limits.messageBytes,
		});
	}

	write(chunk: Buffer): void {
		this.#walker.write(chunk);
	}

	get tooDeep(): boolean {
		return this.#walker.tooDeep;
	}

	/** Call once, after the last octet. */
	async finish(): Promise<Inspected> {
		this.#walker.end();
		const attachments: AttachmentFacts[] = [];
		let inspectedInTime = true;
		for (const { names, mediaType, head } of this.#walker.leaves.filter(isAttachment)) {
			const inspection = this.#inspector.open();
			await inspection.write(head);
			const finding = await inspection.finish();
			if (finding === "too-slow") inspectedInTime = false;
			else attachments.push({ names, mediaType, finding });
		}
		this.verdicts = attachments.map(({ names, mediaType, finding }) => verdictOf(names, mediaType, finding));
		return { attachments, inspectedInTime };
	}

	/** The message is given up: nothing of its files is kept. */
	abandon(): void {}
}

/** What mail itself is made of is no attachment, unless it is named like a file. */
const isAttachment = ({ names, mediaType, disposition }: LeafPart): boolean =>
	names.length > 0 || disposition === "attachment" || !mailPartTypes.includes(mediaType);
