/** Causes: what other servers tell us about a recipient, as classes with words. */

export { type Cause, type CauseId, causeOf, causes, isCause } from "./catalogue.ts";
export { type Classification, classify, type RemoteReply } from "./classify.ts";
export { type CauseWords, causeWords } from "./words.ts";
