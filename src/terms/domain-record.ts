/** The records of a sending domain. */

import type { Instant } from "./clock.ts";

/** The records that every sending domain needs. */
export const requiredPurposes = ["dkim-1", "dkim-2", "return-path"] as const;
/** For Ed25519 signatures beside the others: good to have, never needed. */
export const extraPurposes = ["dkim-1-ed25519", "dkim-2-ed25519"] as const;
export type RecordPurpose = (typeof requiredPurposes)[number] | (typeof extraPurposes)[number];

/** One of the records that authenticate a sending domain. */
export interface DomainRecord {
	readonly purpose: RecordPurpose;
	readonly state: "valid" | "not-found" | "wrong-value" | "dns-error" | "not-checked";
	/** What was found, when it was not what was expected. */
	readonly found?: string;
	/** Which of the usual mistakes it looks like: an id of src/setup/verification, with words in both languages. */
	readonly hint?: string;
	/** When it was last looked up; absent before the first time. */
	readonly checkedAt?: Instant;
	/** When its state last became another one. */
	readonly changedAt?: Instant;
	/** DKIM: whether the key that we publish now was read through it; absent when that was not looked at. */
	readonly keySeen?: boolean;
}
