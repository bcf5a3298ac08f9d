/**
 * All that accounts, sending domains, SMTP users and API keys need from outside. What the rest of set-up needs is beside
 * it, in a file for each idea: plan-ports.ts, people-ports.ts, suppression-ports.ts, …
 */

import type { Clock, Instant } from "../terms/clock.ts";
import type { ServiceEvent } from "../terms/events.ts";
import type {
	Account,
	ApiKey,
	Connection,
	DkimKey,
	DomainRecord,
	FailedLogin,
	KeyAlgorithm,
	Sender,
	SendingDomain,
	SmtpUser,
} from "../terms/identity.ts";
import type { AccountId, ApiKeyId, DomainId, SmtpUserId } from "../terms/ids.ts";
import type { BillingPeriod } from "../terms/message.ts";
import type { AuditStore } from "./audit-ports.ts";
import type { LookUps } from "./look-up-ports.ts";
import type { AccountUpdate, PaymentProvider, PlanStore } from "./plan-ports.ts";
import type { DomainEvent, Verifier } from "./verification-ports.ts";

/** A page of a list, oldest first by id; `after` is the last id of the page before. */
export interface PageRequest {
	readonly limit: number;
	readonly after?: string;
}

export interface AccountFilter {
	/** Part of the name, in any case of ASCII letters. */
	readonly text?: string;
}

/** All that are given must hold. */
export interface DomainFilter {
	readonly verification?: SendingDomain["verification"];
	/** Part of the name, in lower case. */
	readonly text?: string;
}

/** What the DNS says of a key. */
export type PublishedKey = Pick<DkimKey, "domainId" | "selector" | "algorithm" | "publicKey" | "stage">;

export interface AccountStore {
	insertAccount(account: Account): Promise<void>;
	/** The events are in the same commit; when there is no such account, nothing is. */
	updateAccount(
		id: AccountId,
		change: AccountUpdate,
		...events: readonly ServiceEvent[]
	): Promise<Account | undefined>;
	account(id: AccountId): Promise<Account | undefined>;
	accounts(page: PageRequest, filter?: AccountFilter): Promise<readonly Account[]>;
	/** Recipients accepted in a billing period, by its number. */
	usage(id: AccountId, period: number): Promise<number>;
}

export interface DomainStore {
	/**
	 * Domain and its keys in one commit. "taken" when any account already has that name, "full" when its own has `most`
	 * domains; null is no limit.
	 */
	insertDomain(
		domain: SendingDomain,
		keys: readonly DkimKey[],
		most?: number | null,
	): Promise<"inserted" | "taken" | "full">;
	updateDomain(
		id: DomainId,
		change: {
			readonly verification?: SendingDomain["verification"];
			readonly records?: readonly DomainRecord[];
			readonly verifiedAt?: Instant | null;
			readonly returnPathHost?: string;
			readonly ed25519?: boolean;
			readonly vouched?: boolean;
			readonly checkedAt?: Instant | null;
			readonly brokenSince?: Instant | null;
			readonly checkDueAt?: Instant | null;
			/** When its keys are to be looked at: see {@link DkimKeyStore.keysDue}. */
			readonly keysDueAt?: Instant | null;
		},
		/** Written to the outbox in the same commit. */
		events?: readonly ServiceEvent[],
	): Promise<SendingDomain | undefined>;
	domain(id: DomainId): Promise<SendingDomain | undefined>;
	domainByName(name: string): Promise<SendingDomain | undefined>;
	domains(
		account: AccountId | null,
		page: PageRequest,
		filter?: DomainFilter,
	): Promise<readonly SendingDomain[]>;
	/** Its SMTP users and keys go with it; Activity stays. */
	deleteDomain(id: DomainId): Promise<boolean>;
	/** Domains whose records are to be looked up now, the longest due first. */
	checksDue(now: Instant, limit: number): Promise<readonly SendingDomain[]>;
	/** When the first of all is due; null when none is. */
	nextCheckDue(): Promise<Instant | null>;
}

/** The keys that domains sign with. */
export interface DkimKeyStore {
	dkimKeys(domain: DomainId): Promise<readonly DkimKey[]>;
	/**
	 * Keys are written in the place of what has their selector, others removed by selector, in one commit with what
	 * follows of it for the domain. Undefined when there is no such domain: then nothing is written.
	 */
	updateKeys(
		id: DomainId,
		change: {
			readonly keys: readonly DkimKey[];
			readonly removed: readonly string[];
			readonly activeSelector: string | null;
			/** When the keys next need something; null when only a check or a person can bring that about. */
			readonly dueAt: Instant | null;
			/** When the records are to be looked up; as before when absent. */
			readonly checkDueAt?: Instant;
		},
	): Promise<SendingDomain | undefined>;
	/** Domains whose keys need something now, the longest due first. */
	keysDue(now: Instant, limit: number): Promise<readonly SendingDomain[]>;
	/** When the first of all is due; null when none is. */
	nextKeysDue(): Promise<Instant | null>;
	/** The public side of the keys of all domains from `first` to `last`, by id. */
	publishedKeys(first: DomainId, last: DomainId): Promise<readonly PublishedKey[]>;
}

export interface SmtpUserStore {
	/** "full" when the account has `most` users; null is no limit. */
	insertSmtpUser(user: SmtpUser, most?: number | null): Promise<"inserted" | "full">;
	updateSmtpUser(
		id: SmtpUserId,
		change: Partial<
			Pick<
				SmtpUser,
				"name" | "disabled" | "expiresAt" | "allowedAddresses" | "recipientsPerMinute" | "passwordHash"
			>
		>,
	): Promise<SmtpUser | undefined>;
	/** Best effort, coalesced: a lost one costs nothing but freshness. */
	noteConnection(id: SmtpUserId, connection: Connection): void;
	noteFailedLogin(id: SmtpUserId, failure: Omit<FailedLogin, "count">): void;
	smtpUser(id: SmtpUserId): Promise<SmtpUser | undefined>;
	/** Of one domain when it is given. */
	smtpUsers(account: AccountId | null, page: PageRequest, domain?: DomainId): Promise<readonly SmtpUser[]>;
	deleteSmtpUser(id: SmtpUserId): Promise<boolean>;
	/** The SMTP user with its account and domain, by username. */
	senderByUsername(username: string): Promise<Sender | undefined>;
}

export interface ApiKeyStore {
	insertApiKey(key: ApiKey): Promise<void>;
	apiKey(id: ApiKeyId): Promise<ApiKey | undefined>;
	apiKeys(account: AccountId | null, page: PageRequest): Promise<readonly ApiKey[]>;
	updateApiKey(
		id: ApiKeyId,
		change: Partial<Pick<ApiKey, "name" | "permissions" | "expiresAt">>,
	): Promise<ApiKey | undefined>;
	/** It was presented. Written within a second, coalesced. */
	noteApiKeyUse(id: ApiKeyId, at: Instant): void;
	deleteApiKey(id: ApiKeyId): Promise<boolean>;
}

/** Everything about who may send. Writes resolve after a synced commit. */
export interface SetupStore extends AccountStore, DomainStore, DkimKeyStore, SmtpUserStore, ApiKeyStore {}

/** A fresh key pair; made off the main thread. */
export interface KeyPair {
	/** PKCS #8 DER. */
	readonly privateKey: Buffer;
	/** As {@link DkimKey} has it. */
	readonly publicKey: string;
}

/** What is known of an account's quota now. */
export interface Quota extends BillingPeriod {
	readonly limit: number;
	readonly used: number;
}

export interface SetupPorts {
	readonly store: SetupStore;
	readonly plans: PlanStore;
	readonly audit: AuditStore;
	/** Absent where nobody is paid: then the operator decides who gets which plan. */
	readonly paymentProvider?: PaymentProvider;
	/** Absent where records cannot be looked up: then the operator vouches for domains. */
	readonly verifier?: Verifier;
	/** Absent where DMARC policies cannot be looked up. */
	readonly lookUps?: LookUps;
	/** Default: 72 hours. */
	readonly verification?: { readonly graceMs: number };
	/** What has become of a domain, as it is now, for who is to hear of it at once: called after the commit. */
	readonly tell?: (domain: SendingDomain, event: DomainEvent) => void;
	readonly clock: Clock;
	readonly randomBytes: (count: number) => Buffer;
	readonly generateKey: (algorithm: KeyAlgorithm) => Promise<KeyPair>;
	/** Something failed that nobody waits for; it is tried again. */
	readonly fault?: (during: string, error: unknown) => void;
	/** The server key: 32 octets that exist in the data folder only. */
	readonly serverKey: Buffer;
}
