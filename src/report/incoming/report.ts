/** What another server, or a person through it, tells us of mail that we delivered to it. */

import type { FoundReply } from "../../terms/reply-in-text.ts";

export type Report =
	| DeliveryReport
	| ComplaintReport
	/** A program that answers mail: somebody is on holiday. */
	| { readonly kind: "auto-reply" }
	/** Nothing that concerns a delivery. */
	| { readonly kind: "none" };

export interface DeliveryReport {
	readonly kind: "delivery";
	/** "dsn" is written for programs (RFC 3464) and can be relied on; "prose" is what was found in sentences. */
	readonly form: "dsn" | "prose";
	/** The server that reports; null when it does not say. */
	readonly reporter: string | null;
	/** Empty when prose names no address. */
	readonly recipients: readonly ReportedRecipient[];
	/** Of prose: what it says of whom it does not name; null in a dsn. */
	readonly overall: ReportedFate | null;
}

export interface ReportedFate {
	/** "delivered" holds what is passed on, or on a list, as well. */
	readonly action: "failed" | "delayed" | "delivered";
	/** RFC 3463, as the reporting server sums it up; null when it does not. */
	readonly status: string | null;
	/** What the server said that refused; null when it is not quoted. */
	readonly reply: FoundReply | null;
	/** Which server that was; null when it is not said. */
	readonly remoteMta: string | null;
}

export interface ReportedRecipient extends ReportedFate {
	/** Where it ended; "" when only the original is said. */
	readonly finalRecipient: string;
	/** The address that it was sent to (RFC 3464 §2.3.1); null when it is not said. */
	readonly originalRecipient: string | null;
}

export interface ComplaintReport {
	readonly kind: "complaint";
	/** RFC 5965 §7.3: "abuse", "fraud"… */
	readonly type: string;
	readonly reporter: string;
	/** Empty when they were taken out. */
	readonly recipients: readonly string[];
}
