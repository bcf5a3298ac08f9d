/** Who may send: accounts, their sending domains, and the SMTP users of a domain. */

import type { Instant } from "./clock.ts";
import type { DomainRecord } from "./domain-record.ts";
import type { AccountId, ApiKeyId, DomainId, SmtpUserId } from "./ids.ts";
import type { Permission } from "./permissions.ts";
import type { Plan, ScheduledPlan } from "./plan.ts";

export {
	type DomainRecord,
	extraPurposes,
	type RecordPurpose,
	requiredPurposes,
} from "./domain-record.ts";

export interface Account {
	readonly id: AccountId;
	readonly name: string;
	/** Set while the operator has suspended the account; the text is shown to the customer. */
	readonly suspendedReason: string | null;
	/** Recipients that may be accepted in a billing period while the account has no plan. */
	readonly monthlyRecipients: number;
	readonly plan: Plan | null;
	/** What it will have from its next billing period on; null: what it has. */
	readonly nextPlan: ScheduledPlan | null;
	/** Billing periods begin on this moment's day and time of each month, in the account's time zone. */
	readonly periodAnchor: Instant;
	/** As IANA names it: "Europe/Paris". */
	readonly timeZone: string;
	/** Who is written to about the account, and about what it costs; null: its administrators. */
	readonly contactEmail: string | null;
	readonly billingEmail: string | null;
	/** When everything of it goes; null: it stays. Its mail is refused until then. */
	readonly deletesAt: Instant | null;
	/** Whether failures are reported to the envelope sender by a DSN. */
	readonly sendsDsn: boolean;
	/** Types of attachments that the account takes off the service's accept list. */
	readonly refusedExtensions: readonly string[];
	readonly createdAt: Instant;
}

export type VerificationState = "unverified" | "verified";

export interface SendingDomain {
	readonly id: DomainId;
	readonly accountId: AccountId;
	/** A-label, lower case. */
	readonly name: string;
	readonly verification: VerificationState;
	readonly records: readonly DomainRecord[];
	/** The selector of the RSA key that signs now; null before the first was seen. */
	readonly activeSelector: string | null;
	readonly createdAt: Instant;
	readonly verifiedAt: Instant | null;
	/** Where its reverse-paths are: the fully qualified name that the return-path record is at. */
	readonly returnPathHost: string;
	/** Whether it is signed with Ed25519 as well. */
	readonly ed25519: boolean;
	/** Whether it is verified by the operator's word. */
	readonly vouched: boolean;
	/** When its records were last looked up. */
	readonly checkedAt: Instant | null;
	/** Since when one of the required records has been broken, while it is verified. */
	readonly brokenSince: Instant | null;
	/** When its records are to be looked up next. */
	readonly checkDueAt: Instant | null;
}

export type KeyAlgorithm = "rsa-sha256" | "ed25519-sha256";

/**
 * What a signing key is for now. pending: published, does not sign yet. active: signs. retiring: published for what it
 * has signed. retired: its record is empty.
 */
export type KeyStage = "pending" | "active" | "retiring" | "retired";

/** A signing key. The private key is PKCS #8 DER, encrypted under the server key. */
export interface DkimKey {
	readonly domainId: DomainId;
	readonly selector: string;
	readonly algorithm: KeyAlgorithm;
	readonly sealedPrivateKey: Uint8Array;
	/** In base64, the `p=` of the DNS record: SubjectPublicKeyInfo DER of RSA, the bare 32 octets of Ed25519. */
	readonly publicKey: string;
	readonly createdAt: Instant;
	readonly stage: KeyStage;
	/** Since when it is seen through the customer's CNAME; null when it is not. */
	readonly seenAt: Instant | null;
	/** When it began to sign. */
	readonly activeAt: Instant | null;
	/** An active key gives way from then on, as soon as another is ready. */
	readonly rotateAt: Instant | null;
	/** When it ceased to sign. */
	readonly retiringAt: Instant | null;
	readonly retiredAt: Instant | null;
	/** Somebody else may have it. */
	readonly leaked: boolean;
}

export interface SmtpUser {
	readonly id: SmtpUserId;
	readonly accountId: AccountId;
	readonly domainId: DomainId;
	/** Free text, chosen by a person: "WordPress", "CRM". */
	readonly name: string;
	/** Generated; never changes. */
	readonly username: string;
	/** HMAC-SHA-256 of the password under the server key. */
	readonly passwordHash: Uint8Array;
	readonly disabled: boolean;
	readonly expiresAt: Instant | null;
	/** Client addresses or CIDR ranges that may use it; empty means any. */
	readonly allowedAddresses: readonly string[];
	/** Recipients that may be accepted in a minute; null means the service's default. */
	readonly recipientsPerMinute: number | null;
	readonly createdAt: Instant;
	readonly lastConnection: Connection | null;
	readonly lastFailure: FailedLogin | null;
}

export interface Connection {
	readonly at: Instant;
	readonly address: string;
	readonly tls: string | null;
	/** The name that the client gave in EHLO. */
	readonly client: string;
}

export interface FailedLogin {
	readonly at: Instant;
	readonly address: string;
	readonly reason: string;
	/** Failures since the last success. */
	readonly count: number;
}

export interface ApiKey {
	readonly id: ApiKeyId;
	/** Null for the operator's own key, which may do everything. */
	readonly accountId: AccountId | null;
	readonly name: string;
	readonly hash: Uint8Array;
	/** All that it may do; null for whatever the account, or the operator, may. */
	readonly permissions: readonly Permission[] | null;
	/** From then on it is none. */
	readonly expiresAt: Instant | null;
	readonly createdAt: Instant;
	readonly lastUsedAt: Instant | null;
}

/** An SMTP user with all that decides whether it may send. */
export interface Sender {
	readonly user: SmtpUser;
	readonly account: Account;
	readonly domain: SendingDomain;
}
