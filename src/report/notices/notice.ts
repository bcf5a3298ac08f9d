/** A notice as words: what somebody is told, and where to go on. */

import type { Instant } from "../../terms/clock.ts";
import type {
	AccountEventData,
	DomainEventData,
	PlanEventData,
	QuotaEventData,
	WebhookEventData,
} from "../../terms/events.ts";
import type { EmailChange, Invitation, Person } from "../../terms/person.ts";

export interface Notice {
	readonly subject: string;
	/** Plain sentences. */
	readonly paragraphs: readonly string[];
	readonly link?: { readonly text: string; readonly url: string };
}

/** How values are written for one reader. */
export interface Style {
	readonly number: (value: number) => string;
	/** With the time and its zone. */
	readonly moment: (at: Instant) => string;
}

interface About<Data> {
	readonly account: string;
	readonly data: Data;
	/** Where the pages are, without a final slash. */
	readonly url: string;
	readonly style: Style;
}

/** All that is mailed, in one language. */
export interface NoticeWords {
	readonly "quota.warning": (about: About<QuotaEventData>) => Notice;
	readonly "quota.exhausted": (about: About<QuotaEventData>) => Notice;
	readonly "plan.changed": (about: About<PlanEventData>) => Notice;
	readonly "plan.requested": (about: About<PlanEventData>) => Notice;
	readonly "plan.declined": (about: About<PlanEventData>) => Notice;
	readonly "domain.broken": (about: About<DomainEventData>) => Notice;
	readonly "domain.mended": (about: About<DomainEventData>) => Notice;
	readonly "domain.stopped": (about: About<DomainEventData>) => Notice;
	readonly "account.suspended": (about: About<AccountEventData>) => Notice;
	readonly "account.resumed": (about: About<AccountEventData>) => Notice;
	readonly "account.deletion-scheduled": (about: About<AccountEventData>) => Notice;
	readonly "webhook.paused": (about: About<WebhookEventData>) => Notice;
	readonly invitation: (about: {
		readonly invitation: Invitation;
		readonly accountName: string | null;
		readonly link: string;
		readonly style: Style;
	}) => Notice;
	readonly passwordReset: (about: { readonly person: Person; readonly link: string }) => Notice;
	readonly emailChange: (about: {
		readonly person: Person;
		readonly change: EmailChange;
		readonly link: string;
		readonly style: Style;
	}) => Notice;
	/** To whom the address belongs that somebody else asked for. */
	readonly emailTaken: (about: { readonly owner: Person; readonly url: string }) => Notice;
	/** To the address before. */
	readonly emailChanged: (about: {
		readonly person: Person;
		readonly was: { readonly email: string; readonly at: Instant };
		/** An address or page of who runs the service; null where none is known. */
		readonly support: string | null;
		readonly style: Style;
	}) => Notice;
	/** Under every notice. */
	readonly footer: (url: string) => string;
}

type Asked = "invitation" | "passwordReset" | "emailChange" | "emailTaken" | "emailChanged";
export type MailedEvent = Exclude<keyof NoticeWords, Asked | "footer">;
