/** Refusals of attachments. Each names the file, its extension, and what was found. */

import { defineRefusals } from "./row.ts";

export const attachmentRefusals = defineRefusals({
	"attachment-type-refused": {
		phases: ["content"],
		code: 550,
		enhanced: "5.7.1",
		http: 422,
		says: 'The attachment "{file}" is of a type that is not accepted, {extension}: it is {finding}',
	},
	"attachment-content-mismatch": {
		phases: ["content"],
		code: 550,
		enhanced: "5.7.1",
		http: 422,
		says: 'The attachment "{file}" ({extension}) is {finding}, not {expected}',
	},
	"attachment-encrypted": {
		phases: ["content"],
		code: 550,
		enhanced: "5.7.1",
		http: 422,
		says: 'The attachment "{file}" ({extension}) cannot be looked into: {finding}',
	},
	"attachment-archive-unsafe": {
		phases: ["content"],
		code: 550,
		enhanced: "5.7.1",
		http: 422,
		says: 'The attachment "{file}" ({extension}) cannot be unpacked safely: {finding}',
	},
});
