/** Causes: what other servers tell us about a recipient, as classes with words. */

export {
	type Cause,
	type CauseId,
	causeIds,
	causeOf,
	causeSections,
	isCause,
	type Move,
} from "./catalogue.ts";
export { type Classification, classify, type RemoteReply } from "./classify.ts";
export { type BounceEvidence, suppresses } from "./suppresses.ts";
export { type CauseWords, causeWords, moveWords } from "./words.ts";
