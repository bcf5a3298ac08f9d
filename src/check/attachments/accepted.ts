/**
 * Attachments: the extension of every name has to be on the accept list, the content has to be what that extension
 * says, and so has what lies in an archive, as far as names tell. The declared media type is never believed of a
 * file that has a name: the octets decide.
 */

import { contentWords } from "../../terms/attachment-verdict.ts";
import {
	type AcceptedType,
	type AttachmentPolicy,
	mailPartTypes,
	programTypes,
} from "../../terms/attachments.ts";
import { isKnownKind, isMedia, isProgram, kindName } from "../../terms/file-kinds.ts";
import { NO_NAME, type Refusal, refuse } from "../../terms/refusals/index.ts";
import type { AttachmentFacts, ContentFacts } from "../../terms/submission.ts";
import type { Check } from "../check.ts";
import { refusedInside } from "./archive.ts";
import { contentKind, fits, textWithoutSignature } from "./content.ts";
import { extensionOf, readableNames } from "./name.ts";

type Facts = Pick<ContentFacts, "sender" | "attachments" | "inspectedInTime">;

/** The check for what an operator accepts; an account may accept less. */
export function attachmentsAccepted(policy: AttachmentPolicy): Check<Facts> {
	const lists = acceptLists(policy.types);
	return {
		mayRefuse: [
			"attachment-type-refused",
			"attachment-content-mismatch",
			"attachment-encrypted",
			"attachment-archive-unsafe",
			"overloaded",
		],
		decide({ sender, attachments, inspectedInTime }) {
			if (attachments.length > 0) {
				const list = lists(sender.account.refusedExtensions);
				for (const attachment of attachments) {
					const refusal = refusedAttachment(attachment, list, policy.encrypted);
					if (refusal !== undefined) return refusal;
				}
			}
			// Not our word on the file but our own trouble, and so after all that is certain.
			return inspectedInTime ? undefined : refuse("overloaded");
		},
	};
}

/** Types by extension, less those that the account refuses. */
export type AcceptList = ReadonlyMap<string, AcceptedType>;

function acceptLists(types: readonly AcceptedType[]): (refused: readonly string[]) => AcceptList {
	const whole = new Map(types.map((type) => [type.extension, type]));
	return (refused) =>
		refused.length === 0 ? whole : new Map([...whole].filter(([extension]) => !refused.includes(extension)));
}

/** Where several spellings of a name disagree, mail programs do too: every one of them has to pass. */
function refusedAttachment(
	attachment: AttachmentFacts,
	list: AcceptList,
	encrypted: AttachmentPolicy["encrypted"],
): Refusal | undefined {
	const { names, finding } = attachment;
	if (names.length === 0) {
		const program = programByItsLabel(attachment);
		if (program !== undefined && !list.has(program)) return refusedByLabel(attachment, program);
		const type = namelessType(attachment, list);
		if (type === undefined) return namelessRefusal(attachment);
		return refusedInside({ file: NO_NAME, extension: kindName(finding.kind), finding }, list, encrypted);
	}
	for (const file of readableNames(names)) {
		const name = extensionIn(file, attachment);
		const extension = name === "" ? "no extension" : `.${name}`;
		// Programs call pictures in a page like their Content-ID: such a name says as little as none.
		const type = name === "" ? namelessType(attachment, list) : list.get(name);
		if (type === undefined)
			return refuse("attachment-type-refused", { file, extension, finding: contentWords(finding) });
		if (!fits(type, finding) || isPolyglot(finding))
			return refuse("attachment-content-mismatch", {
				file,
				extension,
				expected: kindName(kindOf(type)),
				finding: contentWords(finding),
			});
		const refusal = refusedInside({ file, extension, finding }, list, encrypted);
		if (refusal !== undefined) return refusal;
	}
	return undefined;
}

/**
 * The extension, "" where the last dot of the name does not begin one: programs name forwarded mail by its subject,
 * and pictures in a page by their Content-ID, which has a domain.
 */
function extensionIn(file: string, { mediaType, finding }: AttachmentFacts): string {
	const name = extensionOf(file);
	if (isKnownKind(name)) return name;
	const isMail = mediaType === "message/rfc822" && contentKind(finding) === "eml";
	const isPicture = isMedia(finding.kind) && /^[^@\s]+@[^@\s]+$/.test(file);
	return isMail || isPicture ? "" : name;
}

/** Telephones put a video behind a picture; anything else behind something else is there to deceive. */
const isPolyglot = ({ kind, alsoKinds }: AttachmentFacts["finding"]): boolean =>
	alsoKinds.length > 0 && ![kind, ...alsoKinds].every(isMedia);

/** How the type is called: "a PDF document" for .pdf, "a JPEG picture" for .jpeg. */
const kindOf = ({ extension, kinds, text }: AcceptedType): string =>
	isKnownKind(extension)
		? extension
		: (kinds[0] ?? (text === null || text === "any" ? extension : text[0]) ?? extension);

/** The type that a part without a name passes as: one that it is declared to be and is, or any that it is. */
function namelessType({ mediaType, finding }: AttachmentFacts, list: AcceptList): AcceptedType | undefined {
	if (isPolyglot(finding)) return undefined;
	const types = [...list.values()];
	const declared = types.find((type) => type.mediaTypes.includes(mediaType) && fits(type, finding));
	if (declared !== undefined) return declared;
	const kind = contentKind(finding);
	const isMailText = textWithoutSignature(finding) && mailPartTypes.includes(mediaType);
	if (isMailText) return MAIL_TEXT;
	return types.find(
		(type) => kind !== "binary" && (type.kinds.includes(kind) || textIs(type, kind)) && fits(type, finding),
	);
}

/** The program that mail programs save a part without a name as: by its description, or by its type. */
function programByItsLabel({ standInNames = [], mediaType }: AttachmentFacts): string | undefined {
	return standInNames.map(extensionOf).find(isProgram) ?? programTypes.get(mediaType);
}

const refusedByLabel = ({ standInNames = [], finding }: AttachmentFacts, program: string): Refusal =>
	refuse("attachment-type-refused", {
		file: standInNames.find((name) => extensionOf(name) === program) ?? NO_NAME,
		extension: `.${program}`,
		finding: contentWords(finding),
	});

const textIs = ({ extension, text }: AcceptedType, kind: string): boolean =>
	text !== null && (extension === kind || (kind === "text" && text === "any"));

/** What mail itself is made of, sent as an attachment without a name. */
const MAIL_TEXT: AcceptedType = {
	extension: "",
	group: "mail",
	kinds: [],
	text: "any",
	mediaTypes: [],
};

const namelessRefusal = ({ mediaType, finding }: AttachmentFacts): Refusal =>
	refuse("attachment-type-refused", {
		file: NO_NAME,
		extension: mediaType,
		finding: contentWords(finding),
	});
