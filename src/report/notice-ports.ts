/** All that notices need from outside. */

import type { Clock, Instant } from "../terms/clock.ts";
import type { AccountId } from "../terms/ids.ts";
import type { NewMessage } from "../terms/message.ts";
import type { Person } from "../terms/person.ts";

/** Who is to hear of an account. */
export interface Audience {
	readonly accountName: string;
	/** Who can sign in, the administrators of the account. */
	readonly administrators: readonly Reader[];
	/** Addresses that the account gave for technical matters and for bills. */
	readonly contactEmail: string | null;
	readonly billingEmail: string | null;
	/** Of moments in mail to these addresses. */
	readonly timeZone: string;
}

/** Who a notice is written for. */
export type Reader = Pick<Person, "email" | "language" | "timeZone">;

export interface NoticePorts {
	/** Writes a message down as one that is due. The same key again writes nothing. Rejects on a fault. */
	readonly submit: (message: NewMessage, key: string) => Promise<void>;
	/** A message was written that is due at this moment. */
	readonly noteDue: (at: Instant) => void;
	/** Undefined when there is no such account any more. */
	readonly audience: (account: AccountId) => Promise<Audience | undefined>;
	readonly operators: () => Promise<readonly Reader[]>;
	/** The name of a sending domain that signs for this host; null when there is none. */
	readonly signingDomain: (domain: string) => Promise<string | null>;
	/** Where the pages are, without a final slash. */
	readonly url: () => string;
	readonly clock: Clock;
	readonly randomBytes: (count: number) => Buffer;
}

export interface NoticeConfiguration {
	/** Our name in Message-ID. */
	readonly hostname: string;
	/** The address, with a name or without: "Angarium <noreply@relay.example>". */
	readonly from: string;
	/** An address or page of who runs the service; null where none is known. */
	readonly support: string | null;
	/** Of mail to addresses that are no person's. */
	readonly language: Person["language"];
}
