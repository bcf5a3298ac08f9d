/** Whether a domain's records are as they should be: looked up, judged, settled, and looked up again in time. */

export { type Hint, hintWords } from "./hints.ts";
export { createVerificationSchedule, type VerificationSchedule } from "./scheduler.ts";
export { defaultVerificationPolicy, settle, type VerificationPolicy } from "./settle.ts";
export { createVerifier } from "./verifier.ts";
