/** The form of the message itself: line endings, header fields, structure, loops. */

import { type Refusal, refuse } from "../terms/refusals/index.ts";
import type { ContentFacts } from "../terms/submission.ts";
import type { Check } from "./check.ts";

/** A bare CR or LF is how one server's end of content becomes another's smuggled message: never forwarded. */
export const lineEndings: Check<ContentFacts> = {
	mayRefuse: ["line-ending-invalid"],
	decide: ({ bareLineEnding }) =>
		bareLineEnding === null ? undefined : refuse("line-ending-invalid", { octet: bareLineEnding }),
};

export const noNulByte: Check<ContentFacts> = {
	mayRefuse: ["nul-byte"],
	decide: ({ nul }) => (nul ? refuse("nul-byte") : undefined),
};

export const headerSize: Check<ContentFacts> = {
	mayRefuse: ["header-too-large"],
	decide: ({ header }, limits) =>
		header.kind === "too-large"
			? refuse("header-too-large", {
					limitBytes: limits.headerBytes,
					limitFields: limits.headerFields,
				})
			: undefined,
};

/** RFC 5322 §3.6: one From with one author, or several with a Sender; other fields at most once. */
export const oneAuthor: Check<ContentFacts> = {
	mayRefuse: ["from-missing", "from-multiple"],
	decide: ({ header }) => {
		if (header.kind !== "read") return undefined;
		if (header.author.kind === "missing") return refuse("from-missing", { problem: header.author.why });
		if (header.author.kind === "multiple") return refuse("from-multiple", { field: header.author.field });
		return undefined;
	},
};

/** RFC 5321 §6.3. */
export const notLooping: Check<ContentFacts> = {
	mayRefuse: ["message-looping"],
	decide: ({ header }, limits): Refusal | undefined => {
		if (header.kind !== "read") return undefined;
		if (header.receivedFields > limits.receivedFields)
			return refuse("message-looping", {
				count: header.receivedFields,
				trace: "any",
				limit: limits.receivedFields,
			});
		if (header.ownReceivedFields > limits.ownReceivedFields)
			return refuse("message-looping", {
				count: header.ownReceivedFields,
				trace: "own",
				limit: limits.ownReceivedFields,
			});
		return undefined;
	},
};

export const structureBounded: Check<ContentFacts> = {
	mayRefuse: ["structure-too-deep"],
	decide: ({ structureTooDeep }, limits) =>
		structureTooDeep
			? refuse("structure-too-deep", { limitLevels: limits.mimeDepth, limitParts: limits.mimeParts })
			: undefined,
};
