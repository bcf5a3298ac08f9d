/**
 * Attachments: the extension of every name has to be on the accept list, and the content has to be what that
 * extension says, as far as its first octets tell. The declared media type is never believed.
 */

import { type AcceptedType, mailPartTypes } from "../../terms/attachments.ts";
import { type Refusal, refuse } from "../../terms/refusals/index.ts";
import type { AttachmentFacts, ContentFacts } from "../../terms/submission.ts";
import type { Check } from "../check.ts";
import { contentName, isText, programIn } from "./content.ts";
import { extensionOf } from "./name.ts";

/** The check for an accept list, which an operator may have edited. */
export function attachmentsAccepted(accepted: readonly AcceptedType[]): Check<ContentFacts> {
	const byExtension = new Map(accepted.map((type) => [type.extension, type]));
	const byLook = new Set(accepted.flatMap((type) => [...type.looks, type.extension]));
	return {
		mayRefuse: ["attachment-type-refused", "attachment-content-mismatch"],
		decide: ({ attachments }) => {
			for (const attachment of attachments) {
				const refusal = attachment.names.length
					? named(attachment, byExtension)
					: nameless(attachment, byLook);
				if (refusal !== undefined) return refusal;
			}
			return undefined;
		},
	};
}

/** Where several spellings of a name disagree, mail programs do too: every one of them has to pass. */
function named(
	attachment: AttachmentFacts,
	accepted: ReadonlyMap<string, AcceptedType>,
): Refusal | undefined {
	for (const name of attachment.names) {
		const extension = extensionOf(name);
		const type = accepted.get(extension);
		const looks = programIn(attachment.head) ?? attachment.looksLike;
		if (type === undefined) {
			const finding = looks === null ? "not on the accept list" : `its content is ${contentName(looks)}`;
			const shown = extension === "" ? "no extension" : `.${extension}`;
			return refuse("attachment-type-refused", { file: name, extension: shown, finding });
		}
		const finding = mismatch(type, looks, attachment.head);
		if (finding !== undefined)
			return refuse("attachment-content-mismatch", { file: name, extension: `.${extension}`, finding });
	}
	return undefined;
}

/** What the content is, when it is not what the type says; undefined when it may be. */
function mismatch(type: AcceptedType, looks: string | null, head: Buffer): string | undefined {
	if (head.length === 0) return undefined; // an empty file is of every type
	if (looks !== null) return type.looks.includes(looks) ? undefined : contentName(looks);
	if (type.text) return isText(head) ? undefined : "binary data";
	if (type.unsigned) return undefined;
	return isText(head) ? "text" : "unknown binary data";
}

/** A part without a name is judged by its content alone; parts that mail itself is made of are none. */
function nameless(attachment: AttachmentFacts, accepted: ReadonlySet<string>): Refusal | undefined {
	const looks = programIn(attachment.head) ?? attachment.looksLike;
	if (looks === null || accepted.has(looks)) return undefined;
	if (mailPartTypes.includes(attachment.mediaType) && isText(attachment.head)) return undefined;
	return refuse("attachment-type-refused", {
		file: "(no name)",
		extension: attachment.mediaType,
		finding: `its content is ${contentName(looks)}`,
	});
}
