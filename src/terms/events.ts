/**
 * What happens to an account that somebody wants to hear of: webhooks carry it, and some of it is mailed. An event is
 * written to the outbox in the commit of what it tells of, and leaves it when everybody who listens was told.
 */

import type { Instant } from "./clock.ts";
import type { DomainRecord } from "./identity.ts";
import type {
	AccountId,
	ActivityId,
	DomainId,
	EventId,
	MessageId,
	PlanId,
	PlanRequestId,
	SmtpUserId,
	WebhookId,
} from "./ids.ts";
import type { Status } from "./recipient.ts";

/** A message to one recipient. What is not known of it, or does not apply, is absent. */
export interface MessageEventData {
	readonly activityId: ActivityId;
	readonly messageId?: MessageId;
	readonly recipient: string;
	readonly sender: string;
	readonly subject: string;
	readonly headerMessageId: string;
	readonly domainId?: DomainId;
	readonly smtpUserId?: SmtpUserId;
	readonly status: Status;
	/** Of a refusal: its reason. Of a deferral or bounce: its cause. */
	readonly reason?: string;
	readonly reply?: string;
	readonly attempt?: number;
	readonly nextAttemptAt?: Instant;
	/** How often, where repeats were counted together. */
	readonly count?: number;
}

export interface DomainEventData {
	readonly domainId: DomainId;
	readonly name: string;
	readonly records: readonly DomainRecord[];
}

export interface QuotaEventData {
	/** Percent of the quota. */
	readonly mark: number;
	readonly used: number;
	readonly limit: number;
	readonly periodStart: Instant;
	readonly renewsAt: Instant;
}

export interface PlanEventData {
	/** Null: the account has no plan any more. */
	readonly planId: PlanId | null;
	/** Empty where there is none. */
	readonly planName: string;
	readonly monthlyRecipients: number;
	/** Where it came of a request. */
	readonly requestId?: PlanRequestId;
	/** What the operator or the customer wrote. */
	readonly note?: string;
	/** Where it holds from later on. */
	readonly from?: Instant;
}

export interface AccountEventData {
	/** What the operator wrote. */
	readonly reason?: string;
	/** When it will be deleted for good. */
	readonly at?: Instant;
}

export interface WebhookEventData {
	readonly webhookId: WebhookId;
	readonly url: string;
	readonly why: string;
}

/** Each type and what it carries. */
export interface EventData {
	readonly "message.accepted": MessageEventData;
	readonly "message.deferred": MessageEventData;
	readonly "message.delivered": MessageEventData;
	readonly "message.bounced": MessageEventData;
	readonly "message.rejected": MessageEventData;
	readonly "message.complained": MessageEventData;
	readonly "domain.verified": DomainEventData;
	readonly "domain.broken": DomainEventData;
	readonly "domain.mended": DomainEventData;
	readonly "domain.stopped": DomainEventData;
	readonly "quota.warning": QuotaEventData;
	readonly "quota.exhausted": QuotaEventData;
	readonly "quota.renewed": QuotaEventData;
	readonly "plan.changed": PlanEventData;
	readonly "plan.requested": PlanEventData;
	readonly "plan.declined": PlanEventData;
	readonly "account.suspended": AccountEventData;
	readonly "account.resumed": AccountEventData;
	readonly "account.deletion-scheduled": AccountEventData;
	readonly "webhook.paused": WebhookEventData;
}

export type EventType = keyof EventData;

export type ServiceEvent = {
	readonly [Type in EventType]: {
		readonly id: EventId;
		readonly at: Instant;
		readonly accountId: AccountId;
		readonly type: Type;
		readonly data: EventData[Type];
	};
}[EventType];
