import type { attachmentRefusals } from "../../attachments.ts";
import type { Words } from "../../row.ts";

export const attachmentWords = {
	"attachment-type-refused": {
		title: "This type of attachment is not accepted",
		because:
			"“{file}” is of the type {extension}, which is not on the list of accepted attachments: it is {finding}.",
		remedy:
			"Send the file in an accepted format, such as PDF, or send a link to it. The list is in the article Accepted attachments.",
	},
	"attachment-content-mismatch": {
		title: "The attachment is not what its name says",
		because: "The name “{file}” promises {expected}, {extension}, and the content is {finding}.",
		remedy:
			"Give the file the extension of what it is, or export it again in the format that the name promises. If you did not expect this, have the file checked for malware.",
	},
	"attachment-encrypted": {
		title: "The attachment is encrypted",
		because:
			"“{file}” ({extension}) cannot be looked into: {finding}. This service refuses archives that it cannot check.",
		remedy: "Send the archive without a password, or send a link to it.",
	},
	"attachment-archive-unsafe": {
		title: "The attachment cannot be unpacked safely",
		because:
			"“{file}” ({extension}) is built like an archive that is meant to overwhelm the program that opens it: {finding}.",
		remedy:
			"Make a new archive of the files themselves, without archives inside archives, or send a link to it.",
	},
} as const satisfies Record<keyof typeof attachmentRefusals, Words>;
