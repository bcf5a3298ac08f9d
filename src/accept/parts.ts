/** The MIME parts of a message that is arriving, and the facts about those that are attachments. */

import type { Field } from "../rfc/message/fields.ts";
import { defaultWalkLimits, type LeafPart, MimeWalker } from "../rfc/mime/walker.ts";
import { mailPartTypes } from "../terms/attachments.ts";
import type { Limits } from "../terms/limits.ts";
import type { AttachmentFacts } from "../terms/submission.ts";

export class Parts {
	readonly #walker: MimeWalker;
	readonly notes: string[] = [];

	constructor(fields: readonly Field[], limits: Limits) {
		this.#walker = new MimeWalker(fields, {
			...defaultWalkLimits,
			depth: limits.mimeDepth,
			parts: limits.mimeParts,
		});
	}

	write(chunk: Buffer): void {
		this.#walker.write(chunk);
	}

	get tooDeep(): boolean {
		return this.#walker.tooDeep;
	}

	/** Call once, after the last octet. */
	async finish(detect: (head: Buffer) => Promise<string | null>): Promise<readonly AttachmentFacts[]> {
		this.#walker.end();
		const attachments: AttachmentFacts[] = [];
		for (const { names, mediaType, head } of this.#walker.leaves.filter(isAttachment)) {
			const looksLike = await detect(head);
			attachments.push({ names, mediaType, looksLike, head });
			this.notes.push(`attachment: ${names[0] ?? "(no name)"} (${mediaType})`);
		}
		return attachments;
	}
}

/** What mail itself is made of is no attachment, unless it is named like a file. */
const isAttachment = ({ names, mediaType, disposition }: LeafPart): boolean =>
	names.length > 0 || disposition === "attachment" || !mailPartTypes.includes(mediaType);
