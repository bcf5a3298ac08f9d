/** Made from docs/reference/openapi.json by scripts/gen-web-types.ts: what the API takes and gives. */

export type Account = {
	readonly id: string;
	readonly name: string;
	readonly suspendedReason: string | null;
	/** Its quota while it has no plan */
	readonly monthlyRecipients: number;
	readonly plan: {
		readonly id: string;
		readonly name: string;
	} | null;
	/** What it has from its next billing period on; id null: no plan */
	readonly nextPlan: {
		readonly id: string | null;
		readonly name: string | null;
		readonly from: string;
	} | null;
	readonly periodAnchor: string;
	readonly timeZone: string;
	readonly contactEmail: string | null;
	readonly billingEmail: string | null;
	/** When everything of it goes; its mail is refused until then */
	readonly deletesAt: string | null;
	readonly sendsDsn: boolean;
	readonly refusedExtensions: readonly (string)[];
	readonly createdAt: string;
};

export type Problem = {
	readonly type: string;
	readonly title: string;
	readonly status: number;
	readonly detail: string;
	/** Stable: what programs decide by */
	readonly reason: string;
	readonly errors?: readonly ({
		readonly field: string;
		readonly detail: string;
	})[];
};

export type NewAccount = {
	readonly name: string;
	/** Its quota while it has no plan; 0 when left out */
	readonly monthlyRecipients?: number;
	readonly planId?: string;
	readonly sendsDsn?: boolean;
	readonly periodAnchor?: string;
	/** IANA's name; billing periods begin by its clocks */
	readonly timeZone?: string;
	readonly contactEmail?: string | null;
	readonly billingEmail?: string | null;
};

export type AccountChange = {
	readonly name?: string;
	/** By the operator only */
	readonly monthlyRecipients?: number;
	/** IANA's name; billing periods begin by its clocks */
	readonly timeZone?: string;
	readonly contactEmail?: string | null;
	readonly billingEmail?: string | null;
	readonly sendsDsn?: boolean;
	/** Types of attachments taken off the accept list: all of them, without dots */
	readonly refusedExtensions?: readonly (string)[];
};

export type Usage = {
	readonly accountId: string;
	readonly periodStart: string;
	readonly renewsAt: string;
	readonly limit: number;
	readonly used: number;
	readonly remaining: number;
	readonly state: "ok" | "warning" | "exhausted";
	/** Percent: which of 80, 90 and 100 are reached */
	readonly marks: readonly (number)[];
	readonly plan: {
		readonly id: string;
		readonly name: string;
	} | null;
	/** What it has from its next billing period on; id null: no plan */
	readonly nextPlan: {
		readonly id: string | null;
		readonly name: string | null;
		readonly from: string;
	} | null;
};

export type Suspension = {
	readonly reason: string;
};

export type Deletion = {
	readonly reason?: string;
};

export type Plan = {
	readonly id: string;
	readonly name: string;
	readonly monthlyRecipients: number;
	readonly price: Price;
	/** Whether customers may choose it */
	readonly listed: boolean;
	readonly position: number;
	readonly limits: PlanLimits;
	readonly stripePriceId: string | null;
	readonly createdAt: string;
};

export type Price = {
	/** In the currency's smallest unit, for each billing period */
	readonly amountMinor: number;
	/** ISO 4217 */
	readonly currency: string;
} | null;

export type PlanLimits = {
	/** Null is what the service has for everybody */
	readonly recipientsPerMinute: number | null;
	/** Null is what the service has for everybody */
	readonly domains: number | null;
	/** Null is what the service has for everybody */
	readonly smtpUsers: number | null;
	/** Null is what the service has for everybody */
	readonly retentionDays: number | null;
};

export type NewPlan = {
	readonly name: string;
	readonly monthlyRecipients: number;
	readonly price?: Price;
	readonly listed?: boolean;
	readonly position?: number;
	readonly limits?: {
		/** Null is what the service has for everybody */
		readonly recipientsPerMinute?: number | null;
		/** Null is what the service has for everybody */
		readonly domains?: number | null;
		/** Null is what the service has for everybody */
		readonly smtpUsers?: number | null;
		/** Null is what the service has for everybody */
		readonly retentionDays?: number | null;
	};
	readonly stripePriceId?: string | null;
};

export type PlanChange = {
	readonly name?: string;
	readonly monthlyRecipients?: number;
	readonly price?: Price;
	readonly listed?: boolean;
	readonly position?: number;
	readonly limits?: {
		/** Null is what the service has for everybody */
		readonly recipientsPerMinute?: number | null;
		/** Null is what the service has for everybody */
		readonly domains?: number | null;
		/** Null is what the service has for everybody */
		readonly smtpUsers?: number | null;
		/** Null is what the service has for everybody */
		readonly retentionDays?: number | null;
	};
	readonly stripePriceId?: string | null;
};

export type ChosenPlan = {
	readonly outcome: "changed" | "scheduled" | "requested" | "checkout";
	/** From when a scheduled plan works */
	readonly from?: string;
	readonly requestId?: string;
	/** The page on which the customer confirms and pays */
	readonly checkoutUrl?: string;
};

export type PlanChoice = {
	/** Null takes the plan away: the operator only */
	readonly planId: string;
	/** For the operator, where the choice becomes a request */
	readonly note?: string;
	/** A lower plan too works at once: the operator only */
	readonly atOnce?: boolean;
};

export type PlanRequest = {
	readonly id: string;
	readonly accountId: string;
	readonly planId: string;
	readonly planName: string;
	readonly state: "pending" | "accepted" | "declined" | "withdrawn";
	/** What the customer wrote */
	readonly note: string;
	/** What the operator wrote */
	readonly answer: string;
	readonly requestedBy: string;
	readonly createdAt: string;
	readonly decidedAt: string | null;
};

export type NewPlanRequest = {
	readonly planId: string;
	readonly note?: string;
};

export type PlanDecision = {
	/** For the customer */
	readonly note?: string;
};

export type BillingPortal = {
	readonly url: string;
};

export type EventReceived = {
	readonly received: true;
};

export type SendingDomain = {
	readonly id: string;
	readonly accountId: string;
	readonly name: string;
	readonly verification: "unverified" | "verified";
	readonly verifiedAt: string | null;
	/** Whether it is verified by the operator's word */
	readonly vouched: boolean;
	/** Since when a required record is not valid */
	readonly brokenSince: string | null;
	/** When the grace time after that is over. From then on no mail is taken, until all required records are valid */
	readonly stopsAt: string | null;
	readonly checkedAt: string | null;
	readonly checkDueAt: string | null;
	/** The host of its reverse-paths */
	readonly returnPath: string;
	readonly ed25519: boolean;
	readonly activeSelector: string | null;
	readonly createdAt: string;
	readonly records: readonly (Record)[];
	readonly keys: readonly (DkimKey)[];
};

export type Record = {
	readonly purpose: "dkim-1" | "dkim-2" | "return-path" | "dkim-1-ed25519" | "dkim-2-ed25519";
	/** Whether the domain needs it to be verified */
	readonly required: boolean;
	readonly type: "CNAME";
	readonly name: string;
	readonly value: string;
	/** The TXT record that it leads to now. It changes when keys are rotated: publish the CNAME */
	readonly txt?: string;
	readonly state: "valid" | "not-found" | "wrong-value" | "dns-error" | "not-checked";
	readonly found?: string;
	/** Which of the usual mistakes it looks like */
	readonly hint?: string;
	readonly hintText?: string;
	readonly checkedAt: string | null;
	readonly changedAt: string | null;
};

export type DkimKey = {
	readonly selector: string;
	readonly algorithm: "rsa-sha256" | "ed25519-sha256";
	readonly stage: "pending" | "active" | "retiring" | "retired";
	readonly leaked: boolean;
	/** The name that the customer's CNAME leads to */
	readonly name: string;
	/** What stands there; an empty p= says that the key is revoked */
	readonly txt: string;
	readonly createdAt: string;
	readonly seenAt: string | null;
	readonly activeAt: string | null;
	/** From when on the next key takes over, as soon as it was seen */
	readonly rotateAt: string | null;
	readonly retiringAt: string | null;
	readonly retiredAt: string | null;
};

export type NewSendingDomain = {
	readonly name: string;
	readonly accountId?: string;
	/** A label or name under the domain for its reverse-paths; `bounce` by default. */
	readonly returnPath?: string;
	/** Sign with Ed25519 beside RSA. It takes two more records; the domain is verified without them. */
	readonly ed25519?: boolean;
};

export type Verification = {
	/** `records` looks the three records up. `vouch` is the operator's word for it, `withdraw` takes it back. By default records are looked up where that is possible. */
	readonly method?: "records" | "vouch" | "withdraw";
};

export type SendingDomainChange = {
	/** A label or name under the domain for its reverse-paths; `bounce` by default. */
	readonly returnPath?: string;
	/** Sign with Ed25519 beside RSA. It takes two more records; the domain is verified without them. */
	readonly ed25519?: boolean;
};

export type Rotation = {
	/** Somebody else may have the key that signs: its record becomes empty at once, and nothing is signed with it any more. To replace the next key as well, call it twice. */
	readonly leaked?: boolean;
};

export type DmarcPolicy = {
	/** The worst of the findings */
	readonly state: "ok" | "warning" | "error" | "not-checked";
	/** Where the record that holds stands, or would stand */
	readonly name: string;
	/** What stands there */
	readonly records: readonly (string)[];
	/** What receivers do with mail of this domain that fails DMARC; null when none holds */
	readonly policy: "none" | "quarantine" | "reject" | null;
	/** The tag that the policy is of */
	readonly tag: "p" | "sp" | null;
	/** The domain that it belongs to (RFC 9989 §4.10.2) */
	readonly organization: string;
	/** What mail from here passes DMARC by now. Either is enough */
	readonly passes: {
		readonly dkim: boolean;
		readonly spf: boolean;
	};
	readonly findings: readonly ({
		readonly id: "no-record" | "several-records" | "damaged" | "policy-unknown" | "monitoring" | "quarantine" | "reject" | "not-looked-up" | "would-fail" | "not-authenticated" | "without-dkim" | "spf-strict" | "public-suffix" | "inherited" | "subdomain-policy" | "in-part" | "policy-missing" | "policy-late" | "value-unknown" | "tag-twice" | "report-address" | "at-the-domain" | "domain-appended" | "old-answer-cached";
		readonly state: "ok" | "warning" | "error" | "not-checked";
		readonly text: string;
	})[];
	/** The record to publish in place of what is there; null: nothing to change */
	readonly publish: {
		readonly type: "TXT";
		readonly name: string;
		readonly value: string;
	} | null;
};

export type SmtpUserWithPassword = {
	readonly id: string;
	readonly accountId: string;
	readonly domainId: string;
	readonly name: string;
	readonly username: string;
	readonly disabled: boolean;
	readonly expiresAt: string | null;
	readonly allowedAddresses: readonly (string)[];
	readonly recipientsPerMinute: number | null;
	readonly createdAt: string;
	readonly lastConnection: {
		readonly at: string;
		readonly address: string;
		readonly tls: string | null;
		readonly client: string;
	} | null;
	readonly lastFailure: {
		readonly at: string;
		readonly address: string;
		readonly reason: string;
		readonly count: number;
	} | null;
	/** Shown here and never again */
	readonly password: string;
};

export type SmtpUser = {
	readonly id: string;
	readonly accountId: string;
	readonly domainId: string;
	readonly name: string;
	readonly username: string;
	readonly disabled: boolean;
	readonly expiresAt: string | null;
	readonly allowedAddresses: readonly (string)[];
	readonly recipientsPerMinute: number | null;
	readonly createdAt: string;
	readonly lastConnection: {
		readonly at: string;
		readonly address: string;
		readonly tls: string | null;
		readonly client: string;
	} | null;
	readonly lastFailure: {
		readonly at: string;
		readonly address: string;
		readonly reason: string;
		readonly count: number;
	} | null;
};

export type NewSmtpUser = {
	readonly name?: string;
	readonly disabled?: boolean;
	readonly expiresAt?: string;
	readonly allowedAddresses?: readonly (string)[];
	readonly recipientsPerMinute?: number | null;
	readonly domainId: string;
};

export type SmtpUserChange = {
	readonly name?: string;
	readonly disabled?: boolean;
	readonly expiresAt?: string;
	readonly allowedAddresses?: readonly (string)[];
	readonly recipientsPerMinute?: number | null;
};

export type SmtpUserLimits = {
	readonly sessions: {
		readonly user: {
			readonly open: number;
			readonly limit: number;
		};
		readonly account: {
			readonly open: number;
			readonly limit: number;
		};
	};
	readonly recipients: {
		readonly user: {
			readonly perMinute: number;
			/** How many may come at once now */
			readonly left: number;
			/** When the next one may come; null: now */
			readonly nextAt: string | null;
		};
		readonly account: {
			readonly perMinute: number;
			/** How many may come at once now */
			readonly left: number;
			/** When the next one may come; null: now */
			readonly nextAt: string | null;
		};
	};
	readonly messages: {
		readonly user: {
			readonly perMinute: number;
			/** How many may come at once now */
			readonly left: number;
			/** When the next one may come; null: now */
			readonly nextAt: string | null;
		};
		readonly account: {
			readonly perMinute: number;
			/** How many may come at once now */
			readonly left: number;
			/** When the next one may come; null: now */
			readonly nextAt: string | null;
		};
	};
	readonly logins: {
		readonly lastFailure: {
			readonly at: string;
			readonly address: string;
			readonly reason: string;
			readonly count: number;
		} | null;
		/** Where log-ins as this user are blocked for their failures */
		readonly blocks: readonly ({
			readonly network: string;
			readonly until: string;
		})[];
		/** Set while strangers guess at this user: each then has one try. Places that it knows do not */
		readonly onGuardUntil: string | null;
	};
};

export type ApiKeyWithToken = {
	readonly id: string;
	/** Null for the operator's own */
	readonly accountId: string | null;
	readonly name: string;
	/** All that it may do; null for whatever the account may */
	readonly permissions: readonly ("dashboard:read" | "activity:read" | "messages:send" | "domains:read" | "domains:write" | "smtp-users:read" | "smtp-users:write" | "suppressions:read" | "suppressions:write" | "webhooks:read" | "webhooks:write" | "api-keys:read" | "api-keys:write" | "team:read" | "team:write" | "plans:read" | "plans:choose" | "account:read" | "account:write" | "audit:read")[] | null;
	readonly expiresAt: string | null;
	readonly createdAt: string;
	/** To a minute */
	readonly lastUsedAt: string | null;
	/** Shown here and never again */
	readonly token: string;
};

export type ApiKey = {
	readonly id: string;
	/** Null for the operator's own */
	readonly accountId: string | null;
	readonly name: string;
	/** All that it may do; null for whatever the account may */
	readonly permissions: readonly ("dashboard:read" | "activity:read" | "messages:send" | "domains:read" | "domains:write" | "smtp-users:read" | "smtp-users:write" | "suppressions:read" | "suppressions:write" | "webhooks:read" | "webhooks:write" | "api-keys:read" | "api-keys:write" | "team:read" | "team:write" | "plans:read" | "plans:choose" | "account:read" | "account:write" | "audit:read")[] | null;
	readonly expiresAt: string | null;
	readonly createdAt: string;
	/** To a minute */
	readonly lastUsedAt: string | null;
};

export type NewApiKey = {
	readonly name: string;
	readonly accountId?: string;
	/** All that it may do, of what you may yourself. All of that when left out */
	readonly permissions?: readonly ("dashboard:read" | "activity:read" | "messages:send" | "domains:read" | "domains:write" | "smtp-users:read" | "smtp-users:write" | "suppressions:read" | "suppressions:write" | "webhooks:read" | "webhooks:write" | "api-keys:read" | "api-keys:write" | "team:read" | "team:write" | "plans:read" | "plans:choose" | "account:read" | "account:write" | "audit:read")[];
	/** Never when left out, or when the key that makes it expires */
	readonly expiresAt?: string;
};

export type ApiKeyChange = {
	readonly name?: string;
	readonly permissions?: readonly ("dashboard:read" | "activity:read" | "messages:send" | "domains:read" | "domains:write" | "smtp-users:read" | "smtp-users:write" | "suppressions:read" | "suppressions:write" | "webhooks:read" | "webhooks:write" | "api-keys:read" | "api-keys:write" | "team:read" | "team:write" | "plans:read" | "plans:choose" | "account:read" | "account:write" | "audit:read")[] | null;
	readonly expiresAt?: string;
};

export type Suppression = {
	readonly id: string;
	readonly accountId: string;
	/** Local part in lower case, domain as A-label */
	readonly address: string;
	readonly kind: "hard-bounce" | "complaint" | "unsubscription" | "by-hand";
	readonly since: string;
	/** The host whose reply it was, or who added it */
	readonly reportedBy: string;
	/** What that host said; empty for what a person did */
	readonly reply: string;
	/** The bounce's row in Activity */
	readonly activityId: string | null;
	readonly note: string;
};

export type NewSuppression = {
	readonly address: string;
	readonly kind?: "hard-bounce" | "complaint" | "unsubscription" | "by-hand";
	readonly since?: string;
	readonly note?: string;
	readonly accountId?: string;
};

export type ImportReport = {
	/** Lines that were read, the heading left out */
	readonly records: number;
	readonly added: number;
	/** On the list before, or twice in the file */
	readonly duplicates: number;
	readonly invalid: number;
	/** False when the file has more lines than one import takes, or the list is full */
	readonly complete: boolean;
	/** The first hundred of what is wrong, with lines counted from 1 */
	readonly problems: readonly ({
		readonly line: number;
		readonly detail: string;
	})[];
};

export type WebhookWithSecret = {
	readonly id: string;
	readonly accountId: string;
	readonly url: string;
	readonly description: string;
	readonly eventTypes: readonly ("message.accepted" | "message.deferred" | "message.delivered" | "message.bounced" | "message.rejected" | "message.complained" | "domain.verified" | "domain.broken" | "domain.mended" | "domain.stopped" | "quota.warning" | "quota.exhausted" | "quota.renewed" | "plan.changed")[];
	/** False: nothing is sent, and nothing is kept for it */
	readonly enabled: boolean;
	/** Why the service stopped sending: nothing but failures for a day, 410 Gone, or too much that waits. What happens meanwhile waits for it to be resumed */
	readonly pausedReason: "failing" | "gone" | "backlog" | null;
	readonly createdAt: string;
	/** When it last answered with 2xx */
	readonly lastDeliveryAt: string | null;
	/** What signatures are checked with; shown this once */
	readonly secret: string;
};

export type NewWebhook = {
	readonly url: string;
	readonly description?: string;
	readonly eventTypes: readonly ("message.accepted" | "message.deferred" | "message.delivered" | "message.bounced" | "message.rejected" | "message.complained" | "domain.verified" | "domain.broken" | "domain.mended" | "domain.stopped" | "quota.warning" | "quota.exhausted" | "quota.renewed" | "plan.changed")[];
	readonly accountId?: string;
};

export type Webhook = {
	readonly id: string;
	readonly accountId: string;
	readonly url: string;
	readonly description: string;
	readonly eventTypes: readonly ("message.accepted" | "message.deferred" | "message.delivered" | "message.bounced" | "message.rejected" | "message.complained" | "domain.verified" | "domain.broken" | "domain.mended" | "domain.stopped" | "quota.warning" | "quota.exhausted" | "quota.renewed" | "plan.changed")[];
	/** False: nothing is sent, and nothing is kept for it */
	readonly enabled: boolean;
	/** Why the service stopped sending: nothing but failures for a day, 410 Gone, or too much that waits. What happens meanwhile waits for it to be resumed */
	readonly pausedReason: "failing" | "gone" | "backlog" | null;
	readonly createdAt: string;
	/** When it last answered with 2xx */
	readonly lastDeliveryAt: string | null;
};

export type WebhookChange = {
	readonly url?: string;
	readonly description?: string;
	readonly eventTypes?: readonly ("message.accepted" | "message.deferred" | "message.delivered" | "message.bounced" | "message.rejected" | "message.complained" | "domain.verified" | "domain.broken" | "domain.mended" | "domain.stopped" | "quota.warning" | "quota.exhausted" | "quota.renewed" | "plan.changed")[];
	readonly enabled?: boolean;
};

export type WebhookDeliveryHistory = {
	readonly id: string;
	readonly webhookId: string;
	/** Sent as webhook-id: the same however often it is sent */
	readonly eventId: string;
	readonly type: string;
	readonly state: "waiting" | "delivered" | "failed";
	readonly attempts: number;
	readonly createdAt: string;
	readonly nextAttemptAt: string | null;
	/** The request's body, as it is sent */
	readonly body: string;
	/** Every attempt, the oldest first */
	readonly log: readonly ({
		readonly at: string;
		readonly durationMs: number;
		/** What was connected to */
		readonly address: string | null;
		readonly requestHeaders: { readonly [name: string]: string };
		readonly status: number | null;
		/** The beginning of the answer's body */
		readonly response: string;
		/** Why it counts as a failure */
		readonly error: string | null;
	})[];
};

export type WebhookReplayed = {
	/** Deliveries that are sent again */
	readonly replayed: number;
};

export type WebhookReplay = {
	readonly since: string;
};

export type WebhookDelivery = {
	readonly id: string;
	readonly webhookId: string;
	/** Sent as webhook-id: the same however often it is sent */
	readonly eventId: string;
	readonly type: string;
	readonly state: "waiting" | "delivered" | "failed";
	readonly attempts: number;
	readonly createdAt: string;
	readonly nextAttemptAt: string | null;
};

export type SentMessage = {
	readonly id: string;
	readonly recipients: readonly (RecipientAnswer)[];
};

export type RecipientAnswer = {
	readonly address: string;
	/** It is sent the message */
	readonly accepted: boolean;
	readonly refusal: Refusal;
};

export type Refusal = {
	readonly phase: string;
	/** Stable: what programs decide by */
	readonly reason: string;
	readonly title: string;
	readonly because: string;
	readonly remedy: string;
	readonly help: string;
	/** What an SMTP client would have read */
	readonly reply: string;
	/** Whether the same can succeed later */
	readonly retry: boolean;
	readonly facts: { readonly [name: string]: string | number };
} | null;

export type NewMessage = {
	/** The SMTP user that sends: its username or its id */
	readonly smtpUser: string;
	/** An address with or without a name */
	readonly from: string | Party;
	/** An address with or without a name */
	readonly sender?: string | Party;
	readonly to?: readonly (string | Party)[];
	readonly cc?: readonly (string | Party)[];
	/** Recipients that the message does not tell of */
	readonly bcc?: readonly (string | Party)[];
	readonly replyTo?: readonly (string | Party)[];
	readonly subject?: string;
	readonly text?: string;
	readonly html?: string;
	/** Further header fields; what is not ASCII is encoded */
	readonly headers?: { readonly [name: string]: string };
	readonly attachments?: readonly (NewAttachment)[];
	/** Where it goes and who hears of failures, when that is not in the header */
	readonly envelope?: {
		/** Empty: the null reverse-path */
		readonly from?: string;
		readonly to?: readonly (string)[];
	};
};

export type Party = {
	readonly address: string;
	readonly name?: string;
};

export type NewAttachment = {
	readonly filename?: string;
	/** application/octet-stream when it is left out */
	readonly contentType?: string;
	/** Base64 (RFC 4648 §4) */
	readonly content: string;
	/** What the HTML shows it as: cid:logo */
	readonly contentId?: string;
	/** Shown in the message; true with a contentId */
	readonly inline?: boolean;
};

export type Check = {
	/** Nothing would be refused */
	readonly accepted: boolean;
	readonly refusals: readonly ({
		readonly phase: string;
		/** Stable: what programs decide by */
		readonly reason: string;
		readonly title: string;
		readonly because: string;
		readonly remedy: string;
		readonly help: string;
		/** What an SMTP client would have read */
		readonly reply: string;
		/** Whether the same can succeed later */
		readonly retry: boolean;
		readonly facts: { readonly [name: string]: string | number };
		readonly recipient: string | null;
	})[];
	readonly recipients: readonly ({
		readonly address: string;
		readonly accepted: boolean;
	})[];
	/** What would be done to the message on its way */
	readonly changes: readonly ({
		readonly kind: "received-added" | "date-added" | "message-id-added" | "bcc-removed" | "key-removed" | "line-endings-mended" | "long-lines-re-encoded" | "re-encoded-for-7-bit" | "signed";
		readonly says: string;
	})[];
	/** What is odd about it and no reason to refuse */
	readonly notes: readonly (string)[];
	readonly sizeBytes: number;
	readonly limitBytes: number;
	readonly quota: {
		readonly limit: number;
		readonly used: number;
		readonly remaining: number;
		readonly renewsAt: string;
	} | null;
	/** Until the rates allow the next message; 0: now */
	readonly rateWaitMs: number | null;
};

export type MessageToCheck = {
	/** The SMTP user that sends: its username or its id */
	readonly smtpUser: string;
	/** An address with or without a name */
	readonly from: string | Party;
	/** An address with or without a name */
	readonly sender?: string | Party;
	readonly to?: readonly (string | Party)[];
	readonly cc?: readonly (string | Party)[];
	/** Recipients that the message does not tell of */
	readonly bcc?: readonly (string | Party)[];
	readonly replyTo?: readonly (string | Party)[];
	readonly subject?: string;
	readonly text?: string;
	readonly html?: string;
	/** Further header fields; what is not ASCII is encoded */
	readonly headers?: { readonly [name: string]: string };
	readonly attachments?: readonly (NewAttachment)[];
	/** Where it goes and who hears of failures, when that is not in the header */
	readonly envelope?: {
		/** Empty: the null reverse-path */
		readonly from?: string;
		readonly to?: readonly (string)[];
	};
	/** The address that the application will send from; judged only when it is given */
	readonly clientAddress?: string;
};

export type Activity = {
	readonly id: string;
	readonly accountId: string;
	readonly at: string;
	readonly updatedAt: string;
	readonly status: "rejected" | "accepted" | "pending" | "deferred" | "delivered" | "soft-bounce" | "hard-bounce";
	readonly messageId: string | null;
	readonly recipient: string;
	/** The reverse-path; empty when it is null */
	readonly sender: string;
	/** The address in From */
	readonly author: string;
	readonly subject: string;
	readonly domainId: string | null;
	readonly smtpUserId: string | null;
	readonly headerMessageId: string;
	/** Why it was rejected, deferred or bounced; empty otherwise */
	readonly reason: string;
	readonly reply: string;
	readonly facts: { readonly [name: string]: string | number };
	readonly phase: string;
	readonly attempts: number;
	readonly nextAttemptAt: string | null;
	/** Refusals alike that this row stands for */
	readonly count: number;
	readonly remoteAddress: string;
	/** The reason in the language of Accept-Language (en, fr) */
	readonly words: {
		readonly title: string;
		readonly because: string;
		readonly remedy: string;
		readonly help: string;
	} | null;
};

export type ActivityDetail = {
	readonly id: string;
	readonly accountId: string;
	readonly at: string;
	readonly updatedAt: string;
	readonly status: "rejected" | "accepted" | "pending" | "deferred" | "delivered" | "soft-bounce" | "hard-bounce";
	readonly messageId: string | null;
	readonly recipient: string;
	/** The reverse-path; empty when it is null */
	readonly sender: string;
	/** The address in From */
	readonly author: string;
	readonly subject: string;
	readonly domainId: string | null;
	readonly smtpUserId: string | null;
	readonly headerMessageId: string;
	/** Why it was rejected, deferred or bounced; empty otherwise */
	readonly reason: string;
	readonly reply: string;
	readonly facts: { readonly [name: string]: string | number };
	readonly phase: string;
	readonly attempts: number;
	readonly nextAttemptAt: string | null;
	/** Refusals alike that this row stands for */
	readonly count: number;
	readonly remoteAddress: string;
	/** The reason in the language of Accept-Language (en, fr) */
	readonly words: {
		readonly title: string;
		readonly because: string;
		readonly remedy: string;
		readonly help: string;
	} | null;
	readonly events: readonly (Event)[];
	readonly session: Session;
	readonly message: MessageFacts;
};

export type Event = {
	readonly at: string;
	readonly kind: string;
	readonly attempt: number;
	readonly cause: string;
	readonly attemptFacts: Attempt;
};

export type Attempt = {
	readonly startedAt: string;
	readonly durationMs: number;
	readonly host?: string;
	readonly address?: string;
	readonly tls?: {
		readonly version: string;
		readonly cipher: string;
	};
	readonly plainAfterTlsFailure?: boolean;
	readonly reply?: string;
	readonly phase?: string;
	readonly uncertain?: boolean;
	/** Who did it, with the phase by-hand */
	readonly by?: string;
	readonly notes?: readonly (string)[];
} | null;

export type Session = {
	readonly door: string;
	readonly address: string;
	readonly port: number;
	readonly helo: string;
	readonly tls: {
		readonly version: string;
		readonly cipher: string;
	} | null;
	readonly transcript: readonly (string)[];
} | null;

export type MessageFacts = {
	readonly id: string;
	readonly receivedAt: string;
	readonly sizeBytes: number;
	/** The header section as relayed, before signing */
	readonly header: string;
	readonly attachments: readonly (Attachment)[];
	readonly notes: readonly (string)[];
	/** Whether signature and envelope are of the domain in From: what DMARC asks (RFC 7489 §3.1) */
	readonly alignment: {
		readonly dkim: {
			/** `d=` of the signatures; null when it is not signed */
			readonly domain: string | null;
			readonly aligned: boolean;
		};
		readonly spf: {
			/** Of the envelope sender as it leaves; null when it is null */
			readonly domain: string | null;
			readonly aligned: boolean;
		};
	};
} | null;

export type Attachment = {
	/** Empty when it has none */
	readonly name: string;
	/** As declared */
	readonly mediaType: string;
	/** Decoded */
	readonly sizeBytes: number;
	/** What it is by its octets, by its usual extension */
	readonly kind: string;
	/** The same in words */
	readonly words: string;
	readonly notes: readonly (string)[];
};

export type Message = {
	readonly id: string;
	readonly accountId: string;
	readonly receivedAt: string;
	readonly reversePath: string;
	readonly author: string;
	readonly subject: string;
	readonly headerMessageId: string;
	readonly sizeBytes: number;
	readonly header: string;
	readonly attachments: readonly (Attachment)[];
	readonly notes: readonly (string)[];
	readonly session: Session;
	readonly recipients: readonly ({
		readonly id: string;
		readonly accountId: string;
		readonly at: string;
		readonly updatedAt: string;
		readonly status: "rejected" | "accepted" | "pending" | "deferred" | "delivered" | "soft-bounce" | "hard-bounce";
		readonly messageId: string | null;
		readonly recipient: string;
		/** The reverse-path; empty when it is null */
		readonly sender: string;
		/** The address in From */
		readonly author: string;
		readonly subject: string;
		readonly domainId: string | null;
		readonly smtpUserId: string | null;
		readonly headerMessageId: string;
		/** Why it was rejected, deferred or bounced; empty otherwise */
		readonly reason: string;
		readonly reply: string;
		readonly facts: { readonly [name: string]: string | number };
		readonly phase: string;
		readonly attempts: number;
		readonly nextAttemptAt: string | null;
		/** Refusals alike that this row stands for */
		readonly count: number;
		readonly remoteAddress: string;
		/** The reason in the language of Accept-Language (en, fr) */
		readonly words: {
			readonly title: string;
			readonly because: string;
			readonly remedy: string;
			readonly help: string;
		} | null;
		readonly events: readonly (Event)[];
	})[];
};

export type Statistics = {
	readonly from: string;
	readonly to: string;
	readonly timeZone: string;
	readonly figures: Figures;
	/** The period of the same length before */
	readonly previous: {
		readonly from: string;
		readonly to: string;
	};
	readonly previousFigures: Figures;
	readonly unit: "hour" | "day";
	/** One for each hour or day of the time zone */
	readonly series: readonly ({
		readonly at: string;
		/** Recipients accepted, whatever became of them */
		readonly recipients: number;
		readonly delivered: number;
		readonly softBounces: number;
		readonly hardBounces: number;
		readonly rejected: number;
		/** Attempts that were put off: one recipient may be among them often */
		readonly deferred: number;
		readonly complaints: number;
	})[];
	/** Why mail was refused most often. Part of Activity: empty for who may not read it */
	readonly topReasons: readonly ({
		readonly reason: string;
		readonly count: number;
	})[];
	readonly domains: readonly ({
		readonly domainId: string;
		/** Null when it was removed */
		readonly name: string | null;
		readonly accepted: number;
		readonly delivered: number;
		readonly bounced: number;
		readonly rejected: number;
	})[];
};

export type Figures = {
	/** Recipients accepted, whatever became of them */
	readonly recipients: number;
	readonly delivered: number;
	readonly softBounces: number;
	readonly hardBounces: number;
	readonly rejected: number;
	/** Attempts that were put off: one recipient may be among them often */
	readonly deferred: number;
	readonly complaints: number;
};

export type QueueDestination = {
	/** The recipients' domain, in lower case and A-labels */
	readonly id: string;
	/** Recipients that were not tried yet */
	readonly queued: number;
	/** Recipients whose last attempt failed for now */
	readonly deferred: number;
	/** Recipients with an attempt under way, or about to be */
	readonly leased: number;
	/** Recipients that are held back */
	readonly held: number;
	/** When the oldest of their messages was accepted */
	readonly oldestAt: string | null;
	readonly nextAttemptAt: string | null;
	/** The most recent deferral, while anything waits */
	readonly lastDeferral: {
		readonly at: string;
		readonly cause: string;
		readonly reply: string;
		/** The reason in the language of Accept-Language (en, fr) */
		readonly words: {
			readonly title: string;
			readonly because: string;
			readonly remedy: string;
			readonly help: string;
		} | null;
	} | null;
	/** Null: it is not paused */
	readonly pause: {
		readonly since: string;
		/** Who paused it */
		readonly by: string;
		/** What customers are told about it */
		readonly note: string;
	} | null;
};

export type QueuedRecipient = {
	/** Of its row in Activity */
	readonly id: string;
	readonly messageId: string;
	readonly recipient: string;
	readonly accountId: string;
	readonly sender: string;
	readonly subject: string;
	readonly acceptedAt: string;
	readonly state: "queued" | "leased" | "deferred" | "held";
	readonly attempts: number;
	readonly nextAttemptAt: string | null;
	readonly reason: string;
	readonly reply: string;
	/** The reason in the language of Accept-Language (en, fr) */
	readonly words: {
		readonly title: string;
		readonly because: string;
		readonly remedy: string;
		readonly help: string;
	} | null;
};

export type QueuePausing = {
	/** Why: customers read it in Activity, and senders in the report about what is cancelled */
	readonly note?: string;
};

export type QueueSteered = {
	/** Recipients to which it was done */
	readonly changed: number;
	/** Recipients with an attempt under way: it goes on, and they were left alone */
	readonly underWay: number;
	readonly accountId: string | null;
	readonly recipient: string | null;
	readonly note: string;
};

export type QueueSteering = {
	/** Only what this account sent */
	readonly accountId?: string;
	/** Only this one: the id of its row in Activity */
	readonly recipient?: string;
	/** Why: customers read it in Activity, and senders in the report about what is cancelled */
	readonly note?: string;
};

export type Explanation = {
	/** `reason`: a refusal of this service. `cause`: the class of another server's reply */
	readonly kind: "reason" | "cause" | "unknown";
	/** The reason or the cause */
	readonly id: string | null;
	/** Whether the same message may be accepted later */
	readonly temporary: boolean | null;
	/** Who can change something; `nobody`: waiting is all there is to do */
	readonly move: "sender" | "recipient" | "operator" | "nobody" | null;
	/** The same as a sentence */
	readonly moveSays: string | null;
	readonly title: string;
	readonly because: string;
	readonly remedy: string;
	readonly help: string;
};

export type HelpArticles = {
	readonly groups: readonly ({
		readonly id: "start" | "using" | "refused" | "answered";
		readonly title: string;
		readonly sections: readonly ({
			readonly title: string | null;
			readonly articles: readonly ({
				/** Names the article: its page is at this place under `/help/` */
				readonly place: string;
				readonly title: string;
				/** The code and the reason that it is about, or the cause */
				readonly name: string | null;
			})[];
		})[];
	})[];
};

export type HelpAnswer = {
	/** What it means, where the question holds an SMTP reply or the name of a reason */
	readonly explanation: {
		/** `reason`: a refusal of this service. `cause`: the class of another server's reply */
		readonly kind: "reason" | "cause" | "unknown";
		/** The reason or the cause */
		readonly id: string | null;
		/** Whether the same message may be accepted later */
		readonly temporary: boolean | null;
		/** Who can change something; `nobody`: waiting is all there is to do */
		readonly move: "sender" | "recipient" | "operator" | "nobody" | null;
		/** The same as a sentence */
		readonly moveSays: string | null;
		readonly title: string;
		readonly because: string;
		readonly remedy: string;
		readonly help: string;
	} | null;
	/** `all`: each article has every word. `similar`: no article has, and these have similar ones. `some`: these have some of the words */
	readonly how: "all" | "similar" | "some";
	/** How many articles; the best of them are in `items` */
	readonly total: number;
	readonly items: readonly ({
		/** Names the article: its page is at this place under `/help/` */
		readonly place: string;
		readonly title: string;
		/** Where in the article the excerpt stands: `id` is what follows the # of its address */
		readonly section: {
			readonly title: string;
			readonly id: string;
		} | null;
		/** Plain text in pieces; `marked`: one of the words */
		readonly excerpt: readonly ({
			readonly text: string;
			readonly marked: boolean;
		})[];
		readonly url: string;
	})[];
};

export type HelpArticle = {
	/** Names the article: its page is at this place under `/help/` */
	readonly place: string;
	readonly title: string;
	readonly language: "en" | "fr";
	/** With the codes and limits of this service. Links between articles begin with `/help/` */
	readonly markdown: string;
	readonly url: string;
};

export type TryRecord = {
	readonly purpose: "dkim-1" | "dkim-2" | "return-path";
	readonly published: boolean;
};

export type TrySamples = {
	readonly items: readonly (string)[];
	/** Whose SMTP users send them: its Activity shows what came of them */
	readonly account: {
		readonly id: string;
		readonly name: string;
	};
};

export type SentSample = {
	readonly sample: string;
	/** How many were handed in */
	readonly messages: number;
	/** Recipients that were taken on */
	readonly accepted: number;
	/** The session of the last message, without secrets and content */
	readonly said: readonly ({
		readonly who: "client" | "server";
		readonly line: string;
	})[];
};

export type TrySample = {
	readonly sample: string;
};

export type TryMailbox = {
	readonly items: readonly ({
		readonly id: string;
		readonly receivedAt: string;
		readonly from: string;
		readonly to: readonly (string)[];
		readonly subject: string;
		readonly sizeBytes: number;
	})[];
};

export type Examination = {
	/** Try mode: the internet that was looked at */
	readonly closedInternet: boolean;
	readonly errors: number;
	readonly warnings: number;
	readonly findings: readonly (Finding)[];
};

export type Finding = {
	/** The check. One may have several findings */
	readonly id: "zone-delegation" | "zone-servers" | "zone-serial" | "return-path-mx" | "inbound-reachable" | "return-path-spf" | "hostname-address" | "reverse-dns" | "certificate-name" | "certificate-expiry" | "clock" | "inbound-door" | "outbound-port-25" | "block-lists";
	readonly state: "ok" | "warning" | "error" | "not-checked";
	/** The name, address or setting that it is about */
	readonly about: string;
	readonly found: string;
	/** null: nothing */
	readonly toDo: string | null;
};

export type Me = {
	readonly person: {
		readonly id: string;
		readonly email: string;
		readonly name: string;
		readonly language: "en" | "fr";
		readonly timeZone: string;
		readonly twoFactor: boolean;
		readonly operator: boolean;
	} | null;
	readonly apiKey: {
		readonly id: string;
		readonly name: string;
	} | null;
	readonly accounts: readonly ({
		readonly id: string;
		readonly name: string;
		readonly role: "administrator" | "member" | "viewer";
		readonly permissions: readonly ("dashboard:read" | "activity:read" | "messages:send" | "domains:read" | "domains:write" | "smtp-users:read" | "smtp-users:write" | "suppressions:read" | "suppressions:write" | "webhooks:read" | "webhooks:write" | "api-keys:read" | "api-keys:write" | "team:read" | "team:write" | "plans:read" | "plans:choose" | "account:read" | "account:write" | "audit:read")[];
	})[];
	readonly service: {
		readonly name: string;
		readonly version: string;
		readonly tryMode: boolean;
		readonly supportEmail: string | null;
		readonly supportUrl: string | null;
		readonly submission: {
			readonly hostname: string;
			readonly ports: {
				readonly starttls: number;
				readonly tls: number;
			};
		};
		/** Whether one can sign in by a provider */
		readonly oidc: boolean;
		readonly payment: "request" | "stripe";
		/** How long an account that is deleted can be restored */
		readonly deletionGraceMs: number;
	};
};

export type Person = {
	readonly id: string;
	readonly email: string;
	readonly name: string;
	readonly language: "en" | "fr";
	readonly timeZone: string;
	/** Runs the whole service */
	readonly operator: boolean;
	readonly twoFactor: boolean;
	readonly suspendedAt: string | null;
	readonly lastSignInAt: string | null;
	readonly createdAt: string;
};

export type MeChange = {
	readonly name?: string;
	readonly language?: "en" | "fr";
	readonly timeZone?: string;
};

export type EmailChange = {
	/** Of the person */
	readonly id: string;
	/** As it is until the link is opened */
	readonly email: string;
	readonly newEmail: string;
	readonly expiresAt: string;
};

export type NewEmail = {
	readonly email: string;
	readonly password: string;
};

export type NewEmailOfPerson = {
	readonly email: string;
};

export type EmailChanged = {
	/** Of the person */
	readonly id: string;
	readonly email: string;
};

export type Setup = {
	readonly token: string;
	readonly email: string;
	readonly name: string;
	readonly password: string;
	readonly language?: "en" | "fr";
};

export type SetupLink = {
	readonly secretUrl: string;
	readonly expiresAt: string;
};

export type PersonWithAccounts = {
	readonly id: string;
	readonly email: string;
	readonly name: string;
	readonly language: "en" | "fr";
	readonly timeZone: string;
	/** Runs the whole service */
	readonly operator: boolean;
	readonly twoFactor: boolean;
	readonly suspendedAt: string | null;
	readonly lastSignInAt: string | null;
	readonly createdAt: string;
	readonly accounts: readonly ({
		readonly id: string;
		readonly name: string;
		readonly role: "administrator" | "member" | "viewer";
	})[];
};

export type PersonChange = {
	readonly operator: boolean;
};

export type EndedSessions = {
	readonly ended: number;
};

export type Member = {
	readonly personId: string;
	readonly accountId: string;
	readonly email: string;
	readonly name: string;
	readonly role: "administrator" | "member" | "viewer";
	readonly twoFactor: boolean;
	readonly lastSignInAt: string | null;
	readonly createdAt: string;
};

export type MemberChange = {
	readonly role: "administrator" | "member" | "viewer";
};

export type Invitation = {
	readonly id: string;
	readonly accountId: string | null;
	readonly email: string;
	readonly role: "administrator" | "member" | "viewer" | "operator";
	readonly language: "en" | "fr";
	readonly invitedBy: string;
	readonly createdAt: string;
	readonly expiresAt: string;
};

export type NewInvitation = {
	readonly email: string;
	readonly role: "administrator" | "member" | "viewer" | "operator";
	readonly language?: "en" | "fr";
	readonly accountId?: string;
};

export type Invited = {
	readonly id: string;
	readonly accountId: string | null;
	readonly email: string;
	readonly role: "administrator" | "member" | "viewer" | "operator";
	readonly language: "en" | "fr";
	readonly invitedBy: string;
	readonly createdAt: string;
	readonly expiresAt: string;
	readonly accountName: string | null;
	/** Then name and password are not asked for. Null for who has the id and not the link */
	readonly personExists: boolean | null;
};

export type Acceptance = {
	readonly name?: string;
	readonly password?: string;
};

export type AuditEntry = {
	readonly id: string;
	readonly at: string;
	readonly accountId: string | null;
	readonly actor: {
		readonly kind: "person" | "api-key" | "operator-key" | "service";
		readonly id: string;
		readonly name: string;
	};
	readonly address: string;
	readonly action: string;
	readonly target: {
		readonly type: string;
		readonly id: string;
		readonly name?: string;
	};
	/** As the API shows it; null for nothing */
	readonly before?: { readonly [name: string]: unknown } | null;
	/** As the API shows it; null for nothing */
	readonly after?: { readonly [name: string]: unknown } | null;
};
