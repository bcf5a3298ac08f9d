/**
 * Suppressions: addresses that an account must not be sent to, and why. One address of one account stands on the
 * list once, from the first cause on, until a person takes it off.
 */

import type { Instant } from "./clock.ts";
import type { AccountId, ActivityId, SuppressionId } from "./ids.ts";

export const suppressionKinds = ["hard-bounce", "complaint", "unsubscription", "by-hand"] as const;

export type SuppressionKind = (typeof suppressionKinds)[number];

export const isSuppressionKind = (text: string): text is SuppressionKind =>
	(suppressionKinds as readonly string[]).includes(text);

export interface Suppression {
	readonly id: SuppressionId;
	readonly accountId: AccountId;
	/** As {@link suppressionAddress} makes it. */
	readonly address: string;
	readonly kind: SuppressionKind;
	readonly since: Instant;
	/** The host whose reply it was; for what a person did, who: "the account", "the operator". */
	readonly reportedBy: string;
	/** What that host said; "" where nobody said anything. */
	readonly reply: string;
	/** The recipient whose bounce it was, in Activity; null for what a person did. */
	readonly activityId: ActivityId | null;
	/** A person's remark; "" without one. */
	readonly note: string;
}

/**
 * The one form in which an address is on the list and looked up: local part in lower case and NFC, domain as
 * lower-case A-label. `address` has been parsed, and `domainAscii` is its domain.
 *
 * RFC 5321 §2.4 departure: local parts are compared without regard to case. A server may tell Ann@ from ann@, and
 * none that matters does; lists that were exported elsewhere are in lower case as a rule. What follows a "+" stays:
 * ann+news@ can be gone while ann@ is not.
 */
export const suppressionAddress = (address: string, domainAscii: string): string =>
	`${address.slice(0, address.lastIndexOf("@")).normalize("NFC").toLowerCase()}@${domainAscii}`;
