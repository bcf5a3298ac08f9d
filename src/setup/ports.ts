/** All that accounts, sending domains and SMTP users need from outside. */

import type { AuditEntry } from "../terms/audit.ts";
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
import type {
	AccountId,
	ApiKeyId,
	AuditId,
	DomainId,
	EventId,
	SmtpUserId,
	SuppressionId,
} from "../terms/ids.ts";
import type { BillingPeriod } from "../terms/message.ts";
import type { Suppression, SuppressionKind } from "../terms/suppression.ts";
import type { AccountUpdate, PaymentProvider, PlanStore } from "./plans/ports.ts";

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

export type {
	AccountUpdate,
	PayingAccount,
	PaymentEvent,
	PaymentProvider,
	PlanChange,
	PlanRequestFilter,
	PlanStore,
	Subscription,
} from "./plans/ports.ts";

/** Everything about who may send. Writes resolve after a synced commit. */
export interface SetupStore {
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
			/** When its keys are to be looked at: see {@link SetupStore.keysDue}. */
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
	/** Domains whose records are to be looked up now, the longest due first. */
	checksDue(now: Instant, limit: number): Promise<readonly SendingDomain[]>;
	/** When the first of all is due; null when none is. */
	nextCheckDue(): Promise<Instant | null>;
	/** Domains whose keys need something now, the longest due first. */
	keysDue(now: Instant, limit: number): Promise<readonly SendingDomain[]>;
	/** When the first of all is due; null when none is. */
	nextKeysDue(): Promise<Instant | null>;
	/** The public side of the keys of all domains from `first` to `last`, by id. */
	publishedKeys(first: DomainId, last: DomainId): Promise<readonly PublishedKey[]>;

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

/** All that are given must hold. */
export interface SuppressionFilter {
	readonly accountId?: AccountId;
	readonly kind?: SuppressionKind;
	/** Suppressed at this moment or later. */
	readonly from?: Instant;
	/** Suppressed before this moment. */
	readonly to?: Instant;
	/** Part of the address, as it stands on the list. */
	readonly text?: string;
}

export interface SuppressionPage {
	/** Newest first. */
	readonly rows: readonly Suppression[];
	/**
	 * Pass as `before` to get the next page; null when this is the last. A search that finds little may give a
	 * short page, even an empty one, that has a next.
	 */
	readonly next: SuppressionId | null;
}

/** Who must not be written to. Writes resolve after a synced commit; `find` sees them at once in this process. */
export interface SuppressionStore {
	/** Answers at once where the account's list is short. `address` as src/terms/suppression.ts makes it. */
	find(account: AccountId, address: string): Suppression | undefined | Promise<Suppression | undefined>;
	/** In one commit. An address that is on its account's list stays as it is. Resolves to how many were added. */
	add(suppressions: readonly Suppression[]): Promise<number>;
	/** Entries of the account's list. */
	count(account: AccountId): Promise<number>;
	get(id: SuppressionId): Promise<Suppression | undefined>;
	list(filter: SuppressionFilter, limit: number, before?: SuppressionId): Promise<SuppressionPage>;
	remove(id: SuppressionId): Promise<boolean>;
}

/** All that are given must hold. */
export interface AuditFilter {
	readonly accountId?: AccountId;
	readonly actorId?: string;
	/** Whole, or what stands before its dot: "domain" finds "domain.create". */
	readonly action?: string;
	readonly targetId?: string;
	/** At this moment or later. */
	readonly from?: Instant;
	/** Before this moment. */
	readonly to?: Instant;
}

/** The audit log. Writes resolve after a synced commit. */
export interface AuditStore {
	/**
	 * Runs `work`. The first of its writes to set-up that changes anything has `entry` in its own commit; `noted` tells
	 * whether one did.
	 */
	during<Value>(
		entry: AuditEntry,
		work: () => Promise<Value>,
	): Promise<{ readonly value: Value; readonly noted: boolean }>;
	/** An entry by itself, for what changes nothing of set-up. */
	add(entry: AuditEntry): Promise<void>;
	/** What is known once the change is made. */
	complete(entry: Pick<AuditEntry, "id" | "actor" | "target" | "after">): Promise<void>;
	/** Newest first; `before` is the last id of the page before. */
	list(filter: AuditFilter, limit: number, before?: AuditId): Promise<readonly AuditEntry[]>;
	/** Removes some of what is older than this moment. */
	prune(before: Instant): Promise<void>;
}

/** A call of the API that has an idempotency key. */
export interface ApiCall {
	readonly asker: string;
	readonly key: string;
	readonly payloadHash: string;
	readonly at: Instant;
}

export interface ApiCallUse {
	readonly payloadHash: string;
	/** Null when it is not known how the call ended. */
	readonly answer: unknown;
}

/** Calls by their keys. Writes resolve after a synced commit. */
export interface ApiCallStore {
	/** Writes down that the call begins; or what the key was used for after `since`, and then writes nothing. */
	begin(call: ApiCall, since: Instant): Promise<ApiCallUse | undefined>;
	/** It ended well; `answer` can be JSON. */
	end(call: Pick<ApiCall, "asker" | "key">, answer: unknown): Promise<void>;
	/** It changed nothing: the key is free again. */
	forget(call: Pick<ApiCall, "asker" | "key">): Promise<void>;
}

/** Events on their way to who listens. Writes resolve after a synced commit. */
export interface OutboxStore {
	/** For what is not written in the commit of anything else. */
	add(...events: readonly ServiceEvent[]): Promise<void>;
	/** Oldest first; those after `after` where it is given. */
	waiting(limit: number, after?: EventId): Promise<readonly ServiceEvent[]>;
	/** Everybody who listens was told. */
	told(ids: readonly EventId[]): Promise<void>;
}

/** A fresh key pair; made off the main thread. */
export interface KeyPair {
	/** PKCS #8 DER. */
	readonly privateKey: Buffer;
	/** As {@link DkimKey} has it. */
	readonly publicKey: string;
}

/** One of the records that a sending domain is authenticated by, as its owner should have published it. */
export interface ExpectedRecord {
	readonly purpose: DomainRecord["purpose"];
	readonly type: "CNAME";
	readonly name: string;
	readonly value: string;
	/** The text of the TXT record that the CNAME leads to; publishing it directly is as good. */
	readonly txt?: string;
}

/** What the DNS is asked about domains. */
export type LookedUpType = "A" | "AAAA" | "CNAME" | "MX" | "NS" | "PTR" | "SOA" | "TXT";

/**
 * An answer of the DNS, as text: a name or an address, "10 mx.shop.example" of MX, the whole text of TXT, the primary
 * server and the serial of SOA. Names are lower case without the final dot. `aliases` are the CNAMEs that were followed, in order.
 */
export type LookedUp =
	| { readonly kind: "found"; readonly records: readonly string[]; readonly aliases: readonly string[] }
	| { readonly kind: "no-data" | "no-domain"; readonly aliases: readonly string[] }
	| { readonly kind: "trouble"; readonly why: string };

/** verified: may send now. broken: a record is not valid any more. mended: all are again. stopped: the grace time is over. */
export interface DomainEvent {
	readonly kind: "domain-verified" | "domain-broken" | "domain-mended" | "domain-stopped";
	readonly at: Instant;
	readonly records: readonly DomainRecord[];
}

/** Asks the DNS past every cache of this service. Never rejects: silence is trouble. */
export interface LookUps {
	/** The same question to each of the configured resolvers, of which there are a few; an answer of each. */
	ask(name: string, type: LookedUpType): Promise<readonly LookedUp[]>;
	/**
	 * The same question to the own name servers of the zone that a domain is in, as the resolvers know them; an answer
	 * of each that was asked. Null where there are none that may be asked.
	 */
	askOwn(domain: string, name: string, type: LookedUpType): Promise<readonly LookedUp[] | null>;
}

/** How a mail server was found by who connects to it. `reply` is its first line, cut. */
export type Greeting =
	| { readonly kind: "greeted"; readonly reply: string }
	| { readonly kind: "silent" }
	| { readonly kind: "unreachable"; readonly why: string };

export interface CertificateFacts {
	/** The names that it is for, as text. */
	readonly names: string;
	/** Whether the service's hostname is one of them. */
	readonly isForHostname: boolean;
	readonly validFrom: Instant;
	readonly expiresAt: Instant;
}

/** What the doctor reaches the world by. None of it rejects, but for `domains` and `newest`; all of it has a deadline. */
export interface DoctorPorts {
	readonly lookUps: LookUps;
	readonly greet: (address: string, port: number) => Promise<Greeting>;
	/** Null when there is none that can be read. */
	readonly certificate: () => CertificateFacts | null;
	/** Some sending domains, the oldest first. */
	readonly domains: () => Promise<readonly SendingDomain[]>;
	/** When the newest thing that is stored happened, by the clock of then; null where nothing has. */
	readonly newest: () => Promise<Instant | null>;
	/** Of the zone as this service has it. */
	readonly serial: () => number;
	readonly clock: Clock;
}

/** Looks the records of a domain up in the DNS. Never rejects: trouble is the record's state "dns-error". */
export interface Verifier {
	checkRecords(domain: SendingDomain, expected: readonly ExpectedRecord[]): Promise<readonly DomainRecord[]>;
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
