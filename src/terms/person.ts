/** People who sign in, what they are to accounts, and how others are asked to join. */

import type { Instant } from "./clock.ts";
import type { AccountId, InvitationId, PersonId } from "./ids.ts";
import type { Role } from "./permissions.ts";
import type { Language } from "./refusals/index.ts";

export interface Person {
	readonly id: PersonId;
	/** Lower case. */
	readonly email: string;
	readonly name: string;
	/** Of pages and of mail to this person. */
	readonly language: Language;
	/** A name of the IANA database: "Europe/Paris". */
	readonly timeZone: string;
	/** Whether this person runs the whole service. */
	readonly operator: boolean;
	readonly twoFactor: boolean;
	/** Since when this person cannot sign in. */
	readonly suspendedAt: Instant | null;
	readonly lastSignInAt: Instant | null;
	readonly createdAt: Instant;
}

export interface Membership {
	readonly accountId: AccountId;
	readonly role: Role;
}

/** Somebody with a session that lasts. */
export interface SignedIn {
	readonly person: Person;
	readonly sessionId: string;
	readonly memberships: readonly (Membership & { readonly accountName: string })[];
}

/** A person as a member of one account. */
export interface Member {
	readonly person: Person;
	readonly role: Role;
	/** Since when. */
	readonly createdAt: Instant;
}

export interface Invitation {
	readonly id: InvitationId;
	/** Null: to run the service. */
	readonly accountId: AccountId | null;
	/** Lower case. */
	readonly email: string;
	/** "operator" exactly where there is no account. */
	readonly role: Role | "operator";
	/** Of the mail. */
	readonly language: Language;
	/** The name of who asked. */
	readonly invitedBy: string;
	readonly createdAt: Instant;
	readonly expiresAt: Instant;
}

/** A new address that somebody has asked for, until the link that went there is opened. */
export interface EmailChange {
	readonly personId: PersonId;
	/** As it is until then. Lower case. */
	readonly email: string;
	/** Lower case. */
	readonly newEmail: string;
	readonly createdAt: Instant;
	readonly expiresAt: Instant;
}

/** Characters of a password that a person chooses. */
export const PASSWORD_CHARACTERS = { least: 12, most: 128 } as const;
